"""Does a confidence of 0.9 mean nine of ten."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from pipeline.evaluation.matching import alike, fold, pair, plain
from pipeline.evaluation.score import EXACT, LISTS, due_key, matched_tasks, roles, same_subject, scalar

Json = Mapping[str, Any]
Judged = tuple[float, bool]
"""The confidence of a finding, and whether it was right."""

_BINS: Final = 10


@dataclass(frozen=True)
class Calibration:
    """Confidence against truth over ``count`` findings; ``error`` is the expected calibration error in ten bins."""

    count: int
    confidence: float
    right: float
    error: float


def calibrate(judgements: Sequence[Judged]) -> Calibration | None:
    """How far confidences are from the share that was right; None without findings."""
    if not judgements:
        return None
    bins: dict[int, list[Judged]] = {}
    for confidence, right in judgements:
        bins.setdefault(min(int(confidence * _BINS), _BINS - 1), []).append((confidence, right))
    gaps = (abs(sum(right - confidence for confidence, right in inside)) for inside in bins.values())
    count = len(judgements)
    return Calibration(
        count,
        sum(confidence for confidence, _ in judgements) / count,
        sum(right for _, right in judgements) / count,
        sum(gaps) / count,
    )


def judged(gold: Json, record: Json) -> Iterator[tuple[str, Judged]]:
    """Every finding of ``record`` that has a confidence and that gold can judge, by field."""
    for name in EXACT:
        if name in gold and (sure := _confidence(record.get(name))) is not None:
            yield name, (sure, scalar(gold, name) == scalar(record, name))
    if "subject" in gold and (sure := _confidence(record.get("subject"))) is not None:
        yield "subject", (sure, same_subject(plain(gold["subject"]) or "", plain(record["subject"])))
    for name in LISTS:
        if name in gold:
            got = list(record.get(name) or [])
            hits = {j for _, j in pair(list(gold[name] or []), got, lambda g, p: alike(plain(g), plain(p)), 0.9)}
            yield from (
                (name, (sure, j in hits)) for j, one in enumerate(got) if (sure := _confidence(one)) is not None
            )
    yield from _signatories(gold, record)
    yield from _assignments(gold, record)


def _confidence(finding: Any) -> float | None:
    return finding.get("confidence") if isinstance(finding, dict) else None


def _signatories(gold: Json, record: Json) -> Iterator[tuple[str, Judged]]:
    if "signatories" not in gold:
        return
    names = {fold(plain(one.get("name")) or "") for one in gold["signatories"] or []}
    for one in record.get("signatories") or []:
        if (sure := _confidence(one)) is not None and plain(one).get("name"):
            yield "signatory.name", (sure, fold(plain(one)["name"]) in names)


def _assignments(gold: Json, record: Json) -> Iterator[tuple[str, Judged]]:
    if "assignments" not in gold:
        return
    want, got = list(gold["assignments"] or []), [plain(item) for item in record.get("assignments") or []]
    place = {j: i for i, j in matched_tasks(want, got).items()}
    for j, found in enumerate(got):
        label: Json = want[place[j]] if j in place else {}
        if (sure := _confidence(found.get("task"))) is not None:
            yield "assignment", (sure, j in place)
        if (sure := _confidence(found.get("due"))) is not None:
            yield "due", (sure, due_key(label) == due_key(found))
        ours = roles(found)
        hits = pair(roles(label), ours, lambda g, p: alike(g[1], p[1]) if g[0] == p[0] else 0.0, 0.85)
        right = {k for _, k in hits}
        for k, participant in enumerate(found.get("participants") or []):
            if (sure := _confidence(participant.get("body"))) is not None:
                yield "participant", (sure, k in right)
