"""The Python door: what the commands do, under names a script can call.

Nothing here isolates a file from the caller's process; for folders of unknown files use :func:`pipeline.batch.run`.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from pipeline.errors import SettingsError
from pipeline.settings import Settings, load_settings

if TYPE_CHECKING:
    from pipeline.schema.record import Record

StrPath = str | os.PathLike[str]

PLACES: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "engine": ("transcription", "engine"),
        "force_ocr": ("transcription", "force_ocr"),
        "language": ("transcription", "language"),
        "tessdata": ("transcription", "tessdata"),
        "dpi": ("transcription", "dpi"),
        "executor": ("batch", "executor"),
        "workers": ("batch", "workers"),
        "time_limit": ("batch", "time_limit"),
        "memory_limit": ("batch", "memory_limit"),
        "secrecy": ("secrecy_policy",),
    }
)
"""Where a choice made by its short name (an option of the command, a keyword of the call) stands in the settings."""


def choose(**choices: object) -> Settings:
    """Settings with ``choices`` (short names) over the environment and ``vanban.toml``; None means not chosen."""
    nested: dict[str, object] = {}
    for name, choice in choices.items():
        if name not in PLACES:
            raise SettingsError(f"There is no setting {name!r}.", hint=f"There are: {', '.join(PLACES)}.")
        if choice is None:
            continue
        *rooms, last = PLACES[name]
        slot = nested
        for room in rooms:
            slot = slot.setdefault(room, {})  # type: ignore[assignment]
        slot[last] = choice
    return load_settings(**nested)


def catalogue(
    path_or_paths: StrPath | Iterable[StrPath], settings: Settings | None = None, **choices: object
) -> tuple[Record, ...]:
    """Read one file, or several one after the other, in this process; a record for every document found.

    ``choices`` are the options of ``vanban extract`` (``engine="tesserocr"``, ``force_ocr=True``) and are for calls
    without ``settings``. The first file that cannot be read raises its :class:`~pipeline.errors.VanbanError`.
    """
    if settings is not None and choices:
        raise SettingsError("Give either settings or single choices, not both.")
    chosen = choose(**choices) if settings is None else settings
    paths = [path_or_paths] if isinstance(path_or_paths, str | os.PathLike) else list(path_or_paths)

    from pipeline import flow  # here, so that reading settings does not load the engines
    from pipeline.transcription import open_source

    return tuple(record for path in paths for record in flow.catalogue(open_source(Path(path)), chosen))
