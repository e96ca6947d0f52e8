"""Every time expression, told apart by its use: only some of them are deadlines.

What precedes an expression decides: "tính đến" counts figures, "giai đoạn" names a programme, "đến năm 2030" sets a
target, "có hiệu lực từ" is effect, a day behind a number is the cited paper's date. None of these is a due.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from pipeline.extraction._time_offset import find_offsets
from pipeline.extraction._time_recurrence import find_recurrences
from pipeline.schema import Document, Mention, Span
from pipeline.schema.document import Bound
from pipeline.schema.time import TimeExpression, Use
from pipeline.text import view
from pipeline.text.dates import NO_YEAR, POINT, Interval, parse_point

Found = tuple[int, int, TimeExpression]

_CLOCK: Final = r"(?:\d{1,2}\s*(?:gio|h|g)\s*(?:\d\d)?\s*(?:phut)?\s*,?\s*)?"
_MISREAD: Final = re.compile(r"\bnqay\b|\blhang\b")
_PLACED: Final = ("body", "basis", "closing", "annex")
_POINT: Final = re.compile(POINT)
_CUE: Final = re.compile(
    r"(?<![a-z])(?:(?:hoan thanh|xong|ket thuc)\s+)?(?:"
    r"(?P<now>tu\s+nay\s+(?:den|toi)\s+(?:het\s+)?)"
    r"|(?P<before>truoc\s+(?:va trong\s+|dip\s+)?)"
    r"|(?P<until>(?:cham nhat|muon nhat|tre nhat|khong qua|"
    r"khong cham (?:qua|hon)|han (?:cuoi|chot)|cho den het|den het|het)\s+"
    r"(?:(?:la|vao|den|het|ngay)\s+)*)"
    r"|(?P<within>(?:ngay trong|trong khoang|trong|vao|(?:vao\s+)?dip|den|(?:vao\s+)?(?:sang|chieu|toi)|xong|hoan thanh"
    r"|ngay)\s+)"
    r"|(?P<meeting>(?:tai|trong)\s+(?:phien|ky|cuoc)\s+hop(?:\s+(?:bat thuong|thuong ky))?(?:\s+luc)?\s+)"
    rf"){_CLOCK}(?:thu\s+(?:hai|ba|tu|nam|sau|bay)\s*,?\s*)?(?:ngay\s+)?$"
)
"""The words before a point in time that tell what it bounds."""
_FROM: Final = re.compile(
    rf"(?<![a-z])(?:(?:hoan thanh|xong)\s+)?(?:trong\s+)?tu\s+(?:ngay\s+)?{_CLOCK}"
    r"(?:(?:ngay\s+)?(?P<day>\d{1,2})\s*(?:den|toi|-)\s+)?$"
)
_TO: Final = re.compile(rf"\s*(?:den|toi|-)\s+(?:het\s+)?(?:ngay\s+)?{_CLOCK}")
_SUBMITS: Final = re.compile(r"\b(?:trinh|thong qua|cho y kien|xem xet|bao cao|quyet dinh)\b")
"""What is laid before a meeting is due when it meets; without such a verb a meeting is an event."""
_CLAUSE: Final = 110
_HANDS_IN: Final = re.compile(r"\b(?:nop|gui|trinh|ban giao|hoan thanh|bao cao|chuyen)\b[^,.;:()]{0,40}\s$")
_REACH: Final = 60
"""Characters before a point among which its cue stands."""
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
    r"\b(?:phien|ky|cuoc) hop(?:\s+\w+){0,3}\s*\W?\s*$"
    r"|\b(?:bat dau(?!\s+tu\b)|luc|du kien|du bao|khai mac)(?:\s+\w+){0,3}\W?\s*$"
)
"""Only where no word such as "trước" or "chậm nhất" makes a limit of the day."""
_PERIOD: Final = re.compile(
    r"\b(?:giai doan|nhiem ky|nam hoc|khoa|chuong trinh|de an|ke hoach|dai hoi|vu)\s*(?:\w+\s+)?$"
)
"""Only where not even "trong" or "vào" stands before the time."""
_CITED: Final = re.compile(r"[-/]\s?[a-z0-9]+(?:[-/][a-z0-9]+)*\s*,?\s*\(?\s*(?:ra\s+)?(?:ngay\s*)?$")
_DISTANT: Final = re.compile(r"(?:den\s+)?(?P<whole>het\s+)?(?:cuoi\s+)?nam\s+(?:19|20)\d\d")
_AIM: Final = re.compile(r"\b(?:phan dau|muc tieu|chi tieu|tam nhin)\b|\d\s?%")
_TARGET: Final = re.compile(r"(?:phan dau|muc tieu|chi tieu|tam nhin|den)\s*(?:den\s*)?$")


def find(document: Document) -> Iterator[Mention]:
    """Mentions of kind ``"deadline"``; their value is a :class:`~pipeline.schema.time.TimeExpression`."""
    for zone in document.zones:
        if zone.role not in _PLACED:
            continue
        for span in _cells(document.quote(zone.span), zone.span.start):
            seen = view(document.quote(span))
            for start, end, value in find_times(seen.folded, seen.text):
                sure = 0.9 if value.use in {"due", "recurrence"} else 0.8
                yield Mention("deadline", seen.span(start, end).shift(span.start), value, "rule:time", sure)


def _cells(text: str, at: int) -> Iterator[Span]:
    """The paragraph, or the cells of a table's row: a day that fills a cell is a limit by its column."""
    if "\t" not in text and " | " not in text:
        yield Span(at, at + len(text))
        return
    start = 0
    for edge in re.finditer(r"\t|\|", text):
        yield Span(at + start, at + edge.start())
        start = edge.end()
    yield Span(at + start, at + len(text))


