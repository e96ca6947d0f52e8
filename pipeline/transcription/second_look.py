"""A second look at the two-column zones, which one pass over the whole page reads worst.

Tesseract's page layout joins the rows of "Nơi nhận" with those of the signature beside it and tears the tone marks
off, even on clean pages (7 % wrong characters there, 0.2 % in the text); a stamp or a seal over the letters does the
rest. Each side read alone, as one block, comes out clean; where there is coloured ink, it is read once more without
it. Row by row the best reading is kept.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Final, TypeAlias

from pipeline.schema import Box, Line
from pipeline.transcription.cleaning import CleanPage, ink_box
from pipeline.transcription.columns import Columns
from pipeline.transcription.page_image import PageImage
from pipeline.transcription.pieces import overlap
from pipeline.transcription.quality import confidence, score
from pipeline.transcription.reading_order import Arrangement

Recognise: TypeAlias = Callable[[PageImage], tuple[Line, ...]]
"""An engine with its settings filled in."""

_MARGIN: Final = 0.35
"""Type sizes around a side that are looked at too: marks stand above capitals."""
_GOOD: Final = 0.93
"""A first reading as good as this is not questioned."""
_KEPT: Final = 0.9
"""A second reading with fewer digits, or fewer signs than this share of the first, may have lost something ..."""
_MUCH_BETTER: Final = 0.15
"""... and must be better by so much."""
_READABLE: Final = 0.4
"""What the first reading did not see at all must be as good as this."""
_JUNK: Final = 0.35
"""Confidence of what only the first reading saw, and in coloured ink: below this it is the pattern of a stamp."""
_SAME_ROW: Final = 0.4


def look_again(
    sheet: CleanPage, lines: tuple[Line, ...], arrangement: Arrangement, recognise: Recognise
) -> tuple[Line, ...] | None:
    """Lines with the sides of every zone read again where that is better; None when nothing changed.

    ``lines`` are the engine's, ``arrangement`` was made from them; the result is to be arranged anew.
    """
    found = lines
    for zone in arrangement.columns:
        for place in _places(zone, sheet.image, arrangement.size):
            inside, outside = _parted(found, place)
            if score(inside) < _GOOD:
                found = (*outside, *_best(inside, place, sheet, recognise))
    return None if found is lines else found


def _best(lines: tuple[Line, ...], place: Box, sheet: CleanPage, recognise: Recognise) -> tuple[Line, ...]:
    """The rows inside ``place`` as they are best read."""
    for image in (sheet.image, sheet.black):
        crop = image.crop(place) if image is not None else None
        if crop is not None and ink_box(crop) is not None:
            lines = _merged(lines, recognise(crop), is_black=image is sheet.black)
    return lines


def _merged(before: Sequence[Line], after: Sequence[Line], *, is_black: bool) -> tuple[Line, ...]:
    merged: list[Line] = []
    for first, second in _bands(before, after):
        if not second:
            if not (is_black and confidence(word for line in first for word in line.words) < _JUNK):
                merged.extend(first)
        else:
            merged.extend(second if _is_better(second, first) else first)
    return tuple(merged)


def _is_better(after: Sequence[Line], before: Sequence[Line]) -> bool:
    if not before:
        return score(after) >= _READABLE
    whole = _signs(after) >= _KEPT * _signs(before) and _digits(after) >= _digits(before)
    return score(after) - score(before) > (0.0 if whole else _MUCH_BETTER)


def _bands(before: Sequence[Line], after: Sequence[Line]) -> list[tuple[list[Line], list[Line]]]:
    """The lines of both readings, those together that stand at the same height."""
    bands: list[tuple[Box, tuple[list[Line], list[Line]]]] = []
    marked = [(_text_box(line), line, which) for which, part in enumerate((before, after)) for line in part]
    for box, line, is_after in sorted(marked, key=lambda mark: (mark[0].y0, mark[0].x0)):
        touched = [band for band in bands if overlap(band[0], box) > _SAME_ROW]
        readings = tuple([one for _, parts in touched for one in parts[which]] for which in (0, 1))
        readings[is_after].append(line)
        around = Box.around([box, *(band[0] for band in touched)])
        bands = [*(band for band in bands if band not in touched), (around, (readings[0], readings[1]))]
    return [readings for _, readings in bands]


def _text_box(line: Line) -> Box:
    """Around the words that say something: the frame of a stamp, read as a stroke, reaches over many rows."""
    boxes = [(any(map(str.isalnum, word.text)), word.box) for word in line.words if word.box is not None]
    telling = [box for tells, box in boxes if tells]
    return Box.around(telling or [box for _, box in boxes])


def _parted(lines: Sequence[Line], place: Box) -> tuple[tuple[Line, ...], tuple[Line, ...]]:
    """The words inside ``place``, and all others, in their lines."""
    parts: tuple[list[Line], list[Line]] = ([], [])
    for line in lines:
        for part, wanted in zip(parts, (True, False), strict=True):
            words = tuple(word for word in line.words if word.box is not None and _middle_in(word.box, place) == wanted)
            if words:
                part.append(Line("", words))
    return tuple(parts[0]), tuple(parts[1])


def _middle_in(box: Box, place: Box) -> bool:
    x, y = box.middle
    return place.x0 <= x < place.x1 and place.y0 <= y < place.y1


def _places(zone: Columns, image: PageImage, size: float) -> tuple[Box, Box]:
    """The two boxes to look at: each side with its margin, up to the page's edge, never across the gutter."""
    page = image.box(0, 0, image.width, image.height)
    cut = sum(zone.gutter) / 2
    left, right = zone.sides
    margin = _MARGIN * size
    top, bottom = min(left.y0, right.y0) - margin, max(left.y1, right.y1) + margin
    return Box(page.x0, top, max(cut, left.x1), bottom), Box(min(cut, right.x0), top, page.x1, bottom)


def _signs(lines: Iterable[Line]) -> int:
    return sum(len(word.text) for line in lines for word in line.words)


def _digits(lines: Iterable[Line]) -> int:
    return sum(char.isdigit() for line in lines for word in line.words for char in word.text)
