"""Task tables of an annex or a plan: one row, one assignment (domain.md 6.3)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Final

from pipeline.authority.bodies import names_in
from pipeline.linking._passages import Passage
from pipeline.linking._roles import other_actors
from pipeline.linking._timing import Time
from pipeline.linking.dues import recurrence, resolve
from pipeline.schema import Assignment, Document, Due, Mention, Participant, Span
from pipeline.schema.document import Role
from pipeline.schema.time import TimeExpression
from pipeline.text import fold, strip_marks, view
from pipeline.text.dates import parse_point
from pipeline.text.sentences import words_of

_COLUMNS: Final = (
    ("number", re.compile(r"(?:s?tt|so tt|so thu tu)\b")),
    ("cooperate", re.compile(r".{0,30}phoi hop|cung thuc hien")),
    (
        "approve",
        re.compile(r"(?:cap|co quan|noi|tham quyen) (?:trinh|ban hanh|phe duyet|quyet dinh|xem xet|thong qua)"),
    ),
    ("person", re.compile(r"ho va ten|ho,? ten|ho ten")),
    ("office", re.compile(r"chuc vu|chuc danh")),
    ("duty", re.compile(r".{0,30}(?:phu trach|duoc phan cong|phan cong)$")),
    ("due", re.compile(r"(?:thoi gian|thoi han|tien do|han\b|thoi diem|ngay\b|hoan thanh|moc)")),
    ("lead", re.compile(r".{0,30}(?:chu tri|thuc hien|phu trach|chiu trach nhiem|dau moi|tham muu|duoc giao)")),
    ("product", re.compile(r"(?:san pham|ket qua|hinh thuc van ban)")),
    (
        "task",
        re.compile(
            r".{0,12}(?:noi dung|nhiem vu|cong viec|hoat dong|phan viec|giai phap|ten (?:nhiem|cong|noi|de|hoat))"
        ),
    ),
)
_NUMBER: Final = re.compile(r"(?:[ivx]{1,5}|\d{1,3}(?:\.\d{1,2}){0,3}|[a-z])[.)]?")
_GAP: Final = re.compile(r"\t|\s*\|\s*|\s{3,}")
_YEARS: Final = re.compile(r"\W*(?:giai doan\s+)?(20\d\d)\s?-\s?(20\d\d)\W*")
_DITTO: Final = re.compile(r"\W*(?:nt|nhu tren)?\W*")
_ROLES: Final[MappingProxyType[str, Role]] = MappingProxyType(
    {"lead": "lead", "cooperate": "cooperate", "approve": "approve"}
)


@dataclass(frozen=True, slots=True)
class _Cell:
    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class _Header:
    columns: tuple[str, ...]
    passage: Passage


def table_assignments(
    document: Document, read: Sequence[Passage], mentions: Sequence[Mention], issued: str | None
) -> Iterator[Assignment]:
    """The assignments of every table with a header of tasks; a row without a lead has that of the row above."""
    header: _Header | None = None
    group, lead = "", tuple[Participant, ...]()
    gap = 0
    for passage in read:
        cells = _cells(document, passage)
        columns = _columns(cells)
        if columns is not None:
            header, group, lead, gap = _Header(columns, passage), "", (), 0
            continue
        if header is None or not cells:
            continue
        if len(cells) == 1 and not passage.table:
            gap += 1
            header = None if gap > 2 or passage.opens else header
            continue
        gap = 0
        row = dict(zip(header.columns, cells, strict=False))
        label = strip_marks(row["number"].text).strip(" .)") if "number" in row else ""
        others = [name for name, cell in row.items() if name not in {"number", "task"} and cell.text]
        if "task" not in row or not row["task"].text or not others:
            group = row["number"].text.strip(" .)") if "number" in row and row["number"].text else group
            continue
        made = _assignment(document, row, mentions, issued)
        lead = tuple(each for each in made.participants if each.role == "lead") or lead
        section = ".".join(part for part in (_path(header.passage), group, label.upper() if label else "") if part)
        if not any(each.role == "lead" for each in made.participants):
            made = replace(made, participants=(*lead, *made.participants))
        yield replace(made, section=section or None)


def _path(passage: Passage) -> str:
    return passage.section or ""


def _cells(document: Document, passage: Passage) -> tuple[_Cell, ...]:
    """The cells of the printed line on which the passage begins; empty ones too."""
    if not passage.at:
        return ()
    where = document.line_spans[document.line_at(passage.span(0, 1).start)]
    last = passage.span(len(passage.text) - 1, len(passage.text)).end
    if last > where.end and not passage.table:
        return ()
    line = document.quote(where)
    start, end = len(line) - len(line.lstrip(" |")), len(line.rstrip().rstrip("|").rstrip(" "))
    found, at = [], start
    for gap in _GAP.finditer(line, start, end):
        found.append(_cell(line, at, gap.start(), where))
        at = gap.end()
    found.append(_cell(line, at, max(at, end), where))
    return tuple(found)


def _cell(line: str, start: int, end: int, where: Span) -> _Cell:
    raw = line[start:end]
    return _Cell(Span(where.start + start, where.start + end), " ".join(view(raw).text.split()).strip(" *"))


def _columns(cells: Sequence[_Cell]) -> tuple[str, ...] | None:
    """The kinds of the columns when the row is a header: it names tasks, and who does them or when."""
    if len(cells) < 3:
        return None
    kinds = []
    for cell in cells:
        plain = strip_marks(cell.text)
        kind = next((name for name, title in _COLUMNS if len(plain) < 60 and title.match(plain)), "other")
        kinds.append(kind if kind not in kinds else f"{kind}2")
    named = set(kinds)
    if "task" not in named and "number" in named and kinds[1:2] == ["other"]:
        kinds[1] = "task"
    if "person" in named and "duty" in named and "task" not in named:
        return tuple("task" if kind == "duty" else kind for kind in kinds)
    return tuple(kinds) if "task" in kinds and named & {"lead", "due", "cooperate"} else None


def _assignment(
    document: Document, row: dict[str, _Cell], mentions: Sequence[Mention], issued: str | None
) -> Assignment:
    participants = [*_comrade(row)]
    participants += [each for name, role in _ROLES.items() if name in row for each in _bodies(row[name], role)]
    task = row["task"]
    seen = view(document.quote(task.span))
    words = words_of(seen.text)
    for actor in other_actors(seen.text, words, 0, len(words)):
        for name in names_in(seen.text, words, actor.start, actor.end):
            if fold(name.text) not in {fold(each.body) for each in participants}:
                span = seen.span(name.start, name.end).shift(task.span.start)
                participants.append(Participant(name.text, actor.role, span))
    time = _time(row["due"], mentions, issued) if "due" in row else None
    product = row["product"].span if "product" in row and row["product"].text else None
    return Assignment(
        participants=tuple(participants),
        task=_stripped(document, task.span),
        due=time.due if time else None,
        due_span=time.span if time and time.due else None,
        recurrence=time.rule if time and not time.due else None,
        recurrence_span=time.span if time and not time.due else None,
        product=product,
        section=None,
        method="rule:table",
        confidence=0.85,
    )


def _stripped(document: Document, span: Span) -> Span:
    text = document.quote(span)
    return Span(span.start + len(text) - len(text.lstrip(" *")), span.start + max(len(text.rstrip(" .,;*")), 1))


def _comrade(row: dict[str, _Cell]) -> Iterator[Participant]:
    """A person in one column, the office in another: "Nguyễn Văn A, Phó Bí thư" as prose would have it."""
    person = row.get("person")
    if person is not None and person.text:
        office = row["office"].text if "office" in row else ""
        yield Participant(", ".join(part for part in (person.text, office) if part), "lead", person.span)


def _bodies(cell: _Cell, role: Role) -> Iterator[Participant]:
    if not cell.text or _DITTO.fullmatch(strip_marks(cell.text)):
        return
    words = words_of(cell.text)
    for name in names_in(cell.text, words, 0, len(words)):
        yield Participant(name.text.strip(" .,;*"), role, cell.span)


def _time(cell: _Cell, mentions: Sequence[Mention], issued: str | None) -> Time | None:
    """The time of a cell: what is read there as a deadline, else a bare date or period."""
    rule: Time | None = None
    for mention in mentions:
        if not mention.span.overlaps(cell.span):
            continue
        due, every = resolve(mention, issued), recurrence(mention)
        if due is not None:
            return Time(0, 0, due, None, mention.span)
        if every is not None and (rule is None or rule.rule == "continuous"):
            rule = Time(0, 0, None, every, mention.span)
    if rule is not None:
        return rule
    plain = strip_marks(cell.text).strip(" .,;")
    years = _YEARS.fullmatch(plain)
    if years:
        return Time(0, 0, Due(f"{years[1]}-01-01", f"{years[2]}-12-31", "on_or_before"), None, cell.span)
    first, _, last = plain.partition(" - ")
    begun, ended = parse_point(first), parse_point(last or first)
    if begun is None or ended is None:
        return None
    start = begun.start if begun.start != ended.end else None
    value = TimeExpression("due", start, ended.end, approximate=ended.approximate)
    dated = resolve(Mention("deadline", cell.span, value, "rule:table", 0.8), issued)
    return Time(0, 0, dated, None, cell.span) if dated is not None else None
