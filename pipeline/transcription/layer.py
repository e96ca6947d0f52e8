"""The text layer of a PDF page: read with boxes and type, and judged before it is believed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

import pymupdf

from pipeline.schema import Box, Line, Word
from pipeline.transcription.geometry import clipped, turned
from pipeline.transcription.lines import as_line
from pipeline.transcription.quality import measure

ENGINE: Final = "layer"

_FLAGS: Final = pymupdf.TEXT_PRESERVE_WHITESPACE | pymupdf.TEXT_MEDIABOX_CLIP
_SIGNATURE_FIELD: Final = 6
"""PDF_WIDGET_TYPE_SIGNATURE, a name that PyMuPDF sets only at run time."""
_BOLD: Final = 16
_ITALIC: Final = 2
_BOLD_NAME: Final = re.compile(r"bold|black|heavy|demi", re.IGNORECASE)
_ITALIC_NAME: Final = re.compile(r"italic|oblique", re.IGNORECASE)
# C0 and C1 controls and lone surrogates would break exports; nothing printed looks like them.
_UNPRINTABLE: Final = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]")

_TINY: Final = 300
"""Characters. A page that is one image and says less holds an electronic signature, not its text."""
_FULL_IMAGE: Final = 0.80
_FEW_LETTERS: Final = 60
_SCANNED: Final = (0.90, 0.12)
_BORN_DIGITAL: Final = (0.60, 0.08)
"""Share of valid syllables and of Vietnamese letters that a layer must have, under an image and without one."""
_ODD: Final = 0.08

_SIGNED: Final = re.compile(
    r"Ký bởi|Người ký|Ngày ký|Thời gian ký|Ký số|Digitally signed|Signed by|\d{2}:\d{2}:\d{2}", re.IGNORECASE
)


@dataclass(frozen=True)
class Layer:
    """A page's text layer on the upright page, lines as MuPDF gives them."""

    width: float
    height: float
    lines: tuple[Line, ...]
    aside: tuple[Line, ...]
    """Lines that do not run with the page: electronic signatures, text standing upright in a margin."""
    signatures: tuple[str, ...]

    @property
    def words(self) -> list[Word]:
        """All words."""
        return [word for line in (*self.lines, *self.aside) for word in line.words]

    @property
    def text(self) -> str:
        """All lines, for a note."""
        return "; ".join(line.text for line in (*self.lines, *self.aside))


def read_layer(page: Any) -> Layer:
    """Words of a PyMuPDF page with boxes, type size, bold and italic; nothing repaired, nothing left out."""
    textpage = page.get_textpage(flags=_FLAGS)
    types = _types(textpage.extractDICT())
    matrix, rotated = page.rotation_matrix, bool(page.rotation)
    width, height = float(page.rect.width), float(page.rect.height)
    rows: dict[tuple[int, int], list[Word]] = {}
    ends: dict[tuple[int, int], int] = {}
    for x0, y0, x1, y1, text, block, line, _ in textpage.extractWORDS():
        key = (block, line)
        box = pymupdf.Rect(x0, y0, x1, y1) * matrix if rotated else (x0, y0, x1, y1)
        at = ends.get(key, 0)
        rows.setdefault(key, []).append(_word(text, at, Box(*box), types.get(key), (x0 + x1) / 2))
        ends[key] = at + len(text) + 1
    directions = {key: _quarters(types[key].direction, matrix) if key in types else 0 for key in rows}
    counts = Counter[int]()
    for key, words in rows.items():
        counts[directions[key]] += sum(len(word.text) for word in words)
    quarters = max(counts, key=lambda turn: (counts[turn], -turn)) if counts else 0
    signed = _signed_blocks(page, rows, matrix)
    main: list[Line] = []
    aside: list[Line] = []
    for key, words in rows.items():
        line_ = as_line(_turned(words, quarters, width, height))
        (aside if key[0] in signed or directions[key] != quarters else main).append(line_)
    if quarters % 2:
        width, height = height, width
    return Layer(width, height, tuple(main), tuple(aside), tuple(signed.values()))


def take_off_signatures(page: Any) -> None:
    """Remove the pictures of electronic signatures from the page in memory; the file stays as it is."""
    for field in list(page.widgets(types=[_SIGNATURE_FIELD])):
        page.delete_widget(field)


