"""All layers of a document become its catalogue record, with confidence, conflicts and reasons for review."""

from __future__ import annotations

from typing import Any

from pipeline.description import checks, ending, heading, tasks
from pipeline.description.evidence import found
from pipeline.description.secrecy import withhold
from pipeline.schema import Document
from pipeline.schema.record import Record, SourceRef, TextFinding

__all__ = ["describe", "withhold"]


def describe(document: Document) -> Record:
    """The record of one document; every value with its evidence, what was not found None or empty."""
    values = _values(document)
    assignments = tuple(tasks.assignment(document, each) for each in document.assignments)
    kind = values["document_type"].value if values["document_type"] else None
    disagree = checks.conflicts(document, kind)
    return Record(
        source=_source(document),
        **values,
        citations=tuple(tasks.citation(document, each) for each in document.citations),
        assignments=assignments,
        sections=tasks.sections(document),
        residue=tuple(
            found(document, span, " ".join(document.quote(span).split()), "rule:residue", 0.5, TextFinding)
            for span in document.zone_spans("residue")
        ),
        conflicts=disagree,
        review=checks.review(document, values, assignments, disagree),
    )


def _values(document: Document) -> dict[str, Any]:
    return {
        "family": heading.family(document),
        "document_type": heading.document_type(document),
        "number": heading.number(document),
        "date_of_issue": heading.date_of_issue(document),
        "place_of_issue": heading.place_of_issue(document),
        "issuing_body": heading.issuing_body(document),
        "parent_body": heading.parent_body(document),
        "acting_body": ending.acting_body(document),
        "subject": heading.subject(document),
        "secrecy": heading.mark(document, "secrecy"),
        "urgency": heading.mark(document, "urgency"),
        "addressees": ending.addressees(document),
        "recipients": ending.recipients(document),
        "archived_at": ending.archived_at(document),
        "signatories": ending.signatories(document),
        "received": ending.received(document),
        "copies": ending.copies(document),
        "annotations": ending.routing_notes(document),
    }


def _source(document: Document) -> SourceRef:
    pages = [page.number for page in document.pages] or [1]
    return SourceRef(
        path=document.source.path,
        sha256=document.source.sha256,
        media_type=document.source.media_type,
        pages=(pages[0], pages[-1]),
        part=document.part,
        parts=document.parts,
    )
