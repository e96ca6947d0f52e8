"""The records of one bundle repair and check one another: what one paper has lost, another may cite in full."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from pipeline.schema.record import Citation, Number, NumberFinding, Record
from pipeline.text import fold

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
    """A blank or lost serial, when the bundle cites one document of this kind and this date, and only one."""
    if record.number is not None and record.number.value.serial is not None:
        return record
    if record.date_of_issue is None or record.document_type is None:
        return record
    symbol = record.number.value.symbol if record.number is not None else None
    found = {
        (cited.number.serial, cited.number.symbol): (other, cited)
        for other in records
        if other is not record
        for cited in other.citations
        if cited.number is not None
        and cited.date == record.date_of_issue.value
        and cited.document_type == record.document_type.value
        and (symbol is None or fold(symbol) == fold(cited.number.symbol or ""))
    }
    if len(found) != 1:
        return record
    (serial, own), (other, cited) = next(iter(found.items()))
    number = NumberFinding(
        value=Number(serial=serial, symbol=own),
        quote="",  # the words stand in the other paper: its page is the evidence
        regions=cited.mentions[0].regions,
        start=0,
        end=0,
        method=f"sibling:{other.source.part}",
        confidence=_CONFIDENCE,
    )
    return record.model_copy(update={"number": number})
