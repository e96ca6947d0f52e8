"""``vanban corpus check``: are the annotated papers what they say."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer


class Action(StrEnum):
    """What to do with annotated papers."""

    check = "check"


def corpus(
    action: Annotated[Action, typer.Argument(metavar="check", help="Prove every label of the annotated papers.")],
    folder: Annotated[
        Path | None, typer.Argument(metavar="[DIR]", help="Folder of .txt and .json pairs; the checkout's if left out.")
    ] = None,
) -> None:
    """Check annotated papers: words, codes, dates, rules, splits; ends with 1 when a label cannot stand."""
    from pipeline.errors import EXIT_SOME_FAILED
    from pipeline.evaluation.checking import check_folder

    del action  # there is one so far
    chosen = folder if folder is not None else _annotated_of_checkout()
    faults, documents = check_folder(_existing(chosen))
    for fault in faults:
        print(fault)
    print(f"{documents} documents: {len(faults)} faults.")
    if faults:
        raise typer.Exit(EXIT_SOME_FAILED)


def _annotated_of_checkout() -> Path:
    import pipeline

    return Path(str(pipeline.__file__)).resolve().parents[1] / "corpus" / "annotated"


def _existing(folder: Path) -> Path:
    from pipeline.errors import MissingFile

    if not any(folder.glob("*.json")):
        raise MissingFile(f"{folder} holds no annotated papers.", hint="Name a folder of .txt and .json pairs.")
    return folder
