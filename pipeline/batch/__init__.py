"""Many files: workers, limits, and an outcome for every file in the order they were given.

Two verbs: :func:`find_files` says which files a path stands for, :func:`run` reads them. How the work is spread is an
executor's business (one file in ``executors/``); that a file never takes another one with it is every executor's.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Iterable, Iterator
from pathlib import Path

from pipeline.batch.files import find_files
from pipeline.batch.job import CatalogueJob, Outcome, attempt, failure_of
from pipeline.errors import InputError, SettingsError, VanbanError
from pipeline.plugins import find_parts, load_part
from pipeline.schema import Failure, Source
from pipeline.settings import Settings

__all__ = ["CatalogueJob", "Outcome", "attempt", "check_executor", "find_files", "run"]

_EXECUTORS = "pipeline.batch.executors"


def run(files: Iterable[str | os.PathLike[str] | Source], settings: Settings) -> Iterator[Outcome]:
    """Read every file in a worker process; its records or its :class:`Failure`, in the order of ``files``.

    The outcomes are the same for any number of workers. Leaving the loop early ends the workers. Worker processes are
    started afresh, so a script must call this under ``if __name__ == "__main__":``.
    """
    check_executor(settings)
    executor = load_part(_EXECUTORS, settings.batch.executor)
    # What has been taken from ``files`` and not yet yielded: a failure to open, or None for a file under way.
    pending: deque[Failure | None] = deque()
    for outcome in executor.run(CatalogueJob(settings), _open(files, pending)):
        while (failure := pending.popleft()) is not None:
            yield failure
        yield outcome
    for failure in pending:
        if failure is not None:
            yield failure


def check_executor(settings: Settings) -> None:
    """:class:`SettingsError` when no executor has the chosen name."""
    names = find_parts(_EXECUTORS)
    if settings.batch.executor not in names:
        raise SettingsError(
            f"There is no executor {settings.batch.executor!r}.", hint=f"Choose one of {', '.join(names)}."
        )


def _open(files: Iterable[str | os.PathLike[str] | Source], pending: deque[Failure | None]) -> Iterator[Source]:
    """Sources of the files that can be opened; ``pending`` learns of every file in its turn."""
    from pipeline.transcription import open_source

    for file in files:
        try:
            source = file if isinstance(file, Source) else open_source(_printable(Path(file)))
        except VanbanError as error:
            pending.append(failure_of(Source(str(file), "", ""), error, stage="open"))
        else:
            pending.append(None)
            yield source


def _printable(path: Path) -> Path:
    """``path``; :class:`InputError` for a name that is no Unicode text, which no record could carry."""
    try:
        str(path).encode()
    except UnicodeEncodeError:
        raise InputError("The name of the file is not UTF-8.", hint="Rename it.") from None
    return path
