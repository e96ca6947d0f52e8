"""Times counted from an event: ``trong thời hạn 30 ngày làm việc, kể từ ngày ...``, ``trước hội nghị 05 ngày``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from pipeline.schema.document import Bound
from pipeline.schema.time import TimeExpression
from pipeline.text.numerals import as_number

Found = tuple[int, int, TimeExpression]

_NUMERAL: Final = r"(?:\d{1,3}|mot|hai|ba|bon|nam|sau|bay|tam|chin|muoi)"
_COUNT: Final = rf"(?P<count>{_NUMERAL})"
_UNIT: Final = r"(?P<unit>ngay\s+lam\s+viec|ngay|tuan|thang|nam|gio)\b"
_ANCHOR: Final = (
    r"(?P<anchor>(?:ngay\s+|khi\s+|thoi diem\s+)?[^.,;:()\n]{3,70}?)"
    r"(?=\s*(?:[.,;:()]|$|\n|\s(?:de|phai|va gui|gui|bao cao)\b))"
)
_SINCE: Final = r"\s*,?\s*(?:tinh\s+|ke\s+)?(?:tu|sau)\s+"
_WITHIN: Final = (
    r"(?:(?:hoan thanh|xong)\s+)?"
    r"(?:trong\s+(?:vong|thoi han|thoi gian)|trong|sau|cham nhat(?:\s+la)?|khong qua|truoc)\s+"
)
_AFTER: Final = re.compile(rf"{_WITHIN}{_COUNT}\s+{_UNIT}(?:{_SINCE}|\s+sau\s+){_ANCHOR}")
_BARE_AFTER: Final = re.compile(
    rf"(?:so ket|tong ket|danh gia)\s+(?P<lead>sau\s+{_COUNT}\s+{_UNIT})\s+(?P<anchor>[a-z ]{{4,40}}?)(?=[.,;]|$|\n)"
)
_NO_ANCHOR: Final = re.compile(
    rf"(?:trong\s+(?:vong|thoi han)|sau)\s+{_COUNT}\s+{_UNIT}(?!\s*,?\s*(?:ke|tinh|tu|sau|lan|ma)\b)"
)
_BEFORE: Final = re.compile(
    rf"truoc\s+(?P<anchor>(?!ngay\s+\d|den\s|{_NUMERAL}\s)[a-z][a-z0-9/ -]{{3,45}}?)\s+(?:it nhat\s+|toi thieu\s+)?"
    rf"{_COUNT}\s+{_UNIT}"
)
_BEFORE_OF: Final = re.compile(
    rf"(?:truoc|cham nhat|it nhat|toi thieu)\s+(?:it nhat\s+|la\s+)?{_COUNT}\s+{_UNIT}\s+(?:cua|so voi|truoc)\s+"
    rf"{_ANCHOR}"
)
_ISO: Final = {"ngay": "D", "tuan": "W", "thang": "M", "nam": "Y"}
_EVENTS: Final = re.compile(r"(?:nhan duoc|ke tu ngay|sau khi)[^.;]{0,60}?,")


def _duration(match: re.Match[str]) -> str:
    count = as_number(match["count"]) or 0
    unit = " ".join(match["unit"].split())
    if unit == "gio":
        return f"PT{count}H"
    return f"P{count}B" if unit == "ngay lam viec" else f"P{count}{_ISO[unit]}"


def find_offsets(folded: str, text: str) -> Iterator[Found]:
    """Times counted from an event, in a folded text; the anchor is given in the words of ``text`` (same length)."""

    def words(match: re.Match[str]) -> str:
        return " ".join(text[slice(*match.span("anchor"))].split())

    for match in _AFTER.finditer(folded):
        yield match.start(), match.end(), TimeExpression("due", anchor=words(match), offset=_duration(match))
    for match in _BARE_AFTER.finditer(folded):
        yield match.start("lead"), match.end(), TimeExpression("due", anchor=words(match), offset=_duration(match))
    for pattern in (_BEFORE, _BEFORE_OF):
        for match in pattern.finditer(folded):
            bound: Bound = "on_or_before" if match.group().startswith("cham") else "before"
            offset = f"-{_duration(match)}"
            yield match.start(), match.end(), TimeExpression("due", bound=bound, anchor=words(match), offset=offset)
    for match in _NO_ANCHOR.finditer(folded):
        event = _last(_EVENTS, folded[max(0, match.start() - 200) : match.start()])
        start = max(0, match.start() - 200)
        anchor = " ".join(text[start + event.start() : start + event.end() - 1].split()) if event else None
        if anchor or match.group().startswith("trong") or match["unit"].startswith(("ngay", "gio")):
            yield match.start(), match.end(), TimeExpression("due", anchor=anchor, offset=_duration(match))


def _last(pattern: re.Pattern[str], folded: str) -> re.Match[str] | None:
    found = None
    for found in pattern.finditer(folded):  # noqa: B007
        pass
    return found
