"""The other bodies of a task and their roles: one clause may hold four (domain.md 6.1, A1, A2, A9-A12)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from pipeline.authority.bodies import head_at
from pipeline.linking._reading import Actor
from pipeline.linking._subjects import object_name
from pipeline.schema.document import Role
from pipeline.text.sentences import Word


@dataclass(frozen=True, slots=True)
class _Cue:
    role: Role
    words: tuple[str, ...]
    fillers: frozenset[str]
    """Words that may stand between the cue and the name."""
    reach: int
    """How many words of an object may stand between, when a preposition follows it."""
    grouped: bool
    """May the name be a group ("các đơn vị")."""


def _cue(role: Role, words: str, fillers: str = "", reach: int = 0, *, grouped: bool = True) -> _Cue:
    return _Cue(role, tuple(words.split()), frozenset(fillers.split()), reach, grouped)


_CUES: Final = (
    _cue("cooperate", "phoi hop", "chat che voi cung va", 0),
    _cue("cooperate", "ket hop", "chat che voi cung", 0),
    _cue("cooperate", "hiep dong", "chat che voi cung", 0),
    _cue("cooperate", "cung voi", "", 0),
    _cue("cooperate", "cung", "voi", 0),
    _cue("cooperate", "trao doi", "thong nhat voi", 0),
    _cue("cooperate", "thong nhat voi", "", 0),
    _cue("cooperate", "giup do", "", 0, grouped=False),
    _cue("advise", "tham muu", "giup cho voi de xuat kip thoi", 0),
    _cue("advise", "giup", "viec cho", 0),
    _cue("advise", "de xuat", "voi", 0, grouped=False),
    _cue("approve", "trinh", "xin y kien len", 0, grouped=False),
    _cue("report_to", "bao cao", "ngay nhanh kip thoi voi ve cho len", 16, grouped=False),
    _cue("report_to", "gui", "ve cho len toi den bao cao xin y kien", 16, grouped=False),
    _cue("report_to", "nop", "ve cho len", 10, grouped=False),
    _cue("report_to", "chuyen", "ve cho", 10, grouped=False),
    _cue("report_to", "phan anh", "ve voi kip thoi", 6, grouped=False),
    _cue("report_to", "xin y kien", "", 0, grouped=False),
    _cue("report_to", "dang ky", "ve voi", 8, grouped=False),
    _cue("report_to", "thong tin", "ve voi", 6, grouped=False),
    _cue("via", "thong qua", "", 0, grouped=False),
    _cue("via", "qua", "", 0, grouped=False),
)
_BY_FIRST: Final = MappingProxyType(
    {cue.words[0]: tuple(other for other in _CUES if other.words[0] == cue.words[0]) for cue in _CUES}
)
_PREPOSITIONS: Final = frozenset({"ve", "cho", "voi", "den", "toi", "len"})
_WITH_MARKS: Final = {"cùng", "giúp", "gửi", "nộp", "chuyển", "trình", "qua"}
_SUPERIOR: Final = re.compile(r"(?:cac |nhung )?(?:cap tren|lanh dao|thuong truc|dong chi|d/c|cap uy cap tren)\b")
_TO_NOBODY: Final = re.compile(r"(?:cac dong chi|tung|moi|thanh vien|dang vien|hoi vien|doan vien|can bo|nhan dan)\b")


def other_actors(text: str, words: Sequence[Word], start: int, end: int) -> tuple[Actor, ...]:
    """Actors with a role other than the lead in ``words[start:end]``, in order, without overlaps."""
    found: list[Actor] = []
    taken = start
    for k in range(start, end):
        if k < taken:
            continue
        for cue in _BY_FIRST.get(words[k].plain, ()):
            size = len(cue.words)
            if tuple(word.plain for word in words[k : k + size]) != cue.words or not _really(words, k, cue):
                continue
            where = _name_behind(text, words, k + size, end, cue)
            if where is None:
                continue
            found.append(Actor(cue.role, *where))
            taken = where[1]
            break
    return tuple(found)


def _really(words: Sequence[Word], k: int, cue: _Cue) -> bool:
    """Single syllables count only with their marks: "cũng" is not "cùng", "quá" is not "qua"."""
    if len(cue.words) > 1:
        return True
    return words[k].text.lower() in _WITH_MARKS or (words[k].plain == "chuyen" and words[k].text.lower() == "chuyển")


def _name_behind(text: str, words: Sequence[Word], k: int, end: int, cue: _Cue) -> tuple[int, int] | None:
    at = k
    while at < end and words[at].plain in cue.fillers and head_at(words, at) is None:
        if _breaks(text, words, at):
            return None
        at += 1
    for place in (at, *_behind_object(text, words, at, end, cue)):
        if place >= end or (place == at and at > 0 and _breaks(text, words, at)):
            continue
        name = object_name(text, words, place, end)
        if name is not None and _fits(words, name, cue):
            return name
    return None


def _breaks(text: str, words: Sequence[Word], at: int) -> bool:
    gap = text[words[at - 1].end : words[at].start]
    return any(mark in gap for mark in ".,;:") or (")" in gap)


def _behind_object(text: str, words: Sequence[Word], at: int, end: int, cue: _Cue) -> Iterator[int]:
    """Places behind a preposition, past the object: "gửi danh sách VỀ Ban Tổ chức", "báo cáo kết quả VỚI ..."."""
    if not cue.reach:
        return
    for k in range(at, min(end - 1, at + cue.reach)):
        if k > at and _breaks(text, words, k):
            return
        if words[k].plain in _PREPOSITIONS and words[k].small and head_at(words, k) is None:
            yield k + 1


def _fits(words: Sequence[Word], name: tuple[int, int], cue: _Cue) -> bool:
    head = head_at(words, name[0])
    if head is None:
        return False
    plain = " ".join(word.plain for word in words[name[0] : name[1]])
    if cue.grouped:
        return head.kind != "person" or words[name[0]].plain != "can"
    if _TO_NOBODY.match(plain):
        return False
    return (not head.listed and head.kind != "group") or bool(_SUPERIOR.match(plain))
