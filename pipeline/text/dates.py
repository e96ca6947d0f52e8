"""Days, months, quarters and years written out in Vietnamese, and the calendar behind them.

Works on folded text (lower case, no marks; see :mod:`pipeline.text.script`). Order is always day, month, year; the
separators are ``/``, ``-`` and ``.`` (domain: HD 36-HD/VPTW; papers before 2004 write hyphens and Roman months).
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from pipeline.text.numerals import as_number

NO_YEAR: Final = "XXXX"
_YEAR: Final = r"(?:19|20)\d\d"
_MONTH: Final = r"(?:1[0-2]|0?[1-9]|[ivx]{1,4})"
_DAY: Final = r"(?:mung\s+)?(?:3[01]|[12]\d|0?[1-9])"
_SEP: Final = r"\s?[-/.]\s?"
_OF_YEAR: Final = rf"(?:{_SEP}(?P<y1>{_YEAR})(?!\d)|\s*,?\s*nam\s+(?P<y2>{_YEAR}|nay))"
_OF_MONTH: Final = rf"thang\s+(?P<m>{_MONTH})(?![\d])(?:{_OF_YEAR})?"
_OF_QUARTER: Final = rf"(?:quy|qui)\s+(?P<q>i{{1,3}}|iv|[1-4])\b(?:{_OF_YEAR})?"


@dataclass(frozen=True, slots=True)
class Interval:
    """First and last day, ISO 8601; the year is ``XXXX`` where the text does not say it."""

    start: str
    end: str
    approximate: bool = False


def iso(year: str, month: int, day: int) -> str | None:
    """The day in ISO 8601; None when the calendar has no such day (29 February of an unknown year is one)."""
    last = calendar.monthrange(int(year) if year != NO_YEAR else 2000, month)[1] if 1 <= month <= 12 else 0
    return f"{year}-{month:02d}-{day:02d}" if 1 <= day <= last else None


def month_end(year: str, month: int) -> int:
    """Last day of the month; 28 for February of an unknown year."""
    return calendar.monthrange(int(year) if year.isdecimal() else 2001, month)[1]


def _year(match: re.Match[str]) -> str:
    groups = match.groupdict()
    said = groups.get("y1") or groups.get("y2") or groups.get("y")
    return said if said and said.isdecimal() else NO_YEAR


def _span(year: str, first: tuple[int, int], last: tuple[int, int], *, approximate: bool = False) -> Interval | None:
    start, end = iso(year, *first), iso(year, *last)
    return Interval(start, end, approximate) if start and end else None


def _of_day(match: re.Match[str]) -> Interval | None:
    day = as_number(match["d"].replace("mung", ""))
    month = as_number(match["m"])
    when = iso(_year(match), month or 0, day or 0)
    return Interval(when, when) if when else None


def _of_month(match: re.Match[str]) -> Interval | None:
    month, year = as_number(match["m"]) or 0, _year(match)
    return _span(year, (month, 1), (month, month_end(year, month))) if 1 <= month <= 12 else None


def _days(match: re.Match[str]) -> Interval | None:
    month = as_number(match["m"]) or 0
    first, last = (as_number(match[name].replace("mung", "")) or 0 for name in ("d", "d9"))
    return _span(match["y"], (month, first), (month, last)) if first <= last else None


def _months(match: re.Match[str]) -> Interval | None:
    first, last, year = as_number(match["m"]) or 0, as_number(match["m9"]) or 0, _year(match)
    return _span(year, (first, 1), (last, month_end(year, last))) if 1 <= first <= last <= 12 else None


def _half_year(match: re.Match[str]) -> Interval | None:
    year = _year(match)
    return _span(year, (1, 1), (6, 30)) if match["part"] == "dau" else _span(year, (7, 1), (12, 31))


def _part_of_month(match: re.Match[str]) -> Interval | None:
    month, year = as_number(match["m"]) or 0, _year(match)
    if not 1 <= month <= 12:
        return None
    last = month_end(year, month)
    first_day, last_day = {
        "dau": (1, 10), "thuong tuan": (1, 10), "giua": (11, 20), "trung tuan": (11, 20), "cuoi": (21, last),
        "ha tuan": (21, last), "nua dau": (1, 15), "nua cuoi": (16, last), "tuan dau": (1, 7), "tuan dau tien": (1, 7),
        "tuan cuoi": (last - 6, last),
    }.get(" ".join(match["part"].split()), (0, 0))  # fmt: skip
    return _span(year, (month, first_day), (month, last_day), approximate=True) if last_day else None


def _week_of_month(match: re.Match[str]) -> Interval | None:
    month, year, week = as_number(match["m"]) or 0, _year(match), as_number(match["w"]) or 0
    if not (1 <= month <= 12 and 1 <= week <= 5):
        return None
    last = month_end(year, month)
    return _span(year, (month, min(7 * week - 6, last)), (month, min(7 * week, last)), approximate=True)


def _of_quarter(match: re.Match[str]) -> Interval | None:
    quarter, year = as_number(match["q"]) or 0, _year(match)
    return _span(year, (3 * quarter - 2, 1), (3 * quarter, month_end(year, 3 * quarter)))


def _end_of_quarter(match: re.Match[str]) -> Interval | None:
    quarter, year = as_number(match["q"]) or 0, _year(match)
    return _span(year, (3 * quarter, 1), (3 * quarter, month_end(year, 3 * quarter)), approximate=True)


def _of_year(match: re.Match[str]) -> Interval | None:
    return _span(_year(match), (1, 1), (12, 31))


def _half(match: re.Match[str]) -> Interval | None:
    months, year = as_number(match["n"]) or 0, _year(match)
    if match["part"] == "cuoi":
        return _span(year, (13 - months, 1), (12, 31))
    return _span(year, (1, 1), (months, month_end(year, months)))


def _part_of_year(match: re.Match[str]) -> Interval | None:
    month = {"dau": 1, "giua": 6, "cuoi": 12}[match["part"]]
    year = _year(match)
    return _span(year, (month, 1), (month, month_end(year, month)), approximate=True)


def _years(match: re.Match[str]) -> Interval | None:
    return Interval(f"{match['a']}-01-01", f"{match['b']}-12-31") if match["a"] <= match["b"] else None


_POINTS: Final[tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Interval | None]], ...]] = tuple(
    (re.compile(pattern), read)
    for pattern, read in (
        (rf"(?:ngay\s+)?(?P<d>{_DAY}){_SEP}(?P<m>{_MONTH}){_SEP}(?P<y>{_YEAR})(?!\d)", _of_day),
        (rf"ngay\s+(?P<d>{_DAY})\s+{_OF_MONTH}", _of_day),
        (rf"(?:ngay\s+)?(?P<d>{_DAY})\s-\s(?P<d9>{_DAY})\s?/\s?(?P<m>{_MONTH})\s?/\s?(?P<y>{_YEAR})(?!\d)", _days),
        (rf"(?:ngay\s+)?(?P<d>{_DAY})\s?[-/]\s?(?P<m>{_MONTH})(?![\d/%]|\s?[-/.]\s?\d|[a-z]|\s+ngay\b)", _of_day),
        (rf"(?P<part>tuan dau(?: tien)?|tuan cuoi)\s+(?:cua\s+)?{_OF_MONTH}", _part_of_month),
        (rf"tuan\s+(?:thu\s+)?(?P<w>[1-5]|nhat|hai|ba|tu|nam)\s+(?:cua\s+)?{_OF_MONTH}", _week_of_month),
        (rf"(?P<part>dau|giua|cuoi|nua dau|nua cuoi|thuong tuan|trung tuan|ha tuan)\s+{_OF_MONTH}", _part_of_month),
        (rf"thang\s+(?P<m>{_MONTH})\s?-\s?(?P<m9>{_MONTH})(?!\d)(?:{_OF_YEAR})", _months),
        (_OF_MONTH, _of_month),
        (rf"(?:cuoi\s+){_OF_QUARTER}", _end_of_quarter),
        (_OF_QUARTER, _of_quarter),
        (rf"(?P<n>0?[69]|sau|chin)\s+thang\s+(?P<part>dau|cuoi)\s+nam(?:\s+(?P<y>{_YEAR}|nay))?", _half),
        (rf"nua\s+(?P<part>dau|cuoi)\s+nam(?:\s+(?P<y>{_YEAR}|nay))?", _half_year),
        (rf"(?P<part>dau|giua|cuoi)\s+nam(?:\s+(?P<y>{_YEAR}|nay))?(?!\s+(?:hoc|bao))", _part_of_year),
        (rf"(?:giai doan\s+|(?:trong\s+)?(?:cac\s+)?nam\s+)?(?P<a>{_YEAR})\s*-\s*(?P<b>{_YEAR})(?!\d)", _years),
        (rf"nam\s+(?P<y>{_YEAR}|nay)\b", _of_year),
    )
)
POINT: Final = "(?:" + "|".join(re.sub(r"\(\?P<\w+>", "(?:", pattern.pattern) for pattern, _ in _POINTS) + ")"
"""A day, month, quarter or year, as a pattern without groups, to build longer patterns from."""


def parse_point(folded: str) -> Interval | None:
    """The days that a :data:`POINT` means; None when the calendar has no such day."""
    words = " ".join(folded.split())
    for pattern, read in _POINTS:
        match = pattern.fullmatch(words)
        if match:
            return read(match)
    return None


_WHOLE: Final = re.compile(
    rf"(?:ngay\s+)?(?P<d>{_DAY}){_SEP}(?P<m>{_MONTH}){_SEP}(?P<y>(?:19|2[0o])[\dlo]{{2}})(?![\da-z])"
    r"|ngay\s+(?P<lost>\d{1,2}[-/.]?\d{1,2}[-/.]?(?:19|20)\d\d)(?!\d)"
    rf"|ngay(?P<d2>[\d.…_ \nlo?%*'°]{{0,12}}?)thang(?P<m2>[\d.…_ \nlo]{{0,12}}?|\s+[ivx]{{1,4}}\s+)"
    rf"nam\s*(?P<y2>[\dlo]{{4}}|[.…_]{{2,}})"
    rf"|ngay(?P<d3>[.…_ ]{{0,8}})/\s?(?P<m3>{_MONTH})\s?/\s?(?P<y3>{_YEAR})(?!\d)"
)
_MISREAD: Final = str.maketrans("lo", "10")


def find_dates(folded: str) -> list[tuple[int, int, str]]:
    """``(start, end, EDTF)`` of dates with a year; a blank day or month is ``XX``, impossible days are left out."""
    found = []
    for match in _WHOLE.finditer(folded):
        if match["lost"]:
            value = _rejoined(match["lost"])
            if value is not None:
                found.append((match.end() - len(match["lost"]), match.end(), value))
            continue
        day, month, year = (match[g] or match[f"{g}2"] or match[f"{g}3"] or "" for g in "dmy")
        value = _edtf(day.replace("mung", ""), month, year)
        if value is not None:
            start = match.start() + (5 if folded.startswith("ngay ", match.start()) and match["d"] else 0)
            found.append((start, match.end(), value))
    return found


def _rejoined(run: str) -> str | None:
    """A day whose separators the text layer lost (``0882025``, ``26-52025``); None where two readings are valid."""
    head, year = run[:-4], run[-4:]
    parts = re.split(r"[-/.]", head.rstrip("-/."))
    digits = parts[0]
    splits = [parts] if len(parts) == 2 else [[digits[:cut], digits[cut:]] for cut in range(1, len(digits))]
    readings = {iso(year, int(month), int(day)) for day, month in splits if len(day) <= 2 and len(month) <= 2}
    readings.discard(None)
    return readings.pop() if len(readings) == 1 else None


def _edtf(day: str, month: str, year: str) -> str | None:
    years = year.translate(_MISREAD)
    if not years.isdecimal() or not 1930 <= int(years) <= 2099:
        return None
    d, m = (_blank_or_number(part) for part in (day, month))
    if d == 0 or m == 0:
        return None
    if m is None:
        return f"{years}-XX-XX" if d is None else None
    return f"{years}-{m:02d}-XX" if d is None and 1 <= m <= 12 else iso(years, m, d) if d else None


def _blank_or_number(part: str) -> int | None:
    """None for a blank, 0 for what is no number."""
    digits = re.sub(r"[.…_\s]", "", part)
    if not digits or re.search(r"[?%*'°]", digits):
        return None  # blank, or written by hand and not readable
    return as_number(digits) or as_number(digits.translate(_MISREAD)) or 0
