"""Names of bodies, offices and groups in running text: where one begins, where it ends, how a list of them parts.

The words a name may begin with are rows of ``data/body_heads.csv``: ``body`` (Ban Tổ chức, Đảng ủy, Sở), ``person``
(đồng chí, Bí thư), ``group`` (cấp ủy, cơ quan), ``member`` (what may follow "các", "mỗi"), ``not`` (look-alikes).
Hazards of such names: domain.md 6.2.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final, Literal

from pipeline.authority.actions import phrase_at, rows_at
from pipeline.authority.tables import load_table
from pipeline.text import fold, strip_marks
from pipeline.text.sentences import Word, words_of

Kind = Literal["body", "person", "group"]

_COUNTED: Final = (
    "các", "mỗi", "từng", "những", "một số", "toàn bộ", "toàn thể", "tất cả", "toàn thể các", "tất cả các",
)  # fmt: skip
_QUANTIFIERS: Final = frozenset(map(fold, _COUNTED))
_QUANTIFYING: Final = frozenset(words.split()[0] for words in _QUANTIFIERS)
"""First words of the quantifiers: most words are none, and this is asked of every word."""
_UNITS: Final = frozenset(
    map(fold, ("xóm", "thôn", "ấp", "bản", "buôn", "làng", "xã", "phường", "huyện", "tỉnh", "quận"))
)
_JOINTS: Final = frozenset(map(fold, ("và", "cùng", "với")))
_SMALL_HEADS: Final = frozenset(
    map(fold, ("báo", "đài", "đoàn", "sở", "ty", "phòng", "ban", "trường", "hội", "tổ", "cụm"))
)
_FIELDS: Final = frozenset(map(fold, ("sở", "phòng", "ban", "ty")))
_ALONE: Final = frozenset(
    {"thuong truc", "ban thuong vu", "hdnd", "ubnd", "hoi dong nhan dan", "uy ban nhan dan", "dang doan"}
)
"""Organs that leave their level to the next name: "Thường trực, Ban Thường vụ Đảng ủy", "HĐND, UBND tỉnh"."""
_COUNCIL_OFFICE: Final = re.compile(r"van phong (?:hoi dong nhan dan|hdnd|doan (?:dbqh|dai bieu quoc hoi))")
_OFFICE: Final = re.compile(
    r"(?:nguyen |pho |chi |dang |huyen |tinh |thanh |thi |xa )*"
    r"(?:bi thu|truong|chanh|chu tich|chu nhiem|giam doc|uy vien|thuong truc|bi thu|can bo|chuyen vien|dang vien"
    r"|cong an vien|kiem|ke toan|thu ky|phu trach|to truong|hieu truong|vien truong|doi truong|thanh vien|uvbtv|uv)\b"
)
_COMRADE: Final = re.compile(r"(?:(?:cac|moi|tung|nhung) )?(?:dong chi|d/c)\b")
_LIMITS: Final = frozenset(
    {"ve", "de", "trong", "truoc", "cham nhat", "theo", "tai", "ke tu", "xem xet", "vao", "dinh ky", "ngay", "nhung",
     "ket qua", "khi", "sau", "nham", "bang", "tu", "den", "qua", "thong qua", "hang", "moi", "lan", "nhu", "do", "ma",
     "thi", "nguoi", "o", "tren", "duoi", "xin", "phan", "dat", "co", "la", "so", "tien do", "tinh hinh",
     "hoac", "giai doan", "gan", "cho", "it nhat"}
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Head:
    """A name begins: ``size`` words from here are its head; ``listed`` after a quantifier ("các cơ quan")."""

    kind: Kind
    size: int
    listed: bool
    plain: str


@dataclass(frozen=True, slots=True)
class Name:
    """A name written out; it stands at ``[start, end)``, from which ``text`` may differ by a shared head or tail."""

    start: int
    end: int
    text: str
    kind: Kind


@cache
def _first_words() -> frozenset[str]:
    """Words without marks with which a head or a quantifier begins: most words of a text are none of them."""
    heads = (words_of(row["head"])[0].plain for row in load_table("body_heads"))
    return frozenset([*heads, *(strip_marks(words.split()[0]) for words in _COUNTED)])


def head_at(words: Sequence[Word], at: int) -> Head | None:
    """The head of a name at ``words[at]``, or None."""
    if at >= len(words) or words[at].plain not in _first_words():
        return None
    quantifier = _quantifier(words, at)
    if quantifier:
        behind = at + quantifier
        if behind >= len(words) or words[behind].start - words[behind - 1].end > 1:
            return None
        inner = _plain_head(words, behind, listed=True)
        return Head(inner.kind, quantifier + inner.size, True, inner.plain) if inner else None
    return _plain_head(words, at, listed=False)


def _quantifier(words: Sequence[Word], at: int) -> int:
    if words[at].key not in _QUANTIFYING:
        return 0
    for size in (3, 2, 1):
        if " ".join(word.key for word in words[at : at + size]) in _QUANTIFIERS:
            return size
    return 0


def _plain_head(words: Sequence[Word], at: int, *, listed: bool) -> Head | None:
    size, rows = rows_at("body_heads", "head", words, at)
    if not size:
        return None
    kinds = {row.kind for row in rows}
    plain = " ".join(word.plain for word in words[at : at + size])
    if listed and "member" in kinds:
        return Head("person" if "person" in kinds else "group", size, True, plain)
    if "not" in kinds:
        return None
    if "body" in kinds and (listed or _is_name(words, at, size)):
        return Head("body", size, listed, plain)
    if "person" in kinds and (size > 1 or not words[at].small or listed or "/" in words[at].text):
        return Head("person", size, listed, plain)
    if "group" in kinds and (size > 1 or not words[at].small):
        return Head("group", size, listed, plain)
    return None


def is_member(words: Sequence[Word], at: int) -> bool:
    """May the word stand in a list under "các": "ban", "ngành", "đơn vị"."""
    size, rows = rows_at("body_heads", "head", words, at)
    return bool(size) and any(row.kind == "member" for row in rows)


def _is_name(words: Sequence[Word], at: int, size: int) -> bool:
    """One small word is a head only before a capital: "báo Nghĩa Bình", but not "báo tin"."""
    if size > 1:
        return True
    if not words[at].small:
        phrase = phrase_at(words, at)
        return phrase is None or phrase.size == 1 or phrase.kind == "noun"
    behind = words[at + 1] if at + 1 < len(words) else None
    return (
        behind is not None and not behind.small and behind.start - words[at].end == 1 and words[at].key in _SMALL_HEADS
    )


def name_end(text: str, words: Sequence[Word], at: int, stop: int) -> int:
    """Index behind the last word of the name or list of names at ``words[at]``, for a name that is an object."""
    head = head_at(words, at)
    k = at + (head.size if head else 1)
    while k < stop:
        gap = text[words[k - 1].end : words[k].start]
        if any(mark in gap for mark in ';:()"“”') or gap.strip() == ".":
            break
        listed = head_at(words, k) is not None
        if not listed and _quantifier(words, k):
            break
        if "," in gap and not listed and not _goes_on(words, k):
            break
        if words[k].small and _limits(words, k):
            break
        phrase = phrase_at(words, k)
        if phrase and phrase.kind == "noun":
            k += phrase.size
            continue
        weak = phrase is not None and (phrase.kind == "initial" or (phrase.kind == "short" and words[k - 1].small))
        if phrase and not weak and words[k].small and not listed and not _part_of_name(words, k, phrase.size):
            break
        k += 1
    while k > at + 1 and words[k - 1].key in _JOINTS:
        k -= 1
    return k


def _limits(words: Sequence[Word], k: int) -> bool:
    """A small word that ends a name: a preposition, a time, a purpose."""
    two = " ".join(word.plain for word in words[k : k + 2])
    return words[k].plain in _LIMITS or two in _LIMITS


def _goes_on(words: Sequence[Word], k: int) -> bool:
    """Behind a comma a list goes on with a small noun ("ban, ngành") or a capital field ("Hạ tầng và Đô thị")."""
    if phrase_at(words, k) is not None and words[k].small:
        return False
    size, rows = rows_at("body_heads", "head", words, k)
    return bool(size and any(row.kind == "member" for row in rows)) or not words[k].small


def _part_of_name(words: Sequence[Word], k: int, size: int) -> bool:
    """A small verb inside a name of capitals: "Phòng Cảnh sát quản lý hành chính"."""
    behind = k + size
    return k > 0 and words[k - 1].key in _FIELDS and behind < len(words) and not words[behind].small


def names_in(text: str, words: Sequence[Word], start: int, end: int) -> tuple[Name, ...]:
    """The names of the list ``words[start:end]``, elliptic ones written out, in order."""
    pieces = _pieces(text, words, start, end)
    groups: list[list[int]] = []
    for first, last, mark in pieces:
        if groups and not _begins(text, words, groups[-1], first, last, mark):
            groups[-1][1] = last
        else:
            groups.append([first, last])
    found = [_name(text, words, first, last) for first, last in groups]
    return tuple(_with_tails(_with_heads(text, words, groups, found)))


def _pieces(text: str, words: Sequence[Word], start: int, end: int) -> list[tuple[int, int, str]]:
    """``(first, last, mark)``: runs of words between commas, semicolons and "và"."""
    pieces: list[tuple[int, int, str]] = []
    at, mark = start, ";"
    for k in range(start, end):
        gap = text[words[k - 1].end : words[k].start] if k > start else ""
        stop = next((sign for sign in ";," if sign in gap), "")
        joint = words[k].plain in {"va", "cung"} and words[k].key in _JOINTS and words[k].small and k > start
        if joint:
            if at < k:
                pieces.append((at, k, mark))
            at, mark = k + 1, "và"
        elif stop and at < k:
            pieces.append((at, k, mark))
            at, mark = k, stop
    if at < end:
        pieces.append((at, end, mark))
    return pieces


def _begins(text: str, words: Sequence[Word], group: Sequence[int], first: int, last: int, mark: str) -> bool:
    """Does the piece begin a new participant, or go on with the one before (records.md, Assignments)."""
    own = strip_marks(text[words[group[0]].start : words[group[1] - 1].end])
    piece = strip_marks(text[words[first].start : words[last - 1].end])
    head, before = head_at(words, first), head_at(words, group[0])
    if _COMRADE.match(own) or (before and before.kind == "person"):
        if _COMRADE.match(piece):
            return True
        if _OFFICE.match(piece):
            return mark == "và" and not words[first].small
        if words[first].small and mark == "," and not (head and head.listed):
            return False
    if _shares_unit(words, group, first, last):
        return True
    if head is not None and f"thuoc {head.plain} " in own and mark == ",":
        return False
    front = own.endswith("dang uy mat tran to quoc") and piece.startswith("cac doan the")
    if head is None or front or (mark == "và" and _COUNCIL_OFFICE.fullmatch(own)):
        return False  # one body since 2025: "Đảng ủy Mặt trận Tổ quốc, các đoàn thể Trung ương"
    if head.listed or mark == ";":
        return True
    listing = any(_quantifier(words, k) for k in range(*group))
    proper = not all(word.small for word in words[first + head.size : last])
    nested = any(_quantifier(words, k) for k in range(first, last))
    if before is not None and before.listed:
        same = words[first].small and head.plain == before.plain
        return same or nested or (not words[first].small and (proper or mark == "và")) or (proper and mark == "và")
    if words[first].small and (head.kind != "body" or (listing and mark == ",")):
        return nested or not listing
    return proper or nested or not listing or not words[first].small


def _shares_unit(words: Sequence[Word], group: Sequence[int], first: int, last: int) -> bool:
    """ "tổ đảng xóm Đình, xóm Bãi": the same small unit word before a capital name."""
    unit = words[first]
    if unit.key not in _UNITS or not unit.small or last - first < 2 or words[first + 1].small:
        return False
    head = head_at(words, group[0])
    behind = group[0] + (head.size if head else 0) if not (head and head.listed) else group[1]
    return behind + 1 < group[1] and words[behind].key == unit.key and not words[behind + 1].small


def _name(text: str, words: Sequence[Word], first: int, last: int) -> Name:
    start, end = words[first].start, words[last - 1].end
    if text[end : end + 1] == ")" and "(" in text[start:end]:
        end += 1
    head = head_at(words, first)
    return Name(start, end, text[start:end], head.kind if head else "group")


def _with_heads(text: str, words: Sequence[Word], groups: Sequence[Sequence[int]], names: list[Name]) -> list[Name]:
    done: list[Name] = []
    shared = ""
    for (first, last), name in zip(groups, names, strict=True):
        head = head_at(words, first)
        if head is not None and not head.listed and first + head.size < last:
            shared = text[words[first].start : words[first + head.size - 1].end]
        unit = words[first].key in _UNITS and words[first].small and head is None
        done.append(Name(name.start, name.end, f"{shared} {name.text}", name.kind) if unit and shared else name)
    return done


def _with_tails(names: list[Name]) -> list[Name]:
    """ "Thường trực, Ban Thường vụ Đảng ủy": the tail of the last belongs to each."""
    done: list[Name] = []
    tail = ""
    for name in reversed(names):
        plain = strip_marks(name.text)
        alone = next((organ for organ in _ALONE if plain == organ or plain.startswith(organ + " ")), None)
        if alone is None:
            tail = ""
        elif plain == alone:
            name = Name(name.start, name.end, name.text + tail, name.kind)
        else:
            tail = name.text[len(alone) :]
        done.append(name)
    return done[::-1]
