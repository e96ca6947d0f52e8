"""What both doors to Tesseract share: where its language files are, and its table of words."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from pipeline.errors import ModelMissing
from pipeline.schema import Line, Word
from pipeline.settings import TranscriptionSettings
from pipeline.transcription.lines import as_line
from pipeline.transcription.page_image import Layout, PageImage

VENDORED: Final = Path(__file__).resolve().parent.parent / "tessdata"
"""Language files that come with the package."""
SEGMENTATION: Final[dict[Layout, int]] = {"page": 3, "block": 6}
"""Tesseract's page segmentation mode for each way of looking at an image."""

_WORD_LEVEL: Final = "5"
_COLUMNS: Final = 12
_LOOKALIKES: Final = {ord("⁄"): "/"}
"""Signs this model puts for another that Party documents never use (measured)."""


def tessdata(settings: TranscriptionSettings) -> Path:
    """The folder of language files; :class:`ModelMissing` where a file of the wanted language is not in it."""
    folder = settings.tessdata or VENDORED
    for language in settings.language.split("+"):
        file = folder / f"{language}.traineddata"
        if not file.is_file():
            raise ModelMissing(
                f"{file.name} is not in {folder}.",
                hint=(
                    f"Type `apt-get install tesseract-ocr-{language}` and set transcription.tessdata to its folder, "
                    "or leave tessdata unset for the Vietnamese file that comes with the package."
                ),
            )
    return folder


def lines_of(table: str, image: PageImage) -> tuple[Line, ...]:
    """Lines of a TSV table (level, page, block, paragraph, line, word, left, top, width, height, conf, text)."""
    lines: list[Line] = []
    words: list[Word] = []
    current: tuple[str, ...] = ()
    for key, word in _words(table, image):
        if key != current and words:
            lines.append(as_line(words))
            words = []
        current = key
        words.append(word)
    if words:
        lines.append(as_line(words))
    return tuple(lines)


def _words(table: str, image: PageImage) -> Iterator[tuple[tuple[str, ...], Word]]:
    for row in table.split("\n"):
        cells = row.rstrip("\r").split("\t", _COLUMNS - 1)
        if len(cells) < _COLUMNS or cells[0] != _WORD_LEVEL:
            continue
        text = unicodedata.normalize("NFC", cells[11].strip()).translate(_LOOKALIKES)
        if not text:
            continue
        left, top, width, height, conf = (float(cell) for cell in cells[6:11])
        box = image.box(left, top, width, height)
        yield tuple(cells[1:5]), Word(text, 0, box, min(max(conf / 100.0, 0.0), 1.0))
