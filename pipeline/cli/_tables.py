"""Records as tables for the terminal."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from rich.console import Console
from rich.table import Table
from rich.text import Text

from pipeline.export import number_text
from pipeline.schema.record import Record, RecordAssignment, RecordDue

_NONE: Final = "–"
_LONGEST_TASK: Final = 100
_WIDTH_OF_A_FILE: Final = 140
"""Columns where the output is no terminal and has no width of its own."""


def print_records(records: Sequence[Record]) -> None:
    """A table of the documents, then one of their assignments."""
    console = Console()
    if not console.is_terminal:
        console = Console(width=_WIDTH_OF_A_FILE)
    several = len({record.source.path for record in records}) > 1
    _print(
        console,
        f"{len(records)} documents",
        ("Part", "Number", "Date", "Type", "Issuing body", "Subject"),
        (_document_cells(record, several) for record in records),
    )
    tasks = [(record, assignment) for record in records for assignment in record.assignments]
    _print(
        console,
        f"{len(tasks)} assignments",
        ("Part", "Lead", "Task", "Due", "Recurrence"),
        (_assignment_cells(record, assignment, several) for record, assignment in tasks),
    )


def due_text(due: RecordDue) -> str:
    """``before 2025-10-20``, ``2023-11-01 … 2023-11-30``, ``P5D from nhận được công văn``."""
    about = "about " if due.approximate else ""
    if due.offset is not None:
        return f"{about}{due.offset} from {due.anchor or _NONE}"
    if due.start is not None and due.start != due.end:
        return f"{about}{due.start} … {due.end or _NONE}"
    return f"{about}{'before' if due.bound == 'before' else 'by'} {due.end or _NONE}"


def _print(console: Console, title: str, heads: Iterable[str], rows: Iterable[Sequence[str | None]]) -> None:
    table = Table(title=title, title_justify="left", show_lines=True)
    for head in heads:
        table.add_column(head, overflow="fold")
    for row in rows:
        # Text, not str: square brackets of a paper are no markup.
        table.add_row(*(Text(cell or _NONE) for cell in row))
    console.print(table)


def _part(record: Record, several: bool) -> str:
    place = f"{record.source.part}/{record.source.parts}"
    return f"{record.source.path.rsplit('/', 1)[-1]} {place}" if several else place


def _document_cells(record: Record, several: bool) -> tuple[str | None, ...]:
    return (
        _part(record, several),
        number_text(record.number.value) if record.number else None,
        record.date_of_issue.value if record.date_of_issue else None,
        record.document_type.value if record.document_type else None,
        record.issuing_body.value.name if record.issuing_body else None,
        record.subject.value if record.subject else None,
    )


def _assignment_cells(record: Record, assignment: RecordAssignment, several: bool) -> tuple[str | None, ...]:
    task = " ".join(assignment.task.value.split())
    return (
        _part(record, several),
        "; ".join(item.body.value for item in assignment.participants if item.role == "lead"),
        task if len(task) <= _LONGEST_TASK else f"{task[: _LONGEST_TASK - 1]}…",
        due_text(assignment.due.value) if assignment.due else None,
        assignment.recurrence.value if assignment.recurrence else None,
    )
