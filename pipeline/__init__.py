"""Scanned Vietnamese Party documents in, catalogue records out.

Importing this package imports nothing else: every name below is looked up when it is first used, so that a script
which only wants one of them does not pay for the engines and models of the others.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.errors import VanbanError
    from pipeline.library import catalogue
    from pipeline.schema import Failure
    from pipeline.schema.record import Record
    from pipeline.settings import Settings, load_settings

    __version__: str

__all__ = ["Failure", "Record", "Settings", "VanbanError", "__version__", "catalogue", "load_settings"]


if not TYPE_CHECKING:  # or mypy would believe every name of this package to exist

    def __getattr__(name: str) -> object:
        match name:
            case "__version__":
                return import_module("importlib.metadata").version("vanban")
            case "catalogue":
                room = "library"
            case "Failure":
                room = "schema"
            case "Record":
                room = "schema.record"
            case "Settings" | "load_settings":
                room = "settings"
            case "VanbanError":
                room = "errors"
            case _:
                raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        return getattr(import_module(f"{__name__}.{room}"), name)

    def __dir__() -> list[str]:
        return sorted({*globals(), *__all__})
