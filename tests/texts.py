"""Papers given as bare text, carried through the stages that need no file."""

from __future__ import annotations

import re

from pipeline.description import describe
from pipeline.extraction import extract
from pipeline.linking import link, reconcile
from pipeline.schema import Document, Line, Page, Source, Transcription, Word
from pipeline.schema.record import Record
from pipeline.structure import segment, split

LETTER = """\
HUYỆN ỦY ĐÔNG TUYỀN
BAN DÂN VẬN
*
Số 77-CV/BDVHU
ĐẢNG CỘNG SẢN VIỆT NAM
Đông Tuyền, ngày 12 tháng 4 năm 2018
Về việc nắm tình hình trong ngày hội đầu xuân
Kính gửi: - Các chi bộ,
- Hội Nông dân huyện.
Thời gian qua việc nắm tình hình ở một số nơi còn chậm, có nơi để sự việc kéo dài nhiều ngày mới báo.
Ban Dân vận Huyện ủy đề nghị các chi bộ thực hiện các việc sau:
1. Cử người theo dõi từng thôn.
2. Báo cáo trước ngày 20/4/2018.
Nơi nhận:
- Như trên,
- Lưu BDV.
TRƯỞNG BAN
Ngô Đình Khoát
"""
PLAN = """\
TỈNH ỦY LAM GIANG                         ĐẢNG CỘNG SẢN VIỆT NAM
      *
  Số 15-KH/TU                     Lam Giang, ngày 02 tháng 6 năm 2019

                         KẾ HOẠCH
          về sửa chữa kênh mương trước mùa mưa
                          -----
Căn cứ Nghị quyết số 04-NQ/TU, ngày 11/3/2019 của Tỉnh ủy, Ban Thường vụ Tỉnh ủy xây dựng kế hoạch như sau:
I- NHIỆM VỤ
1. Sở Nông nghiệp và Phát triển nông thôn khảo sát toàn tuyến, hoàn thành trong tháng 7/2019.

Nơi nhận:                                  T/M BAN THƯỜNG VỤ
- Các huyện ủy,                                PHÓ BÍ THƯ
- Lưu VPTU.
                                            Đoàn Văn Hiệp
"""
ORDER = """\
ỦY BAN NHÂN DÂN
HUYỆN ĐÔNG TUYỀN
Số: 341/QĐ-UBND
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Đông Tuyền, ngày 20 tháng 6 năm 2019
QUYẾT ĐỊNH
Về việc thành lập Tổ sửa chữa kênh
ỦY BAN NHÂN DÂN HUYỆN ĐÔNG TUYỀN
Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015;
QUYẾT ĐỊNH:
Điều 1. Thành lập Tổ sửa chữa kênh gồm 7 người.
Nơi nhận:
- Như Điều 1;
- Lưu: VT.
TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
Vi Văn Lả
"""
FORM = """\
PHỤ LỤC
MẪU BÁO CÁO
(Kèm theo Kế hoạch số 15-KH/TU, ngày 02/6/2019)
ĐẢNG BỘ ...
ĐẢNG ỦY ...
*
ĐẢNG CỘNG SẢN VIỆT NAM
..., ngày ... tháng ... năm 2019
BÁO CÁO
kết quả sửa kênh
"""
COPY = """\
__________________________
HUYỆN ỦY ĐÔNG TUYỀN
VĂN PHÒNG
*
Số 31-BS/VPHU
Đông Tuyền, ngày 10 tháng 6 năm 2019
BẢN SAO
CHÁNH VĂN PHÒNG
Lý Thị Sen
"""
STAMP = """\
HUYỆN ỦY ĐÔNG TUYỀN
ĐẾN Số: 905
Ngày: 07/6/2019
Chuyển: P.TH
Số và ký hiệu HS: 12
"""


def transcription(text: str) -> Transcription:
    """Lines without boxes; a form feed begins a page."""
    pages = tuple(
        Page(number, 0.0, 0.0, tuple(_line(row) for row in sheet.split("\n")), "text")
        for number, sheet in enumerate(text.split("\f"), start=1)
    )
    return Transcription(Source("a.txt", "0" * 64, "text/plain"), pages)


def _line(row: str) -> Line:
    return Line(row, tuple(Word(found.group(), found.start()) for found in re.finditer(r"\S+", row)))


def stages(text: str) -> list[tuple[Document, Document, Document, Document]]:
    """Every paper as split, segmented, extracted and linked."""
    found = []
    for part in split(transcription(text)):
        segmented = segment(part)
        extracted = extract(segmented)
        found.append((part, segmented, extracted, link(extracted)))
    return found


def records(text: str) -> tuple[Record, ...]:
    """The records of a bundle."""
    return reconcile(tuple(describe(linked) for *_, linked in stages(text)))


def record(text: str) -> Record:
    """The record of a file with one paper."""
    (only,) = records(text)
    return only


SHORT_LETTER = """ĐẢNG BỘ HUYỆN AN PHÚ          ĐẢNG CỘNG SẢN VIỆT NAM
ĐẢNG ỦY XÃ TÂN BÌNH
*                              Tân Bình, ngày 05 tháng 10 năm 2025
Số 12-CV/ĐU
V/v báo cáo kết quả công tác tháng 9

Kính gửi: Các chi bộ trực thuộc

Đảng ủy yêu cầu các chi bộ trực thuộc gửi báo cáo kết quả trước ngày 20/10/2025.

Nơi nhận:                      T/M ĐẢNG ỦY
- Như trên,                    PHÓ BÍ THƯ
- Lưu VP.
                               Nguyễn Văn An
"""
