"""What a text says about time, before the paper's date gives it a year."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from pipeline.schema.document import Bound

Use = Literal["due", "recurrence", "continuous", "on_demand", "as_of", "effect", "period", "target", "event"]
"""What a time expression is for; only a due is the last acceptable time of a task."""


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """One time expression.

    Days are ISO 8601, with ``XXXX`` for a year that is not said and ``ISSUE`` for the paper's own date.
    ``offset`` is an ISO 8601 duration from ``anchor`` (``P5D``; ``P5B`` for working days; ``-P7D`` before it).
    ``rrule`` is an RFC 5545 rule.
    """

    use: Use
    start: str | None = None
    end: str | None = None
    bound: Bound = "on_or_before"
    anchor: str | None = None
    offset: str | None = None
    approximate: bool = False
    rrule: str | None = None
