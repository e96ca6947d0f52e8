"""What a cell looks like by itself: the words that the form fixes (HD 36-HD/VPTW; for State papers NĐ 30)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from difflib import SequenceMatcher
from functools import cache
from types import MappingProxyType
from typing import Final

from pipeline.authority.offices import begins_with_office, is_office
from pipeline.authority.symbols import find_symbols
from pipeline.authority.tables import load_table
from pipeline.authority.types import printed_type
from pipeline.structure.cells import Cell
from pipeline.text import view

_NOISE: Final = re.compile(r"[^a-z]")
_RULE: Final = re.compile(r"[-_=~.·•*─ o]{3,}|[x×]\s*[x×]\s*[x×]|-+")
_STAR: Final = re.compile(r"[*★✶✻+x×]{1,3}|\W?\*\W?")
_OFFICE_LINE: Final = 50
_JOINED: Final = re.compile(r"[-/] ?[A-ZĐƯ]|[A-ZĐ]/[A-ZĐ]")
_PAGE: Final = re.compile(r"-?\s*\d{1,3}\s*-?|trang\s*\d+\s*(?:/\s*\d+)?")
_BLANK: Final = r"[\d.…_ loi?%*'°]{0,10}"
_DATE_LINE: Final = re.compile(
    rf"[^,;:]{{0,50}}?,?\s*\W?\bngay\b.{{0,10}}?\bthang\s*[\d.…_ loiivx]{{0,10}}\s*nam\s*{_BLANK}\W{{0,3}}"
    r"|[^,;:\d]{2,40},\s*(?:ngay\s*)?\d{1,2}\s*[-/.]\s*[\dxiv]{1,4}\s*[-/.]\s*\d{4}\W{0,2}"
)
_AUTHORITY: Final = re.compile(
    r"(?:[t1l]\s?[./]{0,2}\s?m|k\s?[./]{0,2}\s?t|t\s?[./]{0,2}\s?l|t\s?[./]{0,2}\s?u\s?[./]?\s?q|q)\b\s?[./,]{0,2}\s*(?=[a-z]{2})"
    r"|thay mat\s+(?=[a-z]{2})"
)
_PLAIN_CUES: Final = (
    ("addressees", re.compile(r"kinh (?:gui|trinh)\b\s*:|kinh gui\b|.{4,60}\bdien\s?:$")),
    ("recipients", re.compile(r"noi (?:nhan|gui)\b\W{0,3}")),
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


def is_motto(cell: Cell) -> bool:
    """Tiêu đề, Quốc hiệu or the Union's line; two or three letters may be misread."""
    key = _NOISE.sub("", cell.folded)
    if key in _words("motto"):
        return cell.caps or key.startswith("doclap")
    close = (m for m in _words("motto") if abs(len(m) - len(key)) <= 4 and m[:1] in key[:3])
    return cell.caps and any(SequenceMatcher(None, key, m, autojunk=False).ratio() >= 0.87 for m in close)


def has_number(cell: Cell) -> bool:
    """The number line: "Số 12-KH/HU", also with a blank serial, or a number that stands alone."""
    if not _JOINED.search(cell.text):
        return False
    found = next(find_symbols(view(cell.text)), None)
    if found is None:
        return False
    return (found.labelled and found.start <= 6) or (found.start <= 1 and found.end >= len(cell.text) - 2)


def cue_of(cell: Cell) -> str | None:
    """The part of the form that the cell announces, None where it says nothing by itself."""
    return _mark_of(cell) or _word_of(cell)


def _mark_of(cell: Cell) -> str | None:
    """Cues that hold for every cell, whatever its words and case are."""
    if _STAR.fullmatch(cell.folded):
        return "star"
    if _RULE.fullmatch(cell.folded) or not any(char.isalnum() for char in cell.text):
        return "rule"
    if _FOOTER.search(cell.folded) or (cell.alone and _PAGE.fullmatch(cell.folded)):
        return "furniture"
    if is_motto(cell):
        return "motto"
    if len(cell.text) <= 90 and _DATE_LINE.fullmatch(cell.folded):
        return "place_date"
    return "number" if has_number(cell) else None


def _word_of(cell: Cell) -> str | None:
    if cell.caps:
        cue = _capitals_of(cell)
        if cue:
            return cue
    elif cell.folded.startswith("phu luc") and _ANNEX.match(cell.folded):
        return "annex"
    # "ĐẾN" is the stamp's word only in capitals: "đến năm 2030" begins many a line.
    if cell.text.startswith(("ĐẾN", "CÔNG VĂN ĐẾN")):
        return "stamp"
    return next((name for name, pattern in _PLAIN_CUES if pattern.match(cell.folded)), None)


def _capitals_of(cell: Cell) -> str | None:
    """Cues that count only in capitals."""
    key = _NOISE.sub("", cell.folded)
    for cue in ("secrecy", "urgency", "circulation"):
        if key in _words(cue):
            return cue
    if _COPY.fullmatch(cell.folded):
        return "copy"
    if _ANNEX.match(cell.folded):
        return "annex"
    if _AUTHORITY.match(cell.folded):
        return "authority"
    signs = len(cell.text) <= _OFFICE_LINE and begins_with_office(cell.text) and not cell.text.endswith(":")
    if is_office(cell.text) or signs:
        return "office"
    if _STAMP.match(cell.folded):
        return "stamp"
    return "type" if printed_type(cell.folded) else None
