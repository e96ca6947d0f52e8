"""The printed lines cut into cells: a dump keeps two columns of a heading on one line, far apart."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from pipeline.schema import Box, Line, Page, Span, Word
from pipeline.text import view

_GAP: Final = re.compile(r"[ \u00a0]{3,}|\t+")
_KEPT_FREE: Final = re.compile(r"(?:\b[sS][ốôoóồ]\s*:?|\b(?:ng[àa]y|th[áa]ng|n[ăa]m)|[.…_]{2,})$")
_MIDDLE: Final = 0.4
"""Share of the line's width behind which a cell stands in the right column (HD 36: the left one has about 37 %)."""
_RIGHT: Final = 0.6
"""A cell whose middle lies behind this share of the width stands in the right column, wherever it begins."""
_DUMP_WIDTH: Final = 90
_CAPITALS: Final = 0.75
"""Share of capital letters in what counts as written in capitals: OCR reads one or two of them small."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A run of one line without a wide gap. ``text``/``folded`` are normalised and stripped (see ``pipeline.text``)."""

    span: Span
    """Characters of the text that all lines make, joined by newlines."""
    line: int
    text: str
    folded: str
    right: bool
    """Stands in the right column."""
    alone: bool
    """The only cell of its line."""
    indent: float
    """Left edge as a share of the page's width (or of 90 characters)."""
    bold: bool

    caps: bool
    """Written in capitals."""


def _in_capitals(text: str) -> bool:
    letters = [char for char in text if char.isalpha()]
    return len(letters) >= 2 and sum(map(str.isupper, letters)) >= _CAPITALS * len(letters)


def cells_of(pages: Iterable[Page]) -> Iterator[Cell]:
    """Cells of every line that is not blank, in order; spans count from the first line of ``pages``."""
    at = number = 0
    for page in pages:
        for line in page.lines:
            yield from _cells(line, at, number, page.width)
            at += len(line.text) + 1
            number += 1


def _cells(line: Line, at: int, number: int, width: float) -> Iterator[Cell]:
    # "Số      -KH/HU" and "ngày      tháng 8" keep a place for a handwritten number: no gap between columns.
    edges = [gap.span() for gap in _GAP.finditer(line.text) if not _KEPT_FREE.search(line.text, 0, gap.start())]
    starts = [0, *(end for _, end in edges)]
    ends = [*(start for start, _ in edges), len(line.text)]
    runs = [run for s, e in zip(starts, ends, strict=True) if (run := _trimmed(line.text, s, e)) is not None]
    for start, end in runs:
        seen = view(line.text[start:end])
        text = seen.text.strip()
        if not text:
            continue
        words = line.words if len(runs) == 1 else tuple(word for word in line.words if start <= word.at < end)
        indent, right = _place(words, start, width, first=start == runs[0][0])
        bold = bool(words) and all(word.bold for word in words)
        yield Cell(
            Span(at + start, at + end),
            number,
            text,
            seen.folded.strip(),
            right,
            len(runs) == 1,
            indent,
            bold,
            _in_capitals(text),
        )


def _trimmed(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The run without blanks and without the bars of a Markdown table at its edges."""
    while start < end and (text[start].isspace() or text[start] == "|"):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] == "|"):
        end -= 1
    return (start, end) if start < end else None


def _place(words: Sequence[Word], start: int, width: float, *, first: bool) -> tuple[float, bool]:
    boxes = [word.box for word in words if word.box is not None]
    if boxes and width > 0:
        around = Box.around(boxes)
        left = around.x0 / width
        return left, left >= _MIDDLE or around.middle[0] / width > _RIGHT
    indent = start / _DUMP_WIDTH
    return indent, indent >= _MIDDLE or not first
