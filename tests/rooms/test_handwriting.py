"""Slots for figures by hand: where the form has them, what is read there, and how it comes into the text."""

from __future__ import annotations

import numpy as np
import pytest

from corpus.generator.layout import Block, Paper, Role, block
from corpus.generator.scan import scan
from corpus.generator.typeset import typeset
from pipeline.schema import Box, Line, Page, Word
from pipeline.settings import TranscriptionSettings
from pipeline.transcription.handwriting import decide, fits
from pipeline.transcription.handwriting_digits import is_available, read_figures
from pipeline.transcription.handwriting_slots import Slot, find_slots
from pipeline.transcription.lines import as_line
from pipeline.transcription.page_image import Picture
from pipeline.transcription.recognition import load_recogniser, read_picture

SIZE = 14.0


def line(y: float, *words: tuple[str, float, float], confidence: float = 0.97) -> Line:
    """Words of one row with their left and right ends in points."""
    return as_line(Word(text, 0, Box(x0, y, x1, y + 10), confidence) for text, x0, x1 in words)


DATE = line(100, ("Vĩnh", 300, 325), ("Khê,", 330, 355), ("ngày", 360, 386), ("tháng", 410, 441), ("năm", 460, 483))


def test_a_blank_between_printed_words_is_a_slot() -> None:
    number = line(100, ("Số", 110, 124), ("-CV/ĐU", 160, 208))
    slots = {slot.kind: slot for slot in find_slots([number, DATE], 842)}
    assert set(slots) == {"number", "day", "month"}
    assert slots["number"].box.x0 == pytest.approx(124, abs=1)
    assert slots["number"].box.x1 == pytest.approx(160, abs=1)
    assert (slots["day"].box.x0, slots["day"].box.x1) == pytest.approx((386, 410), abs=1)
    assert slots["day"].read == ""


@pytest.mark.parametrize("text", ["Số: 1Z -CV/ĐU", "Số 1Z-CTr/TU", "Số: Ø7/CT-UBND", "Số:0+ /QĐ-UBND", "Số. %2TB/HU"])
def test_the_symbol_ends_the_number(text: str) -> None:
    words = text.split()
    placed = [(word, 110 + 50.0 * n, 155 + 50.0 * n) for n, word in enumerate(words)]
    kinds = [slot.kind for slot in find_slots([line(100, *placed), DATE], 842)]
    assert kinds == ["number", "day", "month"]


def test_no_slots_without_a_date_below_the_heading_or_in_a_stamp() -> None:
    number = line(100, ("Số", 110, 124), ("-CV/ĐU", 160, 208))
    stamp = line(60, ("Số:", 110, 130), ("863", 140, 160))
    assert find_slots([number], 842) == ()
    assert find_slots([line(600, ("ngày", 360, 386), ("tháng", 410, 441), ("năm", 460, 483))], 842) == ()
    assert [slot.kind for slot in find_slots([stamp, DATE], 842)] == ["day", "month"]


def test_a_box_that_took_in_the_pen_is_cut_back() -> None:
    wide = line(100, ("ngày", 360, 402), ("tháng", 410, 441), ("3", 445, 451), ("năm", 460, 483))
    day = find_slots([wide], 842)[0]
    assert day.box.x0 < 390


@pytest.mark.parametrize(
    ("kind", "text", "wanted"),
    [("day", "31", True), ("day", "32", False), ("month", "13", False), ("day", "00", False), ("number", "00", False),
     ("number", "05", True), ("number", "12345", True), ("number", "012", False)],
)  # fmt: skip
def test_calendar_and_numbering(kind: str, text: str, wanted: bool) -> None:
    assert fits(kind, text) is wanted  # type: ignore[arg-type]


def test_figures_by_all_their_alignments() -> None:
    sure = np.full((6, 11), 0.001)
    for step, place in enumerate((2, 0, 2, 8, 8, 0)):
        sure[step, place] = 0.99
    best = read_figures(sure, 5)[0]
    assert best.text == "117"
    assert best.probability > 0.9


def test_letters_leave_little_probability_for_figures() -> None:
    steps = np.full((4, 11), 0.0005)
    steps[0, 2] = 0.02
    best = read_figures(steps, 5)[0]
    assert best.absolute < 0.01


def test_without_ink_the_doubt_stays() -> None:
    slot = Slot("day", 0, 0, 0, Box(0, 0, 10, 10), "45", 0.9, SIZE)
    verdict = decide(slot, None)
    assert verdict.text is None
    assert verdict.confidence <= 0.5


def heading(number: str, date: str) -> tuple[Block, ...]:
    return (
        block(Role.PARENT_BODY, "HUYỆN ỦY ĐÔNG TUYỀN"),
        block(Role.ISSUING_BODY, "VĂN PHÒNG"),
        block(Role.STAR, "*"),
        block(Role.NUMBER, number),
        block(Role.MOTTO, "ĐẢNG CỘNG SẢN VIỆT NAM"),
        block(Role.PLACE_DATE, date),
        block(Role.PARAGRAPH, "Các đảng ủy, chi bộ trực thuộc Huyện ủy tổng hợp ý kiến, kiến nghị của đảng viên."),
    )


def read(number: str, date: str, tier: str = "light") -> Page:
    """A heading written, scanned and read."""
    rng = np.random.default_rng(5)
    sheet = scan(typeset(Paper("party", heading(number, date))), tier, rng)[0]
    pixels = np.ascontiguousarray(sheet.image[..., ::-1] if sheet.image.ndim == 3 else sheet.image)
    width, height = pixels.shape[1] * 72 / sheet.dpi, pixels.shape[0] * 72 / sheet.dpi
    picture = Picture(pixels, Box(0, 0, width, height), width, height)
    return read_picture(picture, 1, load_recogniser(TranscriptionSettings()))


@pytest.mark.slow
@pytest.mark.skipif(not is_available(), reason="onnxruntime or rapidocr is not installed")
def test_a_page_filled_in_by_hand() -> None:
    page = read("Số {h|436}-BC/VPHU", "Đông Tuyền, ngày {h|26} tháng 5 năm 2023")
    assert "Số 436-BC/VPHU" in page.text
    assert "ngày 26 tháng 5 năm 2023" in page.text
    for row in page.lines:
        for word in row.words:
            assert row.text[word.at : word.at + len(word.text)] == word.text
    assert any("by hand" in note for note in page.notes)


@pytest.mark.slow
def test_a_typed_page_is_left_alone() -> None:
    page = read("Số 436-BC/VPHU", "Đông Tuyền, ngày 26 tháng 5 năm 2023")
    assert "Số 436-BC/VPHU" in page.text
    assert not any("by hand" in note for note in page.notes)
