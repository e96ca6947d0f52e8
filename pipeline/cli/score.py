"""``vanban score``: records against gold."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from collections.abc import Callable


def score(
    gold: Annotated[Path, typer.Argument(metavar="GOLD", help='JSON: {"documents": [...]}.')],
    records: Annotated[Path, typer.Argument(metavar="RECORDS", help="What `vanban extract -o OUT.jsonl` wrote.")],
    misses: Annotated[bool, typer.Option("--misses", help="Also print every difference.")] = False,
    only: Annotated[str, typer.Option(help="Names of source files (without suffix) to score, with commas.")] = "",
    json_out: Annotated[Path | None, typer.Option("--json", help="Also write the rows as JSON.")] = None,
) -> None:
    """Score records against gold, field by field: precision, recall, F1 and the counts behind them."""
    import json

    from pipeline.evaluation import score as scoring
    from pipeline.export import atomic

    documents = _load(gold, lambda text: json.loads(text)["documents"])
    lines = _load(records, lambda text: [json.loads(line) for line in text.split("\n") if line.strip()])
    scores = scoring.score(documents, lines, [name for name in only.split(",") if name])
    print(scores.as_table(misses=misses))
    if json_out is not None:
        with atomic(json_out) as file:
            json.dump(scores.as_json(), file, indent=1)


def _load(path: Path, parse: Callable[[str], Any]) -> Any:
    from pipeline.errors import DamagedFile, MissingFile

    try:
        return parse(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise MissingFile(f"{path} cannot be opened: {error.strerror}.") from None
    except (ValueError, KeyError, TypeError) as error:
        raise DamagedFile(
            f"{path} cannot be used: {type(error).__name__}: {error}.", hint="See README, `score`."
        ) from None
