"""Time expressions, told apart by their use; the expected answer stands in the text.

``<due END>``, ``<due START..END>``, ``<due before END>``, ``<due P5D>``; ``<rule RRULE>``; any other use by its name.
Papers are issued on 10 September 2023 (a Sunday).
"""

from __future__ import annotations

import re

import pytest

from pipeline.extraction.deadline import find_times
from pipeline.linking.dues import recurrence, resolve
from pipeline.schema import Due, Mention, Span
from pipeline.text import view
from pipeline.text.dates import find_dates, parse_point

ISSUED = "2023-09-10"
TAG = re.compile(r"<(?P<what>[^>/]+)>(?P<words>[^<]*)</>")

TIMES = """\
Gửi biểu <due before 2023-09-30>trước ngày 30/9/2023</> về Ban.
Nộp <due before 2024-07-15>trước 15/7</> cho chi bộ.
Nộp hồ sơ <due 2023-11-15>chậm nhất là ngày 15/11/2023</>.
Nộp hồ sơ <due 2023-11-15>muộn nhất ngày 15 tháng 11 năm 2023</>.
Góp quỹ <due 2023-10-20>không quá ngày 20-10-2023</>.
Dựng nhà <due before 2023-12-12>xong trước ngày 12/12/2023</>.
Giữ nguyên <due 2024-12-31>đến hết ngày 31/12/2024</>.
Thu phí <due 2023-10-31>đến hết tháng 10/2023</> là xong.
Làm rõ <due 2023-10-05..2023-10-05>trong ngày 05/10/2023</>.
Lắp đèn <due 2023-10-01..2023-10-31>trong tháng 10/2023</>.
Lắp đèn <due 2023-10-01..2023-10-31>hoàn thành trong tháng 10</>.
Lắp đèn <due 2024-03-01..2024-03-31>trong tháng 3</> tới.
Sửa kho <due 2024-01-01..2024-03-31>trong quý I năm 2024</>.
Sửa kho <due 2023-10-01..2023-12-31>trong quý IV/2023</>.
Đo ruộng <due 2024-01-01..2024-06-30>trong 6 tháng đầu năm 2024</>.
Trồng rừng <due 2023-10-01..2023-10-10>vào đầu tháng 10</>.
Trồng rừng <due 2023-10-21..2023-10-31>vào cuối tháng 10/2023</>.
Họp dân <due 2023-10-01..2023-10-07>trong tuần đầu tháng 10/2023</>.
Họp dân <due 2023-10-15..2023-10-21>trong tuần thứ 3 tháng 10/2023</>.
Bàn giao <due 2024-01-01..2024-12-31>trong năm 2024</>.
Vá đường <due 2023-09-10..2023-12-31>từ nay đến cuối năm 2023</>.
Trực đê <due 2023-09-15..2023-09-20>từ ngày 15/9 đến ngày 20/9/2023</>.
Trực đê <due 2023-12-20..2024-01-05>từ ngày 20/12 đến hết ngày 05/01/2024</>.
Trực đê <due 2023-09-15..2023-09-20>từ ngày 15 đến ngày 20/9/2023</>.
Khánh thành <due 2023-12-22..2023-12-22>vào ngày 22/12/2023</>.
Nộp bài <due before 2023-09-22>trước 16 giờ 00, ngày 22/9/2023</>.
Trình Ban Thường vụ cho ý kiến <due 2023-12-20..2023-12-20>tại phiên họp ngày 20/12/2023</>.
Nộp bản thảo <due 2023-12-31..2023-12-31>ngày 31/12/2023</> cho Ban.
Nộp bài <due 2023-10-08>muộn nhất thứ Hai ngày 08/10/2023</>.
Sơ kết <due 2024-01-01..2024-06-30>trong nửa đầu năm 2024</>.
Tập huấn <due 2023-10-01..2023-11-30>trong tháng 10 - 11/2023</>.
Gửi tài liệu <due -P5B>ít nhất 05 ngày làm việc trước ngày họp</>.
Gửi tài liệu <due -P5D>trước phiên họp tháng 11 ít nhất 5 ngày</>.
Nộp hồ sơ <due before 2023-10-10>trước nqày 10/10/2023</>.
Thời gian hoàn thành: <due 2023-10-01..2023-10-31>tháng 10/2023</>.
Trả lời <due P5D>trong thời hạn 05 ngày kể từ ngày nhận được đơn</>.
Trả lời <due P30B>trong thời hạn 30 ngày làm việc, kể từ ngày ký</>.
Báo lại <due PT24H>trong vòng 24 giờ kể từ khi có sự việc</>.
Gửi tài liệu <due -P5D>trước hội nghị 05 ngày</>.
Nộp danh sách <due -P30B>trước 30 ngày làm việc của đợt kết nạp</>.
Nộp biên bản <due P3D>chậm nhất 03 ngày sau khi kết thúc hội nghị</>.
Báo cáo <rule FREQ=MONTHLY;BYMONTHDAY=20>trước ngày 20 hằng tháng</>.
Báo cáo <rule FREQ=MONTHLY;BYMONTHDAY=25>hằng tháng, trước ngày 25</>.
Họp chi bộ <rule FREQ=MONTHLY;BYMONTHDAY=3>vào ngày 03 hàng tháng</>.
Báo cáo <rule FREQ=YEARLY;BYMONTH=11;BYMONTHDAY=15>trước ngày 15/11 hằng năm</>.
Tổng kết <rule FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=-1>trong tháng 1 hằng năm</>.
Kiểm kê <rule FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=-1>trong quý I hằng năm</>.
Báo cáo <rule FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=20>ngày 20 của tháng cuối quý</>.
Giao ban <rule FREQ=WEEKLY;BYDAY=FR>chiều thứ Sáu hằng tuần</>.
Giao ban <rule FREQ=WEEKLY;BYDAY=MO>vào thứ hai hàng tuần</>.
Quét dọn <rule FREQ=WEEKLY;BYDAY=SU>chủ nhật hằng tuần</>.
Báo cáo <rule FREQ=WEEKLY>hằng tuần</>.
Đánh giá <rule FREQ=MONTHLY;INTERVAL=3>hằng quý</>.
Đánh giá <rule FREQ=MONTHLY;INTERVAL=6>định kỳ 06 tháng</>.
Đánh giá <rule FREQ=MONTHLY;INTERVAL=3>3 tháng một lần</>.
Đánh giá <rule FREQ=YEARLY;INTERVAL=2>2 năm một lần</>.
Tổng hợp <rule FREQ=DAILY;INTERVAL=10>cứ 10 ngày một lần</>.
Việc này làm <rule continuous>thường xuyên</>.
Báo cáo <rule on_demand>khi có yêu cầu</>.
Báo cáo <rule on_demand>đột xuất</>.
"""
NO_DUES = """\
Số liệu tính đến ngày 30/6/2024 do thôn lập.
Quy định có hiệu lực từ ngày 01/01/2024.
Đề án giai đoạn 2023 - 2025 của xã.
Nhiệm kỳ 2020 - 2025 đã qua nửa chặng.
Phấn đấu đến năm 2030 mọi hộ có nước sạch.
Chỉ thị số 12-CT/TU, ngày 15/11/2023 nêu rõ.
Tại phiên họp ngày 20/12/2023 sẽ bàn tiếp.
Hội nghị bắt đầu lúc 8 giờ 00, ngày 20/12/2023.
Lớp học kéo dài ½ ngày, có 2/3 số hộ dự.
Trực 24/24 giờ; nước còn 1/3 hồ.
Dịp lễ 30/4 và 1/5 năm ngoái.
Trước ngày 31/02/2024 không có ngày ấy.
Trước ngày 05/6/2023 đã làm xong.
Các thôn làm kịp thời, đúng tiến độ.
"""


