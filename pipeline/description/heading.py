"""What the heading says: kind, number, date, place, bodies, subject, secrecy, urgency (HD 36-HD/VPTW, PL1)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from pipeline.authority.marks import MARKS
from pipeline.authority.names import full_name, sentence_case
from pipeline.authority.symbols import kinds_of
from pipeline.authority.types import printed_type
from pipeline.description.evidence import found
from pipeline.description.spelling import settled
from pipeline.schema import Document, Mention, Span
from pipeline.schema.record import Body, BodyFinding, Number, NumberFinding, TextFinding
from pipeline.text import fold, strip_marks, view
from pipeline.text.dates import iso
from pipeline.text.syllables import is_syllable

_HEAD: Final = re.compile(
    r"(?:dang bo|dang uy|(?:tinh|thanh|huyen|quan|thi) (?:uy|doan)\b|quan uy|ban\b|van phong|uy ban|ubnd|hdnd"
    r"|ubmttq|co quan|chi bo|dai hoi|doan\b|hoi\b|hoi dong|lien doan|mat tran|so\b|bo\b|vu\b|cuc\b|chi cuc"
    r"|phong\b|cong an|cong doan|tieu ban|truong\b|trung tam|hoc vien|vien\b|toa an|thanh tra|dang doan|tong\b"
    r"|bch\b|to cong tac|dai\b|bao\b|chinh phu|thu tuong|quoc hoi|trung uong|dang cong san|dang lao dong|to chuc dang)"
)
_CONTINUED: Final = re.compile(
    r"(?:cua|va|tai|nhiem ky|lan thu|khoa)\b"
    r"|(?:tinh|thanh pho|huyen|quan|thi xa|xa|phuong|thi tran|dac khu)\b(?! (?:uy|doan)\b)"
)
_CONGRESS: Final = re.compile(r"dai hoi(?: dai bieu| dang vien)?")
"""Not yet a name: whose congress it is stands on the next line."""
_LOOSE: Final = re.compile(
    r"(?P<day>\d{1,2})\s+[a-z]{3,6}\s+(?P<month>\d{1,2})\s+[a-z]{2,4}\s+(?P<year>(?:19|20)\d\d)(?!\d)"
)
_MONTH: Final = re.compile(r"thang\s*(?P<month>\d{1,2})\s*nam\s*(?P<year>(?:19|20)\d\d)(?!\d)")
_MISREAD: Final = str.maketrans("80156", "boisb")
"""Digits that OCR reads for letters of a printed name."""
_NUMBERED: Final = re.compile(r"\d\s?[-/]\s?[A-ZĐ]")
"""A damaged number line is no part of a name."""
_READABLE: Final = 0.7
_LEAD: Final = re.compile(r"^[\s\-–—:*]+|[\s\-–—.:*/]+$")


@dataclass(frozen=True, slots=True)
class _Name:
    text: str
    span: Span


def document_type(document: Document) -> TextFinding | None:
    """The printed tên loại; else what the number's code or the form of a công văn says. Never from QĐ alone."""
    for span in document.zone_spans("type")[:1]:
        kind = printed_type(view(document.quote(span)).folded)
        if kind:
            return found(document, span, kind, "rule:printed", 0.98, TextFinding)
    mention = own_number(document)
    if mention is not None:
        kinds = kinds_of(mention.value.code)
        if len(kinds) == 1 or kinds[:1] == ("công văn",):
            return found(document, mention.span, kinds[0], "rule:code", 0.9, TextFinding)
        if not kinds and mention.value.symbol:
            return found(document, mention.span, "công văn", "rule:no-kind-printed", 0.85, TextFinding)
    for span in document.zone_spans("addressees")[:1]:
        return found(document, span, "công văn", "rule:addressees", 0.6, TextFinding)
    return None


def own_number(document: Document) -> Mention | None:
    """The mention of the paper's own number: the first one in the number zone of the heading."""
    zones = document.zone_spans("number")
    return next((m for m in document.mentions_of("number") if any(zone.overlaps(m.span) for zone in zones)), None)


def number(document: Document) -> NumberFinding | None:
    """Serial and symbol; a blank serial is None in the value."""
    mention = own_number(document)
    if mention is None:
        return None
    value = Number(serial=mention.value.serial, symbol=mention.value.symbol)
    sure = mention.confidence if value.serial else 0.7
    return found(document, mention.span, value, mention.method, sure, NumberFinding)


