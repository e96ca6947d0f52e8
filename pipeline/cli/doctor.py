"""``vanban doctor``: what is installed, what is missing, what to type."""

from __future__ import annotations

import platform
import re
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from pipeline.errors import EXIT_SETUP, VanbanError

if TYPE_CHECKING:
    from types import ModuleType

    from pipeline.settings import TranscriptionSettings


def doctor() -> None:
    """Say what is installed and what is missing; exit code 3 when the chosen engine cannot be used."""
    from pipeline.library import choose
    from pipeline.plugins import load_parts

    settings = choose().transcription
    print(f"vanban {metadata.version('vanban')}, Python {platform.python_version()}, {platform.platform()}")
    usable = False
    for engine in load_parts("pipeline.transcription.engines"):
        name = engine.__name__.rsplit(".", 1)[-1]
        missing = _missing(engine, settings)
        chosen = name == settings.engine
        usable = usable or (chosen and missing is None)
        print(f"engine {name}{' (chosen)' if chosen else ''}: {missing or 'ok, version ' + engine.version()}")
    for line in (*_language_files(settings), *_libraries()):
        print(line)
    if not usable:
        print(f"The chosen engine {settings.engine!r} cannot be used: scanned pages will fail.")
        raise typer.Exit(EXIT_SETUP)


def _missing(engine: ModuleType, settings: TranscriptionSettings) -> str | None:
    """The reason why ``engine`` cannot be used, None when it can."""
    try:
        reason: str | None = engine.available(settings)
        if reason is None:
            engine.version()
    except VanbanError as error:
        return str(error)
    return reason


def _language_files(settings: TranscriptionSettings) -> Iterator[str]:
    from pipeline import transcription

    folder = settings.tessdata or Path(transcription.__file__).parent / "tessdata"
    for language in settings.language.split("+"):
        file = folder / f"{language}.traineddata"
        yield f"language {language}: {file}, {f'{file.stat().st_size:,} bytes' if file.is_file() else 'missing'}"


def _libraries() -> Iterator[str]:
    for requirement in metadata.requires("vanban") or []:
        name = re.split(r"[^\w.-]", requirement, maxsplit=1)[0]
        try:
            yield f"library {name}: {metadata.version(name)}"
        except metadata.PackageNotFoundError:
            yield f"library {name}: missing. Type `make setup`, or `pip install {name}`."