def found(text: str) -> list[tuple[str, object]]:
    seen = view(text)
    answers: list[tuple[str, object]] = []
    for start, end, value in find_times(seen.folded, seen.text):
        mention = Mention("deadline", Span(start, end), value, "rule:time", 1.0)
        answers.append((seen.text[start:end], recurrence(mention) or resolve(mention, ISSUED)))
    return [(words, answer) for words, answer in answers if answer is not None]


def told(due: Due) -> str:
    if due.offset:
        return f"due {due.offset}"
    if due.start:
        return f"due {due.start}..{due.end}"
    return f"due {'before ' if due.bound == 'before' else ''}{due.end}"


@pytest.mark.parametrize("marked", TIMES.strip().split("\n"))
def test_times_in_a_sentence(marked: str) -> None:
    expected = [(match["what"], match["words"]) for match in TAG.finditer(marked)]
    plain = TAG.sub(lambda match: match["words"], marked)
    got = [(told(a) if isinstance(a, Due) else f"rule {a}", words) for words, a in found(plain)]
    assert got == expected


@pytest.mark.parametrize("text", NO_DUES.strip().split("\n"))
def test_look_alikes_are_no_dues(text: str) -> None:
    assert [words for words, answer in found(text) if isinstance(answer, Due)] == []


def test_a_month_that_is_over_is_next_year_s_and_only_approximate() -> None:
    ((_, due),) = found("Lập biểu trong tháng 3.")
    assert isinstance(due, Due)
    assert due.approximate


def test_without_a_date_of_issue_no_year_is_made_up() -> None:
    seen = view("trước ngày 15/7")
    ((start, end, value),) = find_times(seen.folded, seen.text)
    assert resolve(Mention("deadline", Span(start, end), value, "rule:time", 1.0), None) is None


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("ngày 03 tháng 8 năm 2021", "2021-08-03"),
        ("ngày 5-XI-1979", "1979-11-05"),
        ("01-10-1997", "1997-10-01"),
        ("ngày       tháng 10 năm 2025", "2025-10-XX"),
        ("ngày ... tháng ... năm 2026", "2026-XX-XX"),
        ("ngày 2? tháng 5 năm 2022", "2022-05-XX"),
        ("ngày l2 tháng 5 năm 2o22", "2022-05-12"),
        ("ngày 31 tháng 02 năm 2022", None),
        ("29/02/2023", None),
        ("29/02/2024", "2024-02-29"),
        ("tỷ lệ 12/15/2020 m", None),
    ],
)
def test_dates(text: str, value: str | None) -> None:
    assert [date for _, _, date in find_dates(view(text).folded)] == ([value] if value else [])


def test_points_that_the_calendar_does_not_have() -> None:
    assert parse_point("ngay 31/11") is None
    assert parse_point("quy v/2023") is None


def test_searching_for_times_is_linear() -> None:
    for text in ("1" * 100_000, "ngay " * 20_000, " " * 100_000, "truoc ngay 1" * 8_000):
        find_times(text, text)
