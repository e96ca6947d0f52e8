"""The order in which a person reads a page of a Party document.

The heading has two columns (issuing body and number on the left, "ĐẢNG CỘNG SẢN VIỆT NAM" and the date on the right),
so has the foot ("Nơi nhận" on the left, the signature on the right); between them lies one column of text. Each column
comes out whole, the left one first. Tables come row by row, a line for each cell. No word is lost, added or changed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from pipeline.schema import Line
from pipeline.transcription.columns import Columns, find_columns
from pipeline.transcription.lines import as_line
from pipeline.transcription.pieces import Piece, cut_pieces, rows_of, type_size
from pipeline.transcription.tables import find_tables

_WIDE_GAP: Final = 4.0
"""In type sizes: two pieces of a row so far apart are two lines, whatever the other rows do."""
_COLUMN_GAP: Final = 2.5
"""The same within one column of a heading or a foot, where a stamp or a signature may stand beside."""


@dataclass(frozen=True)
class Arrangement:
    """A page's lines in reading order, and the two-column zones that were found."""

    lines: tuple[Line, ...]
    columns: tuple[Columns, ...]
    size: float
    """Usual type size, points."""


def arrange(lines: Sequence[Line], width: float, height: float) -> Arrangement:
    """Lines of an engine or a text layer, put into reading order for a page of ``width`` x ``height`` points.

    Words without a box keep their line and come last.
    """
    size = type_size(word for line in lines for word in line.words if word.box is not None)
    pieces = cut_pieces(lines, size)
    tables, rest = find_tables(pieces, size, height)
    columns, rest = find_columns(rest, size, width, height)
    blocks: list[tuple[float, float, list[Line]]] = [
        (table.top, 0.0, [as_line(piece.words) for row in table.rows for piece in row]) for table in tables
    ]
    blocks.extend(
        (zone.top, 0.0, [*_column_lines(zone.left, size), *_column_lines(zone.right, size)]) for zone in columns
    )
    for row in rows_of(rest):
        top = min(piece.box.y0 for piece in row)
        blocks.append((top, row[0].box.x0, _split_row(row, _WIDE_GAP * size)))
    blocks.sort(key=lambda block: block[:2])
    ordered = [line for _, _, block in blocks for line in block]
    return Arrangement((*ordered, *_without_boxes(lines)), columns, size)


def in_order(lines: Sequence[Line], width: float, height: float) -> tuple[Line, ...]:
    """Only the lines of :func:`arrange`."""
    return arrange(lines, width, height).lines


def _column_lines(pieces: Iterable[Piece], size: float) -> list[Line]:
    return [line for row in rows_of(pieces) for line in _split_row(row, _COLUMN_GAP * size)]


def _split_row(row: list[Piece], gap: float) -> list[Line]:
    """The pieces of a row as one line, or several where more than ``gap`` points lie between."""
    lines: list[list[Piece]] = []
    for piece in row:
        if lines and piece.box.x0 - max(other.box.x1 for other in lines[-1]) <= gap:
            lines[-1].append(piece)
        else:
            lines.append([piece])
    return [as_line(word for piece in part for word in piece.words) for part in lines]


def _without_boxes(lines: Sequence[Line]) -> list[Line]:
    rest = ([word for word in line.words if word.box is None] for line in lines)
    return [as_line(words) for words in rest if words]
