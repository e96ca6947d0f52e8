"""Gives every cell of a paper its part in the form."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from pipeline.schema import Document, Span, Zone
from pipeline.structure.ending import ending_roles, ending_start
from pipeline.structure.heading import Roles, heading_roles
from pipeline.structure.paragraphs import paragraphs
from pipeline.structure.rows import Row, rows_of
from pipeline.structure.stamps import stamp_rows

_BASIS: Final = re.compile(r"\W{0,4}(?:can cu|thuc hien|thi hanh|theo de nghi|xet de nghi|xet)\b")
_CLOSING: Final = re.compile(r"(?:tren day la|(?:[a-z ]{4,24}) nay (?:duoc )?pho bien (?:den|toi)\b)")
_STAMPED: Final = 14
"""Rows below the addressees among which an incoming stamp may stand."""
_LABEL: Final = re.compile(r"(?:[ivx]{1,5}|\d{1,2})\s?[.)-]|phan thu|dieu \d|chuong [ivx\d]")


def zones_of(document: Document) -> tuple[Zone, ...]:
    """Zones in the order of the text: parts of the heading and the ending by cells, the body by paragraphs."""
    rows = rows_of(document.pages)
    roles, body = heading_roles(rows)
    end = ending_start(rows, body)
    more, annex = ending_roles(rows, end)
    zones = [
        *_by_cells(rows, roles),
        *_body(rows, body, end),
        *_by_cells(rows, more),
        *_annex(rows, annex),
    ]
    return tuple(sorted(zones, key=lambda zone: zone.span))


def _by_cells(rows: Sequence[Row], roles: Roles) -> Iterator[Zone]:
    """Neighbouring cells of one role make one zone."""
    run: list[Span] = []
    role = ""
    for (at, index), own in sorted(roles.items()):
        if own != role and run:
            yield Zone(role, Span(run[0].start, run[-1].end))
            run = []
        role = own
        run.append(rows[at].cells[index].span)
    if run:
        yield Zone(role, Span(run[0].start, run[-1].end))


def _body(rows: Sequence[Row], start: int, end: int) -> Iterator[Zone]:
    at = start
    if start < end and "addressees" in rows[start].cues:
        at = _addressees_end(rows, start, end)
        yield Zone("addressees", _span(rows, start, at))
    labelled = False
    stamps = [run for run in stamp_rows(rows[at : min(end, at + _STAMPED)]) if run]
    yield from (Zone("received", _span(rows, at + run.start, at + run.stop)) for run in stamps)
    taken = {at + i for run in stamps for i in run}
    for run in _without_marks(rows, [i for i in range(at, end) if i not in taken]):
        if isinstance(run, Zone):
            yield run
            continue
        for first, last in paragraphs(run):
            folded = run[first].folded
            labelled = labelled or bool(_LABEL.match(folded))
            role = "basis" if not labelled and _BASIS.match(folded) else "closing" if _CLOSING.match(folded) else "body"
            yield Zone(role, _span(run, first, last))


def _addressees_end(rows: Sequence[Row], start: int, end: int) -> int:
    """Items go on as long as they are bullets or the line before did not end one."""
    for at in range(start + 1, end):
        text, above = rows[at].text, rows[at - 1].text
        if re.match(r"[-+•*~]\s*\S", text) or text[:1].islower():
            continue
        if not above.rstrip().endswith((".", ",", ";", ":")) and not rows[at].gap and not rows[at].prose:
            continue
        return at
    return end


_MARKS: Final = {"furniture": "furniture", "e_signature": "e_signature", "rule": "star", "star": "star"}


def _without_marks(rows: Sequence[Row], chosen: Iterable[int]) -> Iterator[Zone | list[Row]]:
    """Page numbers and footers apart, the runs of rows between them together; a row left out ends a run."""
    run: list[Row] = []
    last = -1
    for at in chosen:
        row = rows[at]
        if run and at != last + 1:
            yield run
            run = []
        last = at
        mark = _MARKS.get(row.cue_list[0] or "") if len(row.cells) == 1 else None
        if mark is None:
            run.append(row)
            continue
        if run:
            yield run
        run = []
        yield Zone(mark, _span([row], 0, 1))
    if run:
        yield run


def _annex(rows: Sequence[Row], start: int) -> Iterator[Zone]:
    for run in _without_marks(rows, range(start, len(rows))):
        if isinstance(run, Zone):
            yield run
            continue
        for first, last in paragraphs(run):
            yield Zone("annex", _span(run, first, last))


def _span(rows: Sequence[Row], first: int, end: int) -> Span:
    return Span(rows[first].cells[0].span.start, rows[end - 1].cells[-1].span.end)
