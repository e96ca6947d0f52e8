"""One normalised copy of a text to search in, with the way back to the text itself.

Rules match on a :class:`View`; what they find is a span of the original. So a rule never meets NFD, five kinds of
dashes, tabs or glued words, and a quote is still what stands on the page.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from pipeline.schema import Span
from pipeline.text.syllables import cuts, tone_last

_DASHES: Final = dict.fromkeys(map(ord, "\u00ad\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\uff0d"), "-")
_LETTERS: Final = str.maketrans({"Ð": "Đ", "Ɖ": "Đ", "ð": "đ", "\u00a0": " "})
_RUN: Final = re.compile(r"[^\W\d_]+")
_CLUSTER: Final = re.compile(r"[^\u0300-\u036f][\u0300-\u036f]*|[\u0300-\u036f]+", re.DOTALL)
_MARKDOWN: Final = re.compile(
    r"\\(?=[-*.#_()\[\]+!>|~])|^#{1,6} |</?(?:u|b|i|em|strong)>|\*{1,3}(?=[^\s*])|(?<=[^\s*\\])\*{1,3}", re.MULTILINE
)
"""Escapes, headings and emphasis of a dump in Markdown; a star on a line of its own is the Party's ``*``."""
_EDGES: Final = " .,;:*_\"'“”-"


@dataclass(frozen=True, slots=True)
class View:
    """A copy to search in.

    ``text``: NFC, one dash, one blank for a run of blanks (a newline stays), glued syllables apart, no Markdown marks.
    ``folded``: the same length, lower case, without marks, đ as d.
    """

    text: str
    folded: str
    starts: tuple[int, ...]
    """Where each character of ``text`` begins in the original."""
    ends: tuple[int, ...]
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


@lru_cache(maxsize=256)
def view(text: str) -> View:
    """The view of ``text``; the last few hundred are remembered, as several stages look at the same document."""
    chars: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    marks = {at for mark in _MARKDOWN.finditer(text) for at in range(*mark.span())}
    for cluster in _CLUSTER.finditer(text):
        start, end = cluster.span()
        if start in marks:
            continue
        composed = unicodedata.normalize("NFC", cluster.group()).translate(_DASHES).translate(_LETTERS)
        for char in composed:
            blank = char != "\n" and char.isspace()
            if blank and chars and chars[-1] == " ":
                ends[-1] = end
                continue
            chars.append(" " if blank else char)
            starts.append(start)
            ends.append(end)
    return _unglued("".join(chars), starts, ends)


def _unglued(text: str, starts: list[int], ends: list[int]) -> View:
    at = [run.start() + cut for run in _RUN.finditer(text) for cut in cuts(run.group())]
    for offset in reversed(at):
        starts.insert(offset, starts[offset])
        ends.insert(offset, starts[offset])
    pieces = [text[a:b] for a, b in zip([0, *at], [*at, len(text)], strict=True)]
    apart = " ".join(pieces)
    return View(apart, strip_marks(apart), tuple(starts), tuple(ends))


def strip_marks(text: str) -> str:
    """Lower case, no marks, đ as d; the same number of characters (a mark that stands alone stays)."""
    return "".join(_plain(char) for char in text)


@lru_cache(maxsize=4096)
def _plain(char: str) -> str:
    lower = char.lower()
    if lower == "đ":
        return "d"
    base = unicodedata.normalize("NFD", lower)[:1]
    return base if len(lower) == 1 and base.isalpha() else char


def fold(text: str) -> str:
    """Matching key of a name: case, Unicode form, tone placement, y/i, dashes and white space do not count."""
    plain = unicodedata.normalize("NFC", text).translate(_DASHES).translate(_LETTERS).lower()
    plain = re.sub(r"\s*([-/])\s*", r"\1", plain)
    words = (tone_last(word).replace("y", "i") for word in re.split(r"(\W+)", plain))
    return re.sub(r"\s+", " ", "".join(words)).strip(_EDGES)
