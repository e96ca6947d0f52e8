"""Pieces: runs of words that stand closely side by side, the bricks of the reading order.

An engine's lines are taken as a hint only. Tesseract joins the rows of two columns, MuPDF tears one row apart where a
font changes; both are mended here by looking at nothing but the boxes.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from statistics import median
from typing import Final

from pipeline.schema import Box, Line, Word

SOFT_GAP: Final = 0.9
"""In type sizes. Blanks of a justified line reach 0.6; a gutter begins here, if other rows confirm it."""
_SAME_ROW: Final = 0.5
_TIGHT_BOX: Final = 1.25
"""Boxes of an OCR lie tightly around the ink; the type is larger by so much."""
_TALL: Final = 2.4


@dataclass(frozen=True)
class Piece:
    """Words from left to right, all with boxes, on one row."""

    words: tuple[Word, ...]
    box: Box = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "box", Box.around(box_of(word) for word in self.words))

    @property
    def first(self) -> Box:
        """Box of the leftmost word."""
        return box_of(self.words[0])

    @property
    def last(self) -> Box:
        """Box of the rightmost word."""
        return box_of(self.words[-1])


def box_of(word: Word) -> Box:
    """The word's box; words without one never come here."""
    if word.box is None:
        raise ValueError(f"{word.text!r} has no box")
    return word.box


def overlap(a: Box, b: Box) -> float:
    """Shared height as a share of the lower box, 0..1."""
    shared = min(a.y1, b.y1) - max(a.y0, b.y0)
    lower = min(a.height, b.height)
    if lower <= 0:
        return 1.0 if shared >= 0 else 0.0
    return max(shared, 0.0) / lower


def type_size(words: Iterable[Word]) -> float:
    """Usual type size in points: what the layer says, else from the boxes; 12.0 where there are no words."""
    sizes = [word.size or box_of(word).height * _TIGHT_BOX for word in words]
    return max(median(sizes), 1.0) if sizes else 12.0


def cut_pieces(lines: Sequence[Line], size: float) -> list[Piece]:
    """Pieces of all words that have a box; ``size`` is the usual type size in points."""
    runs: list[list[Word]] = []
    for line in lines:
        placed = sorted((word for word in line.words if word.box is not None), key=lambda word: box_of(word).x0)
        run: list[Word] = []
        for word in placed:
            if run and not _follows(box_of(run[-1]), box_of(word), size):
                runs.append(run)
                run = []
            run.append(word)
        if run:
            runs.append(run)
    return _chained([Piece(tuple(run)) for run in runs], size)


def _follows(before: Box, after: Box, size: float) -> bool:
    """Does ``after`` continue the row of ``before``, with no gap that could be a gutter."""
    if max(before.height, after.height) > _TALL * size and min(before.height, after.height) <= _TALL * size:
        return False
    gap = after.x0 - before.x1
    return -0.5 * size <= gap <= SOFT_GAP * size and overlap(before, after) >= _SAME_ROW


def _chained(pieces: list[Piece], size: float) -> list[Piece]:
    """Neighbours on a row joined: each piece takes the nearest one on its right that continues it."""
    order = sorted(range(len(pieces)), key=lambda index: (pieces[index].box.y0, pieces[index].box.x0, index))
    links: list[tuple[float, int, int]] = []
    for place, left in enumerate(order):
        for right in order[place + 1 :]:
            if pieces[right].box.y0 >= pieces[left].box.y1:
                break
            for one, two in ((left, right), (right, left)):
                if pieces[one].first.x0 < pieces[two].first.x0 and _follows(pieces[one].last, pieces[two].first, size):
                    links.append((abs(pieces[two].first.x0 - pieces[one].last.x1), one, two))
    after: dict[int, int] = {}
    before: dict[int, int] = {}
    for _, one, two in sorted(links):
        if one not in after and two not in before:
            after[one], before[two] = two, one
    chained = []
    for index in range(len(pieces)):
        if index in before:
            continue
        words = list(pieces[index].words)
        while (index := after.get(index, -1)) >= 0:
            words.extend(pieces[index].words)
        chained.append(Piece(tuple(words)))
    return chained


def rows_of(pieces: Iterable[Piece]) -> list[list[Piece]]:
    """Pieces gathered to rows from top to bottom, each row from left to right."""
    rows: list[list[Piece]] = []
    bands: list[Box] = []
    for piece in sorted(pieces, key=lambda piece: (piece.box.middle[1], piece.box.x0)):
        # Only the last few rows can still take it: pieces come by their middles.
        for index in range(len(rows) - 1, max(len(rows) - 4, -1), -1):
            if overlap(bands[index], piece.box) >= _SAME_ROW and _fits(bands[index], piece.box):
                rows[index].append(piece)
                break
        else:
            rows.append([piece])
            bands.append(piece.box)
    for row in rows:
        row.sort(key=lambda piece: piece.box.x0)
    return rows


def _fits(band: Box, box: Box) -> bool:
    """A row keeps the height of its first piece; a much taller box (a seal read as a letter) starts its own."""
    return max(band.height, box.height) <= 2.2 * max(min(band.height, box.height), 4.0)
