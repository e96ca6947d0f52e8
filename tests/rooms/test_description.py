"""Layers become a record: every field of the contract on invented papers."""

from __future__ import annotations

import pytest
from texts import COPY, LETTER, ORDER, PLAN, STAMP, record, records

from pipeline.description import withhold


def test_a_letter() -> None:
    found = record(LETTER)
    assert found.family is not None
    assert found.family.value == "đảng"
    assert found.document_type is not None
    assert found.document_type.value == "công văn"
    assert found.number is not None
    assert (found.number.value.serial, found.number.value.symbol) == ("77", "CV/BDVHU")
    assert found.date_of_issue is not None
    assert found.date_of_issue.value == "2018-04-12"
    assert found.place_of_issue is not None
    assert found.place_of_issue.value == "Đông Tuyền"
    assert found.issuing_body is not None
    assert found.issuing_body.value.name == "Ban Dân vận Huyện ủy Đông Tuyền"
    assert found.parent_body is not None
    assert found.parent_body.value.name == "Huyện ủy Đông Tuyền"
    assert found.acting_body is None
    assert [a.value for a in found.addressees] == ["Các chi bộ", "Hội Nông dân huyện"]
    assert [r.value for r in found.recipients] == ["Như trên"]
    assert found.archived_at is not None
    assert found.archived_at.value == "BDV"
    (signer,) = found.signatories
    assert (signer.value.name, signer.value.office, signer.value.authority) == ("Ngô Đình Khoát", "Trưởng ban", None)
    assert not found.review.needed


def test_a_plan_of_a_standing_committee() -> None:
    found = record(PLAN)
    assert found.acting_body is not None
    assert found.acting_body.value == "Ban Thường vụ"
    assert found.subject is not None
    assert found.subject.value == "về sửa chữa kênh mương trước mùa mưa"
    (signer,) = found.signatories
    assert (signer.value.authority, signer.value.on_behalf_of) == ("T/M", "Ban Thường vụ")
    (cited,) = found.citations
    assert (cited.document_type, cited.date, cited.relation) == ("nghị quyết", "2019-03-11", "basis")
    assert cited.issuing_body == "Tỉnh ủy"


def test_a_state_order() -> None:
    found = record(ORDER)
    assert found.family is not None
    assert found.family.value == "nhà nước"
    assert found.issuing_body is not None
    assert found.issuing_body.value.name == "Ủy ban nhân dân huyện Đông Tuyền"
    assert found.document_type is not None
    assert found.document_type.value == "quyết định"


def test_a_stamp_keeps_its_number_and_day_to_itself() -> None:
    found = record(PLAN.replace("                         KẾ HOẠCH", f"{STAMP}\n                         KẾ HOẠCH"))
    (stamp,) = found.received
    assert stamp.serial is not None
    assert stamp.serial.value == "905"
    assert stamp.date is not None
    assert stamp.date.value == "2019-06-07"
    assert stamp.routed_to is not None
    assert stamp.routed_to.value == "P.TH"
    assert found.number is not None
    assert found.number.value.serial == "15"
    assert found.date_of_issue is not None
    assert found.date_of_issue.value == "2019-06-02"


def test_a_certified_copy() -> None:
    (copy,) = record(PLAN + COPY).copies
    assert copy.number is not None
    assert copy.number.value.symbol == "BS/VPHU"
    assert copy.date is not None
    assert copy.date.value == "2019-06-10"
    assert copy.body is not None
    assert copy.body.value == "Văn phòng Huyện ủy Đông Tuyền"


@pytest.mark.parametrize(("mark", "field"), [("MẬT", "secrecy"), ("TỐI MẬT", "secrecy"), ("HỎA TỐC", "urgency")])
def test_marks(mark: str, field: str) -> None:
    found = record(LETTER.replace("*\n", f"*\n{mark}\n", 1))
    assert getattr(found, field).value == mark.lower()


def test_a_secret_paper_is_withheld_as_the_policy_says() -> None:
    secret = record(LETTER.replace("*\n", "*\nMẬT\n", 1))
    stub = withhold(secret, "quarantine")
    assert stub.secrecy is not None
    assert stub.number is stub.subject is stub.issuing_body is None
    assert (stub.assignments, stub.recipients, stub.sections, stub.signatories) == ((), (), (), ())
    assert "chi bộ" not in stub.as_json()
    card = withhold(secret, "metadata-only")
    assert card.subject == secret.subject
    assert card.assignments == ()
    assert withhold(secret, "process") == secret
    assert withhold(record(LETTER), "quarantine") == record(LETTER)


def test_what_is_not_there_is_null() -> None:
    found = record("Một tờ giấy không có thể thức nào cả.")
    assert found.number is None
    assert found.issuing_body is None
    assert found.citations == ()
    assert found.review.needed
    assert any("number" in reason for reason in found.review.reasons)


