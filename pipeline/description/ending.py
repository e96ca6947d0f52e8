"""What stands below the body: recipients, archive line, signatures, stamps, copies, routing notes (HD 36, PL1)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

from pipeline.authority.names import full_name, sentence_case
from pipeline.authority.symbols import find_symbols
from pipeline.description.evidence import found
from pipeline.schema import Document, Span
from pipeline.schema.record import (
    Copy,
    CopyFinding,
    Number,
    Signatory,
    SignatoryFinding,
    Stamp,
    StampFinding,
    TextFinding,
)
from pipeline.text import strip_marks, view

_PURPOSE: Final = re.compile(
    r"\s*\((?:để\s)?(?:b/c|báo cáo|bc|b/cáo|thực hiện|t/h|phối hợp|p/h|biết|chỉ đạo|theo dõi)[^()]*\)\s*$",
    re.IGNORECASE,
)
_ARCHIVE: Final = re.compile(r"l[uư]u\b\s*(?:tại\b)?\s*:?\s*", re.IGNORECASE)
_LABEL: Final = re.compile(r"\s*(?:nơi (?:nhận|nhấn|gửi)|kính gửi)\s*:?\s*", re.IGNORECASE)
_BULLET: Final = re.compile(r"^\s*[-+•*]+\s*|\s[-+•]\s(?=[A-ZĐÀ-Ỹ])")
Authority = Literal["T/M", "K/T", "T/L", "Q."]
_AUTHORITIES: Final[tuple[tuple[Authority, re.Pattern[str]], ...]] = (
    ("T/M", re.compile(r"(?:[t1l]\s?[./]{0,2}\s?m\b|thay mat)\s?[./,]{0,2}\s*")),
    ("K/T", re.compile(r"k\s?[./]{0,2}\s?t\b\s?[./,]{0,2}\s*")),
    ("T/L", re.compile(r"t\s?[./]{0,2}\s?(?:l|u\s?[./]?\s?q)\b\s?[./,]{0,2}\s*")),
    ("Q.", re.compile(r"q\b\s?[./]\s*")),
)
_SIGNED: Final = re.compile(r"\W*(?:da ky|chu ky|ky ten|da ki)\b")
_DEGREE: Final = re.compile(r"^(?:(?:GS|PGS|TS|ThS|BS|CN|KS)\.?\s?)+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Piece:
    text: str
    folded: str
    span: Span


def _lines(document: Document, role: str) -> Iterator[_Piece]:
    """Cells of the zones of a role: normalised words of each line, with their span."""
    for zone in document.zone_spans(role):
        for line in document.line_spans:
            if not line.overlaps(zone):
                continue
            both = Span(max(line.start, zone.start), min(line.end, zone.end))
            raw = document.quote(both)
            text = view(raw).text.strip(" *_|")
            if text:
                lead = len(raw) - len(raw.lstrip(" \t*_|"))
                span = Span(both.start + lead, both.start + len(raw.rstrip()))
                yield _Piece(text, strip_marks(text), span)


def _items(document: Document, role: str) -> list[_Piece]:
    """Items of a list: a line with a bullet, or behind a line that ended, begins one; other lines continue it."""
    items: list[_Piece] = []
    for line in _lines(document, role):
        label = _LABEL.match(line.text)
        text = line.text[label.end() :] if label else line.text
        if not text:
            continue
        opens = bool(_BULLET.match(text)) or not items or items[-1].text.endswith((";", ".", ","))
        text = _BULLET.sub("", text, count=1)
        if opens and not (text[:1].islower() and items and not items[-1].text.endswith((";", "."))):
            items.append(_Piece(text, strip_marks(text), line.span))
        else:
            last = items[-1]
            joined = f"{last.text} {text}"
            items[-1] = _Piece(joined, strip_marks(joined), Span(last.span.start, line.span.end))
    return items


def _clean(text: str) -> str:
    text = text.strip(" .;,/-")
    return _PURPOSE.sub("", text).strip(" .;,/-")


def addressees(document: Document) -> tuple[TextFinding, ...]:
    """Items of "Kính gửi"."""
    return tuple(
        found(document, item.span, _clean(item.text), "rule:list", 0.93, TextFinding)
        for item in _items(document, "addressees")
        if _clean(item.text)
    )


def recipients(document: Document) -> tuple[TextFinding, ...]:
    """Items of "Nơi nhận", without the archive line."""
    return tuple(
        found(document, item.span, _clean(item.text), "rule:list", 0.93, TextFinding)
        for item in _items(document, "recipients")
        if _clean(item.text) and not _ARCHIVE.match(item.text)
    )


def archived_at(document: Document) -> TextFinding | None:
    """Where the archive copy is kept: the words behind "Lưu"."""
    for item in _items(document, "recipients"):
        match = _ARCHIVE.match(item.text)
        value = item.text[match.end() :].strip(" .;,:") if match else ""
        if value:
            return found(document, item.span, value, "rule:archive-line", 0.93, TextFinding)
    return None


def signatories(document: Document) -> tuple[SignatoryFinding, ...]:
    """Who signed: authority, the body or office it stands for, the signer's own office, the name."""
    pieces = [piece for piece in _lines(document, "signature") if not _SIGNED.match(piece.folded)]
    if not pieces:
        return ()
    authority: Authority | None = None
    principal: str | None = None
    offices: list[str] = []
    name: _Piece | None = None
    for piece in pieces:
        read = _authority(piece)
        if read is not None:
            # State papers stack two (TM. ỦY BAN NHÂN DÂN / KT. CHỦ TỊCH): the nearer one is the signer's.
            authority, principal = read
        elif _is_name(piece, offices, authority):
            name = name or piece
        elif name is None:
            offices.append(sentence_case(piece.text))
    value = Signatory(
        name=_named(name) if name else None,
        office=" ".join(offices).strip(" .:") or None,
        authority=authority,
        on_behalf_of=principal,
    )
    if value.name is None and value.office is None and authority is None:
        return ()
    span = Span(min(p.span.start for p in pieces), max(p.span.end for p in pieces))
    if any(zone.role != "signature" and span.overlaps(zone.span) for zone in document.zones):
        span = (name or pieces[0]).span  # beside the recipients: the name alone is the evidence
    return (found(document, span, value, "rule:signature", 0.92 if name else 0.7, SignatoryFinding),)


