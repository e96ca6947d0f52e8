"""CSV for spreadsheets: the catalogue, and beside it the task register and the cited documents.

``records.csv`` has one row a document, ``records.assignments.csv`` one an assignment, ``records.citations.csv`` one a
cited document. UTF-8 with a byte order mark, without which Excel reads Vietnamese as Windows-1252.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack
from itertools import islice
from pathlib import Path
from typing import Final, TextIO

from pipeline.export._atomic import atomic
from pipeline.export._rows import (
    ASSIGNMENT_COLUMNS,
    CITATION_COLUMNS,
    DOCUMENT_COLUMNS,
    Row,
    assignment_rows,
    citation_rows,
    document_row,
)
from pipeline.schema.record import Record

SUFFIX: Final = ".csv"

_AT_ONCE: Final = 1_000
_FORMULA_STARTS: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def write(records: Iterable[Record], target: Path) -> None:
    """Three files; none of them is touched before all rows are written. Memory stays that of a thousand records."""
    tables: tuple[tuple[str, Sequence[str], Callable[[Record], Iterable[Row]]], ...] = (
        ("", DOCUMENT_COLUMNS, lambda record: [document_row(record)]),
        (".assignments", ASSIGNMENT_COLUMNS, assignment_rows),
        (".citations", CITATION_COLUMNS, citation_rows),
    )
    with ExitStack() as files:
        opened = [
            (files.enter_context(atomic(target.with_suffix(extra + target.suffix), "utf-8-sig")), columns, rows_of)
            for extra, columns, rows_of in tables
        ]
        for file, columns, _ in opened:
            _append([], columns, file, header=True)
        for some in _chunks(records):
            for file, columns, rows_of in opened:
                _append([row for record in some for row in rows_of(record)], columns, file, header=False)


def guard(cell: object) -> object:
    """An apostrophe before text that a spreadsheet would run as a formula; a blank-serial number is such a text."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA_STARTS) else cell


def _append(rows: Sequence[Row], columns: Sequence[str], file: TextIO, *, header: bool) -> None:
    import pandas  # here: who writes another format should not wait for it

    # dtype=object: a column of numbers with a gap would otherwise turn 3 into 3.0, and None into nan.
    frame = pandas.DataFrame(rows, columns=list(columns), dtype=object).map(guard)
    frame.to_csv(file, index=False, header=header, lineterminator="\r\n")


def _chunks(records: Iterable[Record]) -> Iterator[list[Record]]:
    remaining = iter(records)
    while some := list(islice(remaining, _AT_ONCE)):
        yield some
