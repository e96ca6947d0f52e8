"""Marks inside text: a value's words are wrapped in invisible characters that survive wrapping, columns and noise.

Every mark is a pair of private characters; when the last line is written they are taken out and tell where each value
stands. So gold and text come from one act, and no search is needed to align them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

_BASE = 0xF0000
_MARK = re.compile("[\U000f0000-\U000ffffd]")


@dataclass
class Tags:
    """The marks handed out for one file; a mark's name is (document, path of the value in its gold)."""

    names: list[tuple[int, str]] = field(default_factory=list)

    def wrap(self, document: int, path: str, text: str) -> str:
        """``text`` with a new pair of marks around it."""
        number = len(self.names)
        self.names.append((document, path))
        return f"{chr(_BASE + 2 * number)}{text}{chr(_BASE + 2 * number + 1)}"

    def read(self, text: str) -> tuple[str, dict[tuple[int, str], tuple[int, int]]]:
        """The text without marks, and the first span of every name."""
        out: list[str] = []
        starts: dict[int, int] = {}
        spans: dict[tuple[int, str], tuple[int, int]] = {}
        length = at = 0
        for match in _MARK.finditer(text):
            out.append(text[at : match.start()])
            length += match.start() - at
            at = match.end()
            number, closing = divmod(ord(match[0]) - _BASE, 2)
            if not closing:
                starts[number] = length
            elif number in starts:
                spans.setdefault(self.names[number], (starts[number], length))
        out.append(text[at:])
        return "".join(out), spans


def is_mark(char: str) -> bool:
    """Is this one of the invisible characters?"""
    return "\U000f0000" <= char <= "\U000ffffd"


def bare(text: str) -> str:
    """``text`` without marks."""
    return _MARK.sub("", text)


def capital(text: str) -> str:
    """``text`` with its first visible letter large."""
    for at, char in enumerate(text):
        if not is_mark(char):
            return text[:at] + char.upper() + text[at + 1 :]
    return text
