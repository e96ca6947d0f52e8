"""What a gold set and the records of its papers say together, beyond the score of each field."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from pipeline.evaluation.calibration import Judged, judged
from pipeline.evaluation.gold import GoldSet
from pipeline.evaluation.matching import number_key, plain
from pipeline.evaluation.score import Row, Scores, due_key, matched_records, matched_tasks, score, stem

Json = Mapping[str, Any]

HEADER: Final = (
    "document_type", "number", "date_of_issue", "place_of_issue", "issuing_body", "parent_body", "subject", "secrecy",
    "urgency",
)  # fmt: skip
"""What must all be right for a header to be exact."""
_MAY_BE_ABSENT: Final = (
    "document_type", "number", "date_of_issue", "place_of_issue", "issuing_body", "parent_body", "acting_body",
    "secrecy", "urgency", "subject", "addressees", "recipients", "archived_at", "signatories", "received", "copies",
    "annotations",
)  # fmt: skip


@dataclass(frozen=True)
class Share:
    """How many of how many."""

    hit: int = 0
    count: int = 0

    def plus(self, hit: bool) -> Share:
        """With one more counted."""
        return Share(self.hit + hit, self.count + 1)


@dataclass
class Evaluation:
    """Everything counted for one gold set."""

    name: str
    shown: bool
    files: dict[str, Scores] = field(default_factory=dict)
    failed: list[str] = field(default_factory=list)
    header_exact: Share = Share()
    no_deadline: Share = Share()
    invented: dict[str, Share] = field(default_factory=dict)
    judgements: dict[str, list[Judged]] = field(default_factory=lambda: defaultdict(list))

    def rows(self) -> dict[str, Row]:
        """Counts by field, over all files."""
        total: dict[str, Row] = {}
        for scores in self.files.values():
            for name, row in scores.rows.items():
                total[name] = total.get(name, Row()).plus(row.hit, row.predicted, row.gold)
        return total

    def rows_of(self, name: str) -> list[Row]:
        """One field's counts, a row a file."""
        return [scores.rows[name] for scores in self.files.values() if name in scores.rows]

    @property
    def invented_overall(self) -> Share:
        """Values found where the paper has none, of all values a paper has not."""
        return Share(sum(one.hit for one in self.invented.values()), sum(one.count for one in self.invented.values()))


def evaluate(gold: GoldSet, records: Iterable[Json], failed: Sequence[str] = ()) -> Evaluation:
    """Compare the records of a gold set's papers with it; a file without records counts as everything missed."""
    documents, found = defaultdict(list), by_source(records)
    for document in gold.documents:
        documents[stem(document["source"])].append(document)
    evaluation = Evaluation(gold.name, gold.shown, failed=list(failed))
    for source, golds in documents.items():
        theirs = found.get(source, [])
        evaluation.files[source] = score(golds, theirs)
        for one, record in matched_records(golds, theirs):
            _count(evaluation, one, record)
    return evaluation


def by_source(records: Iterable[Json]) -> dict[str, list[Json]]:
    """Records by the stem of their file, in the order of their parts."""
    found: dict[str, list[Json]] = defaultdict(list)
    for record in sorted(records, key=lambda record: record["source"].get("part", 1)):
        found[stem(record["source"]["path"])].append(record)
    return found


def _count(evaluation: Evaluation, gold: Json, record: Json) -> None:
    alone = score([gold], [{**record, "source": {"path": gold["source"]}}] if record else [])
    wrong = {miss.field for miss in alone.misses}
    evaluation.header_exact = evaluation.header_exact.plus(bool(record) and not wrong & set(HEADER))
    for name, invented in _invented(gold, record):
        evaluation.invented[name] = evaluation.invented.get(name, Share()).plus(invented)
    for hit in _without_deadline(gold, record):
        evaluation.no_deadline = evaluation.no_deadline.plus(hit)
    for name, judgement in judged(gold, record):
        evaluation.judgements[name].append(judgement)


def _invented(gold: Json, record: Json) -> Iterator[tuple[str, bool]]:
    """For every value that the paper has not: does the record have one all the same."""
    if not record:
        return
    for name in _MAY_BE_ABSENT:
        if name in gold and not plain(gold[name]):
            yield name, bool(plain(record.get(name)))
    number = plain(gold.get("number"))
    if number and not number.get("serial"):
        yield "serial left blank", bool(number_key(plain(record.get("number")))[0])
    day = plain(gold.get("date_of_issue"))
    if day and "X" in day:
        yield "date left blank", "X" not in (plain(record.get("date_of_issue")) or "X")


def _without_deadline(gold: Json, record: Json) -> Iterator[bool]:
    """For every gold task without a deadline that was found: does the record say so too."""
    want = list(gold.get("assignments") or [])
    got = [plain(item) for item in record.get("assignments") or []]
    for i, j in matched_tasks(want, got).items():
        if due_key(want[i]) is None:
            yield due_key(got[j]) is None
