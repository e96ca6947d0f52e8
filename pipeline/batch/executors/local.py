"""Worker processes on this machine: a file that crashes, hangs or eats memory costs itself and nothing else."""

from __future__ import annotations

import contextlib
import ctypes
import multiprocessing
import os
import resource
import signal
import sys
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import CancelledError, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from typing import Final

from pebble import ProcessExpired, ProcessFuture, ProcessPool

from pipeline.batch.job import Job, Outcome, attempt, failure_of
from pipeline.errors import InternalError, TimeLimit, VanbanError, WorkerDied
from pipeline.schema import Failure, Source
from pipeline.schema.record import Record

_WINDOW: Final = 16
"""Files under way or waiting for their turn in the output, for each worker."""
_FILES_A_WORKER: Final = 100
"""After so many a worker is replaced: libraries in C leak."""
_ATTEMPTS: Final = 3
"""How often a file is given to a new pool when the pool died around it."""
_THREADS: Final = ("OMP_THREAD_LIMIT", "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")
_PR_SET_PDEATHSIG: Final = 1

_Packed = tuple[str, ...] | Failure
"""An outcome on its way between processes. Records travel as JSON: pydantic's generic models cannot be pickled."""


def run(job: Job, sources: Iterable[Source]) -> Iterator[Outcome]:
    """One outcome a source, in their order; the workers end with the loop, also when it is left early."""
    window = _WINDOW * job.limits.workers
    waiting: deque[_Task] = deque()
    crew = _Crew(job)
    try:
        for source in sources:
            waiting.append(_Task(source, crew.schedule(source)))
            while waiting and (len(waiting) >= window or waiting[0].future.done()):
                yield crew.next_outcome(waiting)
        while waiting:
            yield crew.next_outcome(waiting)
    finally:
        crew.dismiss()


@dataclass
class _Task:
    source: Source
    future: ProcessFuture[_Packed]
    attempts: int = 1


class _Crew:
    """A pool of workers, replaced when it breaks."""

    def __init__(self, job: Job) -> None:
        self.job = job
        self.pool = self._hire()

    def _hire(self) -> ProcessPool:
        return ProcessPool(
            max_workers=self.job.limits.workers,
            max_tasks=_FILES_A_WORKER,
            initializer=_prepare_worker,
            initargs=(self.job, os.getpid()),
            # Not fork: the parent runs threads, and a child would inherit its open files.
            context=multiprocessing.get_context("spawn"),
        )

    def dismiss(self) -> None:
        self.pool.stop()
        self.pool.join()

    def schedule(self, source: Source) -> ProcessFuture[_Packed]:
        try:
            return self.pool.schedule(_attempt_packed, args=(self.job, source), timeout=self.job.limits.time_limit)
        except RuntimeError as error:  # the pool broke meanwhile; next_outcome() replaces it
            future: ProcessFuture[_Packed] = ProcessFuture()
            future.set_exception(BrokenProcessPool(str(error)))
            return future

    def next_outcome(self, waiting: deque[_Task]) -> Outcome:
        """Wait for the first task and take it off the queue."""
        task = waiting[0]
        while self._broke(task):
            if task.attempts >= _ATTEMPTS:
                waiting.popleft()
                return failure_of(task.source, WorkerDied("No worker lived long enough to read it."))
            task.attempts += 1
            self._replace_pool(waiting)
        waiting.popleft()
        try:
            return _unpack(task.future.result())
        except TimeoutError:
            late = TimeLimit(f"Reading took longer than {self.job.limits.time_limit:g} s (time_limit).")
            return failure_of(task.source, late)
        except ProcessExpired as error:
            return failure_of(task.source, WorkerDied(_cause_of_death(error.exitcode)))
        except Exception as error:  # noqa: BLE001 - what cannot cross the border back is a bug of ours, and is named
            return failure_of(task.source, InternalError(f"{type(error).__name__}: {error}"))

    def _broke(self, task: _Task) -> bool:
        """Wait until ``task`` is done, True when the pool died instead.

        A worker that dies before it could say which file it holds takes the pool along, and a task that was just
        being queued then never ends: hence the look at the pool once a second.
        """
        while not task.future.done():
            wait([task.future], timeout=1.0)
            if not task.future.done() and not self.pool.active:
                return True
        if task.future.cancelled():
            return True
        return isinstance(task.future.exception(), BrokenProcessPool | CancelledError)

    def _replace_pool(self, waiting: Iterable[_Task]) -> None:
        with contextlib.suppress(VanbanError, RuntimeError):
            self.dismiss()
        self.pool = self._hire()
        for task in waiting:
            if not task.future.done() or task.future.cancelled() or task.future.exception() is not None:
                task.future = self.schedule(task.source)


def _attempt_packed(job: Job, source: Source) -> _Packed:
    outcome = attempt(job, source)
    return outcome if isinstance(outcome, Failure) else tuple(record.as_json() for record in outcome)


def _unpack(packed: _Packed) -> Outcome:
    return packed if isinstance(packed, Failure) else tuple(map(Record.model_validate_json, packed))


def _cause_of_death(code: int) -> str:
    if code >= 0:
        return f"The worker process ended with code {code}."
    name = signal.Signals(-code).name if -code in set(signal.Signals) else str(-code)
    killed = " (out of memory, or killed by hand)" if -code == signal.SIGKILL else ""
    return f"The worker process died of {name}{killed}."


def _prepare_worker(job: Job, parent: int) -> None:
    """Set up a new worker. Must not raise: a failing initializer would end the pool instead of one file."""
    # pebble's own handler waits for Python code to run again, which a loop in C never lets happen.
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    _die_with(parent)
    # The command's standard output carries records; libraries in C print there too.
    os.dup2(2, 1)
    sys.stdout = sys.stderr
    # One thread a worker: the files are the parallelism, and results must not depend on the machine.
    os.environ.update(dict.fromkeys(_THREADS, "1"))
    with contextlib.suppress(Exception):  # the first file meets the same exception and reports it
        job.warm_up()
    _limit(resource.RLIMIT_CORE, 0)
    _limit(resource.RLIMIT_AS, job.limits.memory_limit)


def _die_with(parent: int) -> None:
    """Have the kernel end this process when its parent is gone, however that one died."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != parent:  # it died before the call
            os._exit(1)


def _limit(what: int, most: int) -> None:
    _, hard = resource.getrlimit(what)
    allowed = most if hard == resource.RLIM_INFINITY else min(most, hard)
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(what, (allowed, hard))
