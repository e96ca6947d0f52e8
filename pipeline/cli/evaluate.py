"""``vanban evaluate``: read the papers of a gold set and say how well that went."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from pipeline.errors import EXIT_SOME_FAILED

if TYPE_CHECKING:
    from pipeline.evaluation.comparison import Change
    from pipeline.evaluation.gold import GoldSet
    from pipeline.evaluation.measures import Evaluation


class Split(StrEnum):
    """Which papers of an annotated set."""

    train = "train"
    dev = "dev"
    test = "test"


def evaluate(
    gold: Annotated[
        Path, typer.Argument(metavar="GOLD", help="Folder of annotated papers, folder with gold.json, or gold file.")
    ],
    files: Annotated[
        list[Path] | None,
        typer.Argument(metavar="[FILES]...", help="The papers, if they are not beside the gold.", show_default=False),
    ] = None,
    split: Annotated[
        Split | None, typer.Option(help="These papers only; all splits, each by itself, if left out.")
    ] = None,
    against: Annotated[
        str | None, typer.Option(help="RECORDS.jsonl or a git revision: what was gained and lost since.")
    ] = None,
    train: Annotated[
        list[Path] | None, typer.Option(help="Gold whose phrases count as known, besides the split train of GOLD.")
    ] = None,
    misses: Annotated[
        bool, typer.Option("--misses", help="Also print every difference, except of the test split.")
    ] = False,
    markdown: Annotated[bool, typer.Option("--markdown", help="Print the tables as Markdown.")] = False,
    json_out: Annotated[Path | None, typer.Option("--json", help="Also write every figure as JSON.")] = None,
    workers: Annotated[int | None, typer.Option(min=1, help="Files read at the same time.")] = None,
) -> None:
    """Read the papers of a gold set and score the records: fields, shares, confidences, one table a set."""
    from pipeline.batch import find_files
    from pipeline.cli._reading import read_files
    from pipeline.evaluation.gold import load_gold
    from pipeline.evaluation.measures import evaluate as measure
    from pipeline.library import choose

    whole = load_gold(gold, find_files(files or ()))
    sets = (whole.only(split.value),) if split is not None else whole.parts()
    chosen = whole if split is None else sets[0]
    # Papers marked MẬT are read like any other: the gold set is ours, and a withheld paper cannot be judged.
    records, failed = read_files(chosen.files, choose(workers=workers, secrecy="process"))
    names = [{file.name for file in one.files} for one in sets]
    done = [
        measure(one, records, [name for name in failed if name in here]) for one, here in zip(sets, names, strict=True)
    ]
    found = _changes(against, sets, chosen, records)
    for evaluation, changes in zip(done, found, strict=True):
        _print(evaluation, changes, misses=misses, markdown=markdown)
    if split is None:
        _print_phrasing(whole, train or [], markdown=markdown)
    if json_out is not None:
        _write(json_out, done, found)
    if failed:
        raise typer.Exit(EXIT_SOME_FAILED)


def _changes(
    against: str | None, sets: tuple[GoldSet, ...], chosen: GoldSet, records: list[dict[str, Any]]
) -> list[list[Change] | None]:
    from pipeline.cli._reading import read_records, read_with_revision
    from pipeline.evaluation.comparison import compare

    if against is None:
        return [None] * len(sets)
    path = Path(against)
    others = read_records(path) if path.is_file() else read_with_revision(against, chosen.files)
    return [compare(one, records, others) for one in sets]


def _print(evaluation: Evaluation, changes: list[Change] | None, *, misses: bool, markdown: bool) -> None:
    from pipeline.evaluation import tables

    print(f"## {tables.headline(evaluation)}\n" if markdown else f"{tables.headline(evaluation)}\n")
    for table in tables.tables(evaluation):
        print(table.as_markdown() if markdown else table.as_text(), end="\n\n")
    fence = ("```", "```\n") if markdown else ("", "")
    for lines in (
        tables.misses(evaluation) if misses else (),
        tables.changes(evaluation, changes) if changes is not None else (),
    ):
        if texts := list(lines):
            print(fence[0], *texts, fence[1], sep="\n")


def _print_phrasing(gold: GoldSet, trains: list[Path], *, markdown: bool) -> None:
    """How new the phrases of the test split (or of a set without splits) are to every set that one could learn from."""
    from pipeline.evaluation.gold import load_gold
    from pipeline.evaluation.phrasing import novelty
    from pipeline.evaluation.tables import share_table

    parts = {name: gold.only(name) for name in Split if name in gold.splits.values()}
    asked = parts.get(Split.test, gold)
    known = [load_gold(place) for place in trains]
    if Split.train in parts and asked is not gold:
        known.insert(0, parts[Split.train])
    if known:
        print(f"## {gold.name}: phrasing\n" if markdown else f"{gold.name}: phrasing\n")
    for one in known:
        title = f"Phrases of {asked.name}, masked of names and numbers, that {one.name} never uses"
        table = share_table(title, novelty(one, asked).items())
        print(table.as_markdown() if markdown else table.as_text(), end="\n\n")


def _write(target: Path, done: list[Evaluation], found: list[list[Change] | None]) -> None:
    import json

    from pipeline.evaluation.tables import as_json
    from pipeline.export import atomic

    with atomic(target) as file:
        sets = [as_json(evaluation, changes) for evaluation, changes in zip(done, found, strict=True)]
        json.dump({"sets": sets}, file, ensure_ascii=False, indent=1)
