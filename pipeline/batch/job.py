"""What a worker does with one file, and how everything that can go wrong there becomes a value."""

from __future__ import annotations

from dataclasses import dataclass
from types import TracebackType
from typing import Protocol

from pipeline.errors import InternalError, MemoryLimit, VanbanError
from pipeline.schema import Failure, Source
from pipeline.schema.record import Record
from pipeline.settings import BatchSettings, Settings

Outcome = tuple[Record, ...] | Failure

_LONGEST_MESSAGE = 1_000


class Job(Protocol):
    """What an executor is given: picklable, called once a file, in any worker, in any order."""

    @property
    def limits(self) -> BatchSettings:
        """Workers, seconds and bytes."""

    def warm_up(self) -> None:
        """Load what every file needs, before the first file's time starts to run."""

    def __call__(self, source: Source) -> tuple[Record, ...]:
        """Read one file."""


@dataclass(frozen=True)
class CatalogueJob:
    """The job of ``vanban extract``."""

    settings: Settings

    @property
    def limits(self) -> BatchSettings:
        """Those of the settings."""
        return self.settings.batch

    def warm_up(self) -> None:
        """Import the stages."""
        from pipeline import flow  # noqa: F401

    def __call__(self, source: Source) -> tuple[Record, ...]:
        """:func:`pipeline.flow.catalogue`, imported in the worker so that the parent stays small."""
        from pipeline import flow

        return flow.catalogue(source, self.settings)


def attempt(job: Job, source: Source) -> Outcome:
    """Run ``job`` on one file; whatever it raises comes back as a :class:`Failure`.

    To be called inside the worker: exceptions of MuPDF and others cannot be pickled, a Failure always can.
    """
    try:
        return job(source)
    except VanbanError as error:
        return failure_of(source, error)
    except MemoryError as error:
        needed = MemoryLimit(f"Reading needed more than {job.limits.memory_limit:,} bytes (memory_limit).")
        return failure_of(source, needed.with_traceback(error.__traceback__))
    except (Exception, SystemExit) as error:  # noqa: BLE001 - the border where a bug becomes a named failure
        bug = InternalError(f"{type(error).__name__}: {_text_of(error)}")
        return failure_of(source, bug.with_traceback(error.__traceback__))


def failure_of(source: Source, error: VanbanError, stage: str = "") -> Failure:
    """``error`` as a value; the stage is the room it was raised in unless ``stage`` says so."""
    message = " ".join(f"{error.message} {error.hint}".split())[:_LONGEST_MESSAGE]
    return Failure(source, stage or _room_of(error.__traceback__), error.category, message, error.page)


def _text_of(error: BaseException) -> str:
    try:
        return str(error)
    except Exception:  # noqa: BLE001 - an exception may be broken itself
        return "(no message)"


def _room_of(traceback: TracebackType | None) -> str:
    """The innermost room of ours on the way to where the exception was raised."""
    room = "batch"
    while traceback is not None:
        names = str(traceback.tb_frame.f_globals.get("__name__", "")).split(".")
        if names[0] == "pipeline" and len(names) > 1 and names[1] != "batch":
            room = names[1]
        traceback = traceback.tb_next
    return room
