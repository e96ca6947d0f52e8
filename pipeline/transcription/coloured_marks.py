"""Degrees of secrecy and of urgency that were stamped in colour (NĐ 30/2020/NĐ-CP, phụ lục I; HD 36-HD/VPTW).

The page is read without its coloured ink, which takes these marks away. They are looked for in the coloured ink alone:
a few blots of a word's size in the upper half of the page, each read as one block, in which only the words of the
closed list count. A frame of that size that cannot be read is reported: the paper may be secret.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from difflib import SequenceMatcher
from typing import Final

import cv2
import numpy as np

from pipeline.authority.marks import MARKS
from pipeline.schema import Box, Line, Word
from pipeline.text import strip_marks
from pipeline.transcription.cleaning import CleanPage
from pipeline.transcription.page_image import PageImage, Pixels

_UPPER: Final = 0.5
"""Share of the page's height above which a degree is stamped."""
_WIDTH, _HEIGHT = (20.0, 170.0), (8.0, 42.0)
"""Points of a mark, with its frame or without."""
_JOINING: Final = (9.0, 5.0)
"""Points between the letters of one mark, across and down."""
_STRIP, _COVERED = 0.25, 0.75
"""Share of a blot's height in which a line of its frame stands, and of its width that the line covers at least."""
_LINE: Final = 3.2
"""Points of a frame's line, stamped a little askew."""
_LIKE: Final = 0.6
_INK: Final = 160
_MARGIN: Final = 3.0
_MOST: Final = 12
"""Blots of a page that are looked at; more are handwriting all over it."""
_DOUBT: Final = 0.6
"""Confidence of a mark one letter of which was misread."""


def read_marks(
    sheet: CleanPage, recognise: Callable[[PageImage], tuple[Line, ...]]
) -> tuple[tuple[Line, ...], tuple[str, ...]]:
    """``(lines, notes)``: a line for every mark, and a note for every frame of a mark's size that cannot be read."""
    image = sheet.colour
    if image is None:
        return (), ()
    lines: list[Line] = []
    notes: list[str] = []
    crops = [(box, crop, _is_framed(crop.grey)) for box in _blots(image) if (crop := image.crop(box)) is not None]
    # Frames first: notes by hand all over the page must not crowd a mark out.
    for box, crop, framed in sorted(crops, key=lambda blot: not blot[2])[:_MOST]:
        words = [word for line in recognise(_inside(crop) if framed else crop) for word in line.words]
        mark, sure = _mark_of(words, framed=framed)
        if mark:
            lines.append(Line(mark, (Word(mark, 0, box, sure),)))
        elif framed:
            notes.append("a framed mark in colour was not read; it may be a degree of secrecy")
    return tuple(lines), tuple(notes)


def _blots(image: PageImage) -> Iterator[Box]:
    """Connected ink of a mark's size, from the top."""
    across, down = image.scale
    upper = image.grey[: int(image.height * _UPPER)]
    mask = (upper < _INK).astype(np.uint8)
    kernel = np.ones((max(round(_JOINING[1] / down), 1), max(round(_JOINING[0] / across), 1)), np.uint8)
    _, _, stats, _ = cv2.connectedComponentsWithStats(cv2.morphologyEx(mask, cv2.MORPH_CLOSE, kernel))
    for left, top, width, height, _area in sorted(stats[1:].tolist(), key=lambda row: (row[1], row[0])):
        if _WIDTH[0] <= width * across <= _WIDTH[1] and _HEIGHT[0] <= height * down <= _HEIGHT[1]:
            box = image.box(left, top, width, height)
            yield Box(box.x0 - _MARGIN, box.y0 - _MARGIN, box.x1 + _MARGIN, box.y1 + _MARGIN)


def _is_framed(grey: Pixels) -> bool:
    """A line runs along the top and one along the bottom."""
    mask = grey < _INK
    strip = max(round(len(mask) * _STRIP), 1)
    return all(float(part.any(axis=0).mean()) >= _COVERED for part in (mask[:strip], mask[-strip:]))


def _inside(image: PageImage) -> PageImage:
    """The same without its frame, in white: Tesseract takes a frame for letters."""
    inset = round((_MARGIN + _LINE) / image.scale[1])
    grey = np.full_like(image.grey, 255)
    grey[inset:-inset, inset:-inset] = image.grey[inset:-inset, inset:-inset]
    return replace(image, grey=grey)


def _mark_of(words: list[Word], *, framed: bool) -> tuple[str, float]:
    """The mark that the words spell and how sure that is; an empty string where they spell none.

    In a frame nothing else is stamped so small: there the likest mark counts, for one taken for secret is looked at
    by a person, one taken for open is not.
    """
    letters = "".join(char for word in words for char in strip_marks(word.text) if char.isalpha())
    if letters in MARKS:
        return MARKS[letters].upper(), max(sum(word.confidence for word in words) / len(words), _DOUBT)
    if not framed:
        return "", 0.0
    likeness, likest = max((SequenceMatcher(None, plain, letters).ratio(), plain) for plain in MARKS)
    return (MARKS[likest].upper(), _DOUBT) if likeness >= _LIKE else ("", 0.0)
