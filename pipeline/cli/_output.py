"""Where the outcomes of a run go: records to the targets or to stdout, failures to stderr and to files beside."""

from __future__ import annotations

import dataclasses
import json
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Self, TextIO

from pipeline.errors import SettingsError
from pipeline.export import atomic, exporter_of
from pipeline.export.jsonl import parse
from pipeline.schema import Failure

if TYPE_CHECKING:
    from pipeline.batch import Outcome


class Output:
    """Takes outcomes one by one; the targets appear together at the end, or not at all.

    Until then records wait in a nameless file beside the first target: memory stays small, and nothing of a paper
    is left behind when the run is stopped.
    """

    def __init__(self, targets: tuple[Path, ...]) -> None:
        self.targets = _checked(targets)
        self.files_read = 0
        self.records = 0
        self.failures: list[Failure] = []
        self._spool: TextIO | None = None

    def __enter__(self) -> Self:
        if self.targets:
            folder = self.targets[0].parent
            self._spool = tempfile.TemporaryFile(
                "w+", encoding="utf-8", errors="backslashreplace", newline="\n", dir=folder
            )
        return self

    def __exit__(self, *_: object) -> None:
        if self._spool is not None:
            self._spool.close()

    def take(self, outcome: Outcome) -> None:
        """Write the records of one file, or name its failure."""
        if isinstance(outcome, Failure):
            self.failures.append(outcome)
            print(failure_line(outcome), file=sys.stderr)
            return
        self.files_read += 1
        self.records += len(outcome)
        stream = self._spool or sys.stdout
        for record in outcome:
            stream.write(record.as_json() + "\n")
        if self._spool is None:
            stream.flush()

    def finish(self) -> None:
        """Write the targets, and beside each its failures."""
        for target in self.targets:
            assert self._spool is not None
            self._spool.seek(0)
            exporter_of(target).write(parse(self._spool, "spool"), target)
        for beside in dict.fromkeys(target.with_suffix(".failures.jsonl") for target in self.targets):
            self._write_failures(beside)

    def _write_failures(self, beside: Path) -> None:
        if not self.failures:
            beside.unlink(missing_ok=True)
            return
        with atomic(beside) as file:
            for failure in self.failures:
                file.write(json.dumps(dataclasses.asdict(failure), ensure_ascii=False) + "\n")


def failure_line(failure: Failure) -> str:
    """Path, page, category, message: one line for a person and for grep."""
    page = f" page {failure.page}:" if failure.page is not None else ""
    return f"{failure.source.path}:{page} {failure.category}: {failure.message}"


def _checked(targets: tuple[Path, ...]) -> tuple[Path, ...]:
    """Complain about a target before the hours of reading, not after."""
    for target in targets:
        exporter_of(target)
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise SettingsError(f"{target.parent} cannot be made: {error.strerror}.") from None
        if target.is_dir():
            raise SettingsError(f"{target} is a folder.", hint="Give -o the name of a file.")
    return tuple(dict.fromkeys(targets))
