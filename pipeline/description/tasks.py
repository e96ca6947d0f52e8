"""Citations, assignments and sections of a document in the record's form."""

from __future__ import annotations

from pipeline.description.evidence import found
from pipeline.schema import Assignment, CitedDocument, Document, Due, Participant, Span
from pipeline.schema.record import (
    Citation,
    DueFinding,
    Number,
    RecordAssignment,
    RecordDue,
    RecordParticipant,
    RecordSection,
    TextFinding,
)
from pipeline.text import view


def citation(document: Document, cited: CitedDocument) -> Citation:
    """One cited document with the words of every mention."""
    return Citation(
        document_type=cited.document_type,
        number=Number(serial=cited.number.serial, symbol=cited.number.symbol),
        date=cited.date,
        issuing_body=cited.issuing_body,
        title=cited.title,
        alias=cited.alias,
        relation=cited.relation,
        mentions=tuple(
            found(document, m.span, f"{m.value.serial}-{m.value.symbol}", m.method, m.confidence, TextFinding)
            for m in cited.mentions
        ),
    )


def assignment(document: Document, task: Assignment) -> RecordAssignment:
    """One assignment; the task's value is its words with single blanks."""

    def text(span: Span | None) -> TextFinding | None:
        if span is None:
            return None
        words = " ".join(view(document.quote(span)).text.split())
        return found(document, span, words, task.method, task.confidence, TextFinding)

    whole = text(task.task)
    assert whole is not None
    recurrence = None
    if task.recurrence is not None:
        span = task.recurrence_span or task.task
        recurrence = found(document, span, task.recurrence, task.method, task.confidence, TextFinding)
    return RecordAssignment(
        participants=tuple(_participant(document, each, task) for each in task.participants),
        task=whole,
        due=_due(document, task.due, task.due_span or task.task, task),
        recurrence=recurrence,
        product=text(task.product),
        section=task.section,
    )


def _participant(document: Document, participant: Participant, task: Assignment) -> RecordParticipant:
    body = found(document, participant.span, participant.body, task.method, task.confidence, TextFinding)
    return RecordParticipant(body=body, id=participant.id, role=participant.role)


def _due(document: Document, due: Due | None, span: Span, task: Assignment) -> DueFinding | None:
    if due is None:
        return None
    value = RecordDue(
        start=due.start,
        end=due.end,
        bound=due.bound,
        anchor=due.anchor,
        offset=due.offset,
        approximate=due.approximate,
        quote=document.quote(span),
    )
    sure = task.confidence * (0.8 if due.approximate else 1.0)
    return found(document, span, value, task.method, sure, DueFinding)


def sections(document: Document) -> tuple[RecordSection, ...]:
    """Numbered parts with their level and span."""
    return tuple(
        RecordSection(
            label=section.label,
            heading=section.heading,
            level=section.level,
            start=section.span.start,
            end=section.span.end,
        )
        for section in document.sections
    )
