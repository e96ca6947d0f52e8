"""Every time expression, told apart by its use: only some of them are deadlines.

What precedes an expression decides: "tính đến" counts figures, "giai đoạn" names a programme, "đến năm 2030" sets a
target, "có hiệu lực từ" is effect, a day behind a number is the cited paper's date. None of these is a due.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from pipeline.extraction._time_offset import find_offsets
from pipeline.extraction._time_recurrence import find_recurrences
from pipeline.schema import Document, Mention
from pipeline.schema.document import Bound
from pipeline.schema.time import TimeExpression, Use
from pipeline.text import view
from pipeline.text.dates import POINT, Interval, parse_point

Found = tuple[int, int, TimeExpression]

_CLOCK: Final = r"(?:\d{1,2}\s*(?:gio|h|g)\s*(?:\d\d)?\s*(?:phut)?\s*,?\s*)?"
_DONE: Final = r"(?:(?:hoan thanh|xong|ket thuc)\s+)?"
_PLACED: Final = ("body", "basis", "closing", "annex")
_RANGE: Final = re.compile(
    rf"{_DONE}(?:trong\s+)?tu\s+(?:ngay\s+)?{_CLOCK}(?P<a>{POINT}|ngay\s+\d{{1,2}}|\d{{1,2}})\s*(?:den|toi|-)\s+"
    rf"(?:het\s+)?(?:ngay\s+)?{_CLOCK}(?P<b>{POINT})"
)
_FROM_NOW: Final = re.compile(rf"tu\s+nay\s+(?:den|toi)\s+(?:het\s+)?(?P<b>{POINT})")
_BEFORE: Final = re.compile(rf"{_DONE}truoc\s+(?:va trong\s+)?{_CLOCK}(?P<b>{POINT})")
_UNTIL: Final = re.compile(
    rf"{_DONE}(?:cham nhat|muon nhat|tre nhat|khong qua|khong cham qua|den het|cho den het|het)\s+"
    rf"(?:(?:la|vao|den|het|ngay)\s+)*?{_CLOCK}(?P<b>{POINT})"
)
_WITHIN: Final = re.compile(
    rf"{_DONE}(?:ngay trong|trong khoang|trong|vao|dip|den|(?:vao\s+)?(?:sang|chieu|toi)|xong|hoan thanh"
    rf"|ngay\s+(?=\d))\s+{_CLOCK}(?P<b>{POINT})"
)
_BARE: Final = re.compile(rf"(?P<b>{POINT})")
_LABELLED: Final = re.compile(
    r"(?:thoi gian|thoi han|tien do|han|thoi diem)"
    r"(?:\s+(?:thuc hien|hoan thanh|bao cao|nop|gui|trinh|to chuc|cung cap))*\s*:?\s*$"
)
_CELL: Final = re.compile(r"\W*")
_ALWAYS: Final[tuple[tuple[Use, re.Pattern[str]], ...]] = (
    (
        "as_of",
        re.compile(
            r"\b(?:tinh (?:den|tu)|so lieu|chot (?:den|so lieu)|moc|thoi diem|lay so)(?:\s+\w+){0,4}\s*$"
            r"|\bke tu dau\s*$"
        ),
    ),
    ("effect", re.compile(r"\b(?:hieu luc|thanh lap|ap dung|sap nhap|hoat dong)(?:\s+\w+){0,3}\s*$")),
)
_EVENT: Final = re.compile(
    r"\b(?:phien|ky|cuoc) hop(?:\s+\w+){0,3}\s*\W?\s*$|\b(?:bat dau|luc|du kien|khai mac)(?:\s+\w+){0,3}\W?\s*$"
)
"""Only where no word such as "trước" or "chậm nhất" makes a limit of the day."""
_PERIOD: Final = re.compile(
    r"\b(?:giai doan|nhiem ky|nam hoc|khoa|chuong trinh|de an|ke hoach|dai hoi|vu)\s*(?:\w+\s+)?$"
)
"""Only where not even "trong" or "vào" stands before the time."""
_CITED: Final = re.compile(r"[-/]\s?[a-z0-9]+(?:[-/][a-z0-9]+)*\s*,?\s*\(?\s*(?:ra\s+)?(?:ngay\s*)?$")
_TARGET: Final = re.compile(r"(?:phan dau|muc tieu|chi tieu|tam nhin|den)\s*(?:den\s*)?$")


def find(document: Document) -> Iterator[Mention]:
    """Mentions of kind ``"deadline"``; their value is a :class:`~pipeline.schema.time.TimeExpression`."""
    for zone in document.zones:
        if zone.role not in _PLACED:
            continue
        seen = view(document.quote(zone.span))
        for start, end, value in find_times(seen.folded, seen.text):
            sure = 0.9 if value.use in {"due", "recurrence"} else 0.8
            yield Mention("deadline", seen.span(start, end).shift(zone.span.start), value, "rule:time", sure)


def find_times(folded: str, text: str) -> list[Found]:
    """Time expressions of a folded text and its unfolded form of the same length, in order, without overlaps."""
    found: list[Found] = []
    for group in (_recurrences_and_offsets(folded, text), _spans(folded), _bare(folded)):
        for candidate in group:
            if not any(candidate[0] < end and start < candidate[1] for start, end, _ in found):
                found.append(candidate)
    return sorted(found, key=lambda each: each[:2])


def _recurrences_and_offsets(folded: str, text: str) -> Iterator[Found]:
    yield from find_recurrences(folded)
    yield from find_offsets(folded, text)


def _spans(folded: str) -> Iterator[Found]:
    for match in _FROM_NOW.finditer(folded):
        point = parse_point(match["b"])
        if point:
            yield match.start(), match.end(), TimeExpression("due", "ISSUE", point.end)
    for match in _RANGE.finditer(folded):
        interval = _range(match)
        if interval:
            yield _judged(folded, match, TimeExpression("due", interval.start, interval.end))
    for match in _BEFORE.finditer(folded):
        point = parse_point(match["b"])
        if point:
            yield _judged(folded, match, _upto(point, "before"), limit=True)
    for match in _UNTIL.finditer(folded):
        point = parse_point(match["b"])
        if point:
            yield _judged(folded, match, _upto(point, "on_or_before"), limit=True)
    for match in _WITHIN.finditer(folded):
        point = parse_point(match["b"])
        if point:
            value = TimeExpression("due", point.start, point.end, approximate=point.approximate)
            yield _judged(folded, match, value)


def _upto(point: Interval, bound: Bound) -> TimeExpression:
    # "trước tháng 12" ends when December begins; "trước ngày D" keeps the named day (records.md).
    end = point.start if bound == "before" else point.end
    return TimeExpression("due", None, end, bound, approximate=point.approximate)


def _range(match: re.Match[str]) -> Interval | None:
    last = parse_point(match["b"])
    if last is None:
        return None
    words = " ".join(match["a"].split())
    first = parse_point(words)
    if first is None and words.replace("ngay ", "").isdecimal():
        # "từ ngày 10 đến ngày 15/3": the month of the end.
        first = parse_point(f"{words.replace('ngay ', '')}/{last.end[5:7]}")
    if first is None:
        return None
    start = first.start
    if start.startswith("XXXX") and not last.end.startswith("XXXX"):
        year = int(last.end[:4])
        start = f"{year if start[5:] <= last.end[5:] else year - 1}{start[4:]}"
    return Interval(start, last.end)


def _bare(folded: str) -> Iterator[Found]:
    """Points with no word of time before them: a due only behind a label or as the whole cell of a table."""
    for match in _BARE.finditer(folded):
        if match.start() and folded[match.start() - 1].isalnum():
            continue
        point = parse_point(match["b"])
        if point is None:
            continue
        before = folded[max(0, match.start() - 60) : match.start()]
        alone = _CELL.fullmatch(folded[: match.start()]) and _CELL.fullmatch(folded[match.end() :])
        use = _use(folded, match)
        if use == "due" and not (_LABELLED.search(before) or alone):
            continue
        start = point.start if point.start != point.end or not alone else None
        yield match.start(), match.end(), TimeExpression(use, start, point.end, approximate=point.approximate)


def _judged(folded: str, match: re.Match[str], value: TimeExpression, *, limit: bool = False) -> Found:
    use = _use(folded, match, limit=limit, cued=True)
    return match.start(), match.end(), value if use == "due" else TimeExpression(use, value.start, value.end)


def _use(folded: str, match: re.Match[str], *, limit: bool = False, cued: bool = False) -> Use:
    before = folded[max(0, match.start() - 60) : match.start()]
    for use, pattern in _ALWAYS:
        if pattern.search(before):
            return use
    if not limit and _EVENT.search(before):
        return "event"
    if not limit and _CITED.search(before):
        return "period"
    if not cued and _PERIOD.search(before):
        return "period"
    distant = re.fullmatch(r"(?:den\s+)?(?:het\s+)?(?:cuoi\s+)?nam\s+20\d\d", match.group())
    return "target" if distant and _TARGET.search(before + match.group()[:4]) else "due"
