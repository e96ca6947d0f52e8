"""Two-column zones of a page: the heading and the foot.

A zone begins with pairs: two pieces side by side with a gutter between. It needs several pairs whose gutters stand one
above the other, or one very wide gutter. It then grows over the pieces that lie above and below in one column only (a
long list of recipients, the name under a signature), and stops at the first piece that crosses the gutter or stands in
the middle of the page (a title).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from pipeline.schema import Box
from pipeline.transcription.pieces import Piece, box_of, overlap

_GUTTER: Final = (0.22, 0.78)
"""Shares of the page's width between which a gutter may lie: further left stand numbers of a list."""
_SHARED: Final = 0.5
"""Type sizes that all gutters of a zone must share."""
_CLEAR: Final = 1.5
_VERY_CLEAR: Final = 3.0
"""One gutter of a zone is at least so wide; so wide, it needs no second one."""
_BESIDE: Final = 0.3
_REACH: Final = 7.0
"""Type sizes between two pairs: an office's lines, the room for a signature, the name."""
_STEP: Final = 2.3
_SIGNATURE_ROOM: Final = 9.0
_HEADING: Final = 0.35
_MIDDLE: Final = 1.5


@dataclass(frozen=True)
class Columns:
    """One two-column zone; ``gutter`` is where it may be cut from top to bottom."""

    left: tuple[Piece, ...]
    right: tuple[Piece, ...]
    gutter: tuple[float, float]

    @property
    def top(self) -> float:
        """Points from the page's top."""
        return min(piece.box.y0 for piece in (*self.left, *self.right))

    @property
    def sides(self) -> tuple[Box, Box]:
        """Boxes around the left and the right column."""
        return Box.around(piece.box for piece in self.left), Box.around(piece.box for piece in self.right)


@dataclass(frozen=True)
class _Pair:
    left: Piece
    right: Piece

    @property
    def gutter(self) -> tuple[float, float]:
        return self.left.box.x1, self.right.box.x0

    @property
    def top(self) -> float:
        return min(self.left.box.y0, self.right.box.y0)

    @property
    def bottom(self) -> float:
        return max(self.left.box.y1, self.right.box.y1)


def find_columns(
    pieces: Sequence[Piece], size: float, width: float, height: float
) -> tuple[tuple[Columns, ...], list[Piece]]:
    """Zones from top to bottom, and the pieces in none; ``size`` is the type size, all in points."""
    rest = list(pieces)
    zones: list[Columns] = []
    for group in _groups(_pairs(rest, size, width), rest, size):
        zone, rest = _grown(group, rest, size, height)
        if zone is not None:
            zones.append(zone)
    return tuple(zones), rest


def _pairs(pieces: Sequence[Piece], size: float, width: float) -> list[_Pair]:
    """Each piece with its nearest neighbour on the right, where the gap may be a gutter."""
    if not pieces:
        return []
    margins = min(piece.box.x0 for piece in pieces), max(piece.box.x1 for piece in pieces)
    low, high = (share * width for share in _GUTTER)
    found = []
    order = sorted(pieces, key=lambda piece: piece.box.y0)
    for index, one in enumerate(order):
        for other in order[index + 1 :]:
            if other.box.y0 >= one.box.y1:
                break
            left, right = (one, other) if one.box.x0 <= other.box.x0 else (other, one)
            gap = right.box.x0 - left.box.x1
            if gap < _SHARED * size or overlap(left.box, right.box) < _BESIDE:
                continue
            if left.box.x1 > high or right.box.x0 < low or _is_justified(left, right, margins, size):
                continue
            found.append(_Pair(left, right))
    nearest: dict[int, _Pair] = {}
    for pair in found:
        known = nearest.get(id(pair.left))
        if known is None or pair.right.box.x0 < known.right.box.x0:
            nearest[id(pair.left)] = pair
    return sorted(nearest.values(), key=lambda pair: (pair.top, pair.left.box.x0))


def _is_justified(left: Piece, right: Piece, margins: tuple[float, float], size: float) -> bool:
    """A line that fills the measure with wide blanks, no pair of columns; capitals on both sides are a heading."""
    text = "".join(word.text for word in (*left.words, *right.words))
    return (
        not text.isupper()
        and right.box.x0 - left.box.x1 < 2 * size
        and left.box.x0 - margins[0] < 3.5 * size
        and margins[1] - right.box.x1 < size
        and overlap(left.box, right.box) > 0.8
        and len(left.words) + len(right.words) > 6
    )


def _groups(pairs: Sequence[_Pair], pieces: Sequence[Piece], size: float) -> list[list[_Pair]]:
    """Pairs whose gutters stand one above the other, with no piece across between them."""
    groups: list[tuple[list[_Pair], tuple[float, float]]] = []
    for pair in pairs:
        for group, gutter in reversed(groups):
            shared = max(gutter[0], pair.gutter[0]), min(gutter[1], pair.gutter[1])
            above = max(other.bottom for other in group)
            if shared[1] - shared[0] < _SHARED * size or pair.top - above > _REACH * size:
                continue
            if any(above < p.box.middle[1] < pair.top and _crosses(p, shared, size) for p in pieces):
                continue
            groups[[g for g, _ in groups].index(group)] = ([*group, pair], shared)
            break
        else:
            groups.append(([pair], pair.gutter))
    return [group for group, _ in groups if _convinces(group, size)]