def find_times(folded: str, text: str) -> list[Found]:
    """Time expressions of a folded text and its unfolded form of the same length, in order, without overlaps."""
    # Lines break anywhere, and OCR reads g as q and t as l in the two commonest words; the length stays.
    folded = _MISREAD.sub(lambda found: {"n": "ngay", "l": "thang"}[found.group()[0]], folded.replace("\n", " "))
    found: list[Found] = []
    taken = bytearray(len(folded))  # a mark a character: looking through all found so far would not be linear
    points = _points(folded)
    for group in (_recurrences_and_offsets(folded, text), _spans(folded, points), _bare(folded, points)):
        for candidate in group:
            start, end, _ = candidate
            if 1 not in taken[start:end]:
                found.append(candidate)
                taken[start:end] = b"\x01" * (end - start)
    return sorted(found, key=lambda each: each[:2])


def _recurrences_and_offsets(folded: str, text: str) -> Iterator[Found]:
    yield from find_recurrences(folded)
    yield from find_offsets(folded, text)


@dataclass(frozen=True, slots=True)
class _Point:
    start: int
    end: int
    days: Interval


def _points(folded: str) -> list[_Point]:
    """Days, months, quarters and years of the text that the calendar has."""
    found = []
    for match in _POINT.finditer(folded):
        if not (match.start() and folded[match.start() - 1].isalnum()):
            days = parse_point(match.group())
            if days is not None:
                found.append(_Point(match.start(), match.end(), days))
    return found


def _spans(folded: str, points: Sequence[_Point]) -> Iterator[Found]:
    """Points with a word before them that makes a limit or an interval of them."""
    yield from _ranges(folded, points)
    for point in points:
        near = max(0, point.start - _REACH)
        cue = _CUE.search(folded[near : point.start])
        if cue is None or (cue.group().split()[-1] == "ngay" and folded.startswith("thang", point.start)):
            continue  # "ngày     tháng 9 năm 2026": the day is still to be written in
        start = near + cue.start()
        if cue["now"]:
            yield start, point.end, TimeExpression("due", "ISSUE", point.days.end)
        elif cue["before"]:
            yield _judged(folded, start, point, _upto(point.days, "before"), limit=True)
        elif cue["meeting"] and not _SUBMITS.search(folded[max(0, start - _CLAUSE) : start]):
            yield start, point.end, TimeExpression("event", point.days.start, point.days.end)
        elif cue["until"]:
            yield _judged(folded, start, point, _upto(point.days, "on_or_before"), limit=True)
        else:
            days = point.days
            value = TimeExpression("due", days.start, days.end, approximate=days.approximate)
            yield _judged(folded, start, point, value)


