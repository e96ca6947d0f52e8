"""What a cell looks like by itself: the words that the form fixes (HD 36-HD/VPTW; for State papers NĐ 30)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from difflib import SequenceMatcher
from functools import cache, lru_cache
from types import MappingProxyType
from typing import Final, NamedTuple

from pipeline.authority.offices import begins_with_office, is_office
from pipeline.authority.symbols import find_symbols
from pipeline.authority.tables import load_table
from pipeline.authority.types import printed_type
from pipeline.structure.cells import Cell
from pipeline.text import view

_NOISE: Final = re.compile(r"[^a-z]")
_RULE: Final = re.compile(r"[-_=~.·•*─ o]{3,}|[x×]\s*[x×]\s*[x×]|-+")
_STAR: Final = re.compile(r"[*★✶✻+x×]{1,3}|\W?\*\W?")
_DATE_WIDTH: Final = 90
_OFFICE_LINE: Final = 50
_JOINED: Final = re.compile(r"[-/] ?[A-ZĐƯ]|[A-ZĐ]/[A-ZĐ]")
_PAGE: Final = re.compile(r"-?\s*\d{1,3}\s*-?|trang\s*\d+\s*(?:/\s*\d+)?")
_BLANK: Final = r"[\d.…_ loi?%*'°]{0,10}"
_DATE_LINE: Final = re.compile(
    rf"[^,;:]{{0,50}}?,?\s*\W?\bngay\b.{{0,10}}?\bthang\s*[\d.…_ loiivx]{{0,10}}\s*nam\s*{_BLANK}\W{{0,3}}"
    r"|[^,;:\d]{2,40}[,.]?\s+[a-z]{2,5}\s+\d{1,2}\s+[a-z]{3,6}\s+\d{1,2}\s+[a-z]{2,4}\s+(?:19|20)\d\d\W{0,3}"
    r"|[^,;:\d]{2,40},\s*(?:ngay\s*)?\d{1,2}\s*[-/.]\s*[\dxiv]{1,4}\s*[-/.]\s*\d{4}\W{0,2}"
)
_AUTHORITY: Final = re.compile(
    r"(?:[t1l]\s?[./]{0,2}\s?m|k\s?[./]{0,2}\s?t|t\s?[./]{0,2}\s?l|t\s?[./]{0,2}\s?u\s?[./]?\s?q|q)\b\s?[./,]{0,2}\s*(?=[a-z]{2})"
    r"|thay mat\s+(?=[a-z]{2})"
)
_PLAIN_CUES: Final = (
    ("addressees", re.compile(r"kinh (?:[gq]ui|trinh)\b\s*:|kinh [gq]ui\b|.{4,60}\bdien\s?:$")),
    ("recipients", re.compile(r"noi (?:n[a-z]{1,2}an|gui)\b\W{0,3}")),
    ("annotation", re.compile(r"(?:k/g|kg|k\.g|kinh chuyen|chuyen(?= d/c| p\.| phong| vp| ban| dong chi))\b\W")),
    ("stamp", re.compile(r".{0,6}so va ky hieu hs|va ky hieu hs|ky hieu hs|so den\b|ngay den\b")),
    ("routing", re.compile(r"(?:chuyen|uyen|luu hs|luu ho so)\s?[:.]")),
    ("attachment", re.compile(r"\W?(?:kem theo|ban hanh kem theo|dinh kem)\b")),
    ("signed", re.compile(r"\W{0,3}(?:da ky|chu ky|ky ten|da ki)\b.{0,14}")),
    (
        "e_signature",
        re.compile(r"(?:nguoi ky|ky boi|thoi gian ky|ngay ky|co quan\s?:|email\s?:)|\d\d-\d\d-\d{4} \d\d:\d\d"),
    ),
    ("draft", re.compile(r"\W?du thao\b.{0,20}")),
)
_STAMP: Final = re.compile(r"(?:cong van )?den\b")
_FOOTER: Final = re.compile(r"tai lieu nay thuoc so huu|viec phat tan, su dung trai phep")
_ANNEX: Final = re.compile(r"(?:phu luc|de cuong|mau so|mau \d|bieu (?:mau|so)|danh sach)\b")
_COPY: Final = re.compile(r"(?:ban )?(?:sao y|sao luc|trich sao)\b.{0,30}|ban sao\b.{0,20}")


@cache
def _words(cue: str) -> Mapping[str, str]:
    rows = (row["words"] for row in load_table("form_words") if row["cue"] == cue)
    return MappingProxyType({_NOISE.sub("", words): words for words in rows})


def cue_of(cell: Cell) -> str | None:
    """The part of the form that the cell announces, None where it says nothing by itself."""
    return _cue(_Look(cell.text, cell.folded, cell.caps, cell.alone))


class _Look(NamedTuple):
    """What a cue depends on: all of it is the cell's own, so equal cells give equal cues."""

    text: str
    folded: str
    caps: bool
    alone: bool


