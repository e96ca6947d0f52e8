"""How much of a test set is said in words that the training set never used.

A reader that learnt templates by heart would pass a test made of the same templates. So names and numbers are masked,
and what is left of each phrase is looked up in the training papers.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Final

from pipeline.evaluation.gold import GoldSet
from pipeline.evaluation.matching import fold
from pipeline.evaluation.measures import Share

Json = Mapping[str, Any]

_ROMAN: Final = re.compile(r"[IVXLC]+")
_OPENING: Final = 5


def mask(phrase: str, names: Iterable[str] = ()) -> str:
    """``phrase`` with ``names`` and capitalised words as ``@``, numbers as ``#``, all else folded."""
    text = " ".join(phrase.split())
    for name in sorted(set(names), key=len, reverse=True):
        text = re.sub(re.escape(name), " @ ", text, flags=re.IGNORECASE)
    masked: list[str] = []
    for place, word in enumerate(re.findall(r"@|[^\W_]+", text)):
        kind = _masked(word, first=place == 0)
        if kind not in ("@", "#") or masked[-1:] != [kind]:
            masked.append(kind)
    return " ".join(masked)


def _masked(word: str, *, first: bool) -> str:
    if any(c.isdigit() for c in word) or _ROMAN.fullmatch(word):
        return "#"
    # The first word of a sentence has a capital for its place, not for a name.
    return "@" if word == "@" or (word[0].isupper() and not first) else fold(word)


def novelty(train: GoldSet, test: GoldSet) -> dict[str, Share]:
    """By kind of phrase: how many of the test set's masked phrases the training set does not hold."""
    shares = {}
    for name, phrases in _KINDS.items():
        known = {phrase for document in train.documents for phrase in phrases(document)}
        asked = [phrase for document in test.documents for phrase in phrases(document)]
        shares[name] = Share(sum(phrase not in known for phrase in asked), len(asked))
    return shares


def _tasks(document: Json) -> Iterator[str]:
    """Masked tasks, whole."""
    names = [name for kind in ("body", "group", "person") for name in (document.get("mentions") or {}).get(kind, ())]
    for item in document.get("assignments") or []:
        bodies = [str(participant.get("body")) for participant in item.get("participants") or []]
        yield mask(str(item.get("task")), [*names, *bodies])


def _openings(document: Json) -> Iterator[str]:
    """The first words of masked tasks."""
    for task in _tasks(document):
        yield " ".join(task.split()[:_OPENING])


def _dues(document: Json) -> Iterator[str]:
    for item in document.get("assignments") or []:
        if quote := (item.get("due") or {}).get("quote"):
            yield mask(str(quote))


def _subjects(document: Json) -> Iterator[str]:
    if document.get("subject"):
        yield mask(str(document["subject"]))


_KINDS: Final[Mapping[str, Callable[[Json], Iterator[str]]]] = {
    "task, whole": _tasks,
    f"task, first {_OPENING} words": _openings,
    "due": _dues,
    "subject": _subjects,
}
