"""A file becomes papers, a paper gets its zones and sections."""

from __future__ import annotations

import pytest
from texts import COPY, FORM, LETTER, ORDER, PLAN, STAMP, stages


def zones(text: str, part: int = 1) -> dict[str, list[str]]:
    document = stages(text)[part - 1][1]
    found: dict[str, list[str]] = {}
    for zone in document.zones:
        found.setdefault(zone.role, []).append(" ".join(document.quote(zone.span).split()))
    return found


def test_the_papers_of_a_bundle_are_cut_apart() -> None:
    bundle = LETTER + PLAN + ORDER
    texts = [part.text for part, *_ in stages(bundle)]
    assert [text.strip() for text in texts] == [LETTER.strip(), PLAN.strip(), ORDER.strip()]


def test_routing_notes_above_a_heading_go_with_the_paper_below() -> None:
    parts = stages(LETTER + "\nKg: - Các đ/c Thường trực\n- Đ/c Hiệp chỉ đạo\n\n" + PLAN)
    assert [part.part for part, *_ in parts] == [1, 2]
    assert zones(LETTER + "\nKg: - Các đ/c Thường trực\n- Đ/c Hiệp chỉ đạo\n\n" + PLAN, 2)["annotation"]


def test_a_heading_in_an_annex_begins_no_paper() -> None:
    assert len(stages(PLAN + FORM)) == 1


def test_a_certified_copy_stays_with_its_paper() -> None:
    assert len(stages(PLAN + COPY)) == 1
    assert "31-BS/VPHU" in zones(PLAN + COPY)["copy"][0]


def test_zones_of_a_letter() -> None:
    found = zones(LETTER)
    assert found["issuing_body"] == ["HUYỆN ỦY ĐÔNG TUYỀN BAN DÂN VẬN"]
    assert found["number"] == ["Số 77-CV/BDVHU"]
    assert found["place_date"] == ["Đông Tuyền, ngày 12 tháng 4 năm 2018"]
    assert found["subject"] == ["Về việc nắm tình hình trong ngày hội đầu xuân"]
    assert found["addressees"] == ["Kính gửi: - Các chi bộ, - Hội Nông dân huyện."]
    assert found["recipients"] == ["Nơi nhận: - Như trên, - Lưu BDV."]
    assert found["signature"] == ["TRƯỞNG BAN Ngô Đình Khoát"]
    assert [words[:2] for words in found["body"]] == ["Th", "1.", "2."]


def test_two_columns_on_one_line_are_told_apart() -> None:
    found = zones(PLAN)
    assert found["issuing_body"] == ["TỈNH ỦY LAM GIANG"]
    assert found["motto"] == ["ĐẢNG CỘNG SẢN VIỆT NAM"]
    assert found["number"] == ["Số 15-KH/TU"]
    assert " ".join(found["recipients"]) == "Nơi nhận: - Các huyện ủy, - Lưu VPTU."
    assert " ".join(found["signature"]) == "T/M BAN THƯỜNG VỤ PHÓ BÍ THƯ Đoàn Văn Hiệp"


def test_an_incoming_stamp_is_not_the_heading() -> None:
    stamped = PLAN.replace("                         KẾ HOẠCH", f"{STAMP}\n                         KẾ HOẠCH")
    found = zones(stamped)
    assert "905" in found["received"][0]
    assert found["number"] == ["Số 15-KH/TU"]
    assert found["subject"] == ["về sửa chữa kênh mương trước mùa mưa"]


def test_the_state_s_second_issuer_line_ends_the_subject() -> None:
    assert zones(ORDER)["subject"] == ["Về việc thành lập Tổ sửa chữa kênh"]


@pytest.mark.parametrize(
    ("text", "path"),
    [
        (
            "I- MỤC ĐÍCH\n1. Một việc.\n2- Việc hai.\nII. VIỆC\n2.1. Lại một việc.\na) Ý một;\nb) Ý hai.",
            "I 1 2 II 2.1 a b",
        ),
        ("Điều 1. Ban hành.\nĐiều 2. Hiệu lực.", "1 2"),
        ("① Việc một.\n② Việc hai.", "1 2"),
        ("Trên 18.000 héc-ta và 1/3 dung tích\n30-4 là ngày lễ lớn.", ""),
    ],
)
def test_labels_of_sections(text: str, path: str) -> None:
    head = LETTER.split("Thời gian qua")[0]
    sections = stages(head + "Mấy việc cần làm trong thời gian tới của các chi bộ trong huyện như sau:\n" + text)[0][
        1
    ].sections
    assert " ".join(section.label for section in sections) == path


def test_a_file_with_no_heading_is_one_paper() -> None:
    ((part, segmented, _, _),) = stages("một dòng\n\nhai dòng")
    assert part.parts == 1
    assert segmented.zones
