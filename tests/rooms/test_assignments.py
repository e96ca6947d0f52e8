"""Who must do what: the expected answer stands inside the sentence.

``<lead>``, ``<cooperate>`` ... mark participants, ``<task>`` the words of the task where they are not all to the end.
All bodies, persons and papers are invented.
"""

from __future__ import annotations

import re

import pytest

from pipeline.extraction import extract
from pipeline.linking.assignments import link_assignments
from pipeline.schema import Assignment, Document, Line, Page, Source, Span, Zone
from pipeline.structure.sections import sections_of

_TAG = re.compile(r"</?(?P<name>[a-z_]+)>")


def document(text: str, role: str = "body") -> Document:
    """A paper that has nothing but the paragraphs of ``text``, one a line."""
    lines = tuple(Line(line) for line in text.split("\n"))
    paper = Document(Source("x.txt", "0" * 64, "text/plain"), 1, 1, (Page(1, 595, 842, lines, "text"),))
    zones = tuple(Zone(role, span) for span in paper.line_spans if len(span))
    return extract(paper.with_layers(zones=zones, sections=sections_of(paper, zones)))


def read(text: str, role: str = "body") -> tuple[Assignment, ...]:
    """The assignments of ``text``, a paper of 1 March 2024."""
    return link_assignments(document(text, role), "2024-03-01")


def marked(text: str) -> tuple[str, list[tuple[str, str]], str | None]:
    """``(text without marks, (role, body) in order, task)``."""
    bodies: list[tuple[str, str]] = []
    task = None
    for found in re.finditer(r"<([a-z_]+)>(.*?)</\1>", text, re.DOTALL):
        if found[1] == "task":
            task = _TAG.sub("", found[2])
        bodies += [(found[1], _TAG.sub("", found[2]))] if found[1] != "task" else []
        if found[1] == "task":
            bodies += re.findall(r"<([a-z_]+)>(.*?)</\1>", found[2])
    return _TAG.sub("", text), bodies, task


def shown(found: Assignment) -> list[tuple[str, str]]:
    """``(role, body)`` of every participant."""
    return [(each.role, each.body) for each in found.participants]


