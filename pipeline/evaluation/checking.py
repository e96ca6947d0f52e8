"""Prove annotated papers: every label has its words in the text, every code and date its form.

An annotated paper is a pair ``x.txt`` and ``x.json`` side by side; ``corpus/README.md`` says what the labels mean.
Nothing here repairs: a fault names the file, the paper in it, and what to do.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from pipeline.evaluation import forms
from pipeline.evaluation.matching import alike, fold

Json = Mapping[str, Any]

SPLITS: Final = ("train", "dev", "test")
ROLES: Final = ("lead", "cooperate", "advise", "direct", "monitor", "report_to", "via", "approve")
RELATIONS: Final = ("basis", "amends", "replaces", "repeals", "attached", "mentions")
KINDS: Final = ("body", "group", "person")

_DOCUMENT: Final = frozenset({
    "source", "part", "family", "document_type", "number", "date_of_issue", "place_of_issue", "issuing_body",
    "parent_body", "acting_body", "subject", "secrecy", "urgency", "addressees", "recipients", "archived_at",
    "signatories", "received", "copies", "annotations", "citations", "citations_unnumbered", "assignments",
    "mentions",
})  # fmt: skip
_ABOUT: Final = frozenset({"office", "level", "year", "type", "manner", "split"})
_KEYS: Final[Mapping[str, tuple[frozenset[str], frozenset[str]]]] = {
    # what must be there, what may be there as well
    "signatories": (frozenset({"name", "office", "authority"}), frozenset({"on_behalf_of"})),
    "received": (frozenset({"body", "serial", "date"}), frozenset({"routed_to", "file_code"})),
    "copies": (frozenset({"kind", "number", "date", "body", "signatory"}), frozenset()),
    "citations": (
        frozenset({"document_type", "number", "date", "issuing_body", "relation"}),
        frozenset({"title", "alias"}),
    ),
    "assignments": (frozenset({"participants", "task", "due", "recurrence"}), frozenset({"section", "product"})),
    "due": (frozenset({"start", "end", "bound", "anchor", "offset"}), frozenset({"quote", "approximate"})),
    "participants": (frozenset({"role", "body"}), frozenset()),
    "number": (frozenset({"serial", "symbol"}), frozenset()),
}
_VALUES: Final[Mapping[str, frozenset[str | None]]] = {
    "family": frozenset({"đảng", "nhà nước", "đoàn thể"}),
    "secrecy": frozenset({None, "mật", "tối mật", "tuyệt mật"}),
    "urgency": frozenset({None, "khẩn", "thượng khẩn", "hỏa tốc"}),
    "acting_body": frozenset(
        {None, "Ban Thường vụ", "Ban Chấp hành", "Ban Bí thư", "Bộ Chính trị", "Thường trực"}
    ),
}  # fmt: skip
_AUTHORITIES: Final = frozenset({None, "T/M", "K/T", "T/L", "Q."})


@dataclass(frozen=True, order=True)
class Fault:
    """One label that cannot stand: where, what is wrong, what to do."""

    file: str
    part: int
    what: str
    todo: str

    def __str__(self) -> str:
        where = f"{self.file}#{self.part}" if self.part else self.file
        return f"{where}: {self.what}. {self.todo}"


def check_folder(folder: Path) -> tuple[list[Fault], int]:
    """Every fault of the annotated papers in ``folder``, and how many documents were looked at."""
    faults, seen, count = [], [], 0
    for path in sorted(folder.glob("*.json")):
        found, gold = _check_file(path)
        faults += found
        if gold is not None:
            seen.append((path.name, gold))
            count += len(gold["documents"])
    for text in sorted(folder.glob("*.txt")):
        if not text.with_suffix(".json").exists():
            faults.append(Fault(text.name, 0, "has no labels", f"Write {text.stem}.json or take the paper away."))
    faults += _check_splits(seen)
    return faults, count


def _check_file(path: Path) -> tuple[list[Fault], Json | None]:
    try:
        text = path.with_suffix(".txt").read_text(encoding="utf-8")
        gold = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        return [Fault(path.name, 0, f"{error.filename}: {error.strerror}", "Put the text beside its labels.")], None
    except ValueError as error:
        return [Fault(path.name, 0, f"is no JSON in UTF-8: {error}", "Mend the file.")], None
    if not isinstance(gold, dict) or not isinstance(gold.get("documents"), list) or not gold["documents"]:
        return [Fault(path.name, 0, "has no list `documents`", "See corpus/README.md.")], None
    faults = [Fault(path.name, 0, what, todo) for what, todo in _check_about(gold.get("about"))]
    for place, document in enumerate(gold["documents"], start=1):
        found = [*_check_place(document, place, path), *check_document(document, text)]
        faults += [Fault(path.name, place, what, todo) for what, todo in found]
    return faults, gold


Finding = tuple[str, str]
"""What is wrong, what to do."""


def _check_about(about: Any) -> Iterator[Finding]:
    if not isinstance(about, dict):
        yield "has no `about`", "Say office, level, year, type, manner and split."
        return
    yield from _keys("about", about, _ABOUT, frozenset())
    if about.get("split") not in SPLITS:
        yield f"split {about.get('split')!r}", f"Choose one of {', '.join(SPLITS)}."


def _check_place(document: Json, place: int, path: Path) -> Iterator[Finding]:
    if document.get("part") != place:
        yield f"part is {document.get('part')!r}", f"It is paper {place} of its file."
    if document.get("source") != path.with_suffix(".txt").name:
        yield f"source is {document.get('source')!r}", f"It is {path.with_suffix('.txt').name}."


def check_document(document: Json, text: str) -> Iterator[Finding]:
    """What is wrong with the labels of one paper, whose words stand in ``text``."""
    yield from _keys("document", document, _DOCUMENT, frozenset())
    page = _Page(text)
    for name, allowed in _VALUES.items():
        if document.get(name) not in allowed:
            yield f"{name} is {document.get(name)!r}", f"Allowed: {', '.join(map(str, sorted(allowed, key=str)))}."
    yield from _number("number", document.get("number"), page)
    yield from _date("date_of_issue", document.get("date_of_issue"))
    for name in ("addressees", "recipients", "annotations", "citations_unnumbered"):
        yield from (
            (f"{name} holds {item!r}", "Write one text each, never an empty one.")
            for item in document.get(name) or []
            if not isinstance(item, str) or not item.strip()
        )
    for item in _items(document, "signatories"):
        yield from _keys("signatory", item, *_KEYS["signatories"])
        if item.get("authority") not in _AUTHORITIES:
            yield f"authority is {item.get('authority')!r}", "Allowed: T/M, K/T, T/L, Q. or null."
        yield from page.named("name of a signatory", item.get("name"))
    for item in _items(document, "received"):
        yield from _keys("received", item, *_KEYS["received"])
        yield from _date("received.date", item.get("date"))
    for item in _items(document, "copies"):
        yield from _keys("copies", item, *_KEYS["copies"])
        yield from _number("number of a copy", item.get("number"), page)
        yield from _date("copies.date", item.get("date"))
    yield from _citations(document, page)
    yield from _assignments(document, page)
    yield from _mentions(document.get("mentions"), page)


class _Page:
    """The text as quotes are looked up in it: white space collapsed, otherwise letter by letter."""

    def __init__(self, text: str) -> None:
        self.text = " ".join(text.split())
        self.folded = fold(text)
        self.bare = forms.bare(text)

    def named(self, name: str, person: Any) -> Iterator[Finding]:
        """A fault when a person is not in the text, whose name may be in capitals or a little damaged there."""
        if person is None or fold(person) in self.folded:
            return
        words, length = self.text.split(), len(str(person).split())
        windows = (" ".join(words[i : i + length]) for i in range(len(words) - length + 1))
        if not any(alike(person, window) > 0.8 for window in windows):
            yield f"{name} is not in the text: {person!r}", "Compare the name with the paper."

    def quoted(self, name: str, quote: Any) -> Iterator[Finding]:
        """A fault when ``quote`` is no part of the text."""
        if quote is None:
            return
        if not isinstance(quote, str) or not quote.strip():
            yield f"{name} is {quote!r}", "Copy the words, or write null."
        elif " ".join(quote.split()) not in self.text:
            yield f"{name} is not in the text: {quote[:90]!r}", "Copy the words as they stand, line breaks as a space."


def _items(document: Json, name: str) -> list[Json]:
    return [item for item in document.get(name) or [] if isinstance(item, dict)]


def _keys(what: str, item: Json, needed: frozenset[str], allowed: frozenset[str]) -> Iterator[Finding]:
    for key in sorted(needed - item.keys()):
        yield f"{what} lacks {key!r}", "Write it; null or [] when the paper has none."
    for key in sorted(item.keys() - needed - allowed):
        yield f"{what} has {key!r}", "No such key: see records.md."


def _date(name: str, value: Any) -> Iterator[Finding]:
    if value is not None and not forms.is_date(value):
        yield f"{name} is {value!r}", "Write ISO 8601, with X for digits that are blank (2025-09-XX)."


def _number(name: str, number: Any, page: _Page) -> Iterator[Finding]:
    if number is None:
        return
    if not isinstance(number, dict):
        yield f"{name} is {number!r}", 'Write {"serial": ..., "symbol": ...} or null.'
        return
    yield from _keys(name, number, *_KEYS["number"])
    serial, symbol = number.get("serial"), number.get("symbol")
    if not forms.is_serial(serial) or not forms.is_symbol(symbol):
        yield f"{name} {serial!r}-{symbol!r} is no plausible code", "Compare it with the paper."
    elif not forms.number_stands_in(page.bare, serial, symbol):
        yield f"{name} {serial!r}-{symbol!r} is not in the text", "Copy it as it stands."


def _citations(document: Json, page: _Page) -> Iterator[Finding]:
    seen = set()
    for item in _items(document, "citations"):
        yield from _keys("citation", item, *_KEYS["citations"])
        if item.get("relation") not in RELATIONS:
            yield f"relation is {item.get('relation')!r}", f"Choose one of {', '.join(RELATIONS)}."
        yield from _number("number of a citation", item.get("number"), page)
        yield from _date("date of a citation", item.get("date"))
        key = json.dumps(item.get("number"), sort_keys=True)
        if item.get("number") and key in seen:
            yield f"citation {key} stands twice", "Keep one entry a document."
        seen.add(key)


def _assignments(document: Json, page: _Page) -> Iterator[Finding]:
    for item in _items(document, "assignments"):
        task = str(item.get("task"))
        for what, todo in _assignment(item, page):
            yield f"{what} (task {task[:50]!r})", todo


def _assignment(item: Json, page: _Page) -> Iterator[Finding]:
    yield from _keys("assignment", item, *_KEYS["assignments"])
    if item.get("task") is None:
        yield "no task", "Copy the words of the action."
    yield from page.quoted("task", item.get("task"))
    seen = set()
    for participant in item.get("participants") or []:
        yield from _keys("participant", participant, *_KEYS["participants"])
        if participant.get("role") not in ROLES:
            yield f"role is {participant.get('role')!r}", f"Choose one of {', '.join(ROLES)}."
        if not participant.get("body"):
            yield "a participant has no body", "Write the body as it stands."
        key = (participant.get("role"), fold(participant.get("body")))
        if key in seen:
            yield f"{participant.get('body')!r} is {participant.get('role')} twice", "Name it once."
        seen.add(key)
    if not forms.is_recurrence(item.get("recurrence")):
        yield f"recurrence is {item.get('recurrence')!r}", "Write an RRULE, continuous, on_demand or null."
    due = item.get("due")
    if due is None:
        return
    yield from _keys("due", due, *_KEYS["due"])
    yield from page.quoted("due.quote", due.get("quote"))
    yield from forms.faults_of_due(due)
    if str(item.get("recurrence") or "").startswith("FREQ"):
        yield f"both recurrence and due {due.get('end')}", "A recurring duty keeps its day in the rule."


def _mentions(mentions: Any, page: _Page) -> Iterator[Finding]:
    if not isinstance(mentions, dict):
        yield "mentions is no object", f"Write {', '.join(KINDS)}, each a list of quotes."
        return
    yield from _keys("mentions", mentions, frozenset(KINDS), frozenset())
    for kind in KINDS:
        for quote in mentions.get(kind) or []:
            yield from page.quoted(f"mention ({kind})", quote)


def _check_splits(seen: Iterable[tuple[str, Json]]) -> Iterator[Fault]:
    """No issuing body may be learnt from in one split and tested in another."""
    home: dict[tuple[str, str], tuple[str, str]] = {}
    for name, gold in seen:
        split = str(gold.get("about", {}).get("split"))
        for document in gold["documents"]:
            year = re.match(r"\d{4}", str(document.get("date_of_issue"))) or [str(gold.get("about", {}).get("year"))]
            key = (fold(document.get("issuing_body")), year[0])
            there, other = home.setdefault(key, (split, name))
            if there != split:
                what = f"{document.get('issuing_body')} ({key[1]}) is in {split} here and in {there} in {other}"
                yield Fault(name, document.get("part", 0), what, "Give both papers the same split.")