def date_of_issue(document: Document) -> TextFinding | None:
    """The date of the place-and-date line; blank parts as X (EDTF)."""
    zones = document.zone_spans("place_date")
    for mention in document.mentions_of("date"):
        if any(zone.overlaps(mention.span) for zone in zones):
            sure = 0.7 if "X" in mention.value else 0.97
            return found(document, mention.span, mention.value, mention.method, sure, TextFinding)
    for zone in zones:
        folded = view(document.quote(zone)).folded
        # The words between may be misread, the order of day, month and year is not.
        loose = _LOOSE.search(folded)
        value = iso(loose["year"], int(loose["month"]), int(loose["day"])) if loose else None
        if value is not None:
            return found(document, zone, value, "rule:date-line", 0.8, TextFinding)
        # The day was written by hand and is not readable, or no such day exists: month and year still hold.
        match = _MONTH.search(folded)
        if match and 1 <= int(match["month"]) <= 12:
            value = f"{match['year']}-{int(match['month']):02d}-XX"
            return found(document, zone, value, "rule:date-line", 0.6, TextFinding)
    return None if zones else _date_of_minutes(document)


def _date_of_minutes(document: Document) -> TextFinding | None:
    """Minutes often have no place-and-date line: they are of the day of the meeting, which they tell first."""
    kind = document_type(document)
    if kind is None or kind.value != "biên bản":
        return None
    for mention in document.mentions_of("date"):
        if any(zone.role in {"body", "basis"} and zone.span.contains(mention.span) for zone in document.zones):
            return found(document, mention.span, mention.value, "rule:minutes", 0.75, TextFinding)
    return None


def place_of_issue(document: Document) -> TextFinding | None:
    """The words before "ngày" in the place-and-date line."""
    for span in document.zone_spans("place_date"):
        seen = view(document.quote(span))
        match = re.match(r"\W*(?P<place>[^,\d]{2,50}?)\s*,?\s*(?=\bngay\b|\d)", seen.folded)
        if match and not match["place"].startswith("ngay"):
            where = seen.span(*match.span("place")).shift(span.start)
            place = settled(document, sentence_case(seen.text[slice(*match.span("place"))].strip(" .*")))
            return found(document, where, place, "rule:place-date", 0.93, TextFinding)
    return None


def heading_names(document: Document) -> tuple[_Name, ...]:
    """Names in the upper left of the heading, the parent's first; broken lines joined."""
    names: list[_Name] = []
    end = min((zone.start for zone in document.zone_spans("type")), default=len(document.text))
    for line in _issuer_lines(document, end):
        folded = strip_marks(line.text).translate(_MISREAD)
        opens = _HEAD.match(folded) and not _CONTINUED.match(folded)
        above = names[-1].text.rstrip() if names else ""
        broken = above.endswith((" VÀ", ",", " CỦA", "-")) or _CONGRESS.fullmatch(strip_marks(above))
        if names and (broken or not opens):
            last = names[-1]
            names[-1] = _Name(f"{last.text} {line.text}", Span(last.span.start, line.span.end))
        else:
            names.append(line)
    cased = [
        _Name(settled(document, sentence_case(name.text.strip(" ,"))), name.span) for name in names if _is_name(name)
    ]
    # "Đảng bộ ..." is always the parent (HD 36-HD/VPTW), wherever a transcription puts it.
    ordered = sorted(cased, key=lambda name: not strip_marks(name.text).startswith("dang bo "))
    lowest = _rank(ordered[-1]) if ordered else 0
    return tuple(name for name in ordered if not lowest or _rank(name) <= lowest)


def _rank(name: _Name) -> int:
    """Level of a committee, the Central's 0; 0 also for what is no committee.

    What stands above a committee is never a lower one: "THÀNH ỦY X" over "TỈNH ỦY Y" is the name of the receiver in
    a stamp.
    """
    match = _COMMITTEE.match(strip_marks(name.text))
    return _RANKS[match.group()] if match else 0


_RANKS: Final = {"tinh uy": 1, "thanh uy": 2, "huyen uy": 3, "quan uy": 3, "thi uy": 3, "dang uy": 4, "chi bo": 5}
_COMMITTEE: Final = re.compile("|".join(_RANKS))


def _is_name(name: _Name) -> bool:
    """Not what OCR made of a stamp over the heading: it begins as bodies' names do and is written in syllables."""
    words = re.findall(r"[^\W\d_]+", name.text)
    readable = sum(is_syllable(word) or word.isupper() for word in words) >= _READABLE * len(words)
    return bool(_HEAD.match(strip_marks(name.text).translate(_MISREAD))) and readable