ONE = [
    # A1: Giao X chủ trì, phối hợp với Y
    "Giao <lead>Ban Tổ chức Huyện ủy</lead> <task>chủ trì, phối hợp với <cooperate>Văn phòng Huyện ủy</cooperate> rà soát"
    " danh sách đảng viên</task>.",
    "Giao <lead>Ban Nội chính Tỉnh ủy</lead> <task>theo dõi, đôn đốc, định kỳ báo cáo kết quả với <report_to>Ban Thường"
    " vụ Tỉnh ủy</report_to></task>.",
    "Giao cho <lead>Hội Nông dân xã</lead> <task>đứng ra tín chấp vay vốn cho 12 hộ</task>.",
    "Giao <lead>Sở Tài chính</lead>, <lead>Sở Kế hoạch và Đầu tư</lead> <task>cân đối nguồn vốn đối ứng năm 2024</task>.",
    "Giao <lead>Văn phòng Thành ủy</lead> <task>phối hợp chặt chẽ với <cooperate>Công an thành phố</cooperate>,"
    " <cooperate>Ban Chỉ huy Quân sự thành phố</cooperate> bố trí lực lượng bảo vệ</task>.",
    "Thường trực Huyện ủy giao <lead>Ban Dân vận Huyện ủy</lead> <task>nắm tình hình tôn giáo ở vùng lòng hồ</task>.",
    # A2, A9: tham mưu
    "<lead>Ban Tuyên giáo Thị ủy</lead> <task>chủ trì, phối hợp với <cooperate>Phòng Văn hóa và Thông tin</cooperate>"
    " tham mưu <advise>Ban Thường vụ Thị ủy</advise> ban hành kế hoạch tuyên truyền</task>.",
    "<lead>Phòng Nội vụ</lead> <task>tham mưu cho <advise>Ủy ban nhân dân huyện</advise> kiện toàn các ban chỉ đạo</task>.",
    "<lead>Sở Y tế</lead> <task>tham mưu, giúp <advise>Ủy ban nhân dân tỉnh</advise> củng cố y tế thôn bản</task>.",
    "<lead>Văn phòng Đảng ủy</lead> <task>giúp <advise>Ban Thường vụ Đảng ủy</advise> theo dõi việc thực hiện</task>.",
    # A4: subject first
    "<lead>Ủy ban Mặt trận Tổ quốc Việt Nam huyện</lead> <task>đẩy mạnh cuộc vận động xây dựng đời sống mới</task>.",
    "<lead>Công an xã</lead> <task>tăng cường tuần tra ban đêm tại các bến đò</task>.",
    "<lead>Các cấp ủy, tổ chức đảng</lead> <task>khẩn trương rà soát quy hoạch cán bộ nhiệm kỳ tới</task>.",
    "<lead>Trung tâm Bồi dưỡng chính trị huyện</lead> <task>mở hai lớp cảm tình đảng cho thanh niên</task>.",
    "<lead>Đảng ủy các xã, thị trấn</lead> và <lead>các chi bộ cơ quan</lead> <task>sinh hoạt chuyên đề về tiết kiệm</task>.",
    "<lead>Ban Thường vụ Huyện đoàn</lead> <task>phát động tháng thanh niên</task>.",
    "<lead>Huyện đoàn</lead>, <lead>Hội Liên hiệp Phụ nữ huyện</lead> <task>nhận chăm sóc nghĩa trang liệt sĩ</task>.",
    "<lead>Báo Sông Trà</lead> và <lead>Đài Phát thanh - Truyền hình tỉnh</lead> <task>mở chuyên mục hỏi đáp</task>.",
    "<lead>Mỗi chi bộ</lead> <task>phân công ít nhất một đảng viên giúp hộ nghèo</task>.",
    "<lead>Ban Quản lý rừng phòng hộ</lead> <task>cắm mốc lại ranh giới tiểu khu 47</task>.",
    "<lead>Trường Trung học phổ thông Bến Ván</lead> <task>bố trí hội trường và âm thanh</task>.",
    "<lead>Bộ Chỉ huy Quân sự tỉnh</lead> <task>huấn luyện dân quân năm thứ nhất</task>.",
    "<lead>Ty Giáo dục</lead> <task>cùng với <cooperate>Ty Y tế</cooperate> tổ chức tiêm phòng trong các trường</task>.",
    "<lead>Tòa án nhân dân huyện</lead> <task>đưa ra xét xử lưu động hai vụ án điểm</task>.",
    "<lead>Ủy ban Kiểm tra Đảng ủy</lead> <task>kiểm tra việc thu nộp đảng phí ở ba chi bộ</task>.",
    "<lead>Cấp ủy các cấp</lead> <task>tiếp tục lãnh đạo công tác phòng cháy</task>.",
    # A5: titles with a colon
    "<lead>Phòng Kinh tế</lead>: <task>Chủ trì, phối hợp với <cooperate>Trạm Khuyến nông</cooperate> hướng dẫn lịch gieo"
    " sạ</task>.",
    "<lead>Đồng chí Trịnh Văn Khâm, Phó Bí thư Thường trực</lead>: <task>phụ trách cụm thi đua số 2</task>.",
    "<lead>Đ/c Lò Thị Pành, Ủy viên Ban Thường vụ, Trưởng Ban Tổ chức</lead>: <task>Theo dõi các xã vùng cao</task>.",
    "<lead>Các đồng chí Ủy viên Ban Chấp hành</lead>: <task>Dự sinh hoạt chi bộ nơi được phân công</task>.",
    "Chuẩn bị nhân sự: <lead>Ban Tổ chức</lead> <task>lập hồ sơ từng đồng chí</task>.",
    # A6
    "<lead>Các chi bộ trực thuộc</lead> có trách nhiệm <task>phổ biến nội dung này đến từng đảng viên</task>.",
    "<lead>Bưu điện tỉnh</lead> chịu trách nhiệm <task>chuyển phát báo Đảng trong ngày</task>.",
    "<lead>Các sở, ban, ngành</lead> căn cứ chức năng, nhiệm vụ được giao, <task>xây dựng chương trình hành động</task>.",
    "<lead>Thanh tra huyện</lead> căn cứ nhiệm vụ của mình có trách nhiệm <task>thẩm tra đơn thư tồn đọng</task>.",
    # A7: orders
    "Đề nghị <lead>Ban Thường trực Ủy ban Mặt trận Tổ quốc tỉnh</lead> <task>hướng dẫn hiệp thương lần hai</task>.",
    "Yêu cầu <lead>các chi, đảng bộ trực thuộc</lead> <task>nộp danh sách trích ngang về <report_to>Ban Xây dựng"
    " Đảng</report_to></task>.",
    "Phân công <lead>đồng chí Hà Thị Xuyến, Huyện ủy viên</lead>, <task>trực tiếp chỉ đạo xã Nà Tẩu</task>.",
    "Mời <lead>đồng chí Chủ nhiệm Hợp tác xã Vân Côn</lead> <task>tham gia tổ giám định</task>.",
    "Kính đề nghị <lead>Đảng ủy Công an tỉnh</lead> <task>cho ý kiến về dự thảo</task>.",
    "Ban Thường vụ Thành ủy yêu cầu <lead>Đảng ủy phường Bến Cốc</lead> <task>kiểm điểm, làm rõ trách nhiệm</task>.",
    "Chi ủy phân công <lead>đồng chí Đinh Công Tạo</lead> <task>kèm cặp, giúp đỡ đảng viên mới</task>.",
    # A8: A chỉ đạo B
    "<direct>Đảng ủy Ủy ban nhân dân xã</direct> lãnh đạo <lead>Ủy ban nhân dân xã</lead> <task>bố trí kinh phí</task>.",
    "<direct>Sở Giao thông</direct> chỉ đạo <lead>Công ty Cầu đường Hồng Vân</lead> <task>vá ổ gà tuyến ven sông</task>.",
    "Đề nghị <direct>Đảng ủy Quân sự tỉnh</direct> chỉ đạo <lead>Trung đoàn 43</lead> <task>chi viện xuồng máy</task>.",
    # A10-A12
    "<lead>Văn phòng Huyện ủy</lead> <task>theo dõi, đôn đốc, tổng hợp báo cáo <report_to>Thường trực Huyện"
    " ủy</report_to></task>.",
    "<lead>Các chi bộ thôn</lead> <task>gửi biên bản về <report_to>Đảng ủy xã</report_to> (qua <via>Văn phòng Đảng"
    " ủy</via>)</task>.",
    "<lead>Hội Cựu chiến binh xã</lead> <task>xây dựng đề án, trình <approve>Ban Thường vụ Đảng ủy</approve> xem"
    " xét</task>.",
    "<lead>Phòng Tài chính</lead> <task>thẩm định dự toán, trình <approve>Ủy ban nhân dân huyện</approve> phê"
    " duyệt</task>.",
    "<lead>Chi cục Thủy lợi</lead> <task>lập phương án, báo cáo kết quả về <report_to>Ủy ban nhân dân tỉnh</report_to>"
    " thông qua <via>Sở Nông nghiệp</via></task>.",
    # asides before the subject
    "Trước mắt, <lead>các huyện ủy, thành ủy</lead> <task>sơ tán dân vùng trũng</task>.",
    "Khi phát hiện sai phạm, <lead>Ủy ban Kiểm tra Huyện ủy</lead> <task>báo cáo ngay <report_to>Thường trực Huyện"
    " ủy</report_to></task>.",
    "Đối với nơi chưa có chi ủy, <lead>bí thư chi bộ</lead> <task>ghi biên bản và lưu hồ sơ</task>.",
    "Tập thể, cá nhân vi phạm thì <lead>Ủy ban Kiểm tra Thị ủy</lead> <task>tiến hành xác minh</task>.",
    "<task>Việc in tài liệu giao <lead>Nhà máy in Sông Cầu</lead> thực hiện trước hội nghị</task>.",
    "<task>Việc đón tiếp đại biểu do <lead>Văn phòng Tỉnh ủy</lead> chủ trì</task>.",
    # glued text of a layer, text without marks of OCR
    "Giao <lead>Ban Thường vụ Đảng uỷ</lead> <task>chỉ đạo làm điểm ở hai chi bộ</task>.",
    "<lead>Ban Xây dựng Đảng</lead> <task>chu trì, phổi hơp với <cooperate>Công đoàn xã</cooperate> tổng hợp</task>.",
    "<lead>Sở Xây dựng</lead> <task>cắm biển báo ở 12 ngầm tràn</task>.",
    "<lead>Sở Vật liệu xây dựng</lead> <task>chuyển hết xi-măng về kho huyện</task>.",
    "<lead>Sở quản lý và phân phối điện</lead> <task>bảo đảm điện cho trạm bơm</task>.",
]

