"""Cuts a file into its papers: where a heading of the form begins anew, another paper begins.

One sheet can hold what belongs to two papers: routing notes and incoming stamps stand above or over the heading of the
paper they were put on, so they go with the heading that follows; certified-copy blocks and annexes stay with the
paper before them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from pipeline.schema import Document, Line, Page, Transcription
from pipeline.structure.rows import Row, rows_of
from pipeline.structure.stamps import stamp_rows

_HEADING: Final = frozenset({"motto", "number", "place_date", "type"})
_NEAR: Final = 6
"""Printed lines between two parts of one heading at most (a stamp may stand between)."""
_ABOVE: Final = 14
"""Printed lines above a heading in which routing notes to its paper stand at most."""
_TOP: Final = 0.5
"""Share of a page in whose upper part a paper begins."""


@dataclass(frozen=True, slots=True)
class _Heading:
    first: int
    last: int
    cues: frozenset[str]


def split(transcription: Transcription) -> tuple[Document, ...]:
    """The papers of a file in order; at least one, and every line in exactly one of them."""
    rows = rows_of(transcription.pages)
    starts = _starts(rows, transcription.pages)
    cuts = [0, *(rows[at].line for at, _ in starts[1:])]
    sure = [confidence for _, confidence in starts] or [1.0]
    total = sum(len(page.lines) for page in transcription.pages)
    documents = []
    for part, (start, end) in enumerate(zip(cuts, [*cuts[1:], total], strict=True), start=1):
        pages = _slice(transcription.pages, start, end)
        documents.append(Document(transcription.source, part, len(cuts), pages, sure[part - 1]))
    return tuple(documents)


def _headings(rows: Sequence[Row]) -> list[_Heading]:
    """Runs of rows in which parts of a heading follow one another closely."""
    found: list[_Heading] = []
    for at, row in enumerate(rows):
        cues = row.cues & _HEADING
        if not cues:
            continue
        last = found[-1] if found else None
        between = rows[last.last + 1 : at] if last else ()
        # A trích yếu beside the number looks like prose; three lines of prose are a body.
        broken = sum(row.prose for row in between) > 2 or any("recipients" in row.cues for row in between)
        if last and not broken and at - last.last <= _NEAR:
            found[-1] = _Heading(last.first, at, last.cues | cues)
        else:
            found.append(_Heading(at, at, cues))
    return found


def _begins_paper(heading: _Heading, rows: Sequence[Row]) -> float:
    """How sure a heading is the heading of a paper of its own; 0 when it is not."""
    around = rows[max(0, heading.first - 4) : heading.last + 6]
    cues = frozenset(cue for row in around for cue in row.cues)
    main = heading.cues & {"motto", "number", "place_date"}
    if "copy" in cues and "type" not in heading.cues:
        return 0.0
    if "number" not in main and ("attachment" in cues or _in_annex(heading, rows)):
        return 0.0
    if len(main) == 3:
        return 0.99
    if len(main) == 2:
        return 0.95 if "type" in heading.cues or "addressees" in cues else 0.8
    if main and "type" in heading.cues:
        return 0.85 if "stamp" in cues or "number" in main else 0.7
    return 0.0


def _in_annex(heading: _Heading, rows: Sequence[Row]) -> bool:
    """A model form printed in an annex has a heading, but its number and date are blank."""
    before = rows[max(0, heading.first - 4) : heading.first + 1]
    return any("annex" in row.cues for row in before)


def _starts(rows: Sequence[Row], pages: Sequence[Page]) -> list[tuple[int, float]]:
    """Rows at which papers begin, with how sure that is; the first paper begins at the first row."""
    found: list[tuple[int, float]] = []
    for heading in _headings(rows):
        sure = _begins_paper(heading, rows)
        if not sure:
            continue
        if not found:
            found.append((0, 1.0))
            if not _has_content(rows, 0, heading.first):
                continue
        if not _has_content(rows, found[-1][0], heading.first) or not _at_top(heading, rows, pages):
            continue
        found.append((_first_row(heading, rows, pages, found[-1][0]), sure))
    return found or [(0, 0.5)] if rows else []


def _has_content(rows: Sequence[Row], start: int, end: int) -> bool:
    """Between two headings stands a paper: prose, addressees, recipients or a signature."""
    between = rows[start:end]
    cues = frozenset(cue for row in between for cue in row.cues)
    return sum(row.prose for row in between) >= 3 or bool(cues & {"recipients", "authority", "addressees"})


def _at_top(heading: _Heading, rows: Sequence[Row], pages: Sequence[Page]) -> bool:
    """A scanned paper begins on a sheet of its own; a dump does not know where sheets begin."""
    page = pages[rows[heading.first].page]
    if page.height <= 0:
        return True
    box = page.lines[_line_in_page(rows[heading.first], pages)].box
    return box is None or box.y0 <= _TOP * page.height


def _line_in_page(row: Row, pages: Sequence[Page]) -> int:
    return row.line - sum(len(page.lines) for page in pages[: row.page])


def _first_row(heading: _Heading, rows: Sequence[Row], pages: Sequence[Page], floor: int) -> int:
    """Where the paper with this heading begins: issuer, stamps and routing notes above belong to it."""
    page_top = next(i for i, row in enumerate(rows) if row.page == rows[heading.first].page)
    if page_top > floor and len(pages) > 1 and not any(_ends_paper(row) for row in rows[page_top : heading.first]):
        return page_top
    at = heading.first
    top = max(floor + 1, at - _ABOVE)
    stamped = {top + i for run in stamp_rows(rows[top:at]) for i in run}
    while at - 1 > floor and (at - 1 in stamped or _heads(rows[at - 1])):
        at -= 1
    for above in range(at - 1, max(floor, at - _ABOVE), -1):
        if rows[above].cues & {"recipients", "authority", "office", "signed", "e_signature", "annex"}:
            break
        if "annotation" in rows[above].cues:
            at = above
    return at


def _ends_paper(row: Row) -> bool:
    return row.prose or bool(row.cues & {"recipients", "authority"})


def _heads(row: Row) -> bool:
    """Issuer lines (in capitals), marks, stamps: what may stand above the first sure part of a heading."""
    if row.cues & {"authority", "office", "recipients", "signed", "e_signature", "annex"}:
        return False
    return bool(
        row.cues & {"star", "stamp", "routing", "annotation", "secrecy", "urgency", "rule", "circulation"}
    ) or all(cell.caps for cell in row.cells)


def _slice(pages: Sequence[Page], start: int, end: int) -> tuple[Page, ...]:
    """The pages with lines ``start`` to ``end`` and only those lines; a blank page goes with the pages before it."""
    found, at = [], 0
    for page in pages:
        lines: tuple[Line, ...] = page.lines[max(0, start - at) : max(0, end - at)]
        if lines or (not page.lines and (start < at <= end or at == start == 0)):
            found.append(Page(page.number, page.width, page.height, lines, page.engine, page.notes))
        at += len(page.lines)
    return tuple(found)
