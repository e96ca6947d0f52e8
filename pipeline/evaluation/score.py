"""Count what records got right against gold, field by field.

Gold is ``{"documents": [{"source": "bundle.pdf", "part": 1, ...plain values...}, ...]}``; a key absent from a gold
document is not scored for it, ``null`` or ``[]`` is. Records are the parsed lines that ``vanban extract`` writes.
Comparison folds case, Unicode form, tone placement, y/i, dashes and white space; nothing else.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import Any, Final

from pipeline.evaluation.matching import alike, fold, number_key, overlap, pair, plain, shared

Json = Mapping[str, Any]

EXACT: Final = (
    "document_type", "number", "serial", "symbol", "date_of_issue", "place_of_issue", "issuing_body", "parent_body",
    "acting_body", "secrecy", "urgency",
)  # fmt: skip
LISTS: Final = ("addressees", "recipients")
UNREADABLE: Final = "?"
"""Serial in gold that the labeller could not tell from this copy."""
_SUBJECT_LEAD: Final = re.compile(r"^\s*(v/v|về việc|về)\b[\s.:]*", re.IGNORECASE)


@dataclass(frozen=True)
class Row:
    """Hits, predictions and gold items of one field."""

    hit: int = 0
    predicted: int = 0
    gold: int = 0

    def plus(self, hit: int, predicted: int, gold: int) -> Row:
        """With one more comparison counted in."""
        return Row(self.hit + hit, self.predicted + predicted, self.gold + gold)

    @property
    def precision(self) -> float:
        """Share of what was found that is right; nan when nothing was found."""
        return self.hit / self.predicted if self.predicted else float("nan")

    @property
    def recall(self) -> float:
        """Share of gold that was found; nan when there is none."""
        return self.hit / self.gold if self.gold else float("nan")

    @property
    def f1(self) -> float:
        """Harmonic mean of the two."""
        return 2 * self.hit / (self.predicted + self.gold) if self.predicted + self.gold else float("nan")


@dataclass(frozen=True)
class Miss:
    """One difference: what gold wants and what the record says."""

    field: str
    document: str
    want: object
    got: object


@dataclass
class Scores:
    """Rows by field, in the order they were first counted, and every difference."""

    rows: dict[str, Row] = field(default_factory=dict)
    misses: list[Miss] = field(default_factory=list)

    def add(self, name: str, hit: int, predicted: int, gold: int) -> None:
        """Count one comparison."""
        self.rows[name] = self.rows.get(name, Row()).plus(hit, predicted, gold)

    def as_table(self, *, misses: bool = False) -> str:
        """The table that ``vanban score`` prints."""
        lines = [f"{'field':<20} {'P':>6} {'R':>6} {'F1':>6} {'hit':>6} {'pred':>6} {'gold':>6}"]
        lines += [
            f"{name:<20} {row.precision:6.3f} {row.recall:6.3f} {row.f1:6.3f}"
            f" {row.hit:6d} {row.predicted:6d} {row.gold:6d}"
            for name, row in self.rows.items()
        ]
        if misses:
            lines += [
                f"- {miss.field} | {miss.document}\n    want {miss.want!r}\n    got  {miss.got!r}"
                for miss in self.misses
            ]
        return "\n".join(lines)

    def as_json(self) -> dict[str, dict[str, float | int | None]]:
        """Rows as plain values; a ratio without a denominator is None, since JSON knows no nan."""
        return {
            name: {
                "precision": row.precision if row.predicted else None,
                "recall": row.recall if row.gold else None,
                "f1": row.f1 if row.predicted + row.gold else None,
                "hit": row.hit,
                "predicted": row.predicted,
                "gold": row.gold,
            }
            for name, row in self.rows.items()
        }


def score(gold_documents: Iterable[Json], records: Iterable[Json], only: Iterable[str] = ()) -> Scores:
    """Compare ``records`` with ``gold_documents``; ``only`` names the source files (stems) to look at, all if empty."""
    wanted = set(only)
    golds, found = defaultdict(list), defaultdict(list)
    for document in gold_documents:
        if not wanted or stem(document["source"]) in wanted:
            golds[stem(document["source"])].append(document)
    for record in records:
        found[stem(record["source"]["path"])].append(record)
    scores = Scores()
    for source, documents in golds.items():
        _score_source(documents, sorted(found[source], key=lambda record: record["source"].get("part", 1)), scores)
    return scores


def stem(path: str) -> str:
    """Name of a source without folder and suffixes: what gold and records are joined by."""
    return PurePath(path).name.split(".")[0]


def _score_source(golds: Sequence[Json], records: Sequence[Json], scores: Scores) -> None:
    scores.add("documents", min(len(golds), len(records)), len(records), len(golds))
    scores.add("bundle exact", int(len(golds) == len(records)), 1, 1)
    for gold, record in matched_records(golds, records):
        comparison = _Comparison(gold, record, f"{gold['source']}#{gold.get('part', 1)}", scores)
        for compare in _COMPARISONS:
            compare(comparison)


def matched_records(golds: Sequence[Json], records: Sequence[Json]) -> list[tuple[Json, Json]]:
    """Every gold document of one source with the record that describes it; an empty record where there is none."""
    pairs = dict(pair(golds, records, _same_document, 0.0))
    return [(gold, records[pairs[index]] if index in pairs else {}) for index, gold in enumerate(golds)]


def _same_document(gold: Json, record: Json) -> float:
    subjects = alike(plain(gold.get("subject")), plain(record.get("subject")))
    return 1.0 + subjects + 2.0 * (number_key(gold.get("number")) == number_key(plain(record.get("number"))))


@dataclass(frozen=True)
class _Comparison:
    gold: Json
    record: Json
    name: str
    scores: Scores

    def miss(self, what: str, want: object, got: object) -> None:
        self.scores.misses.append(Miss(what, self.name, want, got))

    def multisets(self, name: str, want: list[str], got: list[str]) -> None:
        hit = shared(want, got)
        self.scores.add(name, hit, len(got), len(want))
        if not hit == len(want) == len(got):
            self.miss(name, want, got)


def _scalars(comparison: _Comparison) -> None:
    gold, record = comparison.gold, comparison.record
    for key in EXACT:
        if ("number" if key in ("serial", "symbol") else key) not in gold:
            continue
        if key in ("number", "serial") and number_key(plain(gold.get("number")))[0] == UNREADABLE:
            continue
        want, got = scalar(gold, key), scalar(record, key)
        comparison.scores.add(key, int(want is not None and want == got), int(got is not None), int(want is not None))
        if want != got:
            comparison.miss(key, want, got)


def scalar(document: Json, name: str) -> str | None:
    """Matching key of one of the exact fields; None when the document has no value."""
    if name in ("number", "serial", "symbol"):
        serial, symbol = number_key(plain(document.get("number")))
        if name == "number":
            return f"{serial or ''}-{symbol or ''}" if serial or symbol else None
        return serial if name == "serial" else symbol
    got = plain(document.get(name))
    if isinstance(got, dict):
        got = got.get("name")
    return fold(got) if got else None


def same_subject(want: str, got: str) -> bool:
    """Are two subjects one, apart from a leading V/v and a twentieth of their characters."""
    return bool(want) and alike(_SUBJECT_LEAD.sub("", want), _SUBJECT_LEAD.sub("", got)) >= 0.95


def _subject(comparison: _Comparison) -> None:
    if "subject" not in comparison.gold:
        return
    want, got = plain(comparison.gold["subject"]) or "", plain(comparison.record.get("subject")) or ""
    same = same_subject(want, got)
    comparison.scores.add("subject", int(same), int(bool(got)), int(bool(want)))
    if not same and (want or got):
        comparison.miss("subject", want, got)


def _lists(comparison: _Comparison) -> None:
    for key in LISTS:
        if key not in comparison.gold:
            continue
        want, got = (
            [str(plain(item)) for item in side.get(key) or []] for side in (comparison.gold, comparison.record)
        )
        hits = pair(want, got, alike, 0.9)
        comparison.scores.add(key, len(hits), len(got), len(want))
        if not len(hits) == len(got) == len(want):
            comparison.miss(key, want, got)


def _signatories(comparison: _Comparison) -> None:
    if "signatories" not in comparison.gold:
        return
    golds = comparison.gold["signatories"] or []
    found = [plain(item) for item in comparison.record.get("signatories") or []]
    for part in ("name", "office", "authority"):
        want, got = (
            [folded for item in side if (folded := fold(plain(item.get(part)) or ""))] for side in (golds, found)
        )
        comparison.multisets(f"signatory.{part}", want, got)


def _received(comparison: _Comparison) -> None:
    """Incoming stamps.

    Items are deliberately not unwrapped here, as the reference score does not: a stamp that is a finding counts as
    not found. Both must change together or figures stop being comparable.
    """
    if "received" not in comparison.gold:
        return
    for part in ("serial", "date"):
        want, got = (
            [str(plain(item.get(part))) for item in side.get("received") or [] if plain(item.get(part))]
            for side in (comparison.gold, comparison.record)
        )
        comparison.multisets(f"received.{part}", want, got)


def _citations(comparison: _Comparison) -> None:
    if "citations" not in comparison.gold:
        return
    want = {number_key(c.get("number")): c for c in comparison.gold["citations"] or [] if c.get("number")}
    got = {number_key(c.get("number")): c for c in comparison.record.get("citations") or [] if plain(c.get("number"))}
    both = want.keys() & got.keys()
    comparison.scores.add("citation", len(both), len(got), len(want))
    dated = [key for key in both if want[key].get("date")]
    same = sum(plain(got[key].get("date")) == want[key]["date"] for key in dated)
    comparison.scores.add("citation.date", same, len(dated), len(dated))
    for key in sorted(want.keys() ^ got.keys(), key=str):
        comparison.miss("citation", key if key in want else None, key if key in got else None)


def _assignments(comparison: _Comparison) -> None:
    if "assignments" not in comparison.gold:
        return
    want = list(comparison.gold["assignments"] or [])
    got = [plain(item) for item in comparison.record.get("assignments") or []]
    pairs = matched_tasks(want, got)
    scores = comparison.scores
    scores.add("assignment", len(pairs), len(got), len(want))
    whole = shared_roles = 0
    for i, j in pairs.items():
        same_leads, same_roles = same_participants(want[i], got[j])
        shared_roles += same_roles
        if same_leads and due_key(want[i]) == due_key(got[j]):
            whole += 1
        else:
            comparison.miss("assignment.whole", (roles(want[i]), due_key(want[i])), (roles(got[j]), due_key(got[j])))
    scores.add("assignment.whole", whole, len(got), len(want))
    scores.add(
        "participant", shared_roles, sum(len(roles(item)) for item in got), sum(len(roles(item)) for item in want)
    )
    dues = sum(due_key(want[i]) is not None and due_key(want[i]) == due_key(got[j]) for i, j in pairs.items())
    scores.add(
        "due", dues, sum(due_key(item) is not None for item in got), sum(due_key(item) is not None for item in want)
    )
    for i, item in enumerate(want):
        if i not in pairs:
            comparison.miss("assignment", task_text(item)[:120], None)
    taken = set(pairs.values())
    for j, item in enumerate(got):
        if j not in taken:
            comparison.miss("assignment", None, task_text(item)[:120])


def matched_tasks(want: Sequence[Json], got: Sequence[Json]) -> dict[int, int]:
    """Positions of found assignments by the position of the gold one with (nearly) the same words."""
    return dict(pair(want, got, lambda g, p: overlap(task_text(g), task_text(p)), 0.5))


def same_participants(gold: Json, found: Json) -> tuple[bool, int]:
    """Are the leads the same, and how many participants agree in role and body."""
    want, got = roles(gold), roles(found)
    same = pair(want, got, lambda g, p: alike(g[1], p[1]) if g[0] == p[0] else 0.0, 0.85)
    agreeing = sum(want[i][0] == "lead" for i, _ in same)
    leads = agreeing == sum(role == "lead" for role, _ in want) == sum(role == "lead" for role, _ in got)
    return leads, len(same)


def roles(assignment: Json) -> list[tuple[str | None, str]]:
    """Role and body of every participant."""
    return [(item.get("role"), _body(item)) for item in assignment.get("participants") or []]


def _body(participant: Json) -> str:
    got = plain(participant.get("body"))
    return (got.get("name") if isinstance(got, dict) else got) or ""


def task_text(assignment: Json) -> str:
    """The words of the task as transcribed."""
    task = assignment.get("task") or ""
    return str((task.get("quote") or task.get("value") or "") if isinstance(task, dict) else task)


def due_key(assignment: Json) -> tuple[str | None, str | None, str | None] | None:
    """Start, end and offset, which must all agree; None when there is no due date."""
    due = plain(assignment.get("due"))
    return (due.get("start"), due.get("end"), due.get("offset")) if due else None


_COMPARISONS: Final[tuple[Callable[[_Comparison], None], ...]] = (
    _scalars, _subject, _lists, _signatories, _received, _citations, _assignments,
)  # fmt: skip
