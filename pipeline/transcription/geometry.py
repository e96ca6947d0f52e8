"""Boxes moved: quarter turns of a page, matrices of a deskew, and never beyond the page's edge."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from pipeline.schema import Box, Line, Word

if TYPE_CHECKING:
    from pipeline.transcription.page_image import Affine


def turned(box: Box, quarters: int, width: float, height: float) -> Box:
    """``box`` on the page of ``width`` x ``height`` points, after turning that clockwise by quarters of a turn."""
    for _ in range(quarters % 4):
        box = Box(height - box.y1, box.x0, height - box.y0, box.x1)
        width, height = height, width
    return box


def clipped(box: Box, width: float, height: float) -> Box:
    """The part of ``box`` on the page; a box wholly outside shrinks to the nearest edge."""
    x0, x1 = (min(max(x, 0.0), width) for x in (box.x0, box.x1))
    y0, y1 = (min(max(y, 0.0), height) for y in (box.y0, box.y1))
    return Box(round(x0, 2), round(y0, 2), round(x1, 2), round(y1, 2))


def moved(lines: tuple[Line, ...], matrix: Affine | None, width: float, height: float) -> tuple[Line, ...]:
    """Lines with every box taken through ``matrix`` (None: stays) and cut at the page's edge.

    The angles are small: the middle of a box is moved and its size kept, for the box around four turned corners
    would grow into the next line.
    """
    return tuple(
        replace(line, words=tuple(_moved(word, matrix, width, height) for word in line.words)) for line in lines
    )


def _moved(word: Word, matrix: Affine | None, width: float, height: float) -> Word:
    if word.box is None:
        return word
    box = word.box
    if matrix is not None:
        x, y = box.middle
        x, y = (float(row[0] * x + row[1] * y + row[2]) for row in matrix)
        box = Box(x - box.width / 2, y - box.height / 2, x + box.width / 2, y + box.height / 2)
    return replace(word, box=clipped(box, width, height))
