"""Kinds of documents (thể loại) and their codes (QĐ 66-QĐ/TW and 399-QĐ/TW; NĐ 30/2020/NĐ-CP for State papers)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Final

from pipeline.authority.tables import load_table
from pipeline.text import fold, strip_marks

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
    return _by_key().get(" ".join(strip_marks(fold(words)).split()))
