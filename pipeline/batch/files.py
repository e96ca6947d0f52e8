"""Which files a path stands for: itself, or what is readable below it."""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path

from pipeline.transcription.formats import SUFFIXES


def find_files(paths: Iterable[str | os.PathLike[str]]) -> tuple[Path, ...]:
    """The files to read, each once, in the order given; those of a folder in natural order (2 before 10).

    A path that is no folder is always taken, whatever its name, so that a misspelt one is reported and not skipped.
    In folders, hidden names and suffixes that are not read are left out. A folder that cannot be listed is taken as
    if it were a file, for the same reason.
    """
    found: dict[str, Path] = {}
    for path in map(Path, paths):
        for file in _below(path) if path.is_dir() else [path]:
            found.setdefault(os.path.realpath(file), file)
    return tuple(found.values())


def _below(folder: Path) -> Iterator[Path]:
    seen: set[tuple[int, int]] = set()
    files: list[Path] = []

    def take_folder(error: OSError) -> None:
        files.append(Path(os.fsdecode(error.filename)))

    for top, folders, names in os.walk(folder, followlinks=True, onerror=take_folder):
        status = os.stat(top)
        if (status.st_dev, status.st_ino) in seen:  # a symbolic link back up
            folders.clear()
            continue
        seen.add((status.st_dev, status.st_ino))
        folders[:] = [name for name in folders if not name.startswith(".")]
        files += [Path(top, name) for name in names if not name.startswith(".") and _readable(name)]
    yield from sorted(files, key=_natural)


def _readable(name: str) -> bool:
    return Path(name).suffix.lower() in SUFFIXES


def _natural(path: Path) -> tuple[tuple[tuple[tuple[int, int, str], ...], ...], str]:
    """Digits by their number, letters without regard to case or Unicode form; the path itself settles ties."""
    return tuple(
        tuple(
            (0, int(run), "") if run.isdecimal() else (1, 0, run)
            for run in re.split(r"(\d+)", unicodedata.normalize("NFC", part).casefold())
            if run
        )
        for part in path.parts
    ), str(path)
