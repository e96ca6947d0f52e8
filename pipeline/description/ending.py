"""What stands below the body: recipients, archive line, signatures, stamps, copies, routing notes (HD 36, PL1)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

from pipeline.authority.names import full_name, is_committee, sentence_case
from pipeline.authority.offices import as_office, begins_with_office, is_office
from pipeline.description.evidence import found
from pipeline.description.heading import heading_names
from pipeline.schema import Document, Span
from pipeline.schema.record import (
    Copy,
    Number,
    NumberFinding,
    Signatory,
    SignatoryFinding,
    Stamp,
    TextFinding,
)
from pipeline.text import strip_marks, view

_PURPOSE: Final = re.compile(
    r"[\s,]*[(\"“]\s*(?:để\s)?(?:b/\S|báo cáo|bc|b/cáo|thực hiện|t/h|phối hợp|p/h|biết|chỉ đạo|theo dõi)"
    r"[^()\"”]*[)\"”]\s*$",
    re.IGNORECASE,
)
_ARCHIVE: Final = re.compile(r"l[uư]u\b\s*(?:tại\b)?\s*:?\s*", re.IGNORECASE)
_LABEL: Final = re.compile(r"\s*(?:nơi (?:n[^\W\d]{2}n|n[^\W\d]{3}|gửi)|kính (?:gửi|trình))\s*:?\s*", re.IGNORECASE)
_BULLET: Final = re.compile(r"^\s*[-+•*~]+\s*|\s[-+•]\s(?=[A-ZĐÀ-Ỹ])")
Authority = Literal["T/M", "K/T", "T/L", "Q."]
_AUTHORITIES: Final[tuple[tuple[Authority, re.Pattern[str]], ...]] = (
    ("T/M", re.compile(r"(?:[t1l]\s?[./]{0,2}\s?m\b|thay mat)\s?[./,]{0,2}\s*")),
    ("K/T", re.compile(r"k\s?[./]{0,2}\s?t\b\s?[./,]{0,2}\s*")),
    ("T/L", re.compile(r"t\s?[./]{0,2}\s?(?:l|u\s?[./]?\s?q)\b\s?[./,]{0,2}\s*")),
    ("Q.", re.compile(r"q\b\s?[./]\s*")),
)
_CUT_AUTHORITY: Final = re.compile(r"[^\W\d_]{0,2}[./]+\s*(?:bộ|bo|trưởng|chủ|ban|ủy|uỷ|phó|giám)", re.IGNORECASE)
"""``KT. BỘ TRƯỞNG`` of which the seal left ``T. BỘ TRƯỞNG``."""
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
        text = "" if line.folded.endswith("dien:") else line.text[label.end() :] if label else line.text
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
    """Who signed: authority, the body or office it stands for, the signer's own office, the name.

    Minutes have two signers, one block below the other: an office behind a name begins the next.
    """
    pieces = [piece for piece in _lines(document, "signature") if not _SIGNED.match(piece.folded)]
    blocks: list[list[_Piece]] = []
    named = False
    for piece in pieces:
        if not blocks or (named and (_authority(piece) or begins_with_office(piece.text))):
            blocks.append([])
            named = False
        blocks[-1].append(piece)
        named = named or (_authority(piece) is None and _is_name(piece, ["-"], None))
    return tuple(found for block in blocks if (found := _signatory(document, block)) is not None)


def _signatory(document: Document, pieces: list[_Piece]) -> SignatoryFinding | None:
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
            offices.append(
                as_office(piece.text).lower() if is_office(piece.text) and offices else as_office(piece.text)
            )
    if len(offices) > 1 and offices[0].startswith("Chủ trì"):
        offices = [offices[1][:1].upper() + offices[1][1:], *offices[2:]]  # a capacity, not an office
    value = Signatory(
        name=_named(name) if name else None,
        office=" ".join(offices).strip(" .:") or None,
        authority=authority,
        on_behalf_of=principal,
    )
    if value.name is None and value.office is None and authority is None:
        return None
    span = Span(min(p.span.start for p in pieces), max(p.span.end for p in pieces))
    if any(zone.role != "signature" and span.overlaps(zone.span) for zone in document.zones):
        span = (name or pieces[0]).span  # beside the recipients: the name alone is the evidence
    return found(document, span, value, "rule:signature", 0.92 if name else 0.7, SignatoryFinding)


def _authority(piece: _Piece) -> tuple[Authority, str | None] | None:
    for authority, pattern in _AUTHORITIES:
        match = pattern.match(piece.folded)
        if match and match.end() < len(piece.folded) and not piece.folded[: match.end()].isalpha():
            return authority, sentence_case(piece.text[match.end() :].strip(" .,"))
    return None


def _is_name(piece: _Piece, offices: list[str], authority: str | None) -> bool:
    if _CUT_AUTHORITY.match(piece.text):
        return False
    words = _DEGREE.sub("", piece.text).strip(" .()").split()
    if not 2 <= len(words) <= 6 or any(not word[:1].isupper() or any(c.isdigit() for c in word) for word in words):
        return False
    return not begins_with_office(piece.text) and not (piece.text.isupper() and not offices and authority == "K/T")


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
    names = heading_names(document)
    # An advisory body (Văn phòng, Ban ...) issues in its own name, whatever organ its prose mentions.
    return None if names and not is_committee(names[-1].text) else _acting_in_prose(document)


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
    r"(?<!cua )(?P<organ>ban thuong vu|ban chap hanh|bo chinh tri|ban bi thu)(?P<rest>(?: (?!va\b)[a-z0-9]+){0,9}?)"
    r",?\s+"
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


_STAMP_SERIAL: Final = re.compile(r"\bs[o0]\s*(?:den)?\s*[:.]?[\s.…_]*(?P<it>\d{1,6})(?=[\s.…_]*(?:$|ngay))")
_ROUTED: Final = re.compile(r"(?:chuyen|uyen)\s?:\s*(?P<it>.*\w.*)")
_FILE: Final = re.compile(r"ky hieu (?:hs|ho so)\s*:?\s*(?P<it>[\w./-]{2,30})$")


def received(document: Document) -> tuple[Stamp, ...]:
    """The incoming stamp: receiver, arrival number and date, routing, file code; each with its own place."""
    pieces = list(_lines(document, "received"))
    if not pieces:
        return ()

    def part(pattern: re.Pattern[str]) -> TextFinding | None:
        for piece in pieces:
            match = pattern.search(piece.folded)
            words = view(document.quote(piece.span)).text[slice(*match.span("it"))].strip(" .…_") if match else ""
            if words:
                return found(document, piece.span, words, "rule:stamp", 0.8, TextFinding)
        return None

    stamp = Stamp(
        body=_receiver(document, pieces),
        serial=part(_STAMP_SERIAL),
        date=_date_in(document, pieces, "rule:stamp"),
        routed_to=part(_ROUTED),
        file_code=part(_FILE),
    )
    return (stamp,) if any(value is not None for value in stamp.model_dump().values()) else ()


def _receiver(document: Document, pieces: list[_Piece]) -> TextFinding | None:
    names = [p for p in pieces if p.text.isupper() and not re.search(r"\d|^(?:cong van )?den\b", p.folded)]
    if not names:
        return None
    span = Span(names[0].span.start, names[-1].span.end) if len(names) == 1 else names[0].span
    return found(document, span, sentence_case(" ".join(p.text for p in names)), "rule:stamp", 0.75, TextFinding)


def _date_in(document: Document, pieces: list[_Piece], method: str) -> TextFinding | None:
    for mention in document.mentions_of("date"):
        if any(piece.span.overlaps(mention.span) for piece in pieces):
            return found(document, mention.span, mention.value, method, 0.8, TextFinding)
    return None


def copies(document: Document) -> tuple[Copy, ...]:
    """The certified-copy block behind the paper: kind, number, date, copying body, signer."""
    pieces = list(_lines(document, "copy"))
    kinds = [(p, m) for p in pieces if (m := _COPY.match(p.folded))]
    if not kinds:
        return ()
    piece, match = kinds[0]
    heads = [p for p in pieces if p.text.isupper() and _COPIER.match(p.folded)]
    names = [sentence_case(p.text) for p in heads]
    numbers = [
        m for m in document.mentions_of("number") if m.value.symbol and any(p.span.overlaps(m.span) for p in pieces)
    ]
    signer = [p for p in pieces if _is_name(p, ["-"], None) and not p.text.isupper()]
    offices = [sentence_case(p.text) for p in pieces if is_office(p.text)]
    body = full_name(names[-1], names[-2] if len(names) > 1 else None) if names else None
    return (
        Copy(
            kind=found(document, piece.span, _KINDS.get(match.group(), "bản sao"), "rule:copy", 0.9, TextFinding),
            number=found(
                document,
                numbers[0].span,
                Number(serial=numbers[0].value.serial, symbol=numbers[0].value.symbol),
                "rule:copy",
                0.9,
                NumberFinding,
            )
            if numbers
            else None,
            date=_date_in(document, pieces, "rule:copy"),
            body=found(document, heads[-1].span, body, "rule:copy", 0.85, TextFinding) if body else None,
            signatory=found(
                document,
                signer[-1].span,
                Signatory(name=_named(signer[-1]), office=" ".join(offices) or None, authority=None),
                "rule:copy",
                0.85,
                SignatoryFinding,
            )
            if signer
            else None,
        ),
    )


_COPY: Final = re.compile(r"(?:ban )?(?:sao y(?: ban chinh)?|sao luc|trich sao|sao)\b")
_COPIER: Final = re.compile(r"(?:(?:tinh|thanh|huyen|thi|quan|dang) uy|van phong|ban (?!sao)|uy ban|dang bo)")
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
