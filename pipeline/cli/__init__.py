"""The command ``vanban``: one file a command, found by looking into this folder.

A command is a function with the name of its file. Nothing heavy is imported before a command runs, so that
``vanban --help`` answers at once.
"""

from __future__ import annotations

import signal
import sys
from typing import Annotated, TextIO, cast

import typer

from pipeline.errors import EXIT_SOME_FAILED, EXIT_STOPPED, VanbanError
from pipeline.plugins import find_parts, load_part

__all__ = ["build", "main"]


def build() -> typer.Typer:
    """The command line with every command found."""
    app = typer.Typer(
        name="vanban",
        help="Read scanned Vietnamese Party documents into catalogue records.",
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,  # rich would double the time of --help
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.callback()(_root)
    for name in find_parts(__name__):
        app.command(name)(getattr(load_part(__name__, name), name))
    return app


def main() -> None:
    """Run the command line; every expected failure becomes a message and the exit code of the README's table."""
    for stream in (sys.stdout, sys.stderr):
        # Vietnamese whatever the locale says; file names that are not UTF-8 must not stop a run.
        cast("TextIO", stream).reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[attr-defined]
    signal.signal(signal.SIGTERM, _stop)
    try:
        build()()
    except VanbanError as error:
        _complain(error)
        raise SystemExit(error.exit_code) from None
    except SystemExit as end:
        if end.code == EXIT_STOPPED:  # typer's answer to KeyboardInterrupt
            print("vanban: stopped; no target was written.", file=sys.stderr)
        raise
    except KeyboardInterrupt:
        raise SystemExit(EXIT_STOPPED) from None
    except OSError as error:
        print(f"vanban: {error.filename or 'file'}: {error.strerror}", file=sys.stderr)
        raise SystemExit(EXIT_SOME_FAILED) from None


def _root(
    version: Annotated[
        bool,
        typer.Option("--version", help="Print the version and end.", is_eager=True, callback=lambda on: _version(on)),
    ] = False,
) -> None:
    del version


def _version(on: bool) -> None:
    if on:
        from importlib.metadata import version

        print(f"vanban {version('vanban')}")
        raise typer.Exit


def _complain(error: VanbanError) -> None:
    where = f"page {error.page}: " if error.page is not None else ""
    print(f"vanban: {where}{error.message}", file=sys.stderr)
    if error.hint:
        print(error.hint, file=sys.stderr)


def _stop(*_: object) -> None:
    raise KeyboardInterrupt
