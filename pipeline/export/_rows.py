"""A record as flat rows: the catalogue, the task register, the cited documents.

Rows hold plain values (str, int, float, bool, None); several values in one cell are joined by ``"; "``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Final

from pipeline.schema.record import Copy, Finding, Number, Record, RecordAssignment, Signatory, Stamp

Row = dict[str, str | int | float | bool | None]

DOCUMENT_COLUMNS: Final = (
    "source", "sha256", "part", "parts", "first_page", "last_page", "family", "document_type", "number", "serial",
    "symbol", "date_of_issue", "place_of_issue", "issuing_body", "issuing_body_id", "parent_body", "acting_body",
    "subject", "secrecy", "urgency", "addressees", "recipients", "archived_at", "signatories", "received", "copies",
    "annotations", "citations", "assignments", "residue_characters", "confidence", "conflicts", "review_needed",
    "review_reasons",
)  # fmt: skip
ASSIGNMENT_COLUMNS: Final = (
    "source", "part", "number", "section", "leads", "cooperating", "other_roles", "task", "due_start", "due_end",
    "due_bound", "due_anchor", "due_offset", "due_approximate", "due_quote", "recurrence", "product", "confidence",
    "page",
)  # fmt: skip
CITATION_COLUMNS: Final = (
    "source", "part", "number", "cited_type", "cited_number", "cited_date", "cited_issuing_body", "cited_title",
    "alias", "relation", "mentions", "quote", "page", "resolved",
)  # fmt: skip

_SCALARS: Final = (
    "family", "document_type", "number", "date_of_issue", "place_of_issue", "issuing_body", "parent_body",
    "acting_body", "subject", "secrecy", "urgency", "archived_at",
)  # fmt: skip


def number_text(number: Number | None) -> str | None:
    """``230-CV/BTGTU``; ``-CV/BTGTU`` where the serial is blank or unreadable, as the papers themselves print it."""
    if number is None or (number.serial is None and number.symbol is None):
        return None
    if number.symbol is None:
        return number.serial
    return f"{number.serial or ''}-{number.symbol}"


def document_row(record: Record) -> Row:
    """One row for the document, keys as in :data:`DOCUMENT_COLUMNS`."""
    number = _value(record.number)
    body = _value(record.issuing_body)
    parent = _value(record.parent_body)
    source = record.source
    found = [finding for name in _SCALARS if (finding := getattr(record, name)) is not None]
    return {
        "source": source.path,
        "sha256": source.sha256,
        "part": source.part,
        "parts": source.parts,
        "first_page": source.pages[0],
        "last_page": source.pages[1],
        "family": _value(record.family),
        "document_type": _value(record.document_type),
        "number": number_text(number),
        "serial": number.serial if number else None,
        "symbol": number.symbol if number else None,
        "date_of_issue": _value(record.date_of_issue),
        "place_of_issue": _value(record.place_of_issue),
        "issuing_body": body.name if body else None,
        "issuing_body_id": body.id if body else None,
        "parent_body": parent.name if parent else None,
        "acting_body": _value(record.acting_body),
        "subject": _value(record.subject),
        "secrecy": _value(record.secrecy),
        "urgency": _value(record.urgency),
        "addressees": _join(finding.value for finding in record.addressees),
        "recipients": _join(finding.value for finding in record.recipients),
        "archived_at": _value(record.archived_at),
        "signatories": _join(_signatory(finding.value) for finding in record.signatories),
        "received": _join(_stamp(stamp) for stamp in record.received),
        "copies": _join(_copy(copy) for copy in record.copies),
        "annotations": _join(finding.value for finding in record.annotations),
        "citations": len(record.citations),
        "assignments": len(record.assignments),
        "residue_characters": sum(len(finding.quote) for finding in record.residue),
        "confidence": min((finding.confidence for finding in found), default=None),
        "conflicts": _join(f"{conflict.field}: {conflict.why}" for conflict in record.conflicts),
        "review_needed": record.review.needed,
        "review_reasons": _join(record.review.reasons),
    }


def assignment_rows(record: Record) -> Iterator[Row]:
    """One row an assignment, keys as in :data:`ASSIGNMENT_COLUMNS`."""
    for assignment in record.assignments:
        due = _value(assignment.due)
        yield {
            "source": record.source.path,
            "part": record.source.part,
            "number": number_text(_value(record.number)),
            "section": assignment.section,
            "leads": _join(_in_role(assignment, "lead")),
            "cooperating": _join(_in_role(assignment, "cooperate")),
            "other_roles": _join(
                f"{participant.role}: {participant.body.value}"
                for participant in assignment.participants
                if participant.role not in ("lead", "cooperate")
            ),
            "task": assignment.task.value,
            "due_start": due.start if due else None,
            "due_end": due.end if due else None,
            "due_bound": due.bound if due else None,
            "due_anchor": due.anchor if due else None,
            "due_offset": due.offset if due else None,
            "due_approximate": due.approximate if due else None,
            "due_quote": due.quote if due else None,
            "recurrence": _value(assignment.recurrence),
            "product": _value(assignment.product),
            "confidence": min(finding.confidence for finding in _findings(assignment)),
            "page": assignment.task.regions[0].page,
        }


def citation_rows(record: Record) -> Iterator[Row]:
    """One row a cited document, keys as in :data:`CITATION_COLUMNS`."""
    for citation in record.citations:
        first = citation.mentions[0] if citation.mentions else None
        yield {
            "source": record.source.path,
            "part": record.source.part,
            "number": number_text(_value(record.number)),
            "cited_type": citation.document_type,
            "cited_number": number_text(citation.number),
            "cited_date": citation.date,
            "cited_issuing_body": citation.issuing_body,
            "cited_title": citation.title,
            "alias": citation.alias,
            "relation": citation.relation,
            "mentions": len(citation.mentions),
            "quote": first.quote if first else None,
            "page": first.regions[0].page if first else None,
            "resolved": citation.resolved,
        }


def _value(finding: Finding[Any] | None) -> Any:
    return None if finding is None else finding.value


def _join(values: Iterable[str | None]) -> str | None:
    return "; ".join(value for value in values if value) or None


def _in_role(assignment: RecordAssignment, role: str) -> Iterator[str]:
    return (participant.body.value for participant in assignment.participants if participant.role == role)


def _findings(assignment: RecordAssignment) -> Iterator[Finding[Any]]:
    yield assignment.task
    yield from (participant.body for participant in assignment.participants)
    for finding in (assignment.due, assignment.recurrence, assignment.product):
        if finding is not None:
            yield finding


def _signatory(signatory: Signatory) -> str:
    return ", ".join(filter(None, (signatory.authority, signatory.on_behalf_of, signatory.office, signatory.name)))


def _stamp(stamp: Stamp) -> str:
    parts = (stamp.body, stamp.serial, stamp.date, stamp.routed_to, stamp.file_code)
    return ", ".join(part.value for part in parts if part is not None)


def _copy(copy: Copy) -> str:
    number = number_text(copy.number.value) if copy.number else None
    signer = _signatory(copy.signatory.value) if copy.signatory else None
    return ", ".join(filter(None, (copy.kind.value, number, _value(copy.date), _value(copy.body), signer)))
