"""Where the evidence does not agree, and what a person should look at."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Final

from pipeline.authority.symbols import kinds_of
from pipeline.description.heading import own_number
from pipeline.schema import Document
from pipeline.schema.record import Conflict, RecordAssignment, Review

_SURE: Final = 0.8
"""Findings below this are shown to a person."""
_NEEDED: Final = ("document_type", "number", "date_of_issue", "issuing_body", "subject")
_GOOD_TO_KNOW: Final = ("electronic signature", "number read", "day read")
"""Notes on a page that ask for nobody's eye."""
_SPLIT: Final = 0.75


def conflicts(document: Document, document_type: str | None) -> tuple[Conflict, ...]:
    """Disagreements between parts of the paper, each told with both values."""
    found: list[Conflict] = []
    mention = own_number(document)
    kinds = kinds_of(mention.value.code) if mention else ()
    if kinds and document_type and document_type not in kinds and not any(k in document_type for k in kinds):
        why = "the code in the number stands for another kind than the heading prints"
        found.append(Conflict(field="document_type", values=(document_type, *kinds), why=why))
    for cited in document.citations:
        dates = sorted({cited.date} - {None}) if cited.date else []
        if dates and mention is None and len(dates) > 1:
            found.append(Conflict(field="citations", values=tuple(map(str, dates)), why="one number, two dates"))
    return tuple(found)


def review(
    document: Document, values: dict[str, Any], assignments: Iterable[RecordAssignment], disagree: tuple[Conflict, ...]
) -> Review:
    """Must a person look, and at what: what is missing, what is unsure, what does not agree."""
    reasons = list(_reasons(document, values, assignments, disagree))
    return Review(needed=bool(reasons), reasons=tuple(reasons))


def _reasons(
    document: Document, values: dict[str, Any], assignments: Iterable[RecordAssignment], disagree: tuple[Conflict, ...]
) -> Iterator[str]:
    if document.split_confidence < _SPLIT:
        yield "the cut between this paper and the one before is unsure"
    for name in _NEEDED:
        finding = values.get(name)
        if finding is None:
            yield f"{name} was not found"
        elif finding.confidence < _SURE:
            yield f"{name} is unsure ({finding.confidence:.2f})"
    if values.get("number") is not None and values["number"].value.serial is None:
        yield "the serial of the number is blank or unreadable"
    for conflict in disagree:
        yield f"{conflict.field}: {conflict.why}"
    unsure = sum(task.task.confidence < _SURE / 2 for task in assignments)
    if unsure:
        yield f"{unsure} assignments are unsure"
    for page in document.pages:
        for note in page.notes:
            if not note.startswith(_GOOD_TO_KNOW):
                yield f"page {page.number}: {note}"
