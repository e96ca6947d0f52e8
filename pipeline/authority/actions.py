"""The words that open an action, from ``data/task_verbs.csv``.

``act`` verbs (domain.md 6.1), ``adverb`` manner words before them, ``order`` verbs that hand the action to another,
``marker`` words between the one told and the action ("có trách nhiệm"), ``standing`` ("là cơ quan thường trực"),
``state`` words of a statement that orders nothing, ``initial`` verbs too short to be told inside a clause, known only
as its first word, ``short`` ones known there and right behind
a proper name, ``naming`` words that may be part of a body's name ("tổ hòa giải"), and ``noun`` compounds that only
look like actions.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from types import MappingProxyType
from typing import Final, Literal

from pipeline.authority.tables import load_table
from pipeline.text import fold, strip_marks
from pipeline.text.sentences import Word, words_of

Kind = Literal["act", "adverb", "order", "marker", "standing", "state", "noun", "initial", "short", "naming"]
_Key = tuple[str, ...]
_PRECEDENCE: Final[tuple[Kind, ...]] = (
    "noun",
    "marker",
    "standing",
    "adverb",
    "order",
    "act",
    "state",
    "short",
    "initial",
)


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase of ``size`` words of the lexicon."""

    kind: Kind
    size: int
    words: str
    naming: bool = False
    """May stand in a name, right behind its head."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of a lexicon: its words without marks, its kind, its key with marks."""

    plain: str
    kind: str
    key: str
    commas: bool


@cache
def _lexicon(name: str, column: str) -> Mapping[_Key, tuple[Entry, ...]]:
    found: dict[_Key, list[Entry]] = {}
    for row in load_table(name):
        text = row[column]
        plain = tuple(word.plain for word in words_of(text))
        found.setdefault(plain, []).append(Entry(strip_marks(text), row["kind"], fold(text), "," in text))
    return MappingProxyType({key: tuple(rows) for key, rows in found.items()})


@cache
def _longest(name: str, column: str) -> Mapping[_Key, int]:
    """Words of the longest phrase that begins with these two words, or that is this one."""
    sizes: dict[_Key, int] = {}
    for key in _lexicon(name, column):
        sizes[key[:2]] = max(sizes.get(key[:2], 0), len(key))
    return MappingProxyType(sizes)


def rows_at(name: str, column: str, words: Sequence[Word], at: int) -> tuple[int, tuple[Entry, ...]]:
    """``(size, rows)`` of the longest phrase of a table that stands at ``words[at]``; marks count in a single word.

    OCR loses marks; two syllables and more are known without them, one syllable is not.
    """
    first = words[at].plain
    sizes = _longest(name, column)
    longest = sizes.get((first, words[at + 1].plain), 0) if at + 1 < len(words) else 0
    for size in range(min(longest, len(words) - at), 1, -1):
        run = words[at : at + size]
        rows = _lexicon(name, column).get(tuple(word.plain for word in run), ())
        if rows and not _runs_on(run):
            rows = tuple(row for row in rows if row.commas and _runs_on(run, commas=True))
        if rows:
            key = " ".join(word.key for word in run)
            exact = [row for row in rows if row.key.replace(",", "") == key]
            return size, tuple(exact) or rows
    if (first,) not in sizes:
        return 0, ()
    rows = tuple(row for row in _lexicon(name, column)[(first,)] if row.key == words[at].key)
    return (1, rows) if rows else (0, ())


def _runs_on(words: Sequence[Word], *, commas: bool = False) -> bool:
    return all(b.start - a.end <= (2 if commas else 1) for a, b in pairwise(words))


def phrase_at(words: Sequence[Word], at: int) -> Phrase | None:
    """The longest phrase of the lexicon of actions at ``words[at]``."""
    size, rows = rows_at("task_verbs", "words", words, at)
    if not size:
        return None
    kinds = {row.kind: row.plain for row in rows}
    for kind in _PRECEDENCE:
        if kind in kinds:
            return Phrase(kind, size, kinds[kind], "naming" in kinds)
    return None
