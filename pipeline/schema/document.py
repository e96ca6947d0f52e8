"""One document cut out of a file, and the layers that the stages add to it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, Final, Literal

from pipeline.schema.layout import Box, Line, Page, Region, Source, Span

Role = Literal["lead", "cooperate", "advise", "direct", "monitor", "report_to", "via", "approve"]
Bound = Literal["before", "on_or_before"]
_FEW_WORDS: Final = 4
Relation = Literal["basis", "amends", "replaces", "repeals", "attached", "mentions"]


@dataclass(frozen=True, slots=True)
class Zone:
    """A run of lines with one part in the form (HD 36-HD/VPTW, PL1): ``"number"``, ``"subject"``, ``"body"`` ..."""

    role: str
    span: Span


@dataclass(frozen=True, slots=True)
class Section:
    """A numbered part of the body: ``span`` runs from its label to the next section of the same or a higher level."""

    level: int
    label: str
    heading: str
    span: Span


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that name something. ``value`` is a plain, frozen value of a type fixed by ``kind``."""

    kind: str
    span: Span
    value: Any
    method: str
    confidence: float


@dataclass(frozen=True, slots=True)
class DocumentNumber:
    """Số và ký hiệu: ``230-CV/BTGTU`` is serial 230, symbol CV/BTGTU. A blank serial is None."""

    serial: str | None
    symbol: str | None
    code: str | None = None
    """The code of the kind as printed (``CV``), where one stands there."""


@dataclass(frozen=True, slots=True)
class CitedDocument:
    """A document that this one names, however often: what its mentions say together."""

    document_type: str | None
    number: DocumentNumber
    date: str | None
    issuing_body: str | None
    title: str | None
    alias: str | None
    relation: Relation
    mentions: tuple[Mention, ...]


@dataclass(frozen=True, slots=True)
class Link:
    """A mention tied to the thing it names: an authority record, a cited document, a calendar date."""

    mention: Mention
    target: Any
    confidence: float


@dataclass(frozen=True, slots=True)
class Due:
    """The last acceptable time of a task: ISO dates, or an ``offset`` from an ``anchor`` event (records.md)."""

    start: str | None
    end: str | None
    bound: Bound
    anchor: str | None = None
    offset: str | None = None
    approximate: bool = False


@dataclass(frozen=True, slots=True)
class Participant:
    """A body in its role; ``span`` is where the text names it."""

    body: str
    role: Role
    span: Span
    id: str | None = None


@dataclass(frozen=True, slots=True)
class Assignment:
    """One instruction to act, given to the same participants with the same due date."""

    participants: tuple[Participant, ...]
    task: Span
    due: Due | None
    due_span: Span | None
    recurrence: str | None
    recurrence_span: Span | None
    product: Span | None
    section: str | None
    method: str
    confidence: float


@dataclass(frozen=True)
class Document:
    """One paper of a bundle: its own pages (only the lines that belong to it) and the layers found so far.

    ``text`` is the only text; every span of every layer counts its characters.
    """

    source: Source
    part: int
    parts: int
    pages: tuple[Page, ...]
    split_confidence: float = 1.0
    zones: tuple[Zone, ...] = ()
    sections: tuple[Section, ...] = ()
    mentions: tuple[Mention, ...] = ()
    links: tuple[Link, ...] = ()
    citations: tuple[CitedDocument, ...] = ()
    assignments: tuple[Assignment, ...] = ()

    @cached_property
    def text(self) -> str:
        """All lines joined by a newline."""
        return "\n".join(line.text for line in self.lines)

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """The lines of all pages in reading order."""
        return tuple(line for page in self.pages for line in page.lines)

    @cached_property
    def line_spans(self) -> tuple[Span, ...]:
        """Where each of ``lines`` stands in ``text``."""
        spans, at = [], 0
        for line in self.lines:
            spans.append(Span(at, at + len(line.text)))
            at += len(line.text) + 1
        return tuple(spans)

    @cached_property
    def _line_starts(self) -> tuple[int, ...]:
        return tuple(span.start for span in self.line_spans)

    @cached_property
    def _line_pages(self) -> tuple[Page, ...]:
        return tuple(page for page in self.pages for _ in page.lines)

    def line_at(self, offset: int) -> int:
        """Index of the line that holds the character ``offset``."""
        return max(bisect_right(self._line_starts, offset) - 1, 0)

    def page_at(self, offset: int) -> Page:
        """The page on which the character ``offset`` stands."""
        return self._line_pages[self.line_at(offset)]

    def quote(self, span: Span) -> str:
        """The text as transcribed."""
        return span.of(self.text)

    def _lines_of(self, span: Span) -> Iterator[tuple[Page, Line, Span]]:
        for index in range(self.line_at(span.start), len(self.lines)):
            where = self.line_spans[index]
            if where.start >= span.end and index > self.line_at(span.start):
                return
            yield self._line_pages[index], self.lines[index], where

    def regions(self, span: Span) -> tuple[Region, ...]:
        """Where the characters stand on the pages: one region a line, or one a page where there is no geometry."""
        found: dict[Region, None] = {}
        for page, line, where in self._lines_of(span):
            boxes = [
                word.box
                for word in line.words
                if word.box is not None
                and where.start + word.at < span.end
                and span.start < where.start + word.at + len(word.text)
            ]
            found[Region(page.number, Box.around(boxes) if boxes else None)] = None
        located = [region for region in found if region.box is not None]
        return tuple(located or found)

    def reading_confidence(self, span: Span) -> float:
        """How sure the transcription is of these characters, 1.0 where there is no word.

        A short value (a number, a date) is as sure as its least sure word; of a long one a single bad word says
        little, so it is the mean of the words, weighted by their length. Signs without a letter do not count.
        """
        words = [
            word
            for _, line, where in self._lines_of(span)
            for word in line.words
            if where.start + word.at < span.end
            and span.start < where.start + word.at + len(word.text)
            and any(char.isalnum() for char in word.text)
        ]
        if len(words) <= _FEW_WORDS:
            return min((word.confidence for word in words), default=1.0)
        return sum(word.confidence * len(word.text) for word in words) / sum(len(word.text) for word in words)

    def zone_spans(self, role: str) -> tuple[Span, ...]:
        """Spans of every zone with that role, in order."""
        return tuple(zone.span for zone in self.zones if zone.role == role)

    def mentions_of(self, kind: str) -> tuple[Mention, ...]:
        """Mentions of one kind, in order."""
        return tuple(mention for mention in self.mentions if mention.kind == kind)

    def with_layers(self, **layers: Any) -> Document:
        """A copy with some layers set; the others and the text stay as they are."""
        return replace(self, **layers)

    def __getstate__(self) -> dict[str, object]:
        return {name: self.__dict__[name] for name in self.__dataclass_fields__}


@dataclass(frozen=True, slots=True)
class Failure:
    """A file, or a page of it, that could not be read: a value like any other, counted and named."""

    source: Source
    stage: str
    category: str
    message: str
    page: int | None = None
