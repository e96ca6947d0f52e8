"""The grammar of numbers and the names of kinds, bodies and offices."""

from __future__ import annotations

import pytest

from pipeline.authority.names import full_name, sentence_case
from pipeline.authority.offices import as_office, begins_with_office
from pipeline.authority.symbols import find_symbols, kinds_of
from pipeline.authority.types import printed_type, type_named
from pipeline.text import strip_marks, view


@pytest.mark.parametrize(
    ("text", "serial", "symbol"),
    [
        ("Số 230-CV/VPTU", "230", "CV/VPTU"),
        ("Số: 133-KH/TU", "133", "KH/TU"),
        ("Số 38 - HD/BTCTW", "38", "HD/BTCTW"),
        ("Số     - HD/BTCTU", None, "HD/BTCTU"),
        ("Số ......-KH/HU", None, "KH/HU"),
        ("08 –HD/BTCTU", "08", "HD/BTCTU"),
        ("Số 14 CT/TU", "14", "CT/TU"),
        ("Sô: 23/HD-KG", "23", "HD-KG"),
        ("So 03-HD/BXDD", "03", "HD/BXDĐ"),
        ("Số: 145 - KH/TĐTN-PT", "145", "KH/TĐTN-PT"),
        ("Số: 61/LĐLĐ", "61", "LĐLĐ"),
        ("Nghị định số 61/2018/NĐ-CP", "61", "2018/NĐ-CP"),
        ("Luật số 33/2024/QH15", "33", "2024/QH15"),
        ("Nghị định số 105/NĐ-\nCP", "105", "NĐ-CP"),
        ("05-QC/BTCTU-BDVTU", "05", "QC/BTCTU-BDVTU"),
        ("số 06-QĐi/TW", "06", "QĐi/TW"),
        ("Số 12QD/TU", None, "QĐ/TU"),
        ("Số-2%4CT/TU", None, "CT/TU"),
        ("Số 78Z-CV/HU", None, "CV/HU"),
    ],
)
def test_numbers(text: str, serial: str | None, symbol: str) -> None:
    (found,) = find_symbols(view(text))
    assert (found.serial, found.symbol) == (serial, symbol)


@pytest.mark.parametrize(
    "text", ["trực 24/24 giờ", "65 m3/s", "1.702/1.914 tàu", "tháng 10/2023", "tỷ lệ 3/4", "QL-9", ""]
)
def test_no_numbers(text: str) -> None:
    assert list(find_symbols(view(text))) == []


def test_the_code_qd_tells_no_single_kind() -> None:
    assert len(kinds_of("QĐ")) == 2
    assert kinds_of("CV") == ("công văn",)
    assert kinds_of(None) == ()


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("CHỈ THỊ", "chỉ thị"),
        ("K Ế  H O Ạ C H", "kế hoạch"),
        ("CHƯƠNG TRÌNH HÀNH ĐỘNG", "chương trình hành động"),
        ("NGHỊ QUYẾT CỦA CHI BỘ", "nghị quyết"),
        ("QUYÉT ĐỊNH", "quyết định"),
        ("HƯỚNG DẢN", "hướng dẫn"),
        ("BAN TỔ CHỨC", None),
        ("LUẬT", None),
    ],
)
def test_printed_kinds(line: str, kind: str | None) -> None:
    assert printed_type(strip_marks(line)) == kind


def test_a_kind_by_its_name() -> None:
    assert type_named("Quy Chế") == "quy chế"
    assert type_named("không có") is None


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("ĐẢNG UỶ XÃ HOÀ LẠC", "Đảng uỷ xã Hoà Lạc"),
        ("BAN TUYÊN GIÁO VÀ DÂN VẬN", "Ban Tuyên giáo và Dân vận"),
        ("SỞ VĂN HOÁ, THỂ THAO VÀ DU LỊCH", "Sở Văn hoá, Thể thao và Du lịch"),
        ("BAN CHỈ ĐẠO XÂY DỰNG ĐÔ THỊ VĂN MINH", "Ban Chỉ đạo xây dựng đô thị văn minh"),
        ("LIÊN ĐOÀN LAO DỘNG HUYÊN KRÔNG HĂNG", "Liên đoàn Lao động huyện Krông Hăng"),
        ("THÀNH ỦY SƠN LA THƯỢNG", "Thành ủy Sơn La Thượng"),
        ("BỌ GIÁO DỤC VÀ ĐÀO TẠO", "Bộ Giáo dục và Đào tạo"),
        (
            "ĐẠI HỘI ĐẠI BIỂU ĐẢNG BỘ HUYỆN ĐÔNG TUYỀN LẦN THỨ XIV",
            "Đại hội đại biểu Đảng bộ huyện Đông Tuyền lần thứ XIV",
        ),
        ("Huyện ủy  Đông Tuyền", "Huyện ủy Đông Tuyền"),
    ],
)
def test_names_in_sentence_case(printed: str, name: str) -> None:
    assert sentence_case(printed) == name


@pytest.mark.parametrize(
    ("own", "parent", "whole"),
    [
        ("Ban Tổ chức", "Huyện ủy Đông Tuyền", "Ban Tổ chức Huyện ủy Đông Tuyền"),
        ("Ban Tổ chức", "Ban Chấp hành Trung ương", "Ban Tổ chức Trung ương"),
        ("Huyện ủy Đông Tuyền", "Đảng bộ tỉnh Lam Giang", "Huyện ủy Đông Tuyền"),
        ("Chi bộ thôn Bắc", "Đảng ủy xã Hòa Lạc", "Chi bộ thôn Bắc"),
        ("Sở Nội vụ", "UBND tỉnh Lam Giang", "Sở Nội vụ tỉnh Lam Giang"),
        ("Văn phòng", None, "Văn phòng"),
    ],
)
def test_full_names(own: str, parent: str | None, whole: str) -> None:
    assert full_name(own, parent) == whole


def test_offices_and_names_are_told_apart() -> None:
    assert as_office("PHÓ TRƯỞNG BAN") == "Phó Trưởng ban"
    assert as_office("CHỦ TICH") == "Chủ tịch"
    assert begins_with_office("Trưởng phòng Tổng hợp")
    assert not begins_with_office("Trương Hoàng Nam")
    assert not begins_with_office("Vũ Thị Lan")
