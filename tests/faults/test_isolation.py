"""A file that crashes, hangs or eats memory costs itself and nothing else."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from stand_ins import StandInJob, sources

from pipeline import batch
from pipeline.batch.executors import local
from pipeline.batch.job import attempt
from pipeline.schema import Failure, Source
from pipeline.settings import BatchSettings, Settings

GIGABYTE = 1_000_000_000
FAULTS = {
    "abort": "worker-died",
    "segv": "worker-died",
    "leave": "worker-died",
    "exit": "internal",
    "loop": "time-limit",
    "regex": "time-limit",
    "memory": "memory-limit",
    "unpicklable": "internal",
    "damaged": "damaged-file",
}


def limits(workers: int = 2, time_limit: float = 2.0) -> BatchSettings:
    return BatchSettings(workers=workers, time_limit=time_limit, memory_limit=2 * GIGABYTE)


def eventually(true: Callable[[], bool], seconds: float = 20.0) -> bool:
    end = time.monotonic() + seconds
    while not true():
        if time.monotonic() > end:
            return False
        time.sleep(0.05)
    return True


def gone(pid: int) -> bool:
    """No such process, or one that only waits to be buried."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] == "Z"
    except FileNotFoundError:
        return True


@pytest.mark.parametrize("workers", [1, 2])
def test_every_other_file_comes_out_in_order(workers: int) -> None:
    names = [name for fault in FAULTS for name in (f"good-before-{fault}", fault)] + ["good-last"]
    outcomes = list(local.run(StandInJob(limits(workers)), sources(names)))
    assert len(outcomes) == len(names)
    for name, outcome in zip(names, outcomes, strict=True):
        if isinstance(outcome, Failure):
            assert (outcome.source.path, outcome.category) == (name, FAULTS.get(name, "none"))
            assert outcome.message
        else:
            assert name not in FAULTS
            assert [record.source.path for record in outcome] == [name]


def test_a_crash_on_the_first_file_of_a_worker_is_survived_each_time() -> None:
    names = ["abort"] * 4 + ["good"]
    outcomes = list(local.run(StandInJob(limits(1)), sources(names)))
    assert [isinstance(outcome, Failure) for outcome in outcomes] == [True] * 4 + [False]


def test_the_way_a_worker_died_is_told() -> None:
    killed, left = local.run(StandInJob(limits()), sources(["abort", "leave"]))
    assert isinstance(killed, Failure)
    assert "SIGABRT" in killed.message
    assert isinstance(left, Failure)
    assert "code 7" in left.message


def test_one_and_two_workers_give_the_same() -> None:
    names = ["slow", "good-1", "damaged", "good-2", "slow", "good-3"]
    one, two = (list(local.run(StandInJob(limits(workers)), sources(names))) for workers in (1, 2))
    assert one == two


def test_sources_are_taken_as_needed() -> None:
    taken = 0

    def endless() -> Iterator[Source]:
        nonlocal taken
        while True:
            taken += 1
            yield Source(f"good-{taken}", "", "")

    outcomes = local.run(StandInJob(limits(1)), endless())
    for _ in range(5):
        next(outcomes)
    outcomes.close()  # type: ignore[attr-defined]
    assert taken <= 64


def test_no_file_starts_no_worker() -> None:
    assert list(local.run(StandInJob(limits()), [])) == []


def test_leaving_the_loop_ends_the_workers(tmp_path: Path) -> None:
    job = StandInJob(limits(2, time_limit=100.0), str(tmp_path))
    outcomes = local.run(job, sources(["good", "loop"]))
    next(outcomes)
    pid_file = tmp_path / "loop.pid"
    assert eventually(lambda: pid_file.exists() and pid_file.read_text() != "")
    outcomes.close()  # type: ignore[attr-defined]
    assert eventually(lambda: gone(int(pid_file.read_text())))


def test_workers_die_with_a_parent_that_is_killed(tmp_path: Path) -> None:
    script = tmp_path / "parent.py"
    script.write_text(
        f"import sys; sys.path[:0] = {sys.path!r}\n"
        "if __name__ == '__main__':\n"
        "    from stand_ins import StandInJob, sources\n"
        "    from pipeline.batch.executors import local\n"
        "    from pipeline.settings import BatchSettings\n"
        f"    job = StandInJob(BatchSettings(workers=2, time_limit=100), {str(tmp_path)!r})\n"
        "    list(local.run(job, sources(['loop.1', 'loop.2'])))\n"
    )
    parent = subprocess.Popen([sys.executable, str(script)])
    try:
        pid_files = [tmp_path / f"loop.{n}.pid" for n in (1, 2)]
        assert eventually(lambda: all(file.exists() and file.read_text() for file in pid_files))
        os.kill(parent.pid, signal.SIGKILL)
    finally:
        parent.kill()
        parent.wait()
    assert eventually(lambda: all(gone(int(file.read_text())) for file in pid_files))


def test_what_libraries_print_stays_out_of_standard_output(tmp_path: Path) -> None:
    script = tmp_path / "parent.py"
    script.write_text(
        f"import sys; sys.path[:0] = {sys.path!r}\n"
        "if __name__ == '__main__':\n"
        "    from stand_ins import StandInJob, sources\n"
        "    from pipeline.batch.executors import local\n"
        "    from pipeline.settings import BatchSettings\n"
        "    print(len(list(local.run(StandInJob(BatchSettings()), sources(['noise'])))))\n"
    )
    run = subprocess.run([sys.executable, str(script)], capture_output=True, text=True, timeout=60, check=True)
    assert run.stdout == "1\n"
    assert "from C" in run.stderr


def test_too_little_memory_for_a_worker_still_ends() -> None:
    starved = BatchSettings(workers=1, time_limit=5.0, memory_limit=1_000_000)
    (outcome,) = local.run(StandInJob(starved), sources(["memory"]))
    assert isinstance(outcome, Failure)
    assert outcome.category in ("worker-died", "memory-limit")


def test_a_failure_keeps_page_and_one_line() -> None:
    outcome = attempt(StandInJob(limits()), Source("damaged", "", ""))
    assert isinstance(outcome, Failure)
    assert outcome.page == 3
    assert outcome.message == "The page is torn. Copy or scan it again."


def test_files_that_cannot_be_opened_fail_in_their_turn(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "empty.txt").touch()
    good = tmp_path / "good.txt"
    good.write_text("Điện Biên", encoding="utf-8")
    monkeypatch.setattr(batch, "CatalogueJob", lambda settings: StandInJob(settings.batch))
    files = [tmp_path / "missing.pdf", good, tmp_path / "empty.txt", good, tmp_path / "empty.txt", tmp_path / "none"]
    outcomes = list(batch.run(files, Settings()))
    assert [outcome.category if isinstance(outcome, Failure) else "good" for outcome in outcomes] == [
        "missing-file", "good", "empty-file", "good", "empty-file", "missing-file",
    ]  # fmt: skip
    assert isinstance(outcomes[0], Failure)
    assert outcomes[0].source == Source(str(files[0]), "", "")
