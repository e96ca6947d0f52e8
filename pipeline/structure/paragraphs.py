"""Hard-wrapped lines joined to paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from pipeline.structure.rows import Row

_OPENS: Final = re.compile(
    r"(?:[IVXLC]{1,6}|\d{1,2}(?:\.\d{1,2}){0,3}|[a-zđ]|[①-⑳]|\(\d{1,2}\)|[A-H])\s?(?:[.)/\-:]|(?<=[①-⑳])|(?<=\)))+\s*\S"
    r"|[①-⑳]|[-+•*]{1,2}\s*\S|(?:Điều|Chương|Phần|Mục|Bước|PHẦN|CHƯƠNG|MỤC)\s+(?:thứ\s+)?[\wÀ-ỹ]{1,8}\b[.:]?"
)
_LABEL: Final = re.compile(
    r"[IVX]{1,5}\s?[.-]\s|Điều \d{1,3}\s?[.:-]|\d{1,2}[.)-]\s|\d{1,2}\.\d{1,2}[.)-](?!(?:19|20)\d\d)|[-+•*]\s|[a-zđ]\)"
)
"""Labels that begin an item also where no stop ends the line above."""
_CLOSED: Final = re.compile(r"[.;:!?…][\"”’)*/.]*$")
_TABLE: Final = re.compile(r"\S \| \S|^-+(?:\|-+)+")
_HEADING: Final = 0.65
"""A labelled line shorter than this share of the widest, with no stop at its end, is a heading."""
_HANGS: Final = re.compile(
    r"(?:,|-|\b(?:và|của|với|các|những|về|cho|tại|trên|trong|theo|đến|từ|do|để|là|thuộc|phối hợp))$"
)
"""Ends of a line that cannot end a heading."""
_SHORT: Final = 0.82
"""A line shorter than this share of the widest is the last of its paragraph."""


def paragraphs(rows: Sequence[Row]) -> Iterator[tuple[int, int]]:
    """``(first, end)`` row indexes of each paragraph."""
    wide = max((len(row.text) for row in rows), default=0)
    start = 0
    for at in range(1, len(rows)):
        if _begins(rows[at - 1], rows[at], wide):
            yield start, at
            start = at
    if rows:
        yield start, len(rows)


def _begins(above: Row, row: Row, wide: int) -> bool:
    text, previous = row.text, above.text
    if len(row.cells) > 1 or len(above.cells) > 1 or _TABLE.search(text) or _TABLE.search(previous):
        return True
    if _OPENS.match(text):
        # "105/NĐ-" ends a line; what follows is no new item. A small letter or digit can open only behind a stop.
        return (
            bool(_CLOSED.search(previous))
            or row.gap
            or (not previous.endswith(("-", ",")) and bool(_LABEL.match(text)))
        )
    if (
        _OPENS.match(previous)
        and len(previous) < _HEADING * wide
        and text[:1].isupper()
        and not _HANGS.search(previous)
    ):
        return True
    if row.caps != above.caps and (row.caps or above.cells[0].caps) and len(text) > 3:
        return True
    if row.gap:
        return not text[:1].islower() or bool(_CLOSED.search(previous))
    if not _CLOSED.search(previous):
        return False
    return text[:1].isupper() and (len(previous) < _SHORT * wide or row.cells[0].indent > above.cells[0].indent + 0.02)