def _authority(piece: _Piece) -> tuple[Authority, str | None] | None:
    for authority, pattern in _AUTHORITIES:
        match = pattern.match(piece.folded)
        if match and match.end() < len(piece.folded) and not piece.folded[: match.end()].isalpha():
            return authority, sentence_case(piece.text[match.end() :].strip(" .,"))
    return None


def _is_name(piece: _Piece, offices: list[str], authority: str | None) -> bool:
    words = _DEGREE.sub("", piece.text).strip(" .()").split()
    if not 2 <= len(words) <= 6 or any(not word[:1].isupper() or any(c.isdigit() for c in word) for word in words):
        return False
    capitals = piece.text.isupper()
    office = bool(
        re.match(
            r"(?:pho |quyen |nguyen )?(?:bi thu|truong|chanh|chu (?:tich|nhiem)|giam doc|tong bi|bo truong|cuc|vu|thu)",
            piece.folded,
        )
    )
    return not office and not (capitals and not offices and authority not in {"T/M", None})


def _named(piece: _Piece) -> str:
    words = _DEGREE.sub("", piece.text).strip(" .()")
    return " ".join(word.capitalize() if word.isupper() else word for word in words.split())


def acting_body(document: Document) -> TextFinding | None:
    """The organ that truly issued: from "T/M ..." or "T/L ...", else from the prose ("Ban Thường vụ ... ban hành")."""
    for piece in _lines(document, "signature"):
        read = _authority(piece)
        if read is None or read[0] not in {"T/M", "T/L"}:
            continue
        organ = _organ(strip_marks(read[1] or ""))
        return found(document, piece.span, organ, "rule:signature", 0.95, TextFinding) if organ else None
    return _acting_in_prose(document)


def _organ(folded: str) -> str | None:
    named = next((name for words, name in _ORGANS if folded.startswith(words)), None)
    committee = re.match(r"(?:dang|tinh|thanh|huyen|quan|thi) uy\b", folded)
    return named or ("Ban Chấp hành" if committee else None)


_ORGANS: Final = (
    ("ban thuong vu", "Ban Thường vụ"),
    ("thuong vu", "Ban Thường vụ"),
    ("ban chap hanh", "Ban Chấp hành"),
    ("ban bi thu", "Ban Bí thư"),
    ("bo chinh tri", "Bộ Chính trị"),
    ("ban thuong truc", "Ban Thường trực"),
    ("thuong truc", "Thường trực"),
)
_PROSE: Final = re.compile(
    r"(?P<organ>ban thuong vu|ban chap hanh|bo chinh tri|ban bi thu)(?P<rest>(?: (?!uy\b|va\b)[a-z0-9]+){0,9}?),?\s+"
    r"(?:(?:da )?(?:ban hanh|xay dung|yeu cau|de nghi|ket luan|quyet dinh|quyet nghi|thong bao|huong dan|trien khai"
    r"|quy dinh))\b"
)


