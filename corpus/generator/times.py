"""Every way that papers state a time limit or a rhythm, each with its normal form; and times that are no limits."""

from __future__ import annotations

import calendar
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any

from corpus.generator.grammar import phrase

_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
_DAYS = (("thứ Hai", "MO"), ("thứ Ba", "TU"), ("thứ Tư", "WE"), ("thứ Năm", "TH"), ("thứ Sáu", "FR"))


@dataclass(frozen=True)
class Time:
    """What stands on the page and what it means."""

    text: str
    due: dict[str, Any] | None = None
    recurrence: str | None = None
    row: str = ""


@dataclass(frozen=True)
class Clock:
    """The day of issue, the way the paper writes dates, and the word for every ("hằng" or "hàng")."""

    issued: date
    mark: str = "/"
    every: str = "hằng"
    paper: str = "Kế hoạch"

    def day(self, day: date) -> str:
        """A date as this paper writes it."""
        if self.mark == "roman":
            return f"{day.day}-{_ROMAN[day.month - 1]}-{day.year}"
        month = f"{day.month:02d}" if day.month < 3 else f"{day.month}"
        return f"{day.day:02d}{self.mark}{month}{self.mark}{day.year}"

    def month(self, year: int, month: int, rng: Random) -> str:
        """A month with its year."""
        mark = "-" if self.mark == "roman" else self.mark
        return rng.choice((f"tháng {month}{mark}{year}", f"tháng {month} năm {year}"))


def due(start: date | None, end: date | None, bound: str = "on_or_before", **more: Any) -> dict[str, Any]:
    """A normal form as records.md has it."""
    return {
        "start": start and start.isoformat(), "end": end and end.isoformat(), "bound": bound,
        "anchor": None, "offset": None, "approximate": False, **more,
    }  # fmt: skip


def _later(rng: Random, clock: Clock, low: int = 7, high: int = 240) -> date:
    return clock.issued + timedelta(days=rng.randint(low, high))


def _last(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])


def _before(rng: Random, clock: Clock) -> Time:
    day = _later(rng, clock)
    lead = rng.choice(("trước ngày ", "trước ngày ", "trước ", "xong trước ngày "))
    return Time(lead + clock.day(day), due(None, day, "before"), row="before")


def _latest(rng: Random, clock: Clock) -> Time:
    day = _later(rng, clock)
    lead = rng.choice(("chậm nhất ngày", "chậm nhất là ngày", "chậm nhất vào ngày", "muộn nhất ngày", "không quá ngày"))
    return Time(f"{lead} {clock.day(day)}", due(None, day), row="latest")


def _until(rng: Random, clock: Clock) -> Time:
    day = _later(rng, clock, 20, 300)
    kind = rng.choice(("day", "day", "month", "year"))
    if kind == "day":
        return Time(f"đến hết ngày {clock.day(day)}", due(None, day), row="until day")
    if kind == "month":
        text = f"đến hết {clock.month(day.year, day.month, rng)}"
        return Time(text, due(None, _last(day.year, day.month)), row="until month")
    return Time(f"đến hết năm {day.year}", due(None, date(day.year, 12, 31)), row="until year")


def _on_day(rng: Random, clock: Clock) -> Time:
    day = _later(rng, clock, 3, 120)
    return Time(f"{rng.choice(('trong', 'vào'))} ngày {clock.day(day)}", due(day, day), row="on day")


def _month(rng: Random, clock: Clock) -> Time:
    day = _later(rng, clock, 20, 260)
    text = clock.month(day.year, day.month, rng)
    if day.year == clock.issued.year and rng.random() < 0.25:
        text = f"tháng {day.month}"
    return Time(f"trong {text}", due(date(day.year, day.month, 1), _last(day.year, day.month)), row="month")


def _quarter(rng: Random, clock: Clock) -> Time:
    day = _later(rng, clock, 30, 300)
    quarter = (day.month - 1) // 3 + 1
    name = rng.choice((_ROMAN[quarter - 1], _ROMAN[quarter - 1], str(quarter)))
    text = rng.choice((f"trong quý {name} năm {day.year}", f"trong quý {name}/{day.year}"))
    return Time(text, due(date(day.year, 3 * quarter - 2, 1), _last(day.year, 3 * quarter)), row="quarter")


def _half(rng: Random, clock: Clock) -> Time:
    year = clock.issued.year + (clock.issued.month > 5)
    six = rng.choice(("6", "06"))
    if clock.issued.month < 6 and rng.random() < 0.5:
        return Time(f"trong {six} tháng cuối năm {year}", due(date(year, 7, 1), date(year, 12, 31)), row="half")
    if rng.random() < 0.3:
        return Time(f"trong 9 tháng đầu năm {year}", due(date(year, 1, 1), date(year, 9, 30)), row="nine months")
    return Time(f"trong {six} tháng đầu năm {year}", due(date(year, 1, 1), date(year, 6, 30)), row="half")


