"""The records of one bundle repair and check one another: what one paper has lost, another may cite in full."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, TypeVar

from pipeline.schema.record import Citation, Finding, Number, NumberFinding, Record, TextFinding
from pipeline.text import fold

T = TypeVar("T")
_CONFIDENCE: Final = 0.75


def record_id(record: Record) -> str:
    """Identity of a record: the file's hash and the paper's place in it."""
    return f"{record.source.sha256}#{record.source.part}"


def reconcile(records: Sequence[Record]) -> tuple[Record, ...]:
    """The same records: citations of a paper of the bundle resolved, a lost number filled in from a citing paper."""
    filled = tuple(_with_number(record, records) for record in records)
    return tuple(
        record.model_copy(update={"citations": tuple(_resolved(cited, record, filled) for cited in record.citations)})
        for record in filled
    )


def _key(number: Number | None) -> tuple[str, str] | None:
    if number is None or number.serial is None or number.symbol is None:
        return None
    return number.serial.lstrip("0"), fold(number.symbol)


def _resolved(cited: Citation, by: Record, records: Sequence[Record]) -> Citation:
    key = _key(cited.number)
    same = [r for r in records if r is not by and r.number is not None and _key(r.number.value) == key]
    dated = [r for r in same if cited.date is None or r.date_of_issue is None or r.date_of_issue.value == cited.date]
    if key is None or len(dated) != 1:
        return cited
    return cited.model_copy(update={"resolved": record_id(dated[0])})


def _with_number(record: Record, records: Sequence[Record]) -> Record:
    """A lost serial or day, when the bundle cites one document of this kind, code and date, and only one."""
    number, date = record.number, record.date_of_issue
    if record.document_type is None or (number is not None and number.value.serial is not None):
        return record
    if number is None and date is None:
        return record
    found = {
        (cited.number.serial, cited.number.symbol): (other, cited)
        for other in records
        if other is not record
        for cited in other.citations
        if cited.number is not None and _may_be(record, cited)
    }
    if len(found) != 1:
        return record
    other, cited = next(iter(found.values()))
    assert cited.number is not None
    update: dict[str, object] = {
        "number": _from(NumberFinding, Number(serial=cited.number.serial, symbol=cited.number.symbol), other, cited)
    }
    if cited.date is not None and (date is None or "X" in date.value):
        update["date_of_issue"] = _from(TextFinding, cited.date, other, cited)
    return record.model_copy(update=update)


def _may_be(record: Record, cited: Citation) -> bool:
    """Could ``cited`` be this record: the kind is the same, code and date agree as far as they can be read."""
    if record.document_type is None or cited.document_type != record.document_type.value or cited.number is None:
        return False
    symbol = record.number.value.symbol if record.number is not None else None
    if symbol is not None and fold(symbol) != fold(cited.number.symbol or ""):
        return False
    if record.date_of_issue is None or cited.date is None:
        return symbol is not None
    return all(own in {"X", given} for own, given in zip(record.date_of_issue.value, cited.date, strict=False))


def _from(kind: type[Finding[T]], value: T, other: Record, cited: Citation) -> Finding[T]:
    """A finding whose words stand in another paper of the bundle: that paper's page is the evidence."""
    return kind(
        value=value,
        quote="",
        regions=cited.mentions[0].regions,
        start=0,
        end=0,
        method=f"sibling:{other.source.part}",
        confidence=_CONFIDENCE,
    )
