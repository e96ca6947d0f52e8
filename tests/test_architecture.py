"""The picture the code is built to, checked: imports, sizes, and how fast the doors open."""

from __future__ import annotations

import ast
import os
import resource
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import pipeline

ROOT = Path(__file__).resolve().parent.parent
LONGEST_FILE = 400
LONGEST_FUNCTION = 50
LONG_FILES: frozenset[str] = frozenset()
"""May only shrink: see CONTRIBUTING.md."""
LONG_FUNCTIONS: frozenset[str] = frozenset()
"""``path::function``; may only shrink."""
SLACK = 2.0
"""The machine is shared: the promise is half of what fails here."""


def python_files() -> Iterator[Path]:
    for folder in ("pipeline", "corpus", "models", "tests"):
        yield from sorted((ROOT / folder).rglob("*.py"))


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def test_import_contracts_hold() -> None:
    run = subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache"], cwd=ROOT, capture_output=True, text=True
    )
    assert run.returncode == 0, run.stdout + run.stderr


def test_files_are_short() -> None:
    long = {name_of(path) for path in python_files() if len(path.read_bytes().splitlines()) > LONGEST_FILE}
    assert long == LONG_FILES


def test_functions_are_short() -> None:
    long = {
        f"{name_of(path)}::{node.name}"
        for path in python_files()
        for node in ast.walk(ast.parse(path.read_bytes()))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (node.end_lineno or 0) - node.lineno + 1 > LONGEST_FUNCTION
    }
    assert long == LONG_FUNCTIONS


def test_nothing_reaches_outside_the_project() -> None:
    outside = "../" + "shared"
    assert [name_of(path) for path in python_files() if outside in path.read_text(encoding="utf-8")] == []


def cpu_seconds(*arguments: str) -> float:
    """The least of three runs, with byte code cached as on a user's machine."""
    environment = {name: text for name, text in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}

    def once() -> float:
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run([sys.executable, *arguments], check=True, capture_output=True, env=environment)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime

    return min(once() for _ in range(3))


def test_the_package_imports_at_once() -> None:
    assert cpu_seconds("-c", "import pipeline") < 0.3 * SLACK


def test_help_answers_at_once() -> None:
    assert cpu_seconds("-c", "from pipeline.cli import main; main()", "--help") < 0.4 * SLACK


def test_importing_the_package_imports_nothing_else() -> None:
    code = "import sys, pipeline; print([m for m in sys.modules if m.startswith('pipeline.')])"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout == "[]\n"


@pytest.mark.parametrize("name", pipeline.__all__)
def test_every_public_name_is_there(name: str) -> None:
    assert getattr(pipeline, name) is not None
    assert name in dir(pipeline)


def test_any_other_name_is_not() -> None:
    with pytest.raises(AttributeError, match="nothing_of_that_name"):
        pipeline.nothing_of_that_name  # type: ignore[attr-defined] # noqa: B018
