"""Breaks paragraphs into lines of a column: words, spaces, justification."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from corpus.generator import fonts
from corpus.generator.layout import Para, Span
from corpus.generator.regimes import Look

ASCENT, DESCENT = 0.93, 0.22
"""Of the type size; stacked marks over capitals (Ế) reach higher than the faces say."""


class Ink(StrEnum):
    """What left the trace, so that a scan can age and colour each by its own rules."""

    PRINT = "print"
    PEN = "pen"
    STAMP = "stamp"
    BLUE_STAMP = "blue_stamp"
    SEAL = "seal"


@dataclass(frozen=True, slots=True)
class Run:
    """Characters of one face; ``x``, ``y`` is where their baseline starts."""

    text: str
    face: str
    size: float
    x: float
    y: float
    width: float
    ink: Ink = Ink.PRINT
    underlined: bool = False

    def shift(self, dx: float, dy: float) -> Run:
        """The same characters elsewhere."""
        return replace(self, x=self.x + dx, y=self.y + dy)


@dataclass(frozen=True, slots=True)
class SetLine:
    """One line of a column, its baseline at ``y`` 0."""

    runs: tuple[Run, ...]
    size: float

    @property
    def text(self) -> str:
        """As a reader says it: single spaces, none at the ends."""
        return " ".join("".join(run.text for run in self.runs).split())

    @property
    def start(self) -> float:
        """Left end of the ink."""
        return min((run.x for run in self.runs), default=0.0)

    @property
    def end(self) -> float:
        """Right end of the ink."""
        return max((run.x + run.width for run in self.runs), default=0.0)


@dataclass(frozen=True, slots=True)
class _Piece:
    text: str
    face: str
    size: float
    ink: Ink
    underlined: bool

    @property
    def width(self) -> float:
        return fonts.width(self.face, self.text, self.size)


def _piece(text: str, span: Span, look: Look, family: str, ink: Ink) -> _Piece:
    if span.by_hand:
        hand = fonts.FIGURES if re.fullmatch(r"[0-9./ -]+", text) else fonts.HAND
        return _Piece(text, fonts.face(hand), look.size * 1.22, Ink.PEN, False)
    name = fonts.face(family, bold=look.bold or span.bold, italic=look.italic != span.italic)
    return _Piece(text, name, look.size, ink, span.underlined)


def _words(para: Para, look: Look, family: str, ink: Ink) -> list[list[_Piece]]:
    """Split at spaces; a word keeps its pieces when the look changes inside it."""
    words: list[list[_Piece]] = [[]]
    for span in para:
        for i, part in enumerate(re.split(r" +", span.text)):
            if i and words[-1]:
                words.append([])
            if part:
                words[-1].append(_piece(part, span, look, family, ink))
    return [word for word in words if word]


def _spread(words: Sequence[list[_Piece]], x: float, space: float) -> tuple[Run, ...]:
    """Place words from ``x`` on; the space character travels with the word before it, however wide the gap."""
    runs: list[Run] = []
    for i, word in enumerate(words):
        for j, piece in enumerate(word):
            last = j == len(word) - 1 and i < len(words) - 1
            text = piece.text + " " if last else piece.text
            # An underline runs on under the gap between two underlined words.
            reach = piece.width + (space if last and piece.underlined and words[i + 1][0].underlined else 0.0)
            runs.append(Run(text, piece.face, piece.size, x, 0.0, reach, piece.ink, piece.underlined))
            x += piece.width
        x += space
    return tuple(runs)


def _place(words: Sequence[list[_Piece]], left: float, width: float, look: Look, family: str, last: bool) -> SetLine:
    face = fonts.face(family)
    space = fonts.width(face, " ", look.size)
    natural = sum(piece.width for word in words for piece in word) + space * (len(words) - 1)
    slack = width - natural
    if look.align == "justify" and not last and len(words) > 1:
        space += max(slack, 0.0) / (len(words) - 1)
        slack = 0.0
    shift = {"centre": slack / 2, "right": slack}.get(look.align, 0.0)
    return SetLine(_spread(words, left + shift, space), look.size)


def break_para(
    para: Para, look: Look, family: str, width: float, *, first: float = 0.0, hang: float = 0.0, ink: Ink = Ink.PRINT
) -> list[SetLine]:
    """Greedy lines of a column ``width`` wide; ``first`` and ``hang`` indent the first and the later lines."""
    space = fonts.width(fonts.face(family), " ", look.size)
    out: list[SetLine] = []
    row: list[list[_Piece]] = []
    used = 0.0
    for word in _words(para, look, family, ink):
        left = hang if out else first
        needed = sum(piece.width for piece in word)
        if row and used + space + needed > width - left + 0.01:
            out.append(_place(row, left, width - left, look, family, last=False))
            row, used = [], 0.0
        used += needed + (space if row else 0.0)
        row.append(word)
    if row:
        left = hang if out else first
        out.append(_place(row, left, width - left, look, family, last=True))
    return out
