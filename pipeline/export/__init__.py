"""Records to files, one file a format: ``SUFFIX`` and ``write(records, target)``.

A target is either written whole or not at all; a format may write more files beside it, with the same stem.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from types import ModuleType

from pipeline.errors import SettingsError
from pipeline.export._atomic import atomic
from pipeline.export._rows import number_text
from pipeline.plugins import load_parts
from pipeline.schema.record import Record

__all__ = ["atomic", "exporter_of", "number_text", "suffixes", "write"]


def suffixes() -> dict[str, ModuleType]:
    """The exporters by the suffix they write."""
    return {part.SUFFIX: part for part in load_parts(__name__)}


def exporter_of(target: Path) -> ModuleType:
    """The exporter for the suffix of ``target``; :class:`SettingsError` names the suffixes there are."""
    known = suffixes()
    if target.suffix.lower() not in known:
        raise SettingsError(
            f"{target}: records cannot be written as {target.suffix or 'a file without suffix'}.",
            hint=f"Use one of {', '.join(sorted(known))}.",
        )
    return known[target.suffix.lower()]


def write(records: Iterable[Record], target: Path) -> None:
    """Write ``records`` in the format that the suffix of ``target`` names."""
    exporter_of(target).write(records, target)
