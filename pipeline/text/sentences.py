"""Words, sentences and clauses of running text, by character offsets.

All functions work on one line of text (a paragraph of a view with single blanks); nothing is copied or changed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from pipeline.text.script import fold, strip_marks

_WORD: Final = re.compile(r"[^\W_]+(?:[./][^\W_]+)*")
_STOP: Final = re.compile(r"[.!?…]+(?:/\.?)?[\"”’)*]*\s+(?=[\"“‘(*]*(?:[^\W\d_]|\d{1,2}[.)]\s))")
_ABBREVIATED: Final = re.compile(r"(?:^|[\s(])(?:T[PXT]|Tp|Tx|ThS|TS|PGS|GS|BS|KS|[Đđ]/c|Kg|Th|[A-ZĐ])$")
"""Ends in a stop that closes no sentence."""
_OPENING, _CLOSING = "([“", ")]”"


@dataclass(frozen=True, slots=True)
class Word:
    """One word: ``text[start:end]``; ``key`` folds case and tone placement, ``plain`` also drops the marks."""

    start: int
    end: int
    text: str
    key: str
    plain: str

    @property
    def small(self) -> bool:
        """Begins with a small letter."""
        return self.text[:1].islower()


@lru_cache(maxsize=512)
def words_of(text: str) -> tuple[Word, ...]:
    """The words in order; ``đ/c`` and ``1.914`` are one word.

    The last paragraphs are remembered: names, actors and tasks are looked for in the same words.
    """
    plain = strip_marks(text)
    return tuple(
        Word(found.start(), found.end(), found.group(), fold(found.group()), plain[found.start() : found.end()])
        for found in _WORD.finditer(text)
    )


def sentences(text: str, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int]]:
    """Sentences of ``text[start:end]`` without the blanks between them."""
    stop = len(text) if end is None else end
    depth = _depths(text)
    at = start
    for mark in _STOP.finditer(text, start, stop):
        inside = depth[mark.start()] > 0
        small = text[mark.end() : mark.end() + 1].islower()
        if inside or small or _ABBREVIATED.search(text[max(at, mark.start() - 8) : mark.start()]):
            continue
        yield at, mark.start()
        at = mark.end()
    if text[at:stop].strip(" ./"):
        yield at, at + len(text[at:stop].rstrip(" ./;,*"))


def clauses(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The parts between semicolons outside of brackets and quotes, without blanks at their ends."""
    depth = _depths(text)
    at = start
    for found in re.finditer(r";", text[start:end]):
        mark = start + found.start()
        if depth[mark] == 0:
            yield from _trimmed(text, at, mark)
            at = mark + 1
    yield from _trimmed(text, at, end)


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end and text[start] in " ,;*":
        start += 1
    while end > start and text[end - 1] in " ,;*":
        end -= 1
    if start < end:
        yield start, end


def _depths(text: str) -> list[int]:
    """How many brackets are open at each character; one that never closes counts for nothing."""
    depths, depth = [0] * (len(text) + 1), 0
    for at, char in enumerate(text):
        if char in _OPENING and _closes(text, at):
            depth += 1
        elif char in _CLOSING and depth:
            depth -= 1
        depths[at] = depth
    return depths


def _closes(text: str, at: int) -> bool:
    partner = _CLOSING[_OPENING.index(text[at])]
    return text.find(partner, at, at + 600) >= 0
