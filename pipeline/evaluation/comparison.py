"""What one set of records gained and lost against another, judged by gold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from pipeline.evaluation.gold import GoldSet
from pipeline.evaluation.matching import alike, number_key, pair, plain
from pipeline.evaluation.measures import by_source
from pipeline.evaluation.score import (
    EXACT,
    LISTS,
    due_key,
    matched_records,
    matched_tasks,
    roles,
    same_participants,
    same_subject,
    scalar,
    stem,
    task_text,
)  # fmt: skip

Json = Mapping[str, Any]


@dataclass(frozen=True)
class Point:
    """One thing gold can judge: is it right, what the record says, and the sentence it is about."""

    right: bool
    says: str
    sentence: str


@dataclass(frozen=True)
class Change:
    """A thing that became right, or stopped being right."""

    way: Literal["gained", "lost"]
    field: str
    document: str
    want: str
    before: str
    now: str
    sentence: str


Key = tuple[str, str]
"""Field, and what gold wants (or what was found and nobody wants)."""


def compare(gold: GoldSet, records: Iterable[Json], others: Iterable[Json]) -> list[Change]:
    """Every change from ``others`` (before) to ``records`` (now), in the order of gold."""
    documents: dict[str, list[Json]] = {}
    for document in gold.documents:
        documents.setdefault(stem(document["source"]), []).append(document)
    ours, theirs = by_source(records), by_source(others)
    changes: list[Change] = []
    for source, golds in documents.items():
        now = matched_records(golds, ours.get(source, []))
        before = matched_records(golds, theirs.get(source, []))
        for (one, record), (_, other) in zip(now, before, strict=True):
            changes += _changes(f"{one['source']}#{one.get('part', 1)}", _points(one, record), _points(one, other))
    return changes


def _changes(document: str, now: Mapping[Key, Point], before: Mapping[Key, Point]) -> Iterator[Change]:
    nothing = Point(True, "nothing", "")  # what is found and not wanted is right where it is not found
    for key in [*now, *(key for key in before if key not in now)]:
        new, old = now.get(key, nothing), before.get(key, nothing)
        if new.right != old.right:
            way: Literal["gained", "lost"] = "gained" if new.right else "lost"
            yield Change(way, *(key[0], document, key[1]), old.says, new.says, new.sentence or old.sentence)


def _points(gold: Json, record: Json) -> dict[Key, Point]:
    return {key: point for points in (_scalars, _lists, _citations, _tasks) for key, point in points(gold, record)}


def _scalars(gold: Json, record: Json) -> Iterator[tuple[Key, Point]]:
    for name in EXACT:
        if name in gold and name not in ("serial", "symbol"):
            right = scalar(gold, name) == scalar(record, name)
            yield (name, _said(gold, name)), Point(right, _said(record, name), _quote(record.get(name)))
    if "subject" in gold:
        want, got = plain(gold["subject"]) or "", plain(record.get("subject")) or ""
        right = same_subject(want, got) or want == got
        yield ("subject", want or "nothing"), Point(right, got or "nothing", _quote(record.get("subject")))


def _said(document: Json, name: str) -> str:
    value = plain(document.get(name))
    if name == "number" and value:
        return f"{value.get('serial') or ''}-{value.get('symbol') or ''}"
    return str(value.get("name") if isinstance(value, dict) else value) if value else "nothing"


def _quote(finding: Any) -> str:
    return " ".join(str(finding.get("quote", "")).split()) if isinstance(finding, dict) else ""


def _lists(gold: Json, record: Json) -> Iterator[tuple[Key, Point]]:
    for name in LISTS:
        if name in gold:
            want, got = list(gold[name] or []), list(record.get(name) or [])
            texts = [str(plain(one)) for one in got]
            pairs = dict(pair(want, texts, alike, 0.9))
            yield from (
                ((name, one), Point(i in pairs, texts[pairs[i]] if i in pairs else "nothing", ""))
                for i, one in enumerate(want)
            )
            yield from _unwanted(name, texts, set(pairs.values()))


def _unwanted(name: str, texts: Sequence[str], used: set[int]) -> Iterator[tuple[Key, Point]]:
    for j, text in enumerate(texts):
        if j not in used:
            yield (name, f"nothing like {text!r}"), Point(False, text, text)


def _citations(gold: Json, record: Json) -> Iterator[tuple[Key, Point]]:
    if "citations" not in gold:
        return
    want = {number_key(one.get("number")) for one in gold["citations"] or [] if one.get("number")}
    got = {number_key(one.get("number")): one for one in record.get("citations") or [] if plain(one.get("number"))}
    for key in sorted(want, key=str):
        code = "-".join(part or "" for part in key)
        yield ("citation", code), Point(key in got, code if key in got else "nothing", "")
    for key in sorted(got.keys() - want, key=str):
        code, mentions = "-".join(part or "" for part in key), got[key].get("mentions") or [None]
        yield ("citation", f"nothing like {code}"), Point(False, code, _quote(mentions[0]))


def _tasks(gold: Json, record: Json) -> Iterator[tuple[Key, Point]]:
    if "assignments" not in gold:
        return
    want, got = list(gold["assignments"] or []), [plain(item) for item in record.get("assignments") or []]
    pairs = matched_tasks(want, got)
    for i, label in enumerate(want):
        words = " ".join(task_text(label).split())
        found: Json | None = got[pairs[i]] if i in pairs else None
        said = " ".join(task_text(found).split()) if found else "nothing"
        yield ("assignment", words), Point(found is not None, said, words)
        leads = found is not None and same_participants(label, found)[0]
        yield ("assignment.leads", f"{_bodies(label)} | {words[:60]}"), Point(leads, _bodies(found), words)
        due = found is not None and due_key(label) == due_key(found)
        yield ("due", f"{_due(label)} | {words[:60]}"), Point(due, _due(found), words)
    yield from _unwanted("assignment", [" ".join(task_text(one).split()) for one in got], set(pairs.values()))


def _bodies(assignment: Json | None) -> str:
    return "; ".join(body for role, body in roles(assignment or {}) if role == "lead") or "nobody"


def _due(assignment: Json | None) -> str:
    return "/".join(part or ".." for part in due_key(assignment or {}) or ()) or "no deadline"
