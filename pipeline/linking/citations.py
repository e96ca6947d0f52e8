"""Mentions of numbers, dates and kinds become cited documents, one entry a document however often it is named.

The form of a citation by the rule (HD 36-HD/VPTW): kind, "số", number, date, issuing body, subject:
``Chỉ thị số 12-CT/TU, ngày 15/8/2023 của Ban Thường vụ Tỉnh ủy về ...``
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final

from pipeline.authority.symbols import kinds_of
from pipeline.authority.types import type_named, type_names
from pipeline.schema import CitedDocument, Document, DocumentNumber, Mention, Span
from pipeline.schema.document import Relation
from pipeline.text import View, fold, strip_marks, view

_NOT_CITING: Final = frozenset({"number", "received", "copy", "recipients", "signature", "e_signature", "furniture"})
_KINDS: Final = "|".join(r"\s+".join(strip_marks(name).split()) for name in type_names())
_KIND: Final = re.compile(rf"\b(?P<kind>{_KINDS})\s*(?:so\s*:?\s*)?$")
_TO_DATE: Final = re.compile(r"[\s,;(]{0,3}(?:ra\s+|ky\s+)?(?:ngay\s*)?$")
_BODY: Final = re.compile(
    r"[\s,]{0,3}(?:cua|do)\s+(?P<body>.{4,120}?)(?=\s+(?:ve|ban hanh|huong dan|quy dinh|phe duyet|v/v|trong|tai|de|thi"
    r"|doi voi|giao|truoc|da|duoc|sua doi|cong bo|va (?:cac )?(?:nghi|quyet|chi|ke|cong|thong|huong))\b"
    r"|[,;.:()\"“”\n]|$)"
)
_TITLE: Final = re.compile(
    r"\s*,?\s*(?P<title>(?:ve|v/v|huong dan|quy dinh|[\"“]).{6,400}?)(?=\s*[;()]|\.\s|\.$|[\"”](?=[;,. ])|$)"
)
_ALIAS: Final = re.compile(
    r"\((?:sau day )?(?:duoc )?(?:viet tat|goi tat|goi chung|goi) la:?\s*[*\"“]?(?P<alias>[^()\"”*]{3,60})[*\"”]?\)"
)
_BEFORE: Final = re.compile(
    r"(?:^|[.;,(]\s*|\n\s*)ngay\s+"
    r"(?P<date>\d{1,2}\s*[-/.]\s*\d{1,2}\s*[-/.]\s*\d{4}|\d{1,2} thang \d{1,2} nam \d{4}),?\s+"
    r"(?P<body>[^.;]{4,90}?)\s+(?:da )?ban hanh\s+\W?[^.;]{0,40}$"
)
"""Told the other way round: "Ngày 22/7/2025, Ủy ban nhân dân tỉnh ban hành Quyết định số ..."."""
_RELATIONS: Final[tuple[tuple[Relation, re.Pattern[str]], ...]] = (
    ("replaces", re.compile(r"thay the(?: cho)?\b[^.;]{0,60}$")),
    ("amends", re.compile(r"(?:sua doi|bo sung)\b[^.;]{0,80}$")),
    ("repeals", re.compile(r"(?:bai bo|huy bo|het hieu luc)\b[^.;]{0,60}$")),
    ("attached", re.compile(r"(?:gui kem|sao gui|kem theo|dinh kem)\b[^.;]{0,60}$")),
    ("basis", re.compile(r"(?:can cu|thuc hien|thi hanh|quan triet|theo|chap hanh)\b[^.;]{0,80}$")),
)
_AFTER_ATTACHED: Final = re.compile(r".{0,160}?\((?:sao )?(?:gui|dinh)? ?kem(?: theo)?\)")
_NEAR: Final = 16
"""Characters between a number and its date at most."""
_STRENGTH: Final = ("replaces", "repeals", "amends", "attached", "basis", "mentions")


@dataclass(frozen=True, slots=True)
class _Context:
    document: Document
    seen: View
    dates: tuple[Mention, ...]
    date_starts: tuple[int, ...]
    zone_starts: tuple[int, ...]
    """Both in the order of the text, so that the nearest is found without a walk over all."""


def link_citations(document: Document) -> tuple[CitedDocument, ...]:
    """Cited documents in the order in which the text first names them; the paper's own number is none."""
    dates = document.mentions_of("date")
    context = _Context(
        document,
        view(document.text),
        dates,
        tuple(date.span.start for date in dates),
        tuple(zone.span.start for zone in document.zones),
    )
    own = _own_number(document)
    entries: dict[tuple[str, str], CitedDocument] = {}
    for mention in document.mentions_of("number"):
        number: DocumentNumber = mention.value
        if number.serial is None or _lies_in(mention.span, context, _NOT_CITING):
            continue
        key = _key(number)
        if own is not None and key == _key(own):
            continue
        read = _read(mention, context)
        entries[key] = _merged(entries[key], read) if key in entries else read
    return tuple(entries.values())