_PARTS = (
    ("đầu {}", 1, 10), ("giữa {}", 11, 20), ("cuối {}", 21, 0), ("thượng tuần {}", 1, 10), ("trung tuần {}", 11, 20),
    ("hạ tuần {}", 21, 0), ("nửa đầu {}", 1, 15), ("nửa cuối {}", 16, 0), ("tuần đầu {}", 1, 7),
    ("tuần thứ 2 {}", 8, 14), ("tuần thứ 3 {}", 15, 21),
)  # fmt: skip


def _part(rng: Random, clock: Clock) -> Time:
    day = _later(rng, clock, 32, 260)
    form, first, last = rng.choice(_PARTS)
    end = date(day.year, day.month, last) if last else _last(day.year, day.month)
    text = form.format(clock.month(day.year, day.month, rng))
    start = date(day.year, day.month, first)
    return Time(f"{rng.choice(('vào', 'trong'))} {text}", due(start, end, approximate=True), row="part of month")


def _ends(rng: Random, clock: Clock) -> Time:
    year = clock.issued.year + (clock.issued.month > 9)
    if rng.random() < 0.5:
        return Time(
            f"vào cuối năm {year}", due(date(year, 12, 1), date(year, 12, 31), approximate=True), row="year end"
        )
    day = _later(rng, clock, 60, 300)
    quarter = (day.month - 1) // 3 + 1
    first = date(day.year, 3 * quarter, 1)
    text = f"vào cuối quý {_ROMAN[quarter - 1]}/{day.year}"
    return Time(text, due(first, _last(day.year, 3 * quarter), approximate=True), row="quarter end")


def _year(rng: Random, clock: Clock) -> Time:
    year = clock.issued.year + (1 if clock.issued.month > 8 or rng.random() < 0.3 else 0)
    return Time(f"trong năm {year}", due(date(year, 1, 1), date(year, 12, 31)), row="year")


def _from_now(rng: Random, clock: Clock) -> Time:
    year = clock.issued.year
    text = rng.choice((f"từ nay đến hết năm {year}", f"từ nay đến cuối năm {year}"))
    return Time(text, due(clock.issued, date(year, 12, 31)), row="from now")


def _interval(rng: Random, clock: Clock) -> Time:
    first = _later(rng, clock, 5, 90)
    last = first + timedelta(days=rng.randint(10, 75))
    link = rng.choice(("đến hết ngày", "đến ngày"))
    return Time(f"từ ngày {clock.day(first)} {link} {clock.day(last)}", due(first, last), row="interval")


def _stage(rng: Random, clock: Clock) -> Time:
    first = clock.issued.year
    last = first + rng.randint(1, 4)
    return Time(f"trong giai đoạn {first} - {last}", due(date(first, 1, 1), date(last, 12, 31)), row="stage")


def _offset(rng: Random, clock: Clock) -> Time:
    count = rng.choice((3, 5, 7, 10, 15, 20, 30))
    working = rng.random() < 0.4
    anchor = rng.choice(
        (f"ngày nhận được {clock.paper} này", f"ngày ban hành {clock.paper} này", "ngày kết thúc hội nghị")
    )
    lead = rng.choice(("trong vòng", "trong thời hạn", "chậm nhất"))
    text = f"{lead} {count:02d} ngày{' làm việc' if working else ''}{rng.choice((' ', ', '))}kể từ {anchor}"
    return Time(text, due(None, None, anchor=anchor, offset=f"P{count}{'B' if working else 'D'}"), row="offset")


def _after(rng: Random, clock: Clock) -> Time:
    del clock
    count = rng.choice((5, 7, 10, 15, 30))
    event = rng.choice(("kết thúc đợt kiểm tra", "có quyết định phê duyệt", "kết thúc đại hội", "bế mạc kỳ họp"))
    text = f"chậm nhất {count:02d} ngày sau khi {event}"
    return Time(text, due(None, None, anchor=f"khi {event}", offset=f"P{count}D"), row="after")


def _ahead(rng: Random, clock: Clock) -> Time:
    del clock
    count = rng.choice((3, 5, 7, 10, 15))
    event = rng.choice(("kỳ họp", "hội nghị", "đại hội"))
    text = rng.choice((f"trước {event} {count:02d} ngày", f"trước {event} ít nhất {count:02d} ngày"))
    return Time(text, due(None, None, anchor=event, offset=f"-P{count}D"), row="ahead of event")


def _hours(rng: Random, clock: Clock) -> Time:
    del clock
    count = rng.choice((12, 24, 48))
    anchor = rng.choice(("khi xảy ra vụ việc", "khi nhận được tin báo"))
    text = f"trong {count} giờ kể từ {anchor}"
    return Time(text, due(None, None, anchor=anchor, offset=f"PT{count}H"), row="hours")


