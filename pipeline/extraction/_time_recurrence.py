"""Recurring duties: ``trước ngày 20 hằng tháng``, ``chiều thứ Sáu hằng tuần``, ``06 tháng một lần`` (RFC 5545)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Final

from pipeline.schema.time import TimeExpression
from pipeline.text.numerals import as_number

Found = tuple[int, int, TimeExpression]

_EVERY: Final = r"(?:hang|moi|tung)"
_DAY: Final = r"(?P<day>(?:mung\s+)?\d{1,2})"
_LEAD: Final = r"(?:(?:truoc|cham nhat|muon nhat|vao|den|dinh ky|la)\s+)*"
_WEEKDAYS: Final = {"hai": "MO", "ba": "TU", "tu": "WE", "nam": "TH", "sau": "FR", "bay": "SA", "2": "MO", "3": "TU",
                    "4": "WE", "5": "TH", "6": "FR", "7": "SA"}  # fmt: skip
_ONCE: Final = r"(?:\s+(?:mot|1|01)\s+lan)?"


def _monthly(match: re.Match[str]) -> str | None:
    day = as_number(match["day"].replace("mung", "")) or 0
    return f"FREQ=MONTHLY;BYMONTHDAY={day}" if 1 <= day <= 31 else None


def _yearly(match: re.Match[str]) -> str | None:
    day, month = as_number(match["day"].replace("mung", "")) or 0, as_number(match["month"]) or 0
    return f"FREQ=YEARLY;BYMONTH={month};BYMONTHDAY={day}" if 1 <= day <= 31 and 1 <= month <= 12 else None


def _yearly_month(match: re.Match[str]) -> str | None:
    month = as_number(match["month"]) or 0
    return f"FREQ=YEARLY;BYMONTH={month};BYMONTHDAY=-1" if 1 <= month <= 12 else None


def _yearly_quarter(match: re.Match[str]) -> str | None:
    quarter = as_number(match["quarter"]) or 0
    return f"FREQ=YEARLY;BYMONTH={3 * quarter};BYMONTHDAY=-1" if 1 <= quarter <= 4 else None


def _quarterly_day(match: re.Match[str]) -> str | None:
    return f"FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY={as_number(match['day'])}"


def _weekday(match: re.Match[str]) -> str | None:
    return f"FREQ=WEEKLY;BYDAY={_WEEKDAYS[match['weekday']] if match['weekday'] else 'SU'}"


def _times(match: re.Match[str]) -> str | None:
    count = as_number(match["count"]) or 0
    unit = {"ngay": "DAILY", "tuan": "WEEKLY", "thang": "MONTHLY", "nam": "YEARLY", "quy": "MONTHLY"}[match["unit"]]
    count *= 3 if match["unit"] == "quy" else 1
    return (f"FREQ={unit}" if count == 1 else f"FREQ={unit};INTERVAL={count}") if count else None


def _plain(match: re.Match[str]) -> str | None:
    return {"ngay": "FREQ=DAILY", "tuan": "FREQ=WEEKLY", "thang": "FREQ=MONTHLY", "quy": "FREQ=MONTHLY;INTERVAL=3",
            "nam": "FREQ=YEARLY"}[match["unit"]]  # fmt: skip


_HOUR: Final = r"(?:\d{1,2}\s*(?:gio|h)\s*(?:\d\d)?\s*,?\s*)?"
_WEEKDAY: Final = (
    rf"(?:(?:truoc|vao|dinh ky)\s+)*{_HOUR}(?:(?:sang|chieu|toi)\s+)?"
    rf"(?:thu\s+(?P<weekday>hai|ba|tu|nam|sau|bay|[2-7])|chu nhat)\s+{_EVERY}\s+tuan"
)
_EVERY_FEW: Final = (
    rf"(?:(?:cu|dinh ky|{_EVERY})\s+)?(?P<count>\d{{1,2}}|hai|ba|sau)\s+(?P<unit>ngay|tuan|thang|quy|nam)"
    r"\s+(?:mot|1|01)\s+lan"
)
_REGULAR: Final = (
    r"(?:dinh ky|cu)\s+(?P<count>0?[1-9]\d?|sau|ba)\s+(?P<unit>ngay|tuan|thang|nam)(?:\s*,?\s*\(?0?1?\)?\s*nam)?\b"
)
_IN_QUARTER: Final = rf"(?:(?:trong|xong trong|vao)\s+)?(?:quy|qui)\s+(?P<quarter>i{{1,3}}|iv|[1-4])\s+{_EVERY}\s+nam"
_RULES: Final[tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str | None]], ...]] = tuple(
    (re.compile(pattern), read)
    for pattern, read in (
        (rf"{_LEAD}ngay\s+{_DAY}\s+(?:cua\s+)?(?:thang\s+)?cuoi\s+(?:moi\s+|{_EVERY}\s+)?quy", _quarterly_day),
        (rf"{_EVERY}\s+quy\s*,?\s*{_LEAD}ngay\s+{_DAY}\s+(?:cua\s+)?thang\s+cuoi(?:\s+quy)?", _quarterly_day),
        (rf"{_LEAD}ngay\s+{_DAY}\s+(?:cua\s+)?{_EVERY}\s+thang", _monthly),
        (rf"{_EVERY}\s+thang(?:\s+mot\s+lan)?\s*,?\s*{_LEAD}ngay\s+{_DAY}(?!\s?[-/]\s?\d)", _monthly),
        (rf"{_LEAD}(?:ngay\s+)?{_DAY}\s?[-/]\s?(?P<month>\d{{1,2}})\s+{_EVERY}\s+nam", _yearly),
        (rf"{_LEAD}ngay\s+{_DAY}\s+thang\s+(?P<month>\d{{1,2}})\s+{_EVERY}\s+nam", _yearly),
        (rf"{_EVERY}\s+nam\s*,?\s*{_LEAD}(?:ngay\s+)?{_DAY}\s?[-/]\s?(?P<month>\d{{1,2}})(?!\s?[-/]\s?\d)", _yearly),
        (rf"(?:(?:truoc|trong|xong trong|vao)\s+)?thang\s+(?P<month>\d{{1,2}})\s+{_EVERY}\s+nam", _yearly_month),
        (_IN_QUARTER, _yearly_quarter),
        (_WEEKDAY, _weekday),
        (_EVERY_FEW, _times),
        (_REGULAR, _times),
        (rf"(?:dinh ky\s+)?{_EVERY}\s+(?P<unit>ngay|tuan|thang|quy|nam)\b{_ONCE}", _plain),
        (r"(?:0?1|mot)\s+lan\s?[/]\s?(?P<unit>ngay|tuan|thang|quy|nam)", _plain),
    )
)
_REGULARLY: Final = re.compile(r"\b(?:hang|moi|tung|dinh ky|cu|lan|quy)\b")
"""A word of every rule above: most paragraphs have none and need no search."""
_CONTINUOUS: Final = re.compile(r"\bthuong xuyen\b")
_ON_DEMAND: Final = re.compile(r"\b(?:dot xuat|(?:khi co|theo) yeu cau)\b")


def find_recurrences(folded: str) -> Iterator[Found]:
    """Recurring times in a folded text, the most telling form of each; also "thường xuyên" and "khi có yêu cầu"."""
    taken = bytearray(len(folded))
    for pattern, read in _RULES if _REGULARLY.search(folded) else ():
        for match in pattern.finditer(folded):
            if 1 in taken[match.start() : match.end()]:
                continue
            if match.start() and folded[match.start() - 1].isalnum():
                continue
            rule = read(match)
            if rule is not None:
                taken[match.start() : match.end()] = b"\x01" * len(match.group())
                yield match.start(), match.end(), TimeExpression("recurrence", rrule=rule)
    for match in _CONTINUOUS.finditer(folded):
        yield match.start(), match.end(), TimeExpression("continuous")
    for match in _ON_DEMAND.finditer(folded):
        yield match.start(), match.end(), TimeExpression("on_demand")