def _key(number: DocumentNumber) -> tuple[str, str]:
    return (number.serial or "").lstrip("0"), fold(number.symbol or "")


def _own_number(document: Document) -> DocumentNumber | None:
    zones = document.zone_spans("number")
    own = (m.value for m in document.mentions_of("number") if any(zone.overlaps(m.span) for zone in zones))
    return next(own, None)


def _lies_in(span: Span, context: _Context, roles: Iterable[str]) -> bool:
    """Does the span touch a zone with one of the roles; zones stand in order and do not overlap."""
    zones = context.document.zones
    first = max(bisect_right(context.zone_starts, span.start) - 1, 0)
    return any(zone.role in roles and zone.span.overlaps(span) for zone in zones[first : first + 2])


def _read(mention: Mention, context: _Context) -> CitedDocument:
    seen, number = context.seen, mention.value
    start, end = seen.place(mention.span.start), seen.place(mention.span.end)
    kind, left = _kind(seen, start, number)
    date, after = _date_behind(mention, end, context)
    body = _BODY.match(seen.folded, after)
    behind = body.end("body") if body else after
    title = _TITLE.match(seen.folded, behind)
    alias = _ALIAS.search(seen.folded, behind, min(len(seen.folded), behind + 420))
    before = _BEFORE.search(seen.folded, max(0, left - 160), left) if date is None else None
    issuing = seen.text[slice(*body.span("body"))] if body else None
    if before is not None:
        date = _date_within(before.span("date"), context)
        issuing = issuing or seen.text[slice(*before.span("body"))]
    if alias and re.search(r"[;.]\s", seen.folded[title.end() if title else behind : alias.start()]):
        alias = None
    return CitedDocument(
        document_type=kind,
        number=number,
        date=date,
        issuing_body=_plain(issuing),
        title=_plain(seen.text[slice(*title.span("title"))]) if title else None,
        alias=_plain(seen.text[slice(*alias.span("alias"))]) if alias else None,
        relation=_relation(mention, left, end, context),
        mentions=(mention,),
    )


def _plain(words: str | None) -> str | None:
    return " ".join(words.split()).strip(' ,.;:"“”') or None if words else None


def _kind(seen: View, start: int, number: DocumentNumber) -> tuple[str | None, int]:
    """The citing noun before the number, else what its code can only mean; and where the citation begins."""
    named = _KIND.search(seen.folded, max(0, start - 60), start)
    if named:
        return type_named(" ".join(seen.folded[slice(*named.span("kind"))].split())), named.start()
    kinds = kinds_of(number.code)
    return (kinds[0] if kinds else None), start


def _date_behind(mention: Mention, end: int, context: _Context) -> tuple[str | None, int]:
    for date in context.dates[bisect_left(context.date_starts, mention.span.end) :][:1]:
        at = context.seen.place(date.span.start)
        if at - end <= _NEAR and _TO_DATE.fullmatch(context.seen.folded[end:at]):
            return date.value, context.seen.place(date.span.end)
    return None, end


def _date_within(where: tuple[int, int], context: _Context) -> str | None:
    span = context.seen.span(*where)
    return next((date.value for date in context.dates if date.span.overlaps(span)), None)


def _relation(mention: Mention, left: int, end: int, context: _Context) -> Relation:
    before = context.seen.folded[max(0, left - 120) : left]
    for relation, pattern in _RELATIONS[:-1]:
        if pattern.search(before):
            return relation
    if _AFTER_ATTACHED.match(context.seen.folded, end):
        return "attached"
    in_basis = _lies_in(mention.span, context, ("basis",))
    return "basis" if in_basis or _RELATIONS[-1][1].search(before) else "mentions"


def _merged(first: CitedDocument, other: CitedDocument) -> CitedDocument:
    """What the first mention says, filled up with what later ones add; the strongest relation wins."""
    return replace(
        first,
        document_type=first.document_type or other.document_type,
        date=first.date or other.date,
        issuing_body=first.issuing_body or other.issuing_body,
        title=first.title or other.title,
        alias=first.alias or other.alias,
        relation=min(first.relation, other.relation, key=_STRENGTH.index),
        mentions=(*first.mentions, *other.mentions),
    )
