"""Where things stand: characters, boxes, words, lines, pages, files.

Lengths are points (1/72 inch), the origin is the page's top left corner, the page stands upright.
Pages count from 1 in the source file. Characters count from 0.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Characters ``start`` up to, not including, ``end``."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"no span: {self.start}..{self.end}")

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, text: str) -> str:
        """The characters themselves."""
        return text[self.start : self.end]

    def shift(self, by: int) -> Span:
        """The same length, ``by`` characters further."""
        return Span(self.start + by, self.end + by)

    def overlaps(self, other: Span) -> bool:
        """Do the two share a character."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        """Does ``other`` lie wholly inside."""
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on an upright page."""

    x0: float
    y0: float
    x1: float
    y1: float

    def __post_init__(self) -> None:
        if self.x1 < self.x0 or self.y1 < self.y0:
            raise ValueError(f"no box: {self.x0, self.y0, self.x1, self.y1}")

    @property
    def width(self) -> float:
        """Points from left to right."""
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        """Points from top to bottom."""
        return self.y1 - self.y0

    @property
    def middle(self) -> tuple[float, float]:
        """Centre ``(x, y)``."""
        return (self.x0 + self.x1) / 2, (self.y0 + self.y1) / 2

    def holds(self, other: Box) -> bool:
        """Does ``other`` lie wholly inside."""
        return self.x0 <= other.x0 and self.y0 <= other.y0 and other.x1 <= self.x1 and other.y1 <= self.y1

    @classmethod
    def around(cls, boxes: Iterable[Box]) -> Box:
        """The smallest box that holds all of ``boxes`` (at least one)."""
        rest = iter(boxes)
        first = next(rest, None)
        if first is None:
            raise ValueError("no box around nothing")
        x0, y0, x1, y1 = first.x0, first.y0, first.x1, first.y1
        # One walk with comparisons: four generators cost thrice as much, and this runs for every line.
        for box in rest:
            x0 = box.x0 if box.x0 < x0 else x0
            y0 = box.y0 if box.y0 < y0 else y0
            x1 = box.x1 if box.x1 > x1 else x1
            y1 = box.y1 if box.y1 > y1 else y1
        return cls(x0, y0, x1, y1)


@dataclass(frozen=True, slots=True)
class Region:
    """A place on a page of the source; ``box`` is None where the source has no geometry (a text dump)."""

    page: int
    box: Box | None = None


@dataclass(frozen=True, slots=True)
class Word:
    """One printed word: ``line.text[at:at + len(text)] == text``."""

    text: str
    at: int
    box: Box | None = None
    confidence: float = 1.0
    """0..1, the engine's own; 1.0 for a text layer or a dump."""
    size: float | None = None
    """Type size in points where the source tells it."""
    bold: bool = False
    italic: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line (of one column), its text exactly as transcribed and its words in order."""

    text: str
    words: tuple[Word, ...] = ()

    @property
    def box(self) -> Box | None:
        """Around all words that have a box."""
        boxes = [word.box for word in self.words if word.box is not None]
        return Box.around(boxes) if boxes else None

    @property
    def confidence(self) -> float:
        """Mean of the words', weighted by their length; 1.0 for a line without words."""
        weight = sum(len(word.text) for word in self.words)
        return sum(word.confidence * len(word.text) for word in self.words) / weight if weight else 1.0


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the source, upright, its lines in reading order."""

    number: int
    width: float
    height: float
    lines: tuple[Line, ...]
    engine: str
    """What read it: ``"layer"``, ``"text"``, ``"blank"``, or an engine's name with its version."""
    notes: tuple[str, ...] = ()
    """What a person should know: a rejected text layer, an electronic signature, a skipped attachment."""

    @property
    def text(self) -> str:
        """Lines joined by a newline."""
        return "\n".join(line.text for line in self.lines)


@dataclass(frozen=True, slots=True)
class Source:
    """One input file. ``sha256`` is its identity; ``path`` only says where it was found."""

    path: str
    sha256: str
    media_type: str


@dataclass(frozen=True)
class Transcription:
    """A file as words: every page accounted for, also the blank ones."""

    source: Source
    pages: tuple[Page, ...]

    @cached_property
    def text(self) -> str:
        """All lines of all pages, joined by a newline."""
        return "\n".join(line.text for page in self.pages for line in page.lines)

    def __getstate__(self) -> dict[str, object]:
        return {"source": self.source, "pages": self.pages}
