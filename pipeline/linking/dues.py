"""Time expressions get the paper's year and become dues and rules of recurrence."""

from __future__ import annotations

from typing import Final

from pipeline.schema import Due, Mention
from pipeline.schema.time import TimeExpression

_NO_YEAR: Final = "XXXX"


def resolve(mention: Mention, issued: str | None) -> Due | None:
    """The due of a mention of kind ``"deadline"``, None when it is none.

    A month or day without a year is the first one that is not over on the day of issue (``issued``: ISO 8601 or
    EDTF); then the due is marked approximate when that is the year after. Without a date of issue no year is made up,
    and what was over before the paper was issued is no due.
    """
    value: TimeExpression = mention.value
    if value.use != "due":
        return None
    if value.offset is not None:
        return Due(None, None, value.bound, value.anchor, value.offset, value.approximate)
    start, end, shifted = _dated(value.start, value.end, issued)
    if end is None or (issued is not None and end < _first_day(issued)):
        return None
    return Due(start, end, value.bound, None, None, value.approximate or shifted)


def recurrence(mention: Mention) -> str | None:
    """An RFC 5545 rule, ``"continuous"`` or ``"on_demand"``; None when the mention is no recurrence."""
    value: TimeExpression = mention.value
    if value.use == "recurrence":
        return value.rrule
    return value.use if value.use in {"continuous", "on_demand"} else None


def _first_day(issued: str) -> str:
    return issued.replace("XX", "01")


def _dated(start: str | None, end: str | None, issued: str | None) -> tuple[str | None, str | None, bool]:
    if issued is None or not issued[:4].isdecimal():
        known = end is not None and not end.startswith(_NO_YEAR)
        return (start if start != "ISSUE" else None), (end if known else None), False
    first, year = _first_day(issued), int(issued[:4])
    shifted = False
    if end is not None and end.startswith(_NO_YEAR):
        # Blank parts of the date of issue count as early: a month of the same year is then never over.
        shifted = f"{year}{end[4:]}" < first
        end = f"{year + 1 if shifted else year}{end[4:]}"
    if start == "ISSUE":
        start = first
    elif start is not None and start.startswith(_NO_YEAR) and end is not None:
        own = int(end[:4])
        start = f"{own if start[4:] <= end[4:] else own - 1}{start[4:]}"
    return start, end, shifted
