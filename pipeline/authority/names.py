"""Names of bodies printed in capitals, put in sentence case: ``ĐẢNG ỦY XÃ HÒA LẠC`` is ``Đảng ủy xã Hòa Lạc``.

Phrases of the authority file keep their own case; unit words are small; what follows a unit word or a committee is a
place; what follows Sở, Bộ, Phòng, Vụ ... is a field of work, in small letters but for the first word of each part.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Final

from pipeline.authority.tables import load_table
from pipeline.text import fold, strip_marks

_UNITS: Final = (
    "tỉnh", "thành phố", "huyện", "quận", "thị xã", "thị trấn", "xã", "phường", "đặc khu", "thôn", "ấp", "bản", "làng",
    "buôn", "xóm", "khu phố", "tổ dân phố", "khóm", "khối phố", "khu dân cư", "tiểu khu", "công ty", "trường",
    "bệnh viện",
)  # fmt: skip
_SMALL: Final = frozenset(
    {"và", "của", "các", "với", "lần", "thứ", "khóa", "nhiệm", "kỳ", "về", "cùng", "cấp", "trực", "thuộc", "tại", "cho",
     "trong", "khối"}
)  # fmt: skip
_PLACED: Final = re.compile(r"(?:đảng|tỉnh|thành|huyện|quận|thị|quân) (?:ủy|uỷ)$|(?:tỉnh|thành|huyện|thị|quận) đoàn$")
_CLEAR: Final = 5
"""Letters that a phrase must have to be known without its marks ("HUYÊN" is "huyện"; "BAN" is not "bản")."""
_ROMAN: Final = re.compile(r"[IVXLC]{2,}|[IVX]")


@cache
def _phrases() -> Mapping[str, str]:
    rows = [row["phrase"] for row in load_table("name_phrases")]
    return MappingProxyType({fold(phrase): phrase for phrase in [*rows, *_UNITS]})


@cache
def _provinces() -> frozenset[str]:
    """Provinces, past ones too: a town may carry the name of its province and go on."""
    return frozenset(fold(row["name"]) for row in load_table("provinces"))


@cache
def _plain_phrases() -> Mapping[str, str]:
    """Phrases and provinces by their form without marks: capitals lose marks under stamps and in bad scans."""
    places = [row["name"] for row in load_table("provinces")]
    return MappingProxyType({strip_marks(phrase): phrase for phrase in [*places, *_phrases().values()]})


@cache
def _longest() -> int:
    return max(len(phrase.split()) for phrase in _phrases())


def sentence_case(name: str) -> str:
    """``name`` in sentence case; a name that is not all in capitals is given back with single blanks only."""
    words = name.split()
    if sum(char.isupper() for char in name) < 0.6 * sum(char.isalpha() for char in name):
        return " ".join(words)
    done: list[str] = []
    mode = "field"
    at = 0
    while at < len(words):
        size, cased = _phrase_at(words, at)
        if size:
            cased = _spelled(words[at : at + size], cased)
            done.extend([cased[:1].upper() + cased[1:]] if not done else [cased])
            mode = "place" if _is_placed(cased) else "field"
            at += size
            continue
        done.append(_word(words[at], done, mode))
        at += 1
    return " ".join(done)


def _phrase_at(words: list[str], at: int) -> tuple[int, str]:
    for size in range(min(_longest(), len(words) - at), 0, -1):
        printed = " ".join(words[at : at + size])
        found = _phrases().get(fold(printed))
        if found:
            return size, found
        plain = strip_marks(printed)
        if len(plain) >= _CLEAR and plain in _plain_phrases():
            return size, _plain_phrases()[plain]
    return 0, ""


def _spelled(words: list[str], cased: str) -> str:
    """The phrase's case on the printed letters (``UỶ`` may stand for ``Ủy``); misread letters are the phrase's."""
    model = cased.split()
    words = [word if fold(word) == fold(shape) else shape for word, shape in zip(words, model, strict=True)]
    return " ".join(
        word
        if shape.isupper() and len(shape) > 1
        else (word[:1] if shape[:1].isupper() else word[:1].lower()) + word[1:].lower()
        for word, shape in zip(words, model, strict=True)
    )


def _is_placed(cased: str) -> bool:
    return cased.lower() in _UNITS or fold(cased) in _provinces() or bool(_PLACED.search(cased.lower()))


def _word(word: str, done: list[str], mode: str) -> str:
    lower = word.lower()
    if _ROMAN.fullmatch(word.strip(",.")) or any(char.isdigit() for char in word):
        return word
    if not done:
        return word[:1] + lower[1:]
    if lower in _SMALL:
        return lower
    previous = done[-1]
    first = previous in {"Sở", "Bộ", "Phòng", "Vụ", "Cục", "Viện", "Ban", "Hội", "Chi cục", "-"} or previous.endswith(
        ","
    )
    if mode == "place" or first or previous == "và":
        return word[:1] + lower[1:]
    return lower if len(done) > 1 or mode == "field" else word[:1] + lower[1:]


_COMMITTEE: Final = re.compile(r"(?:đảng|tỉnh|thành|huyện|quận|thị|quân) (?:ủy|uỷ)\b", re.IGNORECASE)
_GOVERNMENT: Final = re.compile(
    r"(?:(?:ủy|uỷ) ban nhân dân|ubnd|hội đồng nhân dân|hđnd)\s+"
    r"(?P<place>(?:tỉnh|thành phố|huyện|quận|thị xã|xã|phường|thị trấn|đặc khu)\b.*)",
    re.IGNORECASE,
)


_CENTRAL: Final = "Ban Chấp hành Trung ương"


def is_committee(name: str) -> bool:
    """Is the name that of a Party committee (cấp ủy), in whose name its standing committee issues."""
    return bool(_COMMITTEE.match(name)) or fold(name) == fold(_CENTRAL)


_LEVEL_ONLY: Final = re.compile(r"\b(tỉnh|huyện|quận|thành phố|thị xã)$")
_PLACE: Final = re.compile(
    r"(?:(?P<organ>tỉnh|huyện|quận|thành|thị) (?:ủy|uỷ)|đảng bộ (?P<level>tỉnh|huyện|quận|thành phố|thị xã)) "
    r"(?P<name>\S.*)",
    re.IGNORECASE,
)


def full_name(own: str, parent: str | None) -> str:
    """The body's full name: an advisory body takes its committee's name, an office of the State its province's.

    ``Ban Tổ chức`` under ``Huyện ủy X`` is ``Ban Tổ chức Huyện ủy X``; ``Huyện ủy X`` under ``Đảng bộ tỉnh Y`` is
    itself (HD 36-HD/VPTW: the parent of a committee is written Đảng bộ); ``Sở Nội vụ`` under ``UBND tỉnh Y`` is
    ``Sở Nội vụ tỉnh Y``; ``Đảng ủy Khối các cơ quan tỉnh`` under ``Tỉnh ủy Y`` ends in ``tỉnh Y``.
    """
    if not parent:
        return own
    level = _LEVEL_ONLY.search(own.lower())
    place = _PLACE.match(parent)
    if level and place and (place["level"] or place["organ"]).lower().startswith(level.group(1)[:4]):
        return f"{own} {place['name']}"
    if _COMMITTEE.match(own) or own.lower().startswith("chi bộ"):
        return own
    if fold(parent) == fold(_CENTRAL):
        return f"{own} Trung ương Đảng" if fold(own) == fold("Văn phòng") else f"{own} Trung ương"
    if _COMMITTEE.match(parent) and fold(parent) not in fold(own):
        return f"{own} {parent}"
    state = _GOVERNMENT.match(parent)
    if state and not re.search(rf"\b(?:{'|'.join(_UNITS)})\b", own.lower()):
        return f"{own} {state['place']}"
    return own
