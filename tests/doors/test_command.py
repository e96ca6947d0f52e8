"""The command as its user meets it: a process, its exit code, its two streams."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from texts import SHORT_LETTER

from pipeline.errors import EXIT_CODES
from pipeline.plugins import find_parts
from pipeline.schema.record import Record

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
COMMANDS = find_parts("pipeline.cli")
SCORING = ROOT / "tests" / "rooms" / "scoring"


def vanban(*arguments: object, folder: Path | None = None, **variables: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", "from pipeline.cli import main; main()", *map(str, arguments)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=folder,
        env={**os.environ, **variables},
        timeout=100,
    )


@pytest.fixture
def letters(tmp_path: Path) -> Path:
    """Good files and bad ones, in a folder with things to leave alone."""
    folder = tmp_path / "in"
    (folder / "deeper").mkdir(parents=True)
    for name in ("10.txt", "2.txt", "deeper/1.txt"):
        (folder / name).write_text(SHORT_LETTER, encoding="utf-8")
    (folder / "3.txt").touch()
    (folder / "4.pdf").write_bytes(b"no PDF \x00\x01\x02\x03" * 9)
    for name in (".hidden.txt", "notes.docx", "table.csv"):
        (folder / name).write_text(SHORT_LETTER, encoding="utf-8")
    (folder / "deeper" / "loop").symlink_to(folder)
    return folder


def test_every_command_is_in_the_readme_and_has_help() -> None:
    overview = vanban("--help")
    assert overview.returncode == 0
    for command in COMMANDS:
        assert f"vanban {command}" in README
        assert f"\n  {command} " in overview.stdout
        assert f"Usage: vanban {command}" in re.sub(r"Usage: \S+", "Usage: vanban", vanban(command, "--help").stdout)


def test_every_option_has_help_and_is_in_the_readme() -> None:
    for command in COMMANDS:
        page = vanban(command, "--help", COLUMNS="200").stdout
        for line in re.findall(r"^  (-.*)$", page, re.MULTILINE):
            option = re.findall(r"--[a-z-]+", line)[0]
            assert re.search(r"\S  +\S", line), f"{command} {option} has no help"
            assert option == "--help" or option in README or re.findall(r"(?<!-)-[a-z]\b", line)[0] in README


def test_the_exit_codes_are_the_frozen_ones() -> None:
    rows = dict(re.findall(r"^\| (\d+) \| (.+?) \|$", README, re.MULTILINE))
    assert rows == {str(code): meaning for code, meaning in EXIT_CODES.items()}


def test_version() -> None:
    assert re.fullmatch(r"vanban \d+\.\d+\.\d+\n", vanban("--version").stdout)


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (["extract"], 2, "PATH"),
        (["extract", "--workers", "0", "x"], 2, "workers"),
        (["nonsense"], 2, "nonsense"),
        (["extract", "nowhere.pdf"], 2, "missing-file"),
        (["extract", "."], 2, "Nothing to read"),
        (["extract", "--engine", "crystal-ball", "x"], 4, "tesserocr"),
        (["extract", "--secrecy", "publish", "x"], 4, "secrecy_policy"),
        (["extract", "-o", "x.xlsx", "x"], 4, ".csv, .jsonl"),
        (["show", "nowhere.jsonl"], 2, "nowhere.jsonl"),
        (["score", "nowhere.json", "nowhere.jsonl"], 2, "nowhere.json"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_what_goes_wrong_is_told_with_its_code(arguments: list[str], code: int, told: str, tmp_path: Path) -> None:
    run = vanban(*arguments, folder=tmp_path)
    assert (run.returncode, run.stdout) == (code, "")
    assert told in run.stderr
    assert "Traceback" not in run.stderr


def test_a_wrong_variable_is_a_wrong_setting(tmp_path: Path) -> None:
    run = vanban("extract", tmp_path, VANBAN_BATCH__WORKERS="many")
    assert run.returncode == 4
    assert "batch.workers" in run.stderr


def test_good_files_come_out_and_bad_ones_are_named(letters: Path) -> None:
    run = vanban("extract", letters)
    assert run.returncode == 1, run.stderr
    records = [Record.model_validate_json(line) for line in run.stdout.splitlines()]
    assert [Path(record.source.path).relative_to(letters).as_posix() for record in records] == [
        "2.txt", "10.txt", "deeper/1.txt",
    ]  # fmt: skip
    assert "3.txt: empty-file: " in run.stderr
    assert "4.pdf: damaged-file: " in run.stderr
    assert "5 files: 3 read, 3 records, 2 failed." in run.stderr


def test_two_targets_with_their_failures(letters: Path, tmp_path: Path) -> None:
    out = tmp_path / "new" / "folder" / "r"
    targets = [f"{out}.jsonl", f"{out}.csv"]
    run = vanban("extract", letters, "-o", targets[0], "-o", targets[1], "--workers", 2)
    assert (run.returncode, run.stdout) == (1, ""), run.stderr
    assert sorted(path.name for path in out.parent.iterdir()) == [
        "r.assignments.csv", "r.citations.csv", "r.csv", "r.failures.jsonl", "r.jsonl",
    ]  # fmt: skip
    failures = [json.loads(line) for line in out.with_suffix(".failures.jsonl").read_text("utf-8").splitlines()]
    assert [(Path(one["source"]["path"]).name, one["category"], one["stage"]) for one in failures] == [
        ("3.txt", "empty-file", "open"),
        ("4.pdf", "damaged-file", "open"),
    ]
    assert len(out.with_suffix(".csv").read_text("utf-8-sig").splitlines()) >= 4

    again = vanban("extract", letters / "2.txt", "-o", targets[0])
    assert again.returncode == 0, again.stderr
    assert not out.with_suffix(".failures.jsonl").exists()
    assert len(out.with_suffix(".jsonl").read_text("utf-8").splitlines()) == 1


def test_a_name_that_is_not_utf8_is_reported(tmp_path: Path) -> None:
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.txt")).write_text(SHORT_LETTER, encoding="utf-8")
    run = vanban("extract", tmp_path, "-o", tmp_path / "r.jsonl")
    assert (run.returncode, run.stdout) == (2, "")
    assert "not UTF-8" in run.stderr
    (line,) = (tmp_path / "r.failures.jsonl").read_text("utf-8").splitlines()
    assert json.loads(line)["source"]["path"].endswith("caf\udce9.txt")


def test_workers_do_not_change_a_byte(letters: Path) -> None:
    one, two = (vanban("extract", letters, "--workers", workers).stdout for workers in (1, 2))
    assert one == two != ""


def test_show_prints_the_tables(letters: Path, tmp_path: Path) -> None:
    out = tmp_path / "r.jsonl"
    vanban("extract", letters / "2.txt", "-o", out)
    run = vanban("show", out)
    assert run.returncode == 0, run.stderr
    assert "1 documents" in run.stdout
    assert "12-CV/ĐU" in run.stdout
    assert "assignments" in run.stdout


def test_show_names_the_line_that_is_no_record(tmp_path: Path) -> None:
    bad = tmp_path / "r.jsonl"
    bad.write_text('{"schema": "1"}\n')
    run = vanban("show", bad)
    assert run.returncode == 2
    assert "line 1" in run.stderr


def test_stopping_leaves_nothing_behind(tmp_path: Path) -> None:
    files = tmp_path / "in"
    files.mkdir()
    for number in range(400):
        (files / f"{number}.txt").write_text(SHORT_LETTER * 20, encoding="utf-8")
    out = tmp_path / "out"
    run = subprocess.Popen(
        [sys.executable, "-c", "from pipeline.cli import main; main()", "extract", files, "-o", out / "r.jsonl"],
        stderr=subprocess.PIPE,
    )
    end = time.monotonic() + 20
    while not out.exists() and time.monotonic() < end:
        time.sleep(0.02)
    time.sleep(0.3)
    run.send_signal(signal.SIGTERM)
    _, told = run.communicate(timeout=30)
    assert run.returncode == 130, told
    assert b"Traceback" not in told
    assert list(out.iterdir()) == []


def test_a_closed_pipe_is_no_drama(letters: Path) -> None:
    command = f'{sys.executable} -c "from pipeline.cli import main; main()" extract {letters} | true'
    run = subprocess.run(["bash", "-c", command], capture_output=True, text=True, timeout=60)
    assert "Traceback" not in run.stderr


def test_doctor_tells_what_is_there() -> None:
    run = vanban("doctor")
    assert run.returncode == 0, run.stdout
    for told in ("Python 3.", "engine tesserocr (chosen): ok", "language vie:", "library pymupdf:"):
        assert told in run.stdout


def test_doctor_ends_with_3_when_the_chosen_engine_cannot_be_used(tmp_path: Path) -> None:
    run = vanban("doctor", VANBAN_TRANSCRIPTION__TESSDATA=str(tmp_path))
    assert run.returncode == 3
    assert "missing" in run.stdout
    assert "ype `" in run.stdout


def test_score_prints_its_table_and_writes_json(tmp_path: Path) -> None:
    out = tmp_path / "s.json"
    run = vanban("score", SCORING / "gold.json", SCORING / "records.jsonl", "--only", "other", "--json", out)
    assert run.returncode == 0, run.stderr
    assert "document_type         1.000  1.000  1.000      1      1      1" in run.stdout
    assert json.loads(out.read_text())["subject"]["precision"] is None
