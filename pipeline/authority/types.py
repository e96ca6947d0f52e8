"""Kinds of documents (thể loại) and their codes (QĐ 66-QĐ/TW and 399-QĐ/TW; NĐ 30/2020/NĐ-CP for State papers)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from difflib import SequenceMatcher
from functools import cache
from types import MappingProxyType
from typing import Final

from pipeline.authority.tables import load_table
from pipeline.text import strip_marks

_NOISE: Final = re.compile(r"[^a-z]")
_LONGEST: Final = 24
_SHORTEST: Final = 4
_CITED_ONLY: Final = frozenset({"luật", "lệnh", "lịch", "danh sách", "đề cương", "bản sao", "pháp lệnh", "cương lĩnh"})
"""Never the printed kind of a catalogued paper by a bare word in capitals; found by their codes or as citations."""


@cache
def type_names() -> tuple[str, ...]:
    """Every kind in lower case, the longest first, so that ``chương trình hành động`` wins over ``chương trình``."""
    return tuple(sorted((row["name"] for row in load_table("document_types")), key=lambda name: (-len(name), name)))


@cache
def printed_types() -> Mapping[str, str]:
    """Kinds that can head a paper, by their form without marks and spaces."""
    names = (name for name in type_names() if name not in _CITED_ONLY)
    return MappingProxyType({strip_marks(name).replace(" ", ""): name for name in names})


@cache
def type_codes() -> Mapping[str, tuple[str, ...]]:
    """Codes (as printed: ``CTr``) and the kinds that each may stand for, the most usual first."""
    found: dict[str, list[str]] = {}
    for row in load_table("document_types"):
        for code in row["codes"].split():
            found.setdefault(code, []).append(row["name"])
    return MappingProxyType({code: tuple(names) for code, names in found.items()})


@cache
def _type_pattern() -> re.Pattern[str]:
    return re.compile("|".join(r"\s+".join(strip_marks(name).split()) for name in type_names()))


def type_at(folded: str, start: int = 0) -> re.Match[str] | None:
    """The name of a kind that begins at ``start`` of a folded text; :func:`type_named` tells which."""
    found = _type_pattern().match(folded, start)
    return found if found and not folded[found.end() : found.end() + 1].isalpha() else None


@cache
def _by_key() -> Mapping[str, str]:
    return MappingProxyType({strip_marks(name): name for name in type_names()})


def type_named(words: str) -> str | None:
    """The kind with this name, in any case and with or without marks; None when there is none."""
    return _by_key().get(" ".join(strip_marks(words).split()))


def printed_type(folded: str) -> str | None:
    """The kind that a line of capitals (given folded) prints as tên loại: alone, or before more words.

    Blanks do not count (letters are often spaced out); in a long name one or two letters may be misread.
    """
    key = _NOISE.sub("", folded)
    if key in printed_types():
        return printed_types()[key]
    for length in range(min(len(key) - 1, _LONGEST), _SHORTEST, -1):
        if key[:length] in printed_types() and _ends_word(folded, length):
            return printed_types()[key[:length]]
    close = (k for k in printed_types() if len(k) >= 7 and abs(len(k) - len(key)) <= 1)
    return next((printed_types()[k] for k in close if SequenceMatcher(None, key, k).ratio() >= 0.9), None)


def _ends_word(folded: str, letters: int) -> bool:
    count = 0
    for at, char in enumerate(folded):
        count += char.isalpha()
        if count == letters:
            return not folded[at + 1 : at + 2].isalpha()
    return True
