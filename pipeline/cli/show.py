"""``vanban show``: records as a table to read."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def show(
    records: Annotated[Path, typer.Argument(metavar="RECORDS.jsonl", help="What `vanban extract -o` wrote.")],
) -> None:
    """Print the documents and the task register of a file of records."""
    from pipeline.cli._tables import print_records
    from pipeline.export.jsonl import read

    print_records(tuple(read(records)))
