"""Printed lines with what they hold, the common ground of the passes that give roles."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from pipeline.schema import Box, Page
from pipeline.structure.cells import Cell, cells_of
from pipeline.structure.cues import cue_of

PROSE: Final = 40
"""Characters of a line that is prose and no part of a heading."""
WHITE: Final = 0.75
"""Share of a line's height that makes a gap: lines of a paragraph stand closer, also with 1.5 spacing."""


@dataclass(frozen=True, slots=True)
class Row:
    """One printed line that is not blank: its cells and, for each, the cue it gives."""

    line: int
    page: int
    """Index among the pages, not the page's number."""
    cells: tuple[Cell, ...]
    cue_list: tuple[str | None, ...]
    gap: bool
    """A blank line, a page's edge or, on a page with boxes, nearly a line's height of white stands above it."""

    @property
    def cues(self) -> frozenset[str]:
        """The cues of all cells."""
        return frozenset(cue for cue in self.cue_list if cue)

    @property
    def prose(self) -> bool:
        """A line of running text."""
        cell = self.cells[0]
        return len(self.cells) == 1 and len(cell.text) >= PROSE and not cell.caps and self.cue_list[0] is None

    @property
    def text(self) -> str:
        """All cells, a blank between."""
        return " ".join(cell.text for cell in self.cells)

    @property
    def folded(self) -> str:
        """Like :attr:`text`, lower case and without marks."""
        return " ".join(cell.folded for cell in self.cells)

    @property
    def caps(self) -> bool:
        """Every cell is written in capitals."""
        return all(cell.caps for cell in self.cells)


def rows_of(pages: Sequence[Page]) -> tuple[Row, ...]:
    """Rows in order; cells' spans and line numbers count from the first line of ``pages``."""
    page_of = [number for number, page in enumerate(pages) for _ in page.lines]
    boxes = [line.box for page in pages for line in page.lines]
    grouped: dict[int, list[Cell]] = {}
    for cell in cells_of(pages):
        grouped.setdefault(cell.line, []).append(cell)
    rows: list[Row] = []
    for line, cells in grouped.items():
        gap = not rows or rows[-1].line < line - 1 or rows[-1].page != page_of[line]
        gap = gap or _white_between(boxes[rows[-1].line], boxes[line])
        rows.append(Row(line, page_of[line], tuple(cells), tuple(cue_of(cell) for cell in cells), gap))
    return tuple(rows)


def _white_between(above: Box | None, box: Box | None) -> bool:
    return above is not None and box is not None and box.y0 - above.y1 >= WHITE * max(box.height, 1.0)