def test_a_code_that_contradicts_the_heading_is_a_conflict() -> None:
    found = record(PLAN.replace("15-KH/TU", "15-TB/TU"))
    (conflict,) = found.conflicts
    assert conflict.field == "document_type"
    assert set(conflict.values) == {"kế hoạch", "thông báo"}


def test_a_sibling_fills_in_a_lost_number() -> None:
    letter = LETTER.replace(
        "Thời gian qua", "Thực hiện Kế hoạch số 15-KH/TU, ngày 02/6/2019 của Tỉnh ủy. Thời gian qua"
    )
    _, plan = records(letter + PLAN.replace("Số 15-KH/TU", "Số     -KH/TU"))
    assert plan.number is not None
    assert (plan.number.value.serial, plan.number.method) == ("15", "sibling:1")
    first, second = records(letter + PLAN)
    assert first.citations[0].resolved == f"{second.source.sha256}#2"


CITING = """\
Căn cứ Quyết định số 12-QĐ/TU, ngày 05/02/2018 của Ban Thường vụ Tỉnh ủy về cán bộ;|12|QĐ/TU|2018-02-05|basis
Chỉ thị này thay thế Chỉ thị số 03-CT/HU ngày 7-5-2010 của Huyện ủy.|3|CT/HU|2010-05-07|replaces
Bãi bỏ Quy định số 9-QĐ/HU, ngày 01/3/2011.|9|QĐ/HU|2011-03-01|repeals
Sửa đổi, bổ sung Quy chế số 4-QC/HU, ngày 02/3/2012.|4|QC/HU|2012-03-02|amends
Gửi kèm Báo cáo số 88-BC/BTCHU, ngày 30/3/2018.|88|BC/BTCHU|2018-03-30|attached
Ngày 01/02/2018, Ủy ban nhân dân tỉnh ban hành Quyết định số 77/QĐ-UBND về kênh.|77|QĐ-UBND|2018-02-01|mentions
"""


@pytest.mark.parametrize("row", CITING.strip().split("\n"))
def test_citations(row: str) -> None:
    sentence, serial, symbol, date, relation = row.split("|")
    (cited,) = record(LETTER.replace("Thời gian qua", f"{sentence}\nThời gian qua")).citations
    assert cited.number is not None
    assert (cited.number.serial or "").lstrip("0") == serial
    assert (cited.number.symbol, cited.date, cited.relation) == (symbol, date, relation)


def test_one_entry_a_document_however_often_it_is_named() -> None:
    twice = (
        "Căn cứ Chỉ thị số 03-CT/HU, ngày 07/5/2010 (sau đây gọi tắt là Chỉ thị 03). Làm theo Chỉ thị số 03-CT/HU.\n"
    )
    (cited,) = record(LETTER.replace("Thời gian qua", f"{twice}Thời gian qua")).citations
    assert len(cited.mentions) == 2
    assert cited.alias == "Chỉ thị 03"


def test_the_paper_s_own_number_is_no_citation() -> None:
    assert record(LETTER.replace("Cử người", "Theo Công văn số 77-CV/BDVHU này, cử người")).citations == ()


def test_a_misread_name_is_spelled_as_the_paper_spells_it() -> None:
    letter = LETTER.replace("HUYỆN ỦY ĐÔNG TUYỀN", "HUYỆN ỦY ĐÔNG TUYÊN").replace(
        "Thời gian qua", "Ở Đông Tuyền, từ Đông Tuyền đến Đông Tuyền. Thời gian qua"
    )
    found = record(letter)
    assert found.parent_body is not None
    assert found.parent_body.value.name == "Huyện ủy Đông Tuyền"
    assert found.parent_body.quote == "HUYỆN ỦY ĐÔNG TUYÊN"


STAMPED = """\
THÀNH ỦY BẢO YÊN
 TỈNH ỦY HÀ PHƯỚC                    ĐẢNG CỘNG SẢN VIỆT NAM
        *
 Số 24-CT/TU                    Hà Phước, ngày 09 tháng 5 năm 2022

                         CHỈ THỊ
             về chăm sóc rừng phòng hộ

Các huyện ủy báo cáo kết quả trước ngày 15/7/2022.

Nơi nhận:
- Các huyện ủy (b/€),
- Lưu VPTU.
"""


def test_a_receiver_s_name_above_a_higher_committee_is_no_parent() -> None:
    found = record(STAMPED)
    assert found.issuing_body is not None
    assert found.issuing_body.value.name == "Tỉnh ủy Hà Phước"
    assert found.parent_body is None
    assert [r.value for r in found.recipients] == ["Các huyện ủy"]
