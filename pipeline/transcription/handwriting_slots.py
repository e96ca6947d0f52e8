"""Where the form wants figures by hand: between "Số" and the symbol, after "ngày" and after "tháng".

Found by the printed words around them, on the heading of a page that looks like a first page; what the engine made of
the figures themselves is of no account here.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import median, median_low
from typing import Final, Literal

from pipeline.schema import Box, Line

Kind = Literal["number", "day", "month"]

_HEADING: Final = 0.35
"""Share of the page's height that number and date stand in."""
_FAR: Final = 5.0
"""Type sizes that number and date of one heading may stand apart in height."""
_WIDEST: Final = 9.0
"""Type sizes; a blank wider than this is no blank for figures."""
_SO: Final = r"^\W{0,3}(?P<left>[Ss$5][oO06]\s?[:;.,]?)(?P<slot>.{0,14}?)"
_CODE: Final = r"(?:NQ|QyD|QDi?|CTHD|CTr|CT|KL|QC|TTr|TT|HD|TB|TC|BC|KH|QH|DA|PA|CV|BB|BS|GM|GGT|CL)"
_NUMBERS: Final = (
    re.compile(_SO + rf"(?P<right>[-–—~/]) ?(?P<symbol>{_CODE} ?(?P<other>[-–—/~]))"),
    # The pen ran through the mark, or the engine took it for a figure.
    re.compile(_SO + rf"(?P<right>)(?P<symbol>{_CODE} ?(?P<other>[-–—/]) ?[A-Z]{{2}})"),
    re.compile(_SO + r"(?P<right>[-–—~/]) ?(?P<symbol>[A-Z][A-Za-z]{1,5} ?(?P<other>[-–—/~]))"),
    re.compile(_SO + r"(?P<right>[-–—~/]) ?(?P<symbol>[A-Z]{3}[A-Za-z]*(?P<other>)$)"),
)
_DATE: Final = re.compile(
    r"(?P<left>ngay)(?P<day>.{0,9}?)(?P<middle>thang)(?P<month>.{0,7}?)(?P<right>nam)", re.IGNORECASE
)
_STRETCH: Final = 1.08
"""A box this much wider than its print has taken in something else."""
_LONG: Final = 5
_FAR_OFF: Final = 0.15
_DATE_WORDS: Final = {"ngay": 1.88, "thang": 2.22, "nam": 1.66}
"""Widths of the ink in type sizes: Times italic, 0.06 less than the type moves on."""
_BEARING: Final = 0.06
"""White at both ends of a word, in type sizes: boxes lie tightly around the ink."""
_SURE: Final = 0.85
_ADVANCES: Final = {
    **dict.fromkeys("/:;tilj '", 0.278), **dict.fromkeys("-–—~rIJ", 0.333), **dict.fromkeys(".,", 0.25),
    **dict.fromkeys("acez", 0.444), "s": 0.389, "m": 0.778, "w": 0.722, "M": 0.889, "W": 0.944,
    **dict.fromkeys("BCR", 0.667), **dict.fromkeys("ELTZ", 0.611), **dict.fromkeys("FPS", 0.556),
}  # fmt: skip
"""Of Times, in type sizes; the other small letters and figures take 0.5, the other capitals 0.72."""


@dataclass(frozen=True)
class Slot:
    """A place for figures in a line: its characters, and its box on the straightened page.

    The box reaches from printed word to printed word and is as high as their row.
    """

    kind: Kind
    line: int
    start: int
    end: int
    box: Box
    read: str
    """What the engine read there, without blanks at the ends."""
    confidence: float
    """The lowest of the engine's words there; 0.0 where it saw nothing."""
    size: float
    """Type size in points."""
    mark: str = ""
    """What is printed right behind the slot: the slash or the hyphen of the symbol."""


def find_slots(lines: Sequence[Line], height: float) -> tuple[Slot, ...]:
    """The slots of a page ``height`` points high: one number, one date, both on a heading; none where no date is."""
    top = [n for n, line in enumerate(lines) if line.box is not None and line.box.y0 < _HEADING * height]
    for n in top:
        size = _size_of_date(lines[n])
        date = _date_slots(lines[n], n, size) if size else ()
        if size and date:
            found = (_number_slot(lines[m], m, _size_of_number(lines[m], size)) for m in top)
            near = [number for number in found if number is not None and _near(number, date[0])]
            return (*near[:1], *date)
    return ()


def _near(one: Slot, other: Slot) -> bool:
    apart = abs(one.box.middle[1] - other.box.middle[1])
    return apart < _FAR * max(one.box.height, other.box.height) and one.box.x1 <= other.box.x0


def _number_slot(line: Line, index: int, size: float) -> Slot | None:
    folded = _folded(line.text)
    found = next((found for form in _NUMBERS if (found := form.search(folded))), None)
    if found is None:
        return None
    start, mark = found.start("right"), found["right"]
    left = _left_end(line, found.span("left"), size)
    if mark and any(word.at == start for word in line.words):
        right = _right_end(line, (start, len(line.text)), size)
    else:
        # Party papers write "12-CT/TU", offices of the State "12/CT-UBND": of the two marks the second tells the first.
        right = _right_end(line, (found.start("symbol"), len(line.text)), size)
        mark = mark or ("-" if found["other"] == "/" else "/")
        right = None if right is None else right - size * _advance(mark)
    slot = _slot(line, index, "number", (found.end("left"), start), (left, right), size)
    return None if slot is None else replace(slot, mark=mark)


