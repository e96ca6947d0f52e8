"""What makes a time a deadline and what does not; the expected answer stands in the text.

The paper is issued on 12 May 2024. ``test_times.py`` holds the table of plain forms; here stand their neighbours.
"""

from __future__ import annotations

import re

import pytest

from pipeline.extraction.deadline import find_times
from pipeline.linking.dues import resolve
from pipeline.schema import Due, Mention, Span
from pipeline.text import view

ISSUED = "2024-05-12"
TAG = re.compile(r"<due (?P<what>[^>]+)>(?P<words>[^<]*)</due>")

DUES = """\
Nộp sổ tay <due 2024-06-28>không chậm hơn ngày 28-6-2024</due>.
Gửi bản kê, <due 2024-07-10>hạn cuối ngày 10 tháng 7 năm 2024</due>.
Gửi bản kê, <due 2024-07-10>hạn chót 10/7/2024</due>.
Gửi về huyện <due before 2024-08-31>trước 31/8/2024</due>.
Trình huyện <due 2024-05-31>chậm nhất vào ngày 31/5/2024</due>.
Báo tên <due before 2024-06-07>trước
ngày 07/6/2024</due>.
Sơ kết <due 2024-12-01..2024-12-31>trong tháng 12</due>.
Sơ kết <due P20D>trong vòng 20 ngày kể từ ngày ra thông báo này</due>.
Nộp chi uỷ <due -P5D>trước kỳ sinh hoạt 05 ngày</due>.
"""
NO_DUES = """\
Phấn đấu đến cuối năm 2031 có 70% số hộ dùng nước máy.
Mỗi buổi lễ không quá 1/2 ngày.
Mỗi buổi lễ không quá 1/2
ngày.
Mường Ngà, ngày      tháng 9 năm 2024
Ai chuyển đi trong vòng 60 ngày mà không nộp thẻ thì bị xoá tên.
Số liệu lấy từ ngày 16 tháng trước đến ngày 15 tháng báo cáo.
Bão dự báo khoảng tối ngày 06/11/2024 vào bờ.
Công văn số 8-CV/HU, ngày 02/12/2024 đã nói rõ.
Trụ sở có hiệu lực sử dụng từ ngày 01/7/2024.
Có 2/3 số thôn làm 24/7.
Kế hoạch giai đoạn 2026 - 2030 của huyện.
"""


def dues(text: str) -> list[tuple[str, Due]]:
    seen = view(text)
    found = []
    for start, end, value in find_times(seen.folded, seen.text):
        due = resolve(Mention("deadline", Span(start, end), value, "rule:time", 1.0), ISSUED)
        if due is not None:
            found.append((seen.span(start, end).of(text), due))
    return found


def told(due: Due) -> str:
    interval = f"{due.start}..{due.end}" if due.start else f"{due.end}"
    return due.offset or (f"before {due.end}" if due.bound == "before" else interval)


@pytest.mark.parametrize("marked", re.split(r"(?<=\.)\n", DUES.strip()))
def test_deadlines_in_a_sentence(marked: str) -> None:
    expected = [(match["words"], match["what"]) for match in TAG.finditer(marked)]
    plain = TAG.sub(lambda match: match["words"], marked)
    assert [(words, told(due)) for words, due in dues(plain)] == expected


@pytest.mark.parametrize("text", re.split(r"(?<=\.)\n|(?<=2024)\n", NO_DUES.strip()))
def test_no_deadline_is_invented(text: str) -> None:
    assert dues(text) == []


def test_many_deadlines_take_time_in_proportion() -> None:
    text = "trong vong 5 ngay " * 6_000
    assert len(find_times(text, text)) == 6_000
