"""When two values count as the same.

Deliberately apart from ``pipeline.text``: a score must not get better because the code it scores changed its mind
about what is equal.
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

G = TypeVar("G")
P = TypeVar("P")

_TONES = "\u0300\u0301\u0303\u0309\u0323"
_ANY_DASH = re.compile(r"[\u2010-\u2015\u2212\u00ad]")


def fold(text: object) -> str:
    """Matching key: NFC, one dash, one space, lower case, y as i, tones moved behind the syllable."""
    plain = unicodedata.normalize("NFC", str(text)).replace("Ð", "Đ").lower()
    plain = re.sub(r"\s*([-/])\s*", r"\1", _ANY_DASH.sub("-", plain))
    folded = "".join(_tones_behind(word) for word in re.split(r"(\W+)", plain))
    return re.sub(r"\s+", " ", folded).strip(" .,;:*_\"'“”-")


def _tones_behind(word: str) -> str:
    parts = unicodedata.normalize("NFD", word)
    tones = "".join(c for c in parts if c in _TONES)
    bare = unicodedata.normalize("NFC", "".join(c for c in parts if c not in _TONES))
    return bare.replace("y", "i") + tones


def plain(finding: Any) -> Any:
    """The value of a finding; anything else as it is."""
    return finding["value"] if isinstance(finding, dict) and "value" in finding else finding


def alike(a: object, b: object) -> float:
    """0..1: how much of the characters of two folded texts runs in the same order."""
    return difflib.SequenceMatcher(None, fold(a), fold(b), autojunk=False).ratio()


def overlap(a: str, b: str) -> float:
    """Jaccard of word multisets: how much of the two texts is the same."""
    ours, theirs = _words(a), _words(b)
    if not ours or not theirs:
        return 0.0
    same = shared(ours, theirs)
    return same / (len(ours) + len(theirs) - same)


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", fold(text))


def shared(a: Sequence[str], b: Sequence[str]) -> int:
    """How many items two multisets have in common."""
    return sum(min(a.count(item), b.count(item)) for item in set(a))


def pair(
    gold: Sequence[G], found: Sequence[P], similarity: Callable[[G, P], float], floor: float
) -> list[tuple[int, int]]:
    """Greedy one-to-one pairs of positions, best first, none below ``floor``."""
    cells = [(similarity(g, p), i, j) for i, g in enumerate(gold) for j, p in enumerate(found)]
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for likeness, i, j in sorted(cells, key=lambda cell: -cell[0]):
        if likeness < floor:
            break
        if i not in pairs and j not in taken:
            pairs[i] = j
            taken.add(j)
    return list(pairs.items())


def number_key(number: Any) -> tuple[str | None, str | None]:
    """Serial without leading zeros, folded symbol."""
    if not number:
        return (None, None)
    serial, symbol = plain(number).get("serial"), plain(number).get("symbol")
    return (serial.lstrip("0") if serial else None, fold(symbol) if symbol else None)
