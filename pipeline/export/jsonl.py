"""JSON Lines: one record a line, the whole of it. The other formats are views of this one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from pipeline.errors import DamagedFile, MissingFile
from pipeline.export._atomic import atomic
from pipeline.schema.record import Record

SUFFIX: Final = ".jsonl"


def write(records: Iterable[Record], target: Path) -> None:
    """One line of JSON a record, UTF-8, in the order given."""
    with atomic(target) as file:
        for record in records:
            file.write(record.as_json() + "\n")


def read(source: Path) -> Iterator[Record]:
    """The records of a file that :func:`write` wrote; :class:`DamagedFile` names the line that is none."""
    try:
        with source.open(encoding="utf-8") as lines:
            yield from parse(lines, str(source))
    except OSError as error:
        raise MissingFile(f"{source} cannot be opened: {error.strerror}.") from None
    except UnicodeDecodeError:
        raise DamagedFile(f"{source} is not UTF-8.", hint="Write it again with `vanban extract`.") from None


def parse(lines: Iterable[str], name: str) -> Iterator[Record]:
    """The records of ``lines``, blank ones skipped; ``name`` is for the message about one that is none."""
    for count, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            yield Record.model_validate_json(line)
        except ValueError as error:  # pydantic's ValidationError is one
            reason = str(error).split("\n")[0]
            raise DamagedFile(
                f"{name}, line {count}, is no catalogue record: {reason}.", hint="Write it again with `vanban extract`."
            ) from None
