"""The one told to act as the subject of a clause: where the name ends and the action begins (A4, A6; domain.md 6.2)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from pipeline.authority.actions import Phrase, phrase_at
from pipeline.authority.bodies import Head, head_at, name_end
from pipeline.text import fold
from pipeline.text.sentences import Word

_CREWS: Final = frozenset({"ban chi huy", "ban chi dao", "ban quan ly", "to cong tac", "uy ban", "ban van dong"})
_REACH: Final = 120
"""Words in which a name or a list of names and its action stand; more is no subject, and no work without end."""
COUNTS: Final = frozenset({"mot", "hai", "ba", "bon", "nam", "sau", "moi", "cu", "dinh"})
_CHOSEN: Final = frozenset(
    {"phan cong", "giao", "cu", "uy quyen", "chi dinh", "bau", "trieu tap", "moi", "kiem tra", "giam sat", "phan cap",
     "giao nhiem vu", "bo nhiem", "dieu dong", "luan chuyen", "dieu tri", "thanh lap", "kien toan", "chon", "hop nhat",
     "sap nhap", "ky luat", "khen thuong", "ket nap", "gioi thieu"}
)  # fmt: skip
_JOINING: Final = frozenset(
    {"va", "cac", "cap", "cua", "trong", "thuoc", "truc", "ve", "o", "tai", "khoi", "khu", "lan", "thu", "khoa", "so",
     "theo", "la", "da", "duoc", "do", "voi", "thi", "ap", "ban", "to", "dan", "pho", "co", "con", "dang", "nhan"}
)  # fmt: skip
_UNITS_OF_TIME: Final = frozenset({"ngay", "tuan", "thang", "quy", "nam"})
_UNITS: Final = frozenset({"xa", "phuong", "huyen", "tinh", "quan", "thon", "uy", "bo", "doan"})
_LEVELS: Final = frozenset({"tinh", "thanh", "huyen", "quan", "thi"})
_CLOSING: Final = frozenset(map(fold, ("tỉnh", "huyện", "quận", "xã", "phường")))
_NO_VERBS: Final = frozenset(
    {"nha", "mien", "vung", "nay", "khac", "cu", "moi", "loai", "bien", "dao", "pho", "nao", "ta", "hoac", "hay",
     "cung", "nhu", "hon", "khong", "chua", "se", "de", "khi", "sau", "truoc", "vao", "den", "tu", "bang", "nham",
     "qua", "can"}
)  # fmt: skip
"""Words that say which district ("huyện nhà", "xã miền núi") or how, not what is done."""
_NOT_AFTER: Final = frozenset(
    map(fold, ("nơi", "để", "việc", "sự", "người", "được", "bị", "theo", "của", "cuộc", "đã", "mà", "khi", "sau", "do",
               "trước", "chữ", "bản", "không"))
)  # fmt: skip
_ASIDE: Final = re.compile(
    r",?\s*(?:trong|truoc|den|tu|sau|can cu|theo|tren co so|ngoai|hang|dinh ky|cu|khi|neu|cham nhat|nhat la|dac biet la"
    r"|co trach nhiem|trong do|kip thoi|vao|deu|tung buoc|rieng|moi|ke ca|bao gom|gom"
    r"|co quan (?:thuong truc|dau moi|chu tri))\b"
)
_FIELD_HEADS: Final = frozenset(
    {"so", "ban", "phong", "ty", "to", "doi", "vien", "hoi", "khoa", "chi cuc", "cuc", "bo phan", "trung tam", "tram",
     "nhom", "lien doan", "tieu ban", "cong ty", "xi nghiep", "don vi", "luc luong", "hoi dong", "can bo", "nguoi",
     "thanh vien", "doan", "bo"}
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Subject:
    start: int
    end: int
    verb: int | None
    """The word that opens the action; None when nothing is said of the one named."""
    statement: bool = False


def subject_at(text: str, words: Sequence[Word], at: int, end: int) -> Subject | None:
    """The name (or list of names) at ``words[at]`` and the action behind it."""
    head = head_at(words, at)
    if head is None or at >= end:
        return None
    end = min(end, at + _REACH)
    k = _behind_head(words, at, head)
    guarded = k > at + head.size
    while k < end:
        gap = text[words[k - 1].end : words[k].start]
        if any(mark in gap for mark in ':;"“') or gap.startswith("."):
            return Subject(at, k, None)
        if _is_every(words, k):
            return Subject(at, k, k)
        inner = head_at(words, k)
        verbal = phrase_at(words, k)
        acting = verbal is not None and verbal.kind == "act" and inner is not None and verbal.size >= inner.size
        if inner is not None and (inner.listed or (inner.size > 1 and not acting)):
            k, guarded = _behind_head(words, k, inner), False
            continue
        phrase = phrase_at(words, k)
        if phrase is None and head.kind == "body" and not head.listed and _is_told(text, words, k):
            return Subject(at, k, k)
        if _is_passive(words, k, end) and k + 1 < end:
            return Subject(at, k, k, statement=True)
        if phrase is None or not words[k].small:
            guarded = guarded and words[k].plain == "va"
            k += phrase.size if phrase else 1
            continue
        inside = _inside_name(text, words, at, head, k, phrase, end, after_guarded=guarded)
        if phrase.kind == "noun" or inside:
            guarded = phrase.kind == "act"
            k += phrase.size
            continue
        if phrase.kind == "state":
            return Subject(at, k, k, statement=True)
        return _acting(text, words, at, k, end)
    return Subject(at, end, None)


def _is_told(text: str, words: Sequence[Word], k: int) -> bool:
    """Behind the level that closes a name ("Hội Nông dân huyện", "Thành ủy") a small word no list knows is a verb."""
    before = words[k - 1]
    if not words[k].small or text[before.end : words[k].start] != " ":
        return False
    if words[k].plain in _UNITS | _JOINING | _NO_VERBS:
        return False
    if before.plain == "uy":
        return k > 1 and words[k - 2].plain in _LEVELS and words[k].plain not in {"vien", "khoa"}
    return before.small and before.key in _CLOSING and words[k].plain != "hoi"


def _is_passive(words: Sequence[Word], k: int, end: int) -> bool:
    """ "Đảng viên được trình bày ý kiến": a right, no duty; "được phân công", "được cử đi học" only says which one."""
    if words[k].key != fold("được") or k + 1 >= end:
        return False
    phrase = phrase_at(words, k + 1)
    return phrase is not None and phrase.kind in {"act", "adverb"} and phrase.words not in _CHOSEN


def unknown_action(text: str, words: Sequence[Word], at: int, end: int) -> Subject | None:
    """A whole sentence whose action is in no lexicon: what follows a proper name in small letters is the action."""
    head = head_at(words, at)
    closed = text[words[end - 1].end : words[end - 1].end + 1] in {".", ";"}
    if head is None or head.kind != "body" or head.listed or not closed:
        return None
    for k in range(_behind_head(words, at, head), min(end - 3, at + 16)):
        gap = text[words[k - 1].end : words[k].start]
        if gap != " ":
            return None
        named = not words[k - 1].small or words[k - 1].plain in _UNITS
        if words[k].small and named and words[k].plain not in _UNITS | _JOINING and phrase_at(words, k) is None:
            return Subject(at, k, k)
    return None


def _behind_head(words: Sequence[Word], at: int, head: Head) -> int:
    """Past the head, or past a compound that begins inside of it: "cơ quan chủ trì", "ban quản lý"."""
    behind = at + head.size
    phrase = phrase_at(words, behind - head.plain.count(" ") - 1)
    if phrase is not None and phrase.kind == "noun":
        return max(behind, behind - head.plain.count(" ") - 1 + phrase.size)
    return behind


def _is_every(words: Sequence[Word], k: int) -> bool:
    """ "sáu tháng một lần", "mỗi tuần hai lần": a time before the action, a part of the task."""
    if words[k].plain not in COUNTS and not words[k].plain.isdecimal():
        return False
    run = [word.plain for word in words[k : k + 5]]
    if run[0] == "moi" and len(run) > 1 and run[1] in _UNITS_OF_TIME:
        return True
    return len(run) > 3 and bool(_UNITS_OF_TIME & set(run[1:3])) and "lan" in run


def _inside_name(
    text: str, words: Sequence[Word], at: int, head: Head, k: int, phrase: Phrase, end: int, *, after_guarded: bool
) -> bool:
    """Is the verb at ``k`` a part of the name: "Sở quản lý và phân phối điện", "ủy viên phụ trách xã dự họp"."""
    before = words[k - 1]
    gap = text[before.end : words[k].start]
    behind = words[k + phrase.size] if k + phrase.size < end else None
    if phrase.words == "co" or (phrase.words in {"chua", "khong"} and behind is not None and behind.plain == "co"):
        return True
    if phrase.kind == "initial" or (phrase.kind == "short" and before.small and before.plain not in _UNITS):
        return True
    if before.key in _NOT_AFTER and "," not in gap and not (k > 1 and words[k - 2].plain == "giup"):
        return before.plain != "khong" or phrase.kind != "act"
    if phrase.kind == "marker" and phrase.words in {"duoc giao"}:
        return True
    if after_guarded and (before.plain == "va" or gap.strip() == ","):
        return phrase.kind == "act"
    if after_guarded and phrase.naming and _next_action(words, k + phrase.size, end, 12):
        return True
    if phrase.kind != "act" or "," in gap:
        return False
    if k == at + head.size and phrase.naming and (head.plain in _FIELD_HEADS or head.plain in _CREWS):
        return _next_action(words, k + phrase.size, end, 12)
    told = [word.plain for word in words[max(0, k - 3) : k]] == ["duoc", "phan", "cong"]
    charged = (phrase.words == "phu trach" or told) and head.kind == "person"
    if charged or (phrase.words in {"theo doi", "quan ly"} and after_guarded):
        reach = 12 if behind is not None and not behind.small else 6
        comma = behind is not None and "," in text[words[k + phrase.size - 1].end : behind.start]
        return not comma and _next_action(words, k + phrase.size + 1, end, reach)
    return False


def _next_action(words: Sequence[Word], start: int, end: int, reach: int) -> bool:
    for k in range(start, min(end, start + reach)):
        phrase = phrase_at(words, k)
        if phrase and phrase.kind in {"act", "adverb", "marker"} and phrase.words != "co" and words[k].small:
            return True
    return False


def _acting(text: str, words: Sequence[Word], at: int, verb: int, end: int) -> Subject | None:
    """The name cut before asides, and the first word of the action behind "có trách nhiệm", "căn cứ ..., "."""
    stop = _name_stop(text, words, at, verb)
    k = verb
    for _ in range(4):
        phrase = phrase_at(words, k) if k < end else None
        if phrase is None:
            break
        if phrase.kind == "marker" and phrase.words != "can cu":
            k += phrase.size
        elif phrase.kind == "standing" or phrase.words == "can cu":
            nxt = past_comma(text, words, k + phrase.size, end)
            if nxt is None:
                break
            k = nxt
        else:
            break
    return Subject(at, stop, min(k, end - 1))


def past_comma(text: str, words: Sequence[Word], k: int, end: int) -> int | None:
    """The action behind the aside that begins at ``k``: the word after its comma, or "có trách nhiệm"."""
    for j in range(k, end):
        phrase = phrase_at(words, j)
        if phrase is None:
            continue
        comma = "," in text[words[j - 1].end : words[j].start]
        if phrase.words in {"co trach nhiem", "chiu trach nhiem"}:
            return j
        if comma and phrase.kind in {"act", "adverb"}:
            return j
    return None


def _name_stop(text: str, words: Sequence[Word], at: int, verb: int) -> int:
    stop = verb
    for k in range(at + 1, verb):
        gap = text[words[k - 1].end : words[k].start]
        run = gap + " ".join(word.plain for word in words[k : k + 4])
        aside = ("," in gap or words[k].plain in {"can", "deu"}) and _ASIDE.match(run)
        if words[k].small and (aside or words[k].key == "theo"):
            stop = k
            break
    while (
        stop > at + 1 and words[stop - 1].plain in {"can", "deu", "phai", "va", "thi", "cung"} and words[stop - 1].small
    ):
        if words[stop - 1].plain in {"can", "cung"} and words[stop - 1].key not in {
            fold("cần"),
            fold("cùng"),
            fold("cũng"),
        }:
            break
        stop -= 1
    return stop


def object_name(text: str, words: Sequence[Word], at: int, end: int) -> tuple[int, int] | None:
    """``(at, behind)`` of the name that stands at ``words[at]`` as an object."""
    if at >= end or head_at(words, at) is None:
        return None
    return at, name_end(text, words, at, end)
