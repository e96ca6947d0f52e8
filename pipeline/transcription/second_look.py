"""A second look at the two-column zones, which one pass over the whole page reads worst.

Tesseract's page layout joins the rows of "Nơi nhận" with those of the signature beside it and tears the tone marks
off, even on clean pages (7 % wrong characters there, 0.2 % in the text). Each side read alone, as one block, comes out
clean; the better of the two readings is kept, side by side.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final, TypeAlias

from pipeline.schema import Box, Line
from pipeline.transcription.cleaning import ink_box
from pipeline.transcription.columns import Columns
from pipeline.transcription.page_image import PageImage
from pipeline.transcription.quality import score
from pipeline.transcription.reading_order import Arrangement

Recognise: TypeAlias = Callable[[PageImage], tuple[Line, ...]]
"""An engine with its settings filled in."""

_MARGIN: Final = 0.35
"""Type sizes around a side that are looked at too: marks stand above capitals."""
_GOOD: Final = 0.93
"""A first reading as good as this is not questioned."""
_KEPT: Final = 0.7
"""A second reading with fewer letters than this share of the first has lost something."""


def look_again(
    image: PageImage, lines: tuple[Line, ...], arrangement: Arrangement, recognise: Recognise
) -> tuple[Line, ...] | None:
    """Lines with the sides of every zone read again where that is better; None when nothing changed.

    ``lines`` are the engine's, ``arrangement`` was made from them; the result is to be arranged anew.
    """
    dropped: set[int] = set()
    added: list[Line] = []
    for zone in arrangement.columns:
        for pieces, place in zip((zone.left, zone.right), _places(zone, image, arrangement.size), strict=True):
            words = [word for piece in pieces for word in piece.words]
            before = [Line("", tuple(words))]
            if score(before) >= _GOOD:
                continue
            crop = image.crop(place)
            after = _read(crop, recognise) if crop is not None else ()
            if score(after) > score(before) and _letters(after) >= _KEPT * _letters(before):
                dropped.update(id(word) for word in words)
                added.extend(after)
    if not dropped:
        return None
    rest = (Line("", tuple(word for word in line.words if id(word) not in dropped)) for line in lines)
    return (*(line for line in rest if line.words), *added)


def _read(crop: PageImage, recognise: Recognise) -> tuple[Line, ...]:
    return recognise(crop) if ink_box(crop) is not None else ()


def _places(zone: Columns, image: PageImage, size: float) -> tuple[Box, Box]:
    """The two boxes to look at: each side with its margin, up to the page's edge, never across the gutter."""
    page = image.box(0, 0, image.width, image.height)
    cut = sum(zone.gutter) / 2
    left, right = zone.sides
    margin = _MARGIN * size
    return (
        Box(page.x0, left.y0 - margin, max(cut, left.x1), left.y1 + margin),
        Box(min(cut, right.x0), right.y0 - margin, page.x1, right.y1 + margin),
    )


def _letters(lines: Iterable[Line]) -> int:
    return sum(len(word.text) for line in lines for word in line.words)
