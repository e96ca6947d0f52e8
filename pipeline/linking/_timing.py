"""When: the times of a passage, and where they cut a sentence into several assignments."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.linking._passages import Passage
from pipeline.linking.dues import recurrence, resolve
from pipeline.schema import Due, Mention, Span


@dataclass(frozen=True, slots=True)
class Time:
    """A due or a recurrence at ``[start, end)`` of the passage."""

    start: int
    end: int
    due: Due | None
    rule: str | None
    span: Span


def times_of(passage: Passage, mentions: Sequence[Mention], issued: str | None) -> tuple[Time, ...]:
    """The dues and recurrences that stand in the passage, in order."""
    if not passage.at:
        return ()
    first, last = passage.span(0, 1).start, passage.span(len(passage.text) - 1, len(passage.text)).end
    found = []
    for mention in mentions:
        if mention.span.end <= first or mention.span.start >= last:
            continue
        due, rule = resolve(mention, issued), recurrence(mention)
        if due is None and rule is None:
            continue
        start = bisect_left(passage.at, passage.seen.place(mention.span.start))
        end = bisect_left(passage.at, passage.seen.place(mention.span.end))
        found.append(Time(start, max(end, start + 1), due, rule, mention.span))
    return tuple(found)


def within(times: Iterable[Time], start: int, end: int) -> tuple[Time, ...]:
    """The times in ``[start, end)``."""
    return tuple(time for time in times if start <= time.start < end)


def due_of(times: Iterable[Time]) -> Time | None:
    """The first due."""
    return next((time for time in times if time.due is not None), None)


def rule_of(times: Iterable[Time]) -> Time | None:
    """The first recurrence; a rule says more than "thường xuyên"."""
    rules = [time for time in times if time.rule is not None]
    return next((time for time in rules if (time.rule or "").startswith("FREQ")), rules[0] if rules else None)


def first_due_cut(text: str, times: Sequence[Time]) -> int | None:
    """Where two different dues of one clause part: the first comma between them."""
    dues = [time for time in times if time.due is not None]
    for one, other in pairwise(dues):
        if one.due != other.due:
            cut = text.find(",", one.end, other.start)
            if cut >= 0:
                return cut
    return None
