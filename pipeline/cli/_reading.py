"""Records of files for an evaluation: by this program, by an older one, or from a file."""

from __future__ import annotations

import io
import json
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.errors import DamagedFile, InputError, InternalError, MissingFile

if TYPE_CHECKING:
    from pipeline.settings import Settings


def read_files(files: Sequence[Path], settings: Settings) -> tuple[list[dict[str, Any]], list[str]]:
    """Records as parsed lines, and the names of the files that did not come out (told on standard error)."""
    from pipeline import batch
    from pipeline.cli._output import failure_line
    from pipeline.schema import Failure

    records: list[dict[str, Any]] = []
    failed: list[str] = []
    with closing(batch.run(files, settings)) as outcomes:  # type: ignore[type-var]
        for outcome in outcomes:
            if isinstance(outcome, Failure):
                failed.append(Path(outcome.source.path).name)
                print(failure_line(outcome), file=sys.stderr)
            else:
                records += [json.loads(record.as_json()) for record in outcome]
    return records, failed


def read_records(path: Path) -> list[dict[str, Any]]:
    """Lines of a file of records."""
    try:
        return [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line.strip()]
    except OSError as error:
        raise MissingFile(f"{path} cannot be opened: {error.strerror}.") from None
    except ValueError as error:
        raise DamagedFile(f"{path} is no file of records: {error}.") from None


def read_with_revision(revision: str, files: Sequence[Path]) -> list[dict[str, Any]]:
    """Records of ``files`` as the program of a git revision reads them, from a copy that is thrown away."""
    import pipeline

    checkout = Path(str(pipeline.__file__)).resolve().parents[1]
    with tempfile.TemporaryDirectory() as folder:
        tree = Path(folder) / "tree"
        with tarfile.open(fileobj=io.BytesIO(_archive(checkout, revision))) as archive:
            archive.extractall(tree, filter="data")
        target = Path(folder) / "records.jsonl"
        # `python -c` looks into its working folder first, so the copy's package is the one that runs.
        command = [sys.executable, "-c", "from pipeline.cli import main; main()", "extract"]
        paths = [str(file.resolve()) for file in files]
        # Options of that revision may be fewer: only the oldest are used.
        run = subprocess.run(
            [*command, *paths, "-o", str(target), "--secrecy", "process"],
            cwd=tree,
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )
        if not target.exists():
            last = (run.stderr.strip().splitlines() or ["no message"])[-1]
            raise InternalError(f"Revision {revision} wrote no records: {last}", hint="Try a later revision.")
        return read_records(target)


def _archive(checkout: Path, revision: str) -> bytes:
    if revision.startswith("-"):
        raise InputError(f"{revision!r} is neither a file of records nor a git revision.")
    try:
        run = subprocess.run(["git", "archive", revision], cwd=checkout, capture_output=True, check=False)
    except FileNotFoundError:
        raise InputError("git is not installed.", hint="Give a file of records instead of a revision.") from None
    if run.returncode:
        told = run.stderr.decode("utf-8", "replace").strip().splitlines()
        raise InputError(
            f"{revision!r} is neither a file of records nor a git revision of {checkout}.", hint=told[0] if told else ""
        )
    return run.stdout