def _convinces(group: Sequence[_Pair], size: float) -> bool:
    widths = [pair.gutter[1] - pair.gutter[0] for pair in group]
    if len(group) == 1:
        return widths[0] >= _VERY_CLEAR * size
    return max(widths) >= _CLEAR * size


def _shared_gutter(group: Sequence[_Pair]) -> tuple[float, float]:
    return max(pair.gutter[0] for pair in group), min(pair.gutter[1] for pair in group)


def _crosses(piece: Piece, gutter: tuple[float, float], size: float) -> bool:
    """Does the piece stand across the gutter with no gap of its own there."""
    if piece.box.x1 <= gutter[1] or piece.box.x0 >= gutter[0]:
        return False
    return _cut(piece, gutter, size) is None


def _cut(piece: Piece, gutter: tuple[float, float], size: float) -> tuple[Piece, Piece] | None:
    """The piece cut at a gap that lies in the gutter, for rows whose columns nearly touch."""
    for index in range(1, len(piece.words)):
        left, right = box_of(piece.words[index - 1]).x1, box_of(piece.words[index]).x0
        if right - left >= _SHARED * size and left <= gutter[1] and right >= gutter[0]:
            return Piece(piece.words[:index]), Piece(piece.words[index:])
    return None


def _grown(
    group: Sequence[_Pair], pieces: Sequence[Piece], size: float, height: float
) -> tuple[Columns | None, list[Piece]]:
    """The zone of a group of pairs, and the pieces left over; no zone when a piece stands across its gutter."""
    gutter = _shared_gutter(group)
    present = {id(piece) for piece in pieces}
    if not all(id(piece) in present for pair in group for piece in (pair.left, pair.right)):
        return None, list(pieces)
    top, bottom = min(pair.top for pair in group), max(pair.bottom for pair in group)
    left: list[Piece] = []
    right: list[Piece] = []
    rest: list[Piece] = []
    for piece in pieces:
        if not top <= piece.box.middle[1] <= bottom:
            rest.append(piece)
        elif piece.box.x1 <= gutter[1]:
            left.append(piece)
        elif piece.box.x0 >= gutter[0]:
            right.append(piece)
        elif (parts := _cut(piece, gutter, size)) is not None:
            left.append(parts[0])
            right.append(parts[1])
        else:
            return None, list(pieces)
    middle = (min(p.box.x0 for p in pieces) + max(p.box.x1 for p in pieces)) / 2
    zone = _Growing(left, right, gutter, size, middle, is_heading=top < _HEADING * height)
    rest = zone.take(rest)
    return Columns(tuple(zone.left), tuple(zone.right), gutter), rest


class _Growing:
    """A zone while it takes in what stands above and below it."""

    def __init__(
        self,
        left: list[Piece],
        right: list[Piece],
        gutter: tuple[float, float],
        size: float,
        middle: float,
        *,
        is_heading: bool,
    ) -> None:
        self.left = left
        self.right = right
        self._gutter = gutter
        self._size = size
        self._middle = middle
        self._is_heading = is_heading

    def take(self, pieces: Sequence[Piece]) -> list[Piece]:
        """Take what belongs to the zone, first downward, then upward; the others come back."""
        top = min(piece.box.y0 for piece in (*self.left, *self.right))
        below = sorted((p for p in pieces if p.box.middle[1] > top), key=lambda p: p.box.y0)
        above = sorted((p for p in pieces if p.box.middle[1] <= top), key=lambda p: -p.box.y1)
        return [*self._walk(below, downward=True), *self._walk(above, downward=False)]

    def _walk(self, pieces: list[Piece], *, downward: bool) -> list[Piece]:
        for index, piece in enumerate(pieces):
            side = self._side(piece)
            if side is None or not self._belongs(piece, side, downward=downward):
                return pieces[index:]
            side.append(piece)
        return []

    def _side(self, piece: Piece) -> list[Piece] | None:
        if piece.box.x1 <= self._gutter[1]:
            return self.left
        return self.right if piece.box.x0 >= self._gutter[0] else None

    def _belongs(self, piece: Piece, side: list[Piece], *, downward: bool) -> bool:
        around = Box.around(member.box for member in side)
        distance = piece.box.y0 - around.y1 if downward else around.y0 - piece.box.y1
        centre = piece.box.middle[0]
        column = (around.x0 + around.x1) / 2
        if abs(centre - self._middle) < _MIDDLE * self._size and abs(centre - column) > self._size:
            return False
        if self._is_heading:
            # What stands under the heading's columns is centred in them: number, "V/v ..." and date.
            within = around.x0 - 2 * self._size <= piece.box.x0 and piece.box.x1 <= around.x1 + 2 * self._size
            return distance <= _STEP * self._size and within and abs(centre - column) < 5 * self._size
        if side is self.right and downward:
            return distance <= _SIGNATURE_ROOM * self._size
        return distance <= _STEP * self._size