_DUES: tuple[tuple[int, Callable[[Random, Clock], Time]], ...] = (
    (22, _before), (10, _latest), (7, _until), (3, _on_day), (14, _month), (10, _quarter), (3, _half), (6, _part),
    (3, _ends), (6, _year), (3, _from_now), (3, _interval), (2, _stage), (7, _offset), (2, _after), (2, _ahead),
    (1, _hours),
)  # fmt: skip


_SENT_ONLY = frozenset({"ahead of event", "hours", "after"})


def deadline(rng: Random, clock: Clock, *, sending: bool = False) -> Time:
    """A limit, common forms more often; ``sending`` allows those that suit only a report or a proposal."""
    while True:
        (row,) = rng.choices([make for _, make in _DUES], [weight for weight, _ in _DUES])
        time = row(rng, clock)
        if sending or time.row not in _SENT_ONLY:
            return time


def cell(rng: Random, clock: Clock) -> Time:
    """A time as it stands in a table's cell: ``Tháng 10/2025``, ``Hằng quý``, ``Thường xuyên``."""
    share = rng.random()
    if share < 0.1:
        return Time("Thường xuyên", None, "continuous", "continuous")
    time = rhythm(rng, clock) if share < 0.22 else deadline(rng, clock)
    text = time.text
    for lead in ("trong ", "vào ", "xong "):
        if not text.startswith(("trong vòng", "trong thời hạn")):
            text = text.removeprefix(lead)
    return Time(text[0].upper() + text[1:], time.due, time.recurrence, time.row)


_RHYTHMS = (
    ("{e} tháng", "FREQ=MONTHLY"), ("định kỳ {e} tháng", "FREQ=MONTHLY"), ("mỗi tháng một lần", "FREQ=MONTHLY"),
    ("trước ngày {d} {e} tháng", "FREQ=MONTHLY;BYMONTHDAY={d}"),
    ("vào ngày {d} {e} tháng", "FREQ=MONTHLY;BYMONTHDAY={d}"),
    ("{e} quý", "FREQ=MONTHLY;INTERVAL=3"), ("định kỳ {e} quý", "FREQ=MONTHLY;INTERVAL=3"),
    ("định kỳ 3 tháng một lần", "FREQ=MONTHLY;INTERVAL=3"), ("03 tháng một lần", "FREQ=MONTHLY;INTERVAL=3"),
    ("trước ngày {d} của tháng cuối quý", "FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY={d}"),
    ("định kỳ 6 tháng", "FREQ=MONTHLY;INTERVAL=6"), ("06 tháng một lần", "FREQ=MONTHLY;INTERVAL=6"),
    ("{e} năm", "FREQ=YEARLY"), ("định kỳ {e} năm", "FREQ=YEARLY"), ("mỗi năm một lần", "FREQ=YEARLY"),
    ("trước ngày {d}/{m} {e} năm", "FREQ=YEARLY;BYMONTH={m};BYMONTHDAY={d}"),
    ("trong tháng {m} {e} năm", "FREQ=YEARLY;BYMONTH={m};BYMONTHDAY=-1"),
    ("trong quý I {e} năm", "FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=31"),
    ("hai năm một lần", "FREQ=YEARLY;INTERVAL=2"), ("{e} tuần", "FREQ=WEEKLY"),
    ("vào sáng {w} {e} tuần", "FREQ=WEEKLY;BYDAY={b}"), ("vào chiều {w} {e} tuần", "FREQ=WEEKLY;BYDAY={b}"),
    ("{e} ngày", "FREQ=DAILY"),
    ("vào ngày làm việc cuối của tháng", "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1"),
)  # fmt: skip


def rhythm(rng: Random, clock: Clock) -> Time:
    """A recurring duty."""
    text, rule = rng.choice(_RHYTHMS)
    word, code = rng.choice(_DAYS)
    slots = {
        "e": clock.every,
        "d": rng.choice((5, 10, 15, 20, 25)),
        "m": rng.choice((6, 10, 11, 12)),
        "w": word,
        "b": code,
    }
    return Time(text.format(**slots), None, rule.format(**slots), "rhythm " + text)


def lookalike(rng: Random, clock: Clock) -> str:
    """A sentence whose dates bind nobody: as-of days, durations, horizons, effects, events."""
    issued = clock.issued
    past = issued - timedelta(days=rng.randint(10, 200))
    return phrase(
        rng, "lookalike", past=clock.day(past), today=clock.day(issued), soon=clock.day(_later(rng, clock, 5, 30)),
        year=str(issued.year), last=str(issued.year - 1), horizon=str(issued.year + rng.choice((2, 3, 5, 7))),
    )  # fmt: skip
