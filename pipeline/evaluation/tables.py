"""An evaluation as tables to read, as Markdown to keep, as JSON to compute with."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from pipeline.evaluation.calibration import calibrate
from pipeline.evaluation.comparison import Change
from pipeline.evaluation.intervals import Interval, bootstrap_f1, wilson
from pipeline.evaluation.measures import Evaluation, Share

_NONE: Final = "-"


@dataclass(frozen=True)
class Table:
    """A title, names of columns, rows of text; the first column stands left, the others right."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def as_text(self) -> str:
        """Columns in step."""
        widths = [max(len(row[i]) for row in (self.columns, *self.rows)) for i in range(len(self.columns))]
        lines = [
            "  ".join(
                cell.rjust(width) if i else cell.ljust(width)
                for i, (cell, width) in enumerate(zip(row, widths, strict=True))
            )
            for row in (self.columns, *self.rows)
        ]
        return "\n".join([self.title, *(line.rstrip() for line in lines)])

    def as_markdown(self) -> str:
        """A table of GitHub's Markdown."""
        rule = ("---", *("---:" for _ in self.columns[1:]))
        return f"{self.title}\n\n" + "\n".join(f"| {' | '.join(row)} |" for row in (self.columns, rule, *self.rows))


def headline(evaluation: Evaluation) -> str:
    """What was read."""
    rows = evaluation.rows()
    documents = rows["documents"].gold if "documents" in rows else 0
    failed = f"{len(evaluation.failed)} failed" if evaluation.failed else "none failed"
    return f"{evaluation.name}: {len(evaluation.files)} files ({failed}), {documents} documents"


def tables(evaluation: Evaluation) -> tuple[Table, ...]:
    """Fields, shares, confidences."""
    return _fields(evaluation), _shares(evaluation), _confidences(evaluation)


def _fields(evaluation: Evaluation) -> Table:
    lines = []
    for name, row in evaluation.rows().items():
        if not row.predicted + row.gold:
            continue
        rows = evaluation.rows_of(name)
        files = sum(bool(one.predicted + one.gold) for one in rows)
        counts = (row.hit, row.predicted, row.gold, files)
        ratios = (
            _ratio(row.hit, row.predicted),
            _ratio(row.hit, row.gold),
            f"{row.f1:.3f}",
            _range(bootstrap_f1(rows)),
        )
        lines.append((name, *ratios, *map(str, counts)))
    columns = ("field", "P", "R", "F1", "95 % of F1", "hit", "found", "gold", "files")
    return Table(
        "By field (intervals: bootstrap over files; Wilson over files where no file differs)", columns, tuple(lines)
    )


def _shares(evaluation: Evaluation) -> Table:
    named: list[tuple[str, Share]] = [
        ("header exact", evaluation.header_exact),
        ("no deadline, said right", evaluation.no_deadline),
        ("invented where absent", evaluation.invented_overall),
        *((f"invented: {name}", share) for name, share in sorted(evaluation.invented.items()) if share.hit),
    ]
    return share_table("Shares (intervals: Wilson)", named)


def share_table(title: str, named: Iterable[tuple[str, Share]]) -> Table:
    """Shares with Wilson's intervals."""
    rows = tuple(
        (name, _ratio(share.hit, share.count), _range(wilson(share.hit, share.count)), str(share.hit), str(share.count))
        for name, share in named
    )
    return Table(title, ("measure", "share", "95 %", "hit", "of"), rows)


def _confidences(evaluation: Evaluation) -> Table:
    rows = []
    for name, judgements in evaluation.judgements.items():
        if (one := calibrate(judgements)) is not None:
            rows.append((name, f"{one.confidence:.3f}", f"{one.right:.3f}", f"{one.error:.3f}", str(one.count)))
    columns = ("field", "mean confidence", "right", "calibration error", "findings")
    return Table("Confidence against truth (expected calibration error, ten bins)", columns, tuple(rows))


def _ratio(hit: int, count: int) -> str:
    return f"{hit / count:.3f}" if count else _NONE


def _range(interval: Interval | None) -> str:
    return f"{interval[0]:.2f}-{interval[1]:.2f}" if interval else _NONE


def misses(evaluation: Evaluation) -> Iterator[str]:
    """Every difference, or one line saying that the papers of a test set are not shown."""
    if not evaluation.shown:
        yield f"{evaluation.name}: papers of a test split are counted and never shown."
        return
    for scores in evaluation.files.values():
        for miss in scores.misses:
            yield f"- {miss.field} | {miss.document}\n    want {miss.want!r}\n    got  {miss.got!r}"


def changes(evaluation: Evaluation, found: Sequence[Change]) -> Iterator[str]:
    """What was gained and lost: counts for every set, sentences only for one that may be shown."""
    ways = {way: [one for one in found if one.way == way] for way in ("gained", "lost")}
    yield f"{evaluation.name}: {len(ways['gained'])} gained, {len(ways['lost'])} lost"
    for way, some in ways.items():
        for name in dict.fromkeys(one.field for one in some):
            yield f"  {way} {name}: {sum(one.field == name for one in some)}"
    if not evaluation.shown:
        return
    for one in (*ways["lost"], *ways["gained"]):
        yield f"- {one.way} {one.field} | {one.document}\n    want   {one.want}\n    before {one.before}"
        yield f"    now    {one.now}" + (f"\n    in     {one.sentence}" if one.sentence else "")


def as_json(evaluation: Evaluation, found: Sequence[Change] | None = None) -> dict[str, Any]:
    """Every figure as plain values; None for what has no value."""
    calibrations = {name: calibrate(judgements) for name, judgements in evaluation.judgements.items()}
    shared: Mapping[str, Share] = {
        "header_exact": evaluation.header_exact,
        "no_deadline_said_right": evaluation.no_deadline,
        "invented_where_absent": evaluation.invented_overall,
    }
    values: dict[str, Any] = {
        "name": evaluation.name,
        "files": len(evaluation.files),
        "failed": evaluation.failed if evaluation.shown else len(evaluation.failed),
        "fields": {name: _field_json(evaluation, name) for name in evaluation.rows()},
        "shares": {name: _share_json(share) for name, share in shared.items()},
        "invented": {name: _share_json(share) for name, share in evaluation.invented.items()},
        "calibration": {name: dataclasses.asdict(one) for name, one in calibrations.items() if one is not None},
    }
    if found is not None:
        values["gained"] = sum(one.way == "gained" for one in found)
        values["lost"] = sum(one.way == "lost" for one in found)
        if evaluation.shown:
            values["changes"] = [dataclasses.asdict(one) for one in found]
    return values


def _field_json(evaluation: Evaluation, name: str) -> dict[str, Any]:
    row = evaluation.rows()[name]
    return {
        "precision": row.precision if row.predicted else None,
        "precision_95": wilson(row.hit, row.predicted),
        "recall": row.recall if row.gold else None,
        "recall_95": wilson(row.hit, row.gold),
        "f1": row.f1 if row.predicted + row.gold else None,
        "f1_95": bootstrap_f1(evaluation.rows_of(name)),
        "hit": row.hit,
        "found": row.predicted,
        "gold": row.gold,
    }


def _share_json(share: Share) -> dict[str, Any]:
    return {"hit": share.hit, "of": share.count, "share_95": wilson(share.hit, share.count)}
