"""Offices that sign a paper: Bí thư, Phó Trưởng ban, Chánh Văn phòng ..."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Final

from pipeline.authority.names import sentence_case
from pipeline.authority.tables import load_table
from pipeline.text import strip_marks

_NOISE: Final = re.compile(r"[^a-z]")
_OFFICE: Final = re.compile(
    r"(?:(?:phó|quyền|nguyên|q\.)\s+)*(?:tổng\s+)?(?:bí thư|trưởng|chánh|chủ tịch|chủ nhiệm|giám đốc"
    r"|bộ trưởng|thứ trưởng|(?:cục|vụ|viện|hiệu) trưởng|(?:ủy|uỷ) viên|thường trực|kiêm|chính (?:ủy|uỷ)|chỉ huy)\b",
    re.IGNORECASE,
)


@cache
def _offices() -> frozenset[str]:
    return frozenset(_spellings())


def is_office(words: str) -> bool:
    """Do the words name an office and nothing else; marks and blanks do not count."""
    return _NOISE.sub("", strip_marks(words)) in _offices()


def begins_with_office(words: str) -> bool:
    """Do the words begin with an office: ``Trưởng phòng Tổng hợp``, but not the name ``Trương Văn A``."""
    return is_office(words) or bool(_OFFICE.match(words))


@cache
def _spellings() -> Mapping[str, str]:
    rows = [row["words"] for row in load_table("offices")]
    return MappingProxyType({_NOISE.sub("", strip_marks(name)): name for name in rows})


def as_office(words: str) -> str:
    """The office in sentence case, ``Phó Trưởng ban``; a known one also where marks were misread."""
    return _spellings().get(_NOISE.sub("", strip_marks(words))) or sentence_case(words)
