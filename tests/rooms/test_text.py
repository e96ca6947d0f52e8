"""The room that knows the script."""

from __future__ import annotations

import unicodedata

import pytest

from pipeline.schema import Span
from pipeline.text import fold, strip_marks, view
from pipeline.text.syllables import cuts, is_syllable


@pytest.mark.parametrize(
    ("glued", "apart"),
    [
        ("đềnghịcác chi bộ", "đề nghị các chi bộ"),
        ("Ban Thường vụĐảng uỷ", "Ban Thường vụ Đảng uỷ"),
        ("dựthảo Báo cáo", "dự thảo Báo cáo"),
        ("kểcảhội viên", "kể cả hội viên"),
        ("kinh tếvà xã hội", "kinh tế và xã hội"),
        ("UBMTTQ, TCCSĐ", "UBMTTQ, TCCSĐ"),
        ("quán triệT", "quán triệT"),
        ("nghiêng", "nghiêng"),
    ],
)
def test_a_view_puts_lost_spaces_back(glued: str, apart: str) -> None:
    assert view(glued).text == apart


def test_a_view_leads_back_to_the_characters_of_the_text() -> None:
    text = unicodedata.normalize("NFD", "Số:\u00a0\t12 – KH/HU\nđềnghịhuyện uỷ")
    seen = view(text)
    at = seen.text.index("đề nghị")
    assert seen.span(at, at + 7).of(text) == unicodedata.normalize("NFD", "đềnghị")
    assert seen.text.startswith("Số: 12 - KH/HU\n")
    assert len(seen.folded) == len(seen.text) == len(seen.starts) == len(seen.ends)
    assert seen.part(Span(0, len(text))) == seen.text


@pytest.mark.parametrize(
    ("one", "other"),
    [("Hoà  Bình", "HÒA BÌNH"), ("quí", "Quý"), ("Đảng uỷ - Khối", "đảng ủy-khối"), ("kỹ thuật", "kĩ thuật")],
)
def test_names_written_in_two_ways_have_one_key(one: str, other: str) -> None:
    assert fold(one) == fold(other)


def test_names_with_other_tones_have_other_keys() -> None:
    assert fold("Hòa") != fold("Hóa")


def test_strip_marks_keeps_the_length() -> None:
    assert strip_marks("Đường ④ ½ ỄẾ") == "duong ④ ½ ee"


@pytest.mark.parametrize("word", ["uỷ", "ủy", "nghiêng", "Đảng", "QUYẾT", "khuỷu"])
def test_syllables(word: str) -> None:
    assert is_syllable(word)


@pytest.mark.parametrize("word", ["triệT" + "t", "ChÊp", "hµnh", "xyz", ""])
def test_no_syllables(word: str) -> None:
    assert not is_syllable(word)


def test_a_word_of_one_letter_is_never_cut() -> None:
    assert cuts("a") == ()
