"""The normal forms that labels must have: dates, codes, recurrence rules, due dates."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, Final

_EDTF: Final = re.compile(r"([\dX]{4})(?:-([\dX]{2})(?:-([\dX]{2}))?)?")
_SERIAL: Final = re.compile(r"\d+[a-z]?|\?")
_SYMBOL: Final = re.compile(r"[A-ZĐƯ0-9][A-ZĐƯÂĂÊÔƠa-zđ0-9]*(?:[-/.,& ()]+[A-ZĐƯÂĂÊÔƠa-zđ0-9]+)*\)?")
_DURATION: Final = re.compile(r"-?P(?:\d+[DBWMY]|T\d+[HM])")
_FULL_DATE: Final = re.compile(r"(?<![\d/.])(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?!\d)")
_FREQUENCIES: Final = frozenset({"DAILY", "WEEKLY", "MONTHLY", "YEARLY"})
_NUMERIC: Final[Mapping[str, tuple[int, int]]] = {
    "INTERVAL": (1, 366), "BYMONTH": (1, 12), "BYMONTHDAY": (-31, 31), "BYSETPOS": (-366, 366), "COUNT": (1, 999),
}  # fmt: skip
_WEEKDAY: Final = re.compile(r"(?:[+-]?\d{1,2})?(?:MO|TU|WE|TH|FR|SA|SU)")


def is_date(value: object) -> bool:
    """ISO 8601, whole or cut after the year or month, or EDTF with X for digits nobody can read."""
    if not isinstance(value, str) or not (parts := _EDTF.fullmatch(value)):
        return False
    if "X" not in value and parts[3]:
        return is_day(value)
    month, day = parts[2], parts[3]
    return (month is None or "X" in month or 1 <= int(month) <= 12) and (
        day is None or "X" in day or 1 <= int(day) <= 31
    )


def is_day(value: object) -> bool:
    """A day that the calendar has, as ISO 8601."""
    try:
        return isinstance(value, str) and len(value) == 10 and bool(date.fromisoformat(value))
    except ValueError:
        return False


def is_serial(serial: object) -> bool:
    """Digits, a letter behind them at most; None for a blank one, ``?`` for one this copy cannot tell."""
    return serial is None or (isinstance(serial, str) and bool(_SERIAL.fullmatch(serial)))


def is_symbol(symbol: object) -> bool:
    """Capitals in parts: ``CV/BTGTU``, ``QĐ-UBND``; None where the paper has none."""
    return symbol is None or (isinstance(symbol, str) and bool(_SYMBOL.fullmatch(symbol)))


def bare(text: str) -> str:
    """Lower case without any diacritic: a code is looked up in copies that lost them."""
    parts = unicodedata.normalize("NFD", text.lower().replace("đ", "d").replace("ð", "d"))
    return "".join(c for c in parts if not unicodedata.combining(c))


def number_stands_in(text: str, serial: str | None, symbol: str | None) -> bool:
    """Is the code in the :func:`bare` text, whatever dashes, dots and spaces stand between its parts."""
    if serial is None or serial == "?":
        return symbol is None or bool(re.search(_loose(symbol), text))
    number = rf"(?<!\d)0*{re.escape(serial.lstrip('0').lower())}"
    if symbol is None:
        return bool(re.search(number + r"(?!\d)", text))
    return bool(re.search(rf"{number}[\s./-]*{_loose(symbol)}", text))


def _loose(symbol: str) -> str:
    return r"[\s./,-]*".join(re.escape(part) for part in re.split(r"[\s./,-]+", bare(symbol)) if part)


def is_recurrence(value: object) -> bool:
    """None, ``continuous``, ``on_demand`` or a rule of RFC 5545."""
    if value is None or value in ("continuous", "on_demand"):
        return True
    if not isinstance(value, str):
        return False
    parts = [part.partition("=") for part in value.split(";")]
    names = [name for name, _, _ in parts]
    return (
        names[:1] == ["FREQ"]
        and len(set(names)) == len(names)
        and all(_is_rule_part(name, text) for name, _, text in parts)
    )


def _is_rule_part(name: str, text: str) -> bool:
    if name == "FREQ":
        return text in _FREQUENCIES
    if name == "BYDAY":
        return all(_WEEKDAY.fullmatch(item) for item in text.split(","))
    if name == "UNTIL":
        return is_day(f"{text[:4]}-{text[4:6]}-{text[6:8]}")
    if name not in _NUMERIC:
        return False
    low, high = _NUMERIC[name]
    return all(re.fullmatch(r"-?\d+", item) and low <= int(item) <= high and int(item) != 0 for item in text.split(","))


def faults_of_due(due: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """What is wrong with a due date: its days, its bound, its distance, and whether they say what its quote says."""
    start, end, bound, offset, anchor = (due.get(key) for key in ("start", "end", "bound", "offset", "anchor"))
    for name, day in (("start", start), ("end", end)):
        if day is not None and not is_day(day):
            yield f"due.{name} is {day!r}", "Write a whole day, ISO 8601."
    if start and end and str(start) > str(end):
        yield f"due ends {end} before it starts {start}", "Compare it with the paper."
    if bound not in ("before", "on_or_before"):
        yield f"due.bound is {bound!r}", "Write before or on_or_before."
    if offset is not None and not _DURATION.fullmatch(str(offset)):
        yield f"due.offset is {offset!r}", "Write P5D, P5B for working days, -P3D for days before."
    if (offset is None) != (anchor is None):
        yield f"due.anchor {anchor!r} with offset {offset!r}", "Both or none: an event without a distance is no due."
    if end is None and offset is None:
        yield "due has neither a day nor a distance", "Write null."
    if due.get("approximate") not in (None, True, False):
        yield f"due.approximate is {due.get('approximate')!r}", "Write true or false."
    yield from _against_quote(due, str(due.get("quote") or ""))


def _against_quote(due: Mapping[str, Any], quote: str) -> Iterator[tuple[str, str]]:
    start, end, bound = due.get("start"), due.get("end"), due.get("bound")
    days = {f"{int(y):04d}-{int(m):02d}-{int(d):02d}" for d, m, y in _FULL_DATE.findall(quote)}
    if len(days) == 1 and due.get("offset") is None and not days & {start, end}:
        yield f"due {start}/{end} is not the {quote!r} it quotes", "Compare it with the paper."
    if re.match(r"(?:xong )?trước (?:ngày )?\d", quote, re.IGNORECASE) and bound == "on_or_before":
        yield f"due.bound on_or_before for {quote!r}", "`trước` a day is before."
    counts_itself = re.search(r"chậm nhất|muộn nhất|trong tháng|hết ngày", quote, re.IGNORECASE)
    if counts_itself and bound == "before" and "trước" not in quote.lower():
        yield f"due.bound before for {quote!r}", "The day itself still counts: on_or_before."