def _ranges(folded: str, points: Sequence[_Point]) -> Iterator[Found]:
    """``từ ngày A đến (hết) ngày B``; of A the month or the year may be left to B."""
    for at, point in enumerate(points):
        near = max(0, point.start - _REACH)
        opening = _FROM.search(folded[near : point.start])
        if opening is None:
            continue
        if opening["day"]:
            first = parse_point(f"{opening['day']}/{point.days.end[5:7]}")
            last = point
        else:
            link = _TO.match(folded, point.end)
            following = points[at + 1] if at + 1 < len(points) else None
            if link is None or following is None or not link.end() - 6 <= following.start <= link.end():
                continue
            first, last = point.days, following
        if first is not None:
            start = _dated_like(first.start, last.days.end)
            value = TimeExpression("due", start, last.days.end)
            yield _judged(folded, near + opening.start(), last, value)


def _dated_like(start: str, end: str) -> str:
    if not start.startswith(NO_YEAR) or end.startswith(NO_YEAR):
        return start
    year = int(end[:4])
    return f"{year if start[5:] <= end[5:] else year - 1}{start[4:]}"


def _upto(point: Interval, bound: Bound) -> TimeExpression:
    # "trước tháng 12" ends when December begins; "trước ngày D" keeps the named day (records.md).
    end = point.start if bound == "before" else point.end
    return TimeExpression("due", None, end, bound, approximate=point.approximate)


def _bare(folded: str, points: Sequence[_Point]) -> Iterator[Found]:
    """Points with no word of time before them: a due only behind a label or as the whole cell of a table."""
    for point in points:
        before = folded[max(0, point.start - _REACH) : point.start]
        alone = _CELL.fullmatch(folded[: point.start]) and _CELL.fullmatch(folded[point.end :])
        use = _use(folded, point.start, point)
        handed = folded.startswith("ngay", point.start) and _HANDS_IN.search(before)
        if use == "due" and not (_LABELLED.search(before) or alone or handed):
            continue
        days = point.days
        start = days.start if days.start != days.end or not alone else None
        yield point.start, point.end, TimeExpression(use, start, days.end, approximate=days.approximate)


def _judged(folded: str, start: int, point: _Point, value: TimeExpression, *, limit: bool = False) -> Found:
    use = _use(folded, start, point, limit=limit, cued=True)
    return start, point.end, value if use == "due" else TimeExpression(use, value.start, value.end)


def _use(folded: str, start: int, point: _Point, *, limit: bool = False, cued: bool = False) -> Use:
    """What the words before an expression (which begins with its cue at ``start``) make of it."""
    before = folded[max(0, start - _REACH) : start]
    for use, pattern in _ALWAYS:
        if pattern.search(before) or pattern.search(folded[max(0, start - _REACH) : point.start]):
            return use
    if not limit and _EVENT.search(before):
        return "event"
    if not limit and _CITED.search(before):
        return "period"
    if not cued and _PERIOD.search(before):
        return "period"
    distant = _DISTANT.fullmatch(folded, start, point.end)
    if distant is None or not _TARGET.search(before + folded[start : start + 4]):
        return "due"
    # "Đến hết năm 2027, 80 % ..." is aimed at; "kẻ biển số ... đến hết năm 2027" is to be done by then.
    aimed = not before.strip() or before.rstrip().endswith((".", ";", ":")) or _AIM.search(before)
    return "target" if aimed or not distant["whole"] else "due"