def _issuer_lines(document: Document, end: int) -> Iterator[_Name]:
    for zone in document.zone_spans("issuing_body"):
        if zone.start >= end:
            return
        for line in document.line_spans:
            both = Span(max(line.start, zone.start), min(line.end, zone.end)) if line.overlaps(zone) else None
            text = view(document.quote(both)).text.strip(" *_-|'\"`.") if both else ""
            if both and len(text) > 2 and not _NUMBERED.search(text):
                lead = len(document.quote(both)) - len(document.quote(both).lstrip())
                yield _Name(text, Span(both.start + lead, both.start + len(document.quote(both).rstrip())))


def issuing_body(document: Document) -> BodyFinding | None:
    """The last name of the heading, with its committee's name where it has none of its own."""
    names = heading_names(document)
    if not names:
        return _issuer_in_prose(document)
    own, parent = names[-1], names[-2].text if len(names) > 1 else None
    value = Body(name=full_name(own.text, parent))
    return found(document, own.span, value, "rule:heading", 0.95, BodyFinding)


_PROSE: Final = re.compile(
    r"(?:ban thuong vu|ban chap hanh|thuong truc)\s+"
    r"(?P<name>(?:dang|tinh|thanh|huyen|quan|thi) uy\b[^,;.:()]{0,40}?),?\s+"
    r"(?:da )?(?:ban hanh|xay dung|yeu cau|de nghi|ket luan|quyet dinh|thong bao|huong dan|trien khai)\b"
)


def _issuer_in_prose(document: Document) -> BodyFinding | None:
    """A heading lost under a stamp or torn off: "Ban Thường vụ Huyện ủy X ban hành kế hoạch" still tells the issuer."""
    for zone in document.zones:
        if zone.role not in {"basis", "body"}:
            continue
        seen = view(document.quote(zone.span))
        matches = [m for m in _PROSE.finditer(seen.folded.replace("\n", " ")) if seen.text[m.start("name")].isupper()]
        if matches:
            where = matches[-1].span("name")
            value = Body(name=" ".join(seen.text[slice(*where)].split()))
            return found(document, seen.span(*where).shift(zone.span.start), value, "rule:prose", 0.8, BodyFinding)
    return None


def parent_body(document: Document) -> BodyFinding | None:
    """The name above the issuer's."""
    names = heading_names(document)
    if len(names) < 2:
        return None
    return found(document, names[-2].span, Body(name=names[-2].text), "rule:heading", 0.94, BodyFinding)


def subject(document: Document) -> TextFinding | None:
    """Trích yếu on one line, without the rule that closes it."""
    zones = document.zone_spans("subject")
    if not zones:
        return None
    text = " ".join(view(document.quote(zone)).text for zone in zones)
    text = _LEAD.sub("", " ".join(text.split()))
    span = Span(zones[0].start, zones[-1].end)
    if any(zone.role != "subject" and span.contains(zone.span) for zone in document.zones):
        span = zones[0]  # another column stands between: the quote keeps to the first part
    return found(document, span, text, "rule:below-kind", 0.93, TextFinding) if text else None


def mark(document: Document, role: str) -> TextFinding | None:
    """Secrecy or urgency: the stamped word in small letters."""
    for span in document.zone_spans(role)[:1]:
        value = MARKS.get(re.sub(r"[^a-z]", "", view(document.quote(span)).folded))
        if value:
            return found(document, span, value, "rule:stamp", 0.95, TextFinding)
    return None


def family(document: Document) -> TextFinding | None:
    """Party, State or mass organisation: by the line on the right, then by the grammar of the number."""
    for span in document.zone_spans("motto"):
        folded = view(document.quote(span)).folded
        if "dang" in folded and ("cong san" in folded or "lao dong" in folded):
            return found(document, span, "đảng", "rule:motto", 0.98, TextFinding)
        if "doan" in folded:
            return found(document, span, "đoàn thể", "rule:motto", 0.97, TextFinding)
        if "cong hoa" in folded or "dan chu" in folded or "doc lap" in folded:
            issuer = issuing_body(document)
            mass = issuer is not None and _MASS.match(strip_marks(fold(issuer.value.name)))
            return found(document, span, "đoàn thể" if mass else "nhà nước", "rule:motto", 0.95, TextFinding)
    mention = own_number(document)
    if mention is None or not mention.value.symbol:
        return None
    party = "/" in mention.value.symbol
    return found(document, mention.span, "đảng" if party else "nhà nước", "rule:number-grammar", 0.85, TextFinding)


_MASS: Final = re.compile(
    r"(?:lien doan|cong doan|hoi (?!dong)|mat tran|uy ban mat tran|ubmttq|doan (?:thanh nien|tncs)"
    r"|(?:tinh|thanh|huien|thi|quan) doan|trung uong doan|ban (?:thuong truc )?(?:uy ban )?mttq)"
)
