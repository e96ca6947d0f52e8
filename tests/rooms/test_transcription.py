"""Files that need no engine: born-digital PDF, dumps, and every way a file can be wrong."""

from __future__ import annotations

import json
import pickle
import struct
import subprocess
import sys
import zlib
from dataclasses import replace
from pathlib import Path

import pymupdf
import pytest
from papers import letter, printed

from corpus.generator import pdf
from pipeline.errors import (
    DamagedFile,
    EmptyFile,
    EncryptedFile,
    InputError,
    MissingFile,
    ModelMissing,
    NoPages,
    SettingsError,
    TooLarge,
    UnknownFormat,
    WrongSuffix,
)
from pipeline.schema import Box, Line, Transcription, Word
from pipeline.settings import TranscriptionSettings
from pipeline.transcription import open_source, transcribe
from pipeline.transcription.lines import as_line
from pipeline.transcription.quality import measure
from pipeline.transcription.reading_order import in_order

SETTINGS = TranscriptionSettings()


def read(path: Path, settings: TranscriptionSettings = SETTINGS) -> Transcription:
    return transcribe(open_source(path), settings)


@pytest.fixture(scope="module")
def digital(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("digital") / "letter.pdf"
    pdf.save([letter(with_table=True)], path)
    return path


@pytest.fixture(scope="module")
def bytes_of_pdf(digital: Path) -> bytes:
    return digital.read_bytes()


# --- born-digital PDF ---


def test_a_digital_pdf_is_read_back_line_by_line(digital: Path) -> None:
    (page,) = read(digital).pages
    assert [line.text for line in page.lines] == printed(letter(with_table=True))
    assert (page.engine, page.notes) == ("layer", ())
    assert (round(page.width), round(page.height)) == (595, 842)


def test_words_have_place_and_type(digital: Path) -> None:
    (page,) = read(digital).pages
    sheet = Box(0, 0, page.width, page.height)
    for line in page.lines:
        for word in line.words:
            assert line.text[word.at : word.at + len(word.text)] == word.text
            assert word.box is not None
            assert sheet.holds(word.box)
            assert word.confidence == 1.0
    by_text = {line.text: line.words[0] for line in page.lines}
    assert by_text["VĂN PHÒNG"].bold
    assert not by_text["HUYỆN ỦY THỬ NGHIỆM"].bold
    assert by_text["về việc thử máy in và máy quét"].italic
    assert by_text["HUYỆN ỦY THỬ NGHIỆM"].size == 14.0


def test_a_transcription_travels(digital: Path) -> None:
    found = read(digital)
    assert pickle.loads(pickle.dumps(found)) == found
    assert read(digital) == found


@pytest.mark.parametrize("degrees", [90, 180, 270])
def test_a_turned_page_is_read_upright(digital: Path, tmp_path: Path, degrees: int) -> None:
    """Turned by the page's own mark, which a viewer obeys, and with the text turned on the sheet."""
    with pymupdf.open(digital) as document:
        document[0].set_rotation(degrees)
        document.save(tmp_path / "marked.pdf")
    (page,) = read(tmp_path / "marked.pdf").pages
    assert [line.text for line in page.lines] == printed(letter(with_table=True))
    assert all(line.box is not None and line.box.x1 <= page.width for line in page.lines)


def test_an_empty_page_is_kept(digital: Path, tmp_path: Path) -> None:
    with pymupdf.open(digital) as document:
        document.new_page()
        document.save(tmp_path / "two.pdf")
    first, second = read(tmp_path / "two.pdf").pages
    assert first.engine == "layer"
    assert (second.number, second.engine, second.lines) == (2, "blank", ())


def test_an_embedded_file_is_noted(digital: Path, tmp_path: Path) -> None:
    with pymupdf.open(digital) as document:
        document.embfile_add("phu-luc.docx", b"x")
        document.save(tmp_path / "with.pdf")
    assert read(tmp_path / "with.pdf").pages[0].notes == ("embedded file, not read: phu-luc.docx",)


# --- dumps ---


@pytest.mark.parametrize("text", ["Số 5-CT/TU\n\tKính gửi: A\n", "a\u0301\r\nđ\n\n\n🙂 x  y", "một\x0chai\n"])
def test_a_dump_comes_back_as_it_is(tmp_path: Path, text: str) -> None:
    path = tmp_path / "dump.txt"
    path.write_bytes(text.encode())
    found = read(path)
    assert found.text == text.replace("\x0c", "\n")
    assert [page.number for page in found.pages] == list(range(1, text.count("\x0c") + 2))
    for line in (line for page in found.pages for line in page.lines):
        assert "".join(line.text.split()) == "".join(word.text for word in line.words)
        assert all(line.text[word.at :].startswith(word.text) for word in line.words)


def test_markdown_and_other_encodings(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("# KẾ HOẠCH", "utf-8")
    assert open_source(tmp_path / "a.md").media_type == "text/markdown"
    (tmp_path / "b.txt").write_bytes("KẾ HOẠCH".encode("utf-16"))
    assert read(tmp_path / "b.txt").text == "KẾ HOẠCH"
    (tmp_path / "c.txt").write_bytes("đa\u0309ng ủy".replace("ủ", "u\u0309").encode("cp1258"))
    found = read(tmp_path / "c.txt")
    assert found.text == "đa\u0309ng u\u0309y"
    assert "Windows-1258" in found.pages[0].notes[0]


# --- files that cannot be read ---


def png_header(width: int, height: int) -> bytes:
    """A PNG that promises a huge image and holds none of it."""
    head = b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    chunk = struct.pack(">I", 13) + head + struct.pack(">I", zlib.crc32(head))
    body = b"IDAT" + zlib.compress(b"\0" * 64)
    chunk += struct.pack(">I", len(body) - 4) + body + struct.pack(">I", zlib.crc32(body))
    return b"\x89PNG\r\n\x1a\n" + chunk + struct.pack(">I", 0) + b"IEND" + struct.pack(">I", zlib.crc32(b"IEND"))


def huge_page() -> bytes:
    with pymupdf.open() as document:
        document.new_page(width=14_400, height=14_400)
        document[0].insert_text((72, 72), "x")
        return bytes(document.tobytes())


def encrypted(content: bytes) -> bytes:
    with pymupdf.open(stream=content) as document:
        return bytes(document.tobytes(encryption=pymupdf.PDF_ENCRYPT_AES_256, user_pw="mật", owner_pw="khẩu"))


NO_PAGES = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n"
    b"xref\n0 3\n0000000000 65535 f \n0000000009 00000 n \n0000000052 00000 n \n"
    b"trailer<</Size 3/Root 1 0 R>>\nstartxref\n97\n%%EOF\n"
)


@pytest.mark.parametrize(
    ("name", "make", "kind"),
    [
        ("empty.pdf", lambda _: b"", EmptyFile),
        ("white.txt", lambda _: b" \n\n\t\n", EmptyFile),
        ("locked.pdf", encrypted, EncryptedFile),
        ("half.pdf", lambda good: good[: len(good) // 2], DamagedFile),
        ("stub.pdf", lambda _: b"%PDF-1.7\n" + bytes(range(256)), DamagedFile),
        ("noise.pdf", lambda _: bytes(range(256)) * 4, DamagedFile),
        ("half.png", lambda _: png_header(100, 100)[:40], DamagedFile),
        ("none.pdf", lambda _: NO_PAGES, NoPages),
        ("letter.png", lambda good: good, WrongSuffix),
        ("text.pdf", lambda _: b"just words, no PDF", WrongSuffix),
        ("noise.bin", lambda _: bytes(range(256)) * 4, UnknownFormat),
        ("page.html", lambda _: b"<!DOCTYPE html><html></html>", UnknownFormat),
        ("huge.png", lambda _: png_header(60_000, 60_000), TooLarge),
        ("huge.pdf", lambda _: huge_page(), TooLarge),
    ],
)
def test_a_file_that_cannot_be_read_says_why(tmp_path, bytes_of_pdf, name, make, kind) -> None:
    path = tmp_path / name
    path.write_bytes(make(bytes_of_pdf))
    with pytest.raises(InputError) as caught:
        read(path)
    assert type(caught.value) is kind
    assert caught.value.hint
    again = pickle.loads(pickle.dumps(caught.value))
    assert (type(again), str(again)) == (kind, str(caught.value))


def test_a_missing_file(tmp_path: Path, digital: Path) -> None:
    for path in (tmp_path / "gone.pdf", tmp_path):
        with pytest.raises(MissingFile):
            open_source(path)
    with pytest.raises(MissingFile):
        transcribe(replace(open_source(digital), path=str(tmp_path / "gone.pdf")), SETTINGS)


def test_limits_of_the_settings(digital: Path, tmp_path: Path) -> None:
    (tmp_path / "two.txt").write_text("a\fb")
    for path, limit in ((digital, {"max_bytes": 100}), (tmp_path / "two.txt", {"max_pages": 1})):
        with pytest.raises(TooLarge) as caught:
            read(path, TranscriptionSettings(**limit))
        assert next(iter(limit)) in str(caught.value)


def test_wrong_settings(digital: Path, tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="tesserocr"):
        read(digital, TranscriptionSettings(engine="abbyy"))
    with pytest.raises(ModelMissing) as caught:
        read(digital, TranscriptionSettings(force_ocr=True, tessdata=tmp_path))
    assert caught.value.page == 1


# --- reading order and quality, without a file ---


def line(text: str, x: float, y: float, width: float = 6.0) -> Line:
    words, at = [], x
    for word in text.split():
        words.append(Word(word, 0, Box(at, y, at + width * len(word), y + 12), size=13.0))
        at += width * (len(word) + 0.6)
    return as_line(words)


def test_the_rows_of_two_columns_that_an_engine_joined_are_taken_apart() -> None:
    def joined(left: str, right: str, y: float) -> Line:
        return as_line((*line(left, 80, y).words, *line(right, 340, y).words))

    engine = (
        joined("HUYỆN ỦY", "ĐẢNG CỘNG SẢN", 60),
        joined("Số 5-CT/HU", "Xã, ngày 3", 80),
        line("Chữ của bài chạy suốt bề ngang tờ giấy không có chỗ nào hở ra cả đâu", 80, 160),
        joined("Nơi nhận:", "T/M BAN THƯỜNG VỤ", 600),
        joined("- Như trên,", "BÍ THƯ", 620),
        line("- Lưu.", 80, 640),
    )
    assert [found.text for found in in_order(engine, 595, 842)] == [
        "HUYỆN ỦY",
        "Số 5-CT/HU",
        "ĐẢNG CỘNG SẢN",
        "Xã, ngày 3",
        engine[2].text,
        "Nơi nhận:",
        "- Như trên,",
        "- Lưu.",
        "T/M BAN THƯỜNG VỤ",
        "BÍ THƯ",
    ]


def test_nothing_is_lost_without_geometry() -> None:
    lines = (as_line([Word("không", 0), Word("chỗ", 0)]),)
    assert in_order(lines, 595, 842) == lines
    assert in_order((), 595, 842) == ()


def test_signals_of_good_and_bad_layers() -> None:
    good = measure(["Nghị", "quyết", "của", "Ban", "Chấp", "hành", "Trung", "ương", "về", "công", "tác", "cán", "bộ"])
    legacy = measure(["Biªn", "b¶n", "cuéc", "häp", "®¶ng", "uû", "vÒ", "t¨ng", "c\xadêng", "l·nh", "®¹o"])
    assert good.syllables > 0.95
    assert good.vietnamese > 0.15
    assert good.odd == 0
    assert legacy.odd > 0.08
    assert legacy.syllables < 0.6


def test_importing_the_room_is_cheap() -> None:
    code = "import sys, pipeline.transcription; print(*sys.modules)"
    loaded = set(
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    )
    assert not loaded & {"pymupdf", "cv2", "numpy", "PIL", "tesserocr", "pytesseract", "pipeline.text.syllables"}


def test_pages_go_into_json(digital: Path) -> None:
    from dataclasses import asdict

    assert json.loads(json.dumps([asdict(page) for page in read(digital).pages], ensure_ascii=False))