def _date_slots(line: Line, index: int, size: float) -> tuple[Slot, ...]:
    found = _DATE.search(_folded(line.text))
    if found is None:
        return ()
    kinds: tuple[tuple[Kind, str, str], ...] = (("day", "left", "middle"), ("month", "middle", "right"))
    slots: list[Slot | None] = []
    for kind, before, behind in kinds:
        span = found.end(before), found.start(behind)
        edges = _left_end(line, found.span(before), size), _right_end(line, found.span(behind), size)
        slots.append(_slot(line, index, kind, span, edges, size))
    return tuple(slot for slot in slots if slot is not None)


def _slot(
    line: Line,
    index: int,
    kind: Kind,
    span: tuple[int, int],
    edges: tuple[float | None, float | None],
    size: float,
) -> Slot | None:
    """The slot of the characters ``span`` between two edges (points); None where it is no place for figures."""
    (left, right), row = edges, _row(line, span)
    if row is None or left is None or right is None:
        return None
    top, bottom = row
    if not 0 < right - left < _WIDEST * (bottom - top):
        return None
    words = [word for word in line.words if word.at < span[1] and span[0] < word.at + len(word.text)]
    confidence = min((word.confidence for word in words), default=0.0)
    return Slot(kind, index, *span, Box(left, top, right, bottom), line.text[slice(*span)].strip(), confidence, size)


def _row(line: Line, span: tuple[int, int]) -> tuple[float, float] | None:
    """Top and bottom of the printed words beside a slot."""
    before = [word.box for word in line.words if word.at + len(word.text) <= span[0] and word.box][-1:]
    behind = [word.box for word in line.words if word.at >= span[1] and word.box][:1]
    boxes = before + behind or [word.box for word in line.words if word.box]
    if not boxes:
        return None
    return median(box.y0 for box in boxes), median(box.y1 for box in boxes)


def _left_end(line: Line, print_at: tuple[int, int], size: float) -> float | None:
    """Where the printed characters ``print_at`` before a slot end: type has its widths, whatever a box took in."""
    start, end = print_at
    word = next((word for word in reversed(line.words) if word.at < end and word.box), None)
    if word is None or word.box is None:
        return None
    behind = word.text[end - word.at :]
    if word.at < start:
        return word.box.x1 - size * _advance(behind)
    return min(word.box.x0 + size * _printed(word.text[: end - word.at], alone=not behind), word.box.x1)


def _right_end(line: Line, print_at: tuple[int, int], size: float) -> float | None:
    """Where the printed characters ``print_at`` behind a slot begin."""
    start, end = print_at
    word = next((word for word in line.words if word.at + len(word.text) > start and word.box), None)
    if word is None or word.box is None:
        return None
    before = word.text[: max(start - word.at, 0)]
    if word.at + len(word.text) > end:
        return word.box.x0 + size * _advance(before)
    return max(word.box.x1 - size * _printed(word.text[len(before) :], alone=not before), word.box.x0)


def _printed(text: str, *, alone: bool) -> float:
    """The width of printed ``text`` in type sizes; where it is a word alone, its box is believed if it can be."""
    return (_STRETCH if alone else 1.0) * (_advance(text) - _BEARING)


def _size_of_date(line: Line) -> float | None:
    """Type size in points: by the widths of the three words that every date has; None where none stands alone."""
    words = [(word, _DATE_WORDS.get(_folded(word.text).lower())) for word in line.words]
    found = [(word.confidence, word.box.width / width) for word, width in words if width and word.box]
    sizes = [size for confidence, size in found if confidence >= _SURE] or [size for _, size in found]
    # What is beside it makes a word wider, nothing makes it narrower.
    return median_low(sizes) if sizes else None


def _size_of_number(line: Line, usual: float) -> float:
    """Type size in points by the words of the symbol that the engine is sure of; else, or if far off, ``usual``."""
    words = [word for word in line.words if len(word.text) >= _LONG and word.confidence >= _SURE]
    sizes = [
        word.box.width / (_advance(word.text) - _BEARING)
        for word in words
        if word.box and not any(map(str.isdigit, word.text))
    ]
    size = median(sizes) if sizes else usual
    return size if abs(size / usual - 1) < _FAR_OFF else usual


def _advance(text: str) -> float:
    """How far a line of Times set in size 1 moves on for ``text``."""
    return sum(_ADVANCES.get(char, 0.72 if char.isupper() else 0.5) for char in _folded(text))


def _folded(text: str) -> str:
    """The same number of characters without marks; ``đ`` becomes ``d``."""
    return (
        "".join(unicodedata.normalize("NFD", char)[0] for char in text)
        .replace("đ", "d")
        .replace("Đ", "D")
        .replace("Ð", "D")
    )
