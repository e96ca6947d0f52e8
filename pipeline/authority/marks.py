"""Degrees of secrecy and of urgency (NĐ 30/2020/NĐ-CP, phụ lục I; HD 36-HD/VPTW)."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

MARKS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "mat": "mật",
        "toimat": "tối mật",
        "tuyetmat": "tuyệt mật",
        "khan": "khẩn",
        "thuongkhan": "thượng khẩn",
        "hoatoc": "hỏa tốc",
        "hoatochengio": "hỏa tốc hẹn giờ",
    }
)
"""Letters without marks and blanks -> the degree in small letters (records.md)."""
