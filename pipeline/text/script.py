"""One normalised copy of a text to search in, with the way back to the text itself.

Rules match on a :class:`View`; what they find is a span of the original. So a rule never meets NFD, five kinds of
dashes, tabs or glued words, and a quote is still what stands on the page.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise
from typing import Final

from pipeline.schema import Span
from pipeline.text.syllables import cuts, tone_last

_DASHES: Final = "\u00ad\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\uff0d"
_SAME: Final = {**dict.fromkeys(_DASHES, "-"), "Ð": "Đ", "Ɖ": "Đ", "ð": "đ", **dict.fromkeys("\u00a0\t\r\v\f", " ")}
_VARIANT: Final = re.compile(f"[{''.join(_SAME)}]")
_RUN: Final = re.compile(r"[^\W\d_]{4,}")
_NUMBER_GLUED: Final = re.compile(r"(?<=[À-ỹđ])(?=\d)")
"""``số01``, ``phố3``: the blank is lost behind a letter with a mark, as it is between syllables."""
_COMBINING: Final = re.compile("[\u0300-\u036f]")
_CLUSTER: Final = re.compile(r"[^\u0300-\u036f][\u0300-\u036f]*|[\u0300-\u036f]+", re.DOTALL)
_MARKDOWN: Final = r"\\(?=[-*.#_()\[\]+!>|~])|^#{1,6} |</?(?:u|b|i|em|strong)>|\*{1,3}(?=[^\s*])|(?<=[^\s*\\])\*{1,3}"
"""Escapes, headings and emphasis of a dump in Markdown; a star on a line of its own is the Party's ``*``."""
_DROPPED: Final = re.compile(rf"(?:(?!\n)\s){{2,}}|{_MARKDOWN}", re.MULTILINE)
_LINE: Final = 200
"""Characters of a printed line at most; longer texts are paragraphs and papers, of which only a few are remembered."""
_EDGES: Final = " .,;:*_\"'“”-"


@dataclass(frozen=True, slots=True)
class View:
    """A copy to search in.

    ``text``: NFC, one dash, one blank for a run of blanks (a newline stays), glued syllables apart, no Markdown marks.
    ``folded``: the same length, lower case, without marks, đ as d.
    """

    text: str
    folded: str
    starts: Sequence[int]
    """Where each character of ``text`` begins in the original."""
    ends: Sequence[int]
    """Where it ends there; equal to its start for a blank that was put in."""

    def span(self, start: int, end: int) -> Span:
        """The original characters behind ``text[start:end]``."""
        if start >= end:
            at = self.starts[start] if start < len(self.starts) else (self.ends[-1] if self.ends else 0)
            return Span(at, at)
        return Span(self.starts[start], max(self.ends[end - 1], self.starts[start]))

    def place(self, offset: int) -> int:
        """Where the original character at ``offset`` stands in ``text``."""
        # Of several characters that begin there (a blank that was put in comes before its syllable) the last one.
        return (
            max(bisect_right(self.starts, offset) - 1, 0)
            if offset < (self.ends[-1] if self.ends else 0)
            else len(self.text)
        )

    def part(self, span: Span) -> str:
        """The normalised form of original characters."""
        return self.text[self.place(span.start) : bisect_left(self.starts, span.end)].strip()


def view(text: str) -> View:
    """The view of ``text``; the last ones are remembered, as several stages look at the same lines and papers."""
    return _view_of_line(text) if len(text) <= _LINE else _view_of_paper(text)


@lru_cache(maxsize=8192)
def _view_of_line(text: str) -> View:
    return _view(text)


@lru_cache(maxsize=64)
def _view_of_paper(text: str) -> View:
    return _view(text)


def _view(text: str) -> View:
    chars, starts, ends = _composed(text)
    plain = _same(chars)
    if not _DROPPED.search(plain):
        return _unglued(plain, starts, ends)
    pieces: list[str] = []
    kept_starts: list[int] = []
    kept_ends: list[int] = []
    at = 0
    for edit in _DROPPED.finditer(plain):
        start, end = edit.span()
        blank = plain[start].isspace()
        stop = start + 1 if blank else start  # of a run of blanks the first stays
        pieces.append(plain[at:stop])
        kept_starts += starts[at:stop]
        kept_ends += ends[at:stop]
        if blank:
            kept_ends[-1] = ends[end - 1]
        at = end
    pieces.append(plain[at:])
    return _unglued("".join(pieces), [*kept_starts, *starts[at:]], [*kept_ends, *ends[at:]])


def _composed(text: str) -> tuple[str, Sequence[int], Sequence[int]]:
    """The text in NFC, and where each of its characters begins and ends in ``text``."""
    if not _COMBINING.search(text):
        return text, range(len(text)), range(1, len(text) + 1)
    chars: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for cluster in _CLUSTER.finditer(text):
        composed = unicodedata.normalize("NFC", cluster.group())
        chars.append(composed)
        starts += [cluster.start()] * len(composed)
        ends += [cluster.end()] * len(composed)
    return "".join(chars), starts, ends


def _same(text: str) -> str:
    # Few characters are variants; ``str.translate`` would look every one of the others up in vain.
    return _VARIANT.sub(lambda variant: _SAME[variant.group()], text)


def _unglued(text: str, starts: Sequence[int], ends: Sequence[int]) -> View:
    at = [run.start() + cut for run in _RUN.finditer(text) for cut in cuts(run.group())]
    at = sorted([*at, *(gap.start() for gap in _NUMBER_GLUED.finditer(text))])
    if not at:
        return View(text, strip_marks(text), starts, ends)
    pieces: list[str] = []
    apart_starts: list[int] = []
    apart_ends: list[int] = []
    for a, b in pairwise([0, *at, len(text)]):
        if a:  # the blank that is put in has no width
            apart_starts.append(starts[a])
            apart_ends.append(starts[a])
        pieces.append(text[a:b])
        apart_starts += starts[a:b]
        apart_ends += ends[a:b]
    apart = " ".join(pieces)
    return View(apart, strip_marks(apart), apart_starts, apart_ends)


def strip_marks(text: str) -> str:
    """Lower case, no marks, đ as d; the same number of characters (a mark that stands alone stays)."""
    return text.translate(_plain_letters())


@cache
def _plain_letters() -> str:
    """At each code the letter without case and marks, for every Latin letter that Vietnamese text may hold.

    A string, as ``str.translate`` reads it twice as fast as a mapping; characters behind its end stay.
    """
    variants = dict.fromkeys("ĐđÐðƉ", "d")
    latin = (range(0x41, 0x5B), range(0xC0, 0x250), range(0x1E00, 0x1F00))
    plain = list(map(chr, range(0x2100)))
    for char in (plain[code] for codes in latin for code in codes):
        if char.isalpha():
            plain[ord(char)] = variants.get(char) or unicodedata.normalize("NFD", char.lower())[:1]
    return "".join(plain)


@lru_cache(maxsize=32768)
def fold(text: str) -> str:
    """Matching key of a name: case, Unicode form, tone placement, y/i, dashes and white space do not count.

    Remembered, as the words of a text are few and come often.
    """
    plain = _same(unicodedata.normalize("NFC", text)).lower()
    plain = re.sub(r"\s*([-/])\s*", r"\1", plain)
    words = (tone_last(word).replace("y", "i") for word in re.split(r"(\W+)", plain))
    return re.sub(r"\s+", " ", "".join(words)).strip(_EDGES)