NONE = [
    "Kế hoạch này được phổ biến đến chi bộ.",
    "Quyết định này có hiệu lực kể từ ngày ký.",
    "Các đồng chí trong Ban Thường vụ đã họp và thống nhất cao.",
    "Đề nghị các chi bộ nghiêm túc triển khai thực hiện.",
    "Nhận được công văn này, đề nghị các chi, đảng bộ trực thuộc nghiêm túc triển khai thực hiện.",
    "Chánh Văn phòng và các cơ quan liên quan chịu trách nhiệm thi hành Quyết định này.",
    "Xác định công tác này là nhiệm vụ quan trọng của cả hệ thống chính trị.",
    "Số đảng viên mới kết nạp tăng 12% so với cùng kỳ.",
    "Một số cấp ủy còn lúng túng trong khâu tổ chức.",
    "Hội nghị do đồng chí Bí thư chủ trì.",
    "Phải bảo đảm dân chủ, khách quan, tránh hình thức.",
    "Thành phần: Đại biểu các chi bộ, cán bộ lão thành.",
    "(Phân công cụ thể có văn bản riêng)",
    "Tổ chức đảng nơi đó còn 4 đồng chí chưa được phân công.",
]


@pytest.mark.parametrize("sentence", ONE)
def test_one_assignment(sentence: str) -> None:
    text, bodies, task = marked(sentence)
    text = text.replace("Ban Thường vụ Đảng uỷ", "Ban Thường vụĐảng uỷ")
    found = read(f"IV. TỔ CHỨC THỰC HIỆN\n1. {text}")
    assert [sorted(shown(each)) for each in found] == [sorted(bodies)], [document(text).quote(f.task) for f in found]
    paper = document(f"IV. TỔ CHỨC THỰC HIỆN\n1. {text}")
    assert task is None or paper.quote(found[0].task) == task.replace("Ban Thường vụ Đảng uỷ", "Ban Thường vụĐảng uỷ")
    for each in found[0].participants:
        assert paper.quote(each.span)


@pytest.mark.parametrize("sentence", NONE)
def test_no_assignment(sentence: str) -> None:
    assert [shown(each) for each in read(sentence)] == []
    assert [shown(each) for each in read(f"IV. TỔ CHỨC THỰC HIỆN\n{sentence}")] == []