@lru_cache(maxsize=4096)
def _cue(look: _Look) -> str | None:
    return _mark_of(look) or _word_of(look)


def _is_motto(look: _Look) -> bool:
    """Tiêu đề, Quốc hiệu or the Union's line; two or three letters may be misread."""
    key = _NOISE.sub("", look.folded)
    if key in _words("motto"):
        return look.caps or key.startswith("doclap")
    close = (m for m in _words("motto") if abs(len(m) - len(key)) <= 4 and m[:1] in key[:3])
    return look.caps and any(SequenceMatcher(None, key, m, autojunk=False).ratio() >= 0.87 for m in close)


def _has_number(text: str) -> bool:
    """The number line: "Số 12-KH/HU", also with a blank serial, or a number that stands alone."""
    if not _JOINED.search(text):
        return False
    found = next(find_symbols(view(text)), None)
    if found is None:
        return False
    return (found.labelled and found.start <= 6) or (found.start <= 1 and found.end >= len(text) - 2)


def _mark_of(look: _Look) -> str | None:
    """Cues that hold for every cell, whatever its words and case are."""
    if _STAR.fullmatch(look.folded):
        return "star"
    if _RULE.fullmatch(look.folded) or not any(char.isalnum() for char in look.text):
        return "rule"
    if _FOOTER.search(look.folded) or (look.alone and _PAGE.fullmatch(look.folded)):
        return "furniture"
    if _is_motto(look):
        return "motto"
    if len(look.text) <= _DATE_WIDTH and _DATE_LINE.fullmatch(look.folded):
        return "place_date"
    return "number" if _has_number(look.text) else None


def _word_of(look: _Look) -> str | None:
    if look.caps:
        cue = _capitals_of(look)
        if cue:
            return cue
    elif look.folded.startswith("phu luc") and _ANNEX.match(look.folded):
        return "annex"
    # "ĐẾN" is the stamp's word only in capitals: "đến năm 2030" begins many a line.
    if look.text.startswith(("ĐẾN", "CÔNG VĂN ĐẾN")):
        return "stamp"
    return next((name for name, pattern in _PLAIN_CUES if pattern.match(look.folded)), None)


def _capitals_of(look: _Look) -> str | None:
    """Cues that count only in capitals."""
    key = _NOISE.sub("", look.folded)
    for cue in ("secrecy", "urgency", "circulation"):
        if key in _words(cue):
            return cue
    if _COPY.fullmatch(look.folded):
        return "copy"
    if _ANNEX.match(look.folded):
        return "annex"
    if _AUTHORITY.match(look.folded):
        return "authority"
    signs = len(look.text) <= _OFFICE_LINE and begins_with_office(look.text) and not look.text.endswith(":")
    if is_office(look.text) or signs:
        return "office"
    if _STAMP.match(look.folded):
        return "stamp"
    return "type" if printed_type(look.folded) else None
