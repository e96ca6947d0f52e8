"""``vanban extract``: files in, records out, failures named."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.errors import EXIT_INPUT, EXIT_OK, EXIT_SOME_FAILED, InputError, SettingsError, VanbanError

if TYPE_CHECKING:
    from pipeline.batch import Outcome
    from pipeline.schema import Failure
    from pipeline.settings import Settings


def extract(
    paths: Annotated[
        list[Path], typer.Argument(metavar="PATH...", help="Files, and folders to look through.", show_default=False)
    ],
    out: Annotated[
        list[Path] | None,
        typer.Option("-o", "--out", help="OUT.jsonl or OUT.csv; may be given twice. Without it: JSON Lines to stdout."),
    ] = None,
    workers: Annotated[int | None, typer.Option(min=1, help="Files read at the same time.")] = None,
    engine: Annotated[str | None, typer.Option(help="OCR engine; `vanban doctor` lists them.")] = None,
    force_ocr: Annotated[
        bool, typer.Option("--force-ocr", help="Read the image even where there is good text.")
    ] = False,
    time_limit: Annotated[float | None, typer.Option(help="Seconds for one file.")] = None,
    tessdata: Annotated[Path | None, typer.Option(help="Folder with the language file of Tesseract.")] = None,
    secrecy: Annotated[
        str | None, typer.Option(help="Papers marked MẬT: process, metadata-only or quarantine.")
    ] = None,
) -> None:
    """Read files and write a catalogue record for every document in them."""
    from pipeline import batch
    from pipeline.cli._output import Output
    from pipeline.library import choose

    settings = choose(
        workers=workers,
        engine=engine,
        force_ocr=force_ocr or None,
        time_limit=time_limit,
        tessdata=tessdata,
        secrecy=secrecy,
    )
    _check_engine(settings)
    batch.check_executor(settings)
    files = batch.find_files(paths)
    if not files:
        raise InputError(f"Nothing to read in {', '.join(map(str, paths))}.", hint="Check the path.")
    with Output(tuple(out or ())) as output, closing(batch.run(files, settings)) as outcomes:  # type: ignore[type-var]
        for outcome in _with_progress(outcomes, len(files), records_to_stdout=not out):
            output.take(outcome)
        output.finish()
    print(
        f"{len(files)} files: {output.files_read} read, {output.records} records, {len(output.failures)} failed.",
        file=sys.stderr,
    )
    raise typer.Exit(exit_code(output.files_read, output.failures))


def exit_code(files_read: int, failures: list[Failure]) -> int:
    """0 when all came out, 1 when some did; when none did, the code that all failures share, else 2."""
    if not failures:
        return EXIT_OK
    if files_read:
        return EXIT_SOME_FAILED
    codes = _codes(VanbanError)
    shared = {codes.get(failure.category, EXIT_SOME_FAILED) for failure in failures}
    return shared.pop() if len(shared) == 1 else EXIT_INPUT


def _codes(kind: type[VanbanError]) -> dict[str, int]:
    codes = {kind.category: kind.exit_code}
    for narrower in kind.__subclasses__():
        codes |= _codes(narrower)
    return codes


def _check_engine(settings: Settings) -> None:
    from pipeline.plugins import find_parts

    names, engine = find_parts("pipeline.transcription.engines"), settings.transcription.engine
    if engine not in names:
        raise SettingsError(f"There is no engine {engine!r}.", hint=f"Choose one of {', '.join(names)}.")


def _with_progress(outcomes: Iterable[Outcome], total: int, *, records_to_stdout: bool) -> Iterator[Outcome]:
    """A bar on a terminal that does not show the records themselves; nothing elsewhere."""
    if not sys.stderr.isatty() or (records_to_stdout and sys.stdout.isatty()):
        yield from outcomes
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeRemainingColumn

    columns = (BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    # Failures printed while the bar stands are moved above it by rich.
    with Progress(*columns, console=Console(stderr=True), transient=True, redirect_stdout=False) as progress:
        yield from progress.track(outcomes, total=total)