def _acting_in_prose(document: Document) -> TextFinding | None:
    for zone in document.zones:
        if zone.role not in {"basis", "body"}:
            continue
        seen = view(document.quote(zone.span))
        if not seen.text.rstrip().endswith(":"):
            continue
        matches = list(_PROSE.finditer(seen.folded.replace("\n", " ")))
        if matches:
            where = seen.span(*matches[-1].span("organ")).shift(zone.span.start)
            organ = _organ(matches[-1]["organ"])
            return found(document, where, organ, "rule:prose", 0.85, TextFinding) if organ else None
    return None


_STAMP_SERIAL: Final = re.compile(r"\bs[o0]\s*(?:den)?\s*[:.]?[\s.…_]*(?P<serial>\d{1,6})[\s.…_]*$")
_ROUTED: Final = re.compile(r"(?:chuyen|uyen)\s?:\s*(?P<who>.*\w.*)")
_FILE: Final = re.compile(r".{0,8}ky hieu (?:hs|ho so)\s*:?\s*(?P<code>[\w./-]{2,30})$")


def received(document: Document) -> tuple[StampFinding, ...]:
    """Incoming stamps, one a zone run: receiver, arrival number and date, routing, file code."""
    pieces = list(_lines(document, "received"))
    if not pieces:
        return ()
    names = [
        p
        for p in pieces
        if p.text.isupper() and not re.match(r"(?:cong van )?den\b", p.folded) and not re.search(r"\d", p.text)
    ]
    serial = next((m for p in pieces if (m := _STAMP_SERIAL.search(_without_arrival(p.folded)))), None)
    days = [m for m in document.mentions_of("date") if any(p.span.overlaps(m.span) for p in pieces)]
    routed = next((p.text[slice(*m.span("who"))].strip(" .") for p in pieces if (m := _ROUTED.match(p.folded))), None)
    code = next((p.text[slice(*m.span("code"))] for p in pieces if (m := _FILE.match(p.folded))), None)
    value = Stamp(
        body=_receiver(names),
        serial=serial["serial"] if serial else None,
        date=days[0].value if days else None,
        routed_to=routed or None,
        file_code=code,
    )
    span = Span(pieces[0].span.start, pieces[-1].span.end)
    return (found(document, span, value, "rule:stamp", 0.8, StampFinding),)


def _without_arrival(folded: str) -> str:
    return re.sub(r"^(?:cong van )?den\W*", "", folded)


def _receiver(names: list[_Piece]) -> str | None:
    if not names:
        return None
    return sentence_case(" ".join(piece.text for piece in names))


def copies(document: Document) -> tuple[CopyFinding, ...]:
    """Certified-copy blocks behind the paper: kind, number, date, copying body, signer."""
    pieces = list(_lines(document, "copy"))
    if not pieces:
        return ()
    kind = next(
        (
            m.group()
            for p in pieces
            if (m := re.match(r"(?:ban )?(?:sao y(?: ban chinh)?|sao luc|trich sao|sao)\b", p.folded))
        ),
        "ban sao",
    )
    heads = [
        sentence_case(p.text)
        for p in pieces
        if p.text.isupper()
        and re.match(r"(?:(?:tinh|thanh|huyen|thi|quan|dang) uy|van phong|ban |uy ban|dang bo)", p.folded)
    ]
    symbol = next((s for p in pieces for s in find_symbols(view(p.text))), None)
    days = [m for m in document.mentions_of("date") if any(p.span.overlaps(m.span) for p in pieces)]
    signer = [p for p in pieces if _is_name(p, ["-"], None) and not p.text.isupper()]
    value = Copy(
        kind=_KINDS.get(kind, "bản sao"),
        number=Number(serial=symbol.serial, symbol=symbol.symbol) if symbol else None,
        date=days[0].value if days else None,
        body=full_name(heads[-1], heads[-2] if len(heads) > 1 else None) if heads else None,
        signatory=_named(signer[-1]) if signer else None,
    )
    span = Span(pieces[0].span.start, pieces[-1].span.end)
    return (found(document, span, value, "rule:copy-block", 0.8, CopyFinding),)


_KINDS: Final = {
    "sao y": "bản sao y", "ban sao y": "bản sao y", "sao y ban chinh": "bản sao y bản chính",
    "ban sao y ban chinh": "bản sao y bản chính", "sao luc": "bản sao lục", "ban sao luc": "bản sao lục",
    "trich sao": "bản trích sao", "ban trich sao": "bản trích sao",
}  # fmt: skip


def routing_notes(document: Document) -> tuple[TextFinding, ...]:
    """Routing notes (bút phê), each as it stands."""
    return tuple(
        found(document, span, " ".join(view(document.quote(span)).text.split()), "rule:note", 0.7, TextFinding)
        for span in document.zone_spans("annotation")
    )
