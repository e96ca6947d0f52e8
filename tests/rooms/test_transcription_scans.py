"""Pages that only an engine can read: how well, which way up, and what is done with the layer that lies over them."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import pymupdf
import pytest
from numpy.typing import NDArray
from papers import SENTENCE, error_rate, letter, printed
from PIL import Image

from corpus.generator import pdf
from corpus.generator.scan import ScannedPage, bind, scan
from pipeline.schema import Box, Line, Page, Transcription, Word
from pipeline.settings import TranscriptionSettings
from pipeline.transcription import open_source, transcribe
from pipeline.transcription.cleaning import clean, judge_ink, skew
from pipeline.transcription.lines import as_line
from pipeline.transcription.page_image import Picture
from pipeline.transcription.reading_order import arrange
from pipeline.transcription.recognition import load_recogniser, read_picture
from pipeline.transcription.second_look import look_again

pytestmark = pytest.mark.slow

SETTINGS = TranscriptionSettings()
HEADING = ["HUYỆN ỦY THỬ NGHIỆM", "VĂN PHÒNG"]


def read(path: Path, settings: TranscriptionSettings = SETTINGS) -> Transcription:
    return transcribe(open_source(path), settings)


def errors(page: Page) -> float:
    """Of the whole page in reading order; ornaments are no text."""
    truth = " ".join(line for line in printed(letter()) if line != "*")
    return error_rate(truth, " ".join(line.text for line in page.lines if line.text != "*"))


@pytest.fixture(scope="module")
def scanned() -> ScannedPage:
    return scan(letter(), "clean", np.random.default_rng(7))[0]


@pytest.fixture(scope="module")
def pixels(scanned: ScannedPage) -> NDArray[np.uint8]:
    """RGB at 200 dpi."""
    image = scanned.image if scanned.image.ndim == 3 else np.dstack([scanned.image] * 3)
    factor = 200 / scanned.dpi
    return np.asarray(cv2.resize(image, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA), np.uint8)


@pytest.mark.parametrize(("tier", "bound"), [("clean", 0.01), ("medium", 0.02), ("fax", 0.06)])
def test_a_scan_is_read_in_order_with_few_errors(tmp_path: Path, tier: str, bound: float) -> None:
    pages = scan(letter(), tier, np.random.default_rng(7))
    (tmp_path / "scan.pdf").write_bytes(bind(pages))
    (page,) = read(tmp_path / "scan.pdf").pages
    assert errors(page) <= bound
    assert page.engine.startswith("tesserocr 5.")
    sheet = Box(0, 0, page.width, page.height)
    assert all(word.box is not None and sheet.holds(word.box) for line in page.lines for word in line.words)
    assert all(0 <= word.confidence <= 1 for line in page.lines for word in line.words)


def test_the_heading_stands_column_by_column_and_where_it_was_printed(tmp_path: Path, scanned: ScannedPage) -> None:
    (tmp_path / "scan.pdf").write_bytes(bind([scanned]))
    (page,) = read(tmp_path / "scan.pdf").pages
    lines = [line.text for line in page.lines]
    assert lines[:2] == HEADING
    assert lines.index("Số 35-CV/VPHU") < lines.index("ĐẢNG CỘNG SẢN VIỆT NAM")
    assert lines.index("- Lưu VPHU.") < lines.index("CHÁNH VĂN PHÒNG")
    truth = {line.text: Box(*scanned.box(line.box)) for line in letter(1).on(1)}
    for line in page.lines:
        # The two paragraphs say the same, and the foot of a shorter letter stands higher: only the heading is compared.
        if line.text in truth and line.box is not None and line.box.y0 < 160:
            x, y = line.box.middle
            around = truth[line.text]
            assert around.x0 - 3 < x < around.x1 + 3
            assert around.y0 - 3 < y < around.y1 + 3


@pytest.mark.parametrize("suffix", ["png", "jpg", "tif"])
def test_image_files(tmp_path: Path, pixels: NDArray[np.uint8], suffix: str) -> None:
    path = tmp_path / f"page.{suffix}"
    Image.fromarray(pixels).save(path, dpi=(200, 200))
    (page,) = read(path).pages
    assert errors(page) <= 0.01
    assert abs(page.width - 595) < 3


def test_every_frame_of_a_tiff_is_a_page(tmp_path: Path, pixels: NDArray[np.uint8]) -> None:
    frames = [Image.fromarray(pixels), Image.new("L", (1654, 2339), 255), Image.fromarray(pixels).convert("1")]
    frames[0].save(tmp_path / "pages.tiff", save_all=True, append_images=frames[1:], dpi=(200, 200))
    first, second, third = read(tmp_path / "pages.tiff").pages
    assert errors(first) <= 0.01
    assert (second.number, second.engine, second.lines) == (2, "blank", ())
    assert third.number == 3
    assert errors(third) <= 0.05


@pytest.mark.parametrize("quarters", [1, 2, 3])
def test_a_page_that_lay_wrong_in_the_scanner(tmp_path: Path, pixels: NDArray[np.uint8], quarters: int) -> None:
    Image.fromarray(np.rot90(pixels, quarters)).save(tmp_path / "turned.png", dpi=(200, 200))
    (page,) = read(tmp_path / "turned.png").pages
    assert errors(page) <= 0.02
    assert page.width < page.height
    assert "read upright" in page.notes[0]


def test_a_mixed_file_uses_ocr_only_where_it_must(tmp_path: Path, scanned: ScannedPage) -> None:
    document = pdf.draw([letter()])
    document.insert_pdf(pymupdf.open(stream=bind([scanned])))
    document.new_page()
    document.save(tmp_path / "mixed.pdf")
    digital, image, blank = read(tmp_path / "mixed.pdf").pages
    assert [page.engine.split()[0] for page in (digital, image, blank)] == ["layer", "tesserocr", "blank"]
    assert errors(digital) == 0
    assert errors(image) <= 0.01


def test_force_ocr_reads_the_image_of_a_good_layer(tmp_path: Path) -> None:
    pdf.save([letter()], tmp_path / "digital.pdf")
    (page,) = read(tmp_path / "digital.pdf", TranscriptionSettings(force_ocr=True)).pages
    assert page.engine.startswith("tesserocr")
    assert errors(page) <= 0.02


def test_a_hidden_layer_of_garbage_is_replaced_and_said_so(tmp_path: Path, scanned: ScannedPage) -> None:
    with pymupdf.open(stream=bind([scanned])) as document:
        for row in range(20):
            text = "Qzk bpho thwn Dzng Mz hqp bxn vjec swa mwxng dvng lqi"
            document[0].insert_text((60, 80 + 30 * row), text, render_mode=3)
        document.save(tmp_path / "hidden.pdf")
    (page,) = read(tmp_path / "hidden.pdf").pages
    assert page.engine.startswith("tesserocr")
    assert errors(page) <= 0.01
    assert "no readable Vietnamese" in page.notes[0]


def test_the_layer_of_an_electronic_signature_becomes_a_note(tmp_path: Path, scanned: ScannedPage) -> None:
    signed = "Ky boi: Huyen uy Thu Nghiem Thoi gian ky: 07/08/2021 09:29:39 +07:00"
    with pymupdf.open(stream=bind([scanned])) as document:
        document[0].insert_text((300, 20), signed, fontsize=6)
        document.save(tmp_path / "signed.pdf")
    (page,) = read(tmp_path / "signed.pdf").pages
    assert page.engine.startswith("tesserocr")
    assert page.notes == (f"electronic signature: {signed}",)
    assert "ĐẢNG CỘNG SẢN VIỆT NAM" in [line.text for line in page.lines]


# --- the steps, without an engine ---


def test_skew_is_found_and_boxes_go_back(pixels: NDArray[np.uint8]) -> None:
    height, width = pixels.shape[:2]
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), -1.5, 1.0)
    fallen = np.asarray(cv2.warpAffine(pixels, turn, (width, height), borderValue=(255, 255, 255)), np.uint8)
    assert abs(skew(fallen[:, :, 1]) - 1.5) < 0.15
    sheet = clean(Picture(fallen, Box(0, 0, 595, 842), 595, 842), 200)
    place = Box(100, 100, 140, 112)
    (line,) = sheet.as_scanned((as_line([Word("x", 0, place)]),), 595, 842)
    assert line.box is not None
    x, y = (place.middle[0] - 297.5, place.middle[1] - 421)
    expected = 297.5 + x - y * np.radians(1.5), 421 + y + x * np.radians(1.5)
    assert np.allclose(line.box.middle, expected, atol=12)
    assert abs(line.box.middle[1] - place.middle[1]) > 2


def test_coloured_ink_is_told_from_tinted_paper() -> None:
    page = np.full((800, 600, 3), (200, 220, 235), np.uint8)
    page[np.arange(800) % 12 < 4, 50:550] = 30
    assert judge_ink(page) == "black"
    page[300:340, 100:200] = (60, 60, 220)
    assert judge_ink(page) == "coloured"
    assert judge_ink(page[:, :, 0]) == "black"


def test_a_second_look_keeps_the_better_row(pixels: NDArray[np.uint8]) -> None:
    def row(text: str, x: float, y: float, confidence: float) -> Line:
        words = [
            Word(word, 0, Box(x + 40 * n, y, x + 40 * n + 36, y + 10), confidence)
            for n, word in enumerate(text.split())
        ]
        return as_line(words)

    first = (
        row("Chi ủy xzqw", 80, 60, 0.4),
        row("Số 35-CV/VPHU", 80, 80, 0.9),
        row("ĐẢNG CỘNG SẢN VIỆT", 320, 60, 0.97),
        row("ngày bảy", 320, 80, 0.97),
    )
    sheet = clean(Picture(pixels, Box(0, 0, 595, 842), 595, 842), 200)
    again = look_again(
        sheet, first, arrange(first, 595, 842), lambda _: (row("Chi ủy xã", 80, 60, 0.9), row("Số", 80, 80, 0.8))
    )
    assert again is not None
    texts = {" ".join(word.text for word in line.words) for line in again}
    assert texts == {"Chi ủy xã", "Số 35-CV/VPHU", "ĐẢNG CỘNG SẢN VIỆT", "ngày bảy"}
    assert SENTENCE.strip() not in texts


def stamped(pixels: NDArray[np.uint8], word: str, colour: tuple[int, int, int]) -> Page:
    """The page with a framed word over its upper left, in the colour (RGB)."""
    sheet = pixels.copy()
    cv2.rectangle(sheet, (330, 500), (330 + 42 * len(word), 570), colour, 3)
    cv2.putText(sheet, word, (346, 554), cv2.FONT_HERSHEY_DUPLEX, 1.6, colour, 3, cv2.LINE_AA)
    height, width = sheet.shape[:2]
    picture = Picture(sheet, Box(0, 0, width * 0.36, height * 0.36), width * 0.36, height * 0.36)
    return read_picture(picture, 1, load_recogniser(SETTINGS))


@pytest.mark.parametrize(("word", "mark"), [("MAT", "MẬT"), ("KHAN", "KHẨN")])
def test_a_mark_stamped_in_red_is_read(pixels: NDArray[np.uint8], word: str, mark: str) -> None:
    page = stamped(pixels, word, (200, 30, 40))
    assert mark in [line.text for line in page.lines]


def test_a_frame_in_red_that_is_no_mark_is_told(pixels: NDArray[np.uint8]) -> None:
    page = stamped(pixels, "XWZXW", (200, 30, 40))
    assert not {"MẬT", "TỐI MẬT", "KHẨN"} & {line.text for line in page.lines}
    assert any("degree of secrecy" in note for note in page.notes)
