"""Paragraphs of the body and the annexes as clean lines to read, each with the way back to the document's text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from pipeline.schema import Document, Section, Span, Zone
from pipeline.text import View, strip_marks, view
from pipeline.text.sentences import Word, words_of

READ: Final = frozenset({"body", "basis", "closing", "annex"})
_CLOSED: Final = re.compile(r"[.;:!?…][\"”’)*/.]*$")
_LABEL: Final = re.compile(
    r"(?:(?:Điều|ĐIỀU|Mục|Phần|Chương|PHẦN|CHƯƠNG)\s+(?:thứ\s+)?[\wÀ-ỹ]{1,8}\b\s?[-.:]*|[A-HIVX]{1,6}\s?[-.)/]+"
    r"|\d{1,2}(?:\.\d{1,2}){1,3}\s?[.)-]*|\d{1,2}\s?[.)/-]+|\(\d{1,2}\)|[①-⑳][.)]?|[a-zđ]\s?[).]-?)(?:\s+|$|(?=[^\W\d]))"
)
_BULLET: Final = re.compile(r"[*\s]*(?P<mark>[-+•*])(?P=mark)?\s*(?=\S)")
_ROW: Final = re.compile(r"\t|\S \| |^\s*\|")


@dataclass(frozen=True)
class Passage:
    """One paragraph: ``text`` has single blanks and no furniture; ``at[i]`` is where its character ``i`` stands."""

    role: str
    text: str
    at: tuple[int, ...]
    seen: View
    path: tuple[Section, ...]
    opens: bool
    """A section begins here."""
    label: int
    """Characters of the label or bullet."""
    bullet: str
    table: bool
    """A row of a table."""

    @cached_property
    def folded(self) -> str:
        """Lower case, no marks, the same length."""
        return strip_marks(self.text)

    @cached_property
    def words(self) -> tuple[Word, ...]:
        """The words of ``text``."""
        return words_of(self.text)

    def span(self, start: int, end: int) -> Span:
        """The document's characters behind ``text[start:end]``."""
        return self.seen.span(self.at[start], self.at[end - 1] + 1)

    def word_range(self, start: int, end: int) -> tuple[int, int]:
        """Indexes of the words that lie in ``text[start:end]``."""
        first = next((k for k, word in enumerate(self.words) if word.start >= start), len(self.words))
        last = next((k for k, word in enumerate(self.words) if word.end > end), len(self.words))
        return first, max(first, last)

    @property
    def section(self) -> str | None:
        """The labels from the outermost section to the innermost: ``II.2.a``."""
        labels = [_shown(section, self.seen) for section in self.path]
        if self.role == "annex":
            labels.insert(0, "Phụ lục")
        return ".".join(labels) or None


def _shown(section: Section, seen: View) -> str:
    start = seen.text[seen.place(section.span.start) :][:6].lstrip().lower()
    return f"Điều {section.label}" if start.startswith("điều") else section.label


def passages(document: Document) -> tuple[Passage, ...]:
    """Paragraphs in order; one that a page break or a footer cut in two is joined again."""
    seen = view(document.text)
    zones = [zone for zone in sorted(document.zones, key=lambda z: z.span) if len(zone.span)]
    return tuple(_passage(document, seen, run) for run in _runs(document, zones))


def _runs(document: Document, zones: Sequence[Zone]) -> Iterator[list[Zone]]:
    run: list[Zone] = []
    for zone in zones:
        if zone.role not in READ:
            if zone.role not in {"furniture", "received", "e_signature"} and run:
                yield run
                run = []
            continue
        if run and not _continues(document.quote(run[-1].span), document.quote(zone.span)):
            yield run
            run = []
        run.append(zone)
    if run:
        yield run


def _continues(above: str, below: str) -> bool:
    above, below = above.strip(), below.strip()
    if not above or not below or _ROW.search(above) or _ROW.search(below):
        return False
    return below[0].islower() and not _CLOSED.search(above) and not _LABEL.match(below)


def _passage(document: Document, seen: View, run: Sequence[Zone]) -> Passage:
    chars: list[str] = []
    at: list[int] = []
    for zone in run:
        for index in range(seen.place(zone.span.start), seen.place(zone.span.end)):
            char = seen.text[index]
            if char.isspace():
                if chars and chars[-1] != " ":
                    chars.append(" ")
                    at.append(index)
                continue
            chars.append(char)
            at.append(index)
        if chars and chars[-1] != " ":
            chars.append(" ")
            at.append(at[-1])
    text = "".join(chars).rstrip()
    start = run[0].span.start
    path = tuple(s for s in document.sections if s.span.start <= start < s.span.end)
    opens = any(s.span.start == start for s in path)
    label = _LABEL.match(text) if opens else None
    bullet = _BULLET.match(text) if not opens else None
    return Passage(
        role=run[0].role,
        text=text,
        at=tuple(at[: len(text)]),
        seen=seen,
        path=path,
        opens=opens,
        label=label.end() if label else bullet.end() if bullet else 0,
        bullet=bullet["mark"] if bullet else "",
        table=bool(_ROW.search(document.quote(run[0].span))),
    )