def doubt(layer: Layer, cover: float) -> str | None:
    """Why the layer is not to be believed, or None; ``cover`` is the largest image's share of the page, 0..1.

    A scan may carry a layer by a poor OCR or only an electronic signature; a page without an image has nothing better
    to offer, so it is doubted only when its letters are no Vietnamese at all (a legacy font, shifted glyphs).
    """
    words = [word.text for word in layer.words]
    if not words:
        return "no text layer"
    if cover > _FULL_IMAGE and sum(map(len, words)) < _TINY:
        return "text layer too small for a full-page image"
    signal = measure(words)
    if signal.odd > _ODD:
        return f"text layer of a legacy or unreadable font ({signal.odd:.0%} odd signs)"
    if signal.letters < _FEW_LETTERS:
        return None
    syllables, vietnamese = _SCANNED if cover > _FULL_IMAGE else _BORN_DIGITAL
    if signal.syllables < syllables or signal.vietnamese < vietnamese:
        return f"text layer is no readable Vietnamese ({signal.syllables:.0%} syllables)"
    return None


@dataclass(frozen=True)
class _Type:
    direction: tuple[float, float]
    spans: tuple[tuple[float, float, float, bool, bool], ...]
    """``(x0, x1, size, bold, italic)`` from left to right."""


def _types(page: dict[str, Any]) -> dict[tuple[int, int], _Type]:
    return {
        (block["number"], index): _Type(tuple(line["dir"]), tuple(_span(span) for span in line["spans"]))
        for block in page["blocks"]
        for index, line in enumerate(block.get("lines", ()))
    }


def _span(span: dict[str, Any]) -> tuple[float, float, float, bool, bool]:
    flags, font = span["flags"], span["font"]
    bold = bool(flags & _BOLD) or _BOLD_NAME.search(font) is not None
    italic = bool(flags & _ITALIC) or _ITALIC_NAME.search(font) is not None
    return span["bbox"][0], span["bbox"][2], round(span["size"], 1), bold, italic


def _word(text: str, at: int, box: Box, found: _Type | None, middle: float) -> Word:
    text = _UNPRINTABLE.sub("\N{REPLACEMENT CHARACTER}", text)
    if found is None or not found.spans:
        return Word(text, at, box)
    span = found.spans[0]
    if len(found.spans) > 1:
        span = min(found.spans, key=lambda span: max(span[0] - middle, middle - span[1], 0.0))
    return Word(text, at, box, 1.0, span[2] or None, span[3], span[4])


def _quarters(direction: tuple[float, float], matrix: Any) -> int:
    """Quarters of a turn, clockwise, that bring text running in ``direction`` to run to the right."""
    x = direction[0] * matrix.a + direction[1] * matrix.c
    y = direction[0] * matrix.b + direction[1] * matrix.d
    if abs(x) >= abs(y):
        return 0 if x >= 0 else 2
    return 1 if y < 0 else 3


def _turned(words: Sequence[Word], quarters: int, width: float, height: float) -> Iterable[Word]:
    across, down = (height, width) if quarters % 2 else (width, height)
    sheet = Box(0, 0, across, down)
    for word in words:
        # Most pages stand upright and their words lie on them: nothing to turn, nothing to clip.
        if word.box is None or (not quarters and sheet.holds(word.box)):
            yield word
        else:
            yield replace(word, box=clipped(turned(word.box, quarters, width, height), across, down))


def _signed_blocks(page: Any, rows: dict[tuple[int, int], list[Word]], matrix: Any) -> dict[int, str]:
    """Blocks that are the picture of an electronic signature, with their text."""
    if page.first_widget is None:
        return {}
    fields = [widget.rect * matrix for widget in page.widgets() if widget.field_type == _SIGNATURE_FIELD]
    blocks: dict[int, list[Word]] = {}
    for (block, _), words in rows.items():
        blocks.setdefault(block, []).extend(words)
    signed = {}
    for block, words in blocks.items():
        text = " ".join(word.text for word in words)
        middle = pymupdf.Point(Box.around(word.box for word in words if word.box is not None).middle)
        if _SIGNED.search(text) and any(middle in field for field in fields):
            signed[block] = text
    return signed
