"""Tables: rows of three cells or more whose gutters stand one above the other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from pipeline.transcription.pieces import SOFT_GAP, Piece, rows_of

_SHARED: Final = 0.4
"""Type sizes that the gutters of two rows must share."""
_REACH: Final = 5.0
"""Type sizes between two rows of a table at most: cells hold several lines."""
_HEADING: Final = 0.22
"""Share of the page's height in which a heading with a stamp or a signature beside it looks like a table."""


@dataclass(frozen=True)
class Table:
    """Rows from top to bottom, each a tuple of cells' pieces from left to right."""

    top: float
    rows: tuple[tuple[Piece, ...], ...]


def find_tables(pieces: Sequence[Piece], size: float, height: float) -> tuple[list[Table], list[Piece]]:
    """Tables of a page, and the pieces in none; ``size`` is the type size, ``height`` the page's, both in points."""
    rows = rows_of(pieces)
    gutters = [_gutters(row, size) for row in rows]
    runs: list[list[int]] = []
    for index in (index for index, found in enumerate(gutters) if len(found) >= 2):
        last = runs[-1][-1] if runs else -1
        if runs and _near(rows[last], rows[index], size) and _agree(gutters[last], gutters[index], size):
            runs[-1].append(index)
        else:
            runs.append([index])
    tables = []
    taken: set[int] = set()
    for run in runs:
        in_heading = max(piece.box.y1 for piece in rows[run[-1]]) < _HEADING * height
        if len(run) < (4 if in_heading else 2):
            continue
        inside = range(run[0], run[-1] + 1)
        taken.update(inside)
        top = min(piece.box.y0 for piece in rows[run[0]])
        tables.append(Table(top, tuple(tuple(rows[index]) for index in inside)))
    return tables, [piece for index, row in enumerate(rows) if index not in taken for piece in row]


def _gutters(row: Sequence[Piece], size: float) -> list[tuple[float, float]]:
    found = []
    edge = row[0].box.x1
    for piece in row[1:]:
        if piece.box.x0 - edge > SOFT_GAP * size:
            found.append((edge, piece.box.x0))
        edge = max(edge, piece.box.x1)
    return found


def _near(above: Sequence[Piece], below: Sequence[Piece], size: float) -> bool:
    return min(piece.box.y0 for piece in below) - max(piece.box.y1 for piece in above) <= _REACH * size


def _agree(one: list[tuple[float, float]], two: list[tuple[float, float]], size: float) -> bool:
    shared = sum(1 for a in one if any(min(a[1], b[1]) - max(a[0], b[0]) >= _SHARED * size for b in two))
    return shared >= 2
