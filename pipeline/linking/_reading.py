"""Who is told to act in a clause, and where the action begins (patterns A1-A9, domain.md 6.1)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

from pipeline.authority.actions import phrase_at
from pipeline.authority.bodies import Head, head_at, is_member
from pipeline.linking._subjects import COUNTS, Subject, past_comma, subject_at, unknown_action
from pipeline.schema.document import Role
from pipeline.text import fold
from pipeline.text.sentences import Word

Kind = Literal["order", "subject", "agent", "bare", "noun", "statement"]

_OPENERS: Final = re.compile(
    r"(?:truoc mat|khi|neu|sau|trong|doi voi|nhan|qua trinh|tren co so|can cu|de|tu|den|hang|dinh ky|truoc|thuc hien"
    r"|truong hop|ngoai ra|rieng|ngay|tai|theo|vao|nhu vay|tren day|o|voi|dong thoi|dip|cham nhat|cuoi|dau"
    r"|giua|quan triet|trien khai|tiep tuc thuc hien|tren tinh than)\b"
)
_MARKED: Final = frozenset({"de", "tu", "den", "o", "voi", "sau", "dau", "cuoi", "giua", "dip", "nhan", "tai", "hang"})
_MARKED_KEYS: Final = frozenset(
    map(fold, ("để", "từ", "đến", "ở", "với", "sau", "đầu", "cuối", "giữa", "dịp", "nhận", "tại", "hằng", "hàng"))
)
_DECIDING: Final = frozenset({"quyet dinh", "quy dinh", "xem xet", "phe duyet", "ban hanh", "quan ly"})
"""Verbs of a rule, not of a task: "... do Ban Thường vụ quyết định"."""
_ACTING: Final = frozenset({"act", "adverb", "short", "initial"})
_TIME_WORDS: Final = frozenset(
    {"moi", "cu", "ngay", "tuan", "thang", "quy", "nam", "trong", "den", "tu", "cuoi", "dau", "giua", "het", "dip",
     "sau", "truoc", "hang", "buoi", "sang", "chieu", "toi", "lan", "co", "ban", "dot", "vao", "khi", "nay", "i", "ii",
     "iii", "iv"}
)  # fmt: skip
_REACH: Final = 150
"""Words of a clause among which the one told is looked for: rules stay linear in the length of a text."""
_SPEAKING: Final = frozenset(
    {"bao cao", "phat bieu", "ket luan", "trinh bay", "thong bao", "de nghi", "trinh", "y kien"}
)
"""Behind the subject and before a colon: what was said, not what is to do."""
_DIRECTING: Final = frozenset({"chi dao", "lanh dao"})
_HANDING: Final = frozenset({"giao", "giao cho", "de nghi", "yeu cau", "phan cong", "kinh de nghi"})
_PERSONAL: Final = frozenset({"phan cong", "cu", "moi"})
"""Orders that need a named comrade or body behind them: "phân công người trực" is an action of its own."""


@dataclass(frozen=True, slots=True)
class Actor:
    """Words ``[start, end)`` name one who is told to act, or a list of them."""

    role: Role
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Reading:
    """What a clause says: who (none for ``bare``), and the word with which the action begins."""

    kind: Kind
    actors: tuple[Actor, ...]
    task: int


def read_clause(text: str, words: Sequence[Word], start: int, end: int) -> Reading | None:
    """The reading of ``words[start:end]``; None when it tells nobody to do anything."""
    if start >= end:
        return None
    start = _past_connectors(words, start, end)
    ordered = _order(text, words, start, end)
    if ordered:
        return ordered
    own = _told(text, words, start, end)
    if own:
        return _behind_condition(text, words, start, end) or own
    if words[start].key == fold("việc"):
        embedded = _embedded(text, words, start, end)
        if embedded:
            return embedded
    for k in _behind_openers(text, words, start, end):
        found = _order(text, words, k, end) or _told(text, words, k, end)
        if found and found.kind != "statement":
            return found
    embedded = _embedded(text, words, start, end)
    if embedded:
        return embedded
    return _bare(text, words, start, end)


def _past_connectors(words: Sequence[Word], start: int, end: int) -> int:
    while start < end - 1 and words[start].plain in {"va", "rieng", "con"} and head_at(words, start) is None:
        start += 1
    return start


def _order(text: str, words: Sequence[Word], at: int, end: int) -> Reading | None:
    """ "Giao X ...", "Đề nghị X ...": the one behind the order verb acts."""
    phrase = phrase_at(words, at)
    if phrase is None or phrase.kind != "order":
        return None
    behind = at + phrase.size
    if behind < end and words[behind].plain == "cho":
        behind += 1
    head = head_at(words, behind) if behind < end else None
    if head is None or (phrase.words in _PERSONAL and not _is_named(words, behind, head)):
        return None
    subject = subject_at(text, words, behind, end)
    if subject is None or subject.verb is None or subject.statement:
        return None
    return _with_direction(text, words, subject, end, "order")


def _behind_condition(text: str, words: Sequence[Word], start: int, end: int) -> Reading | None:
    """ "Tập thể, cá nhân có vấn đề cần làm rõ thì X thẩm tra": the one behind "thì" acts."""
    for k in range(start + 2, min(end - 1, start + _REACH)):
        if words[k].key == fold("thì"):
            found = _told(text, words, k + 1, end)
            return found if found and found.kind != "statement" else None
    return None


def _is_named(words: Sequence[Word], at: int, head: Head) -> bool:
    if head.kind == "person":
        behind = words[at + head.size] if at + head.size < len(words) else None
        several = head.listed and words[at].plain == "cac"
        return head.plain in {"dong chi", "d/c"} and behind is not None and (several or not behind.small)
    return head.kind == "body" and not words[at].small


def _told(text: str, words: Sequence[Word], at: int, end: int) -> Reading | None:
    """ "X chủ trì ...", "X có trách nhiệm ...", "X phân công Y ...": subject first."""
    subject = subject_at(text, words, at, end)
    if subject is not None and subject.verb is None:
        subject = unknown_action(text, words, at, end)
    if subject is None or subject.verb is None:
        return None
    phrase = phrase_at(words, subject.verb)
    said = words[subject.verb + (phrase.size if phrase else 1) - 1].end
    if subject.statement or (text[said : said + 3].strip()[:1] == ":" and phrase and phrase.words in _SPEAKING):
        return Reading("statement", (), at)
    if phrase and phrase.words in _HANDING | _PERSONAL and subject.verb + phrase.size < end:
        behind = subject.verb + phrase.size
        head = head_at(words, behind)
        if head and (phrase.words not in _PERSONAL or _is_named(words, behind, head)):
            other = subject_at(text, words, behind, end)
            if other and other.verb is not None and not other.statement:
                return _with_direction(text, words, other, end, "order")
    return _with_direction(text, words, subject, end, "subject")


def _with_direction(text: str, words: Sequence[Word], subject: Subject, end: int, kind: Kind) -> Reading:
    """ "A lãnh đạo B chỉ đạo C làm Y": A and B direct, C acts; else the subject acts."""
    actors: list[Actor] = []
    current = subject
    for _ in range(3):
        assert current.verb is not None
        phrase = phrase_at(words, current.verb)
        marked = current.verb > 0 and text[words[current.end - 1].end : words[current.verb].start].strip() != ""
        if phrase is None or phrase.words not in _DIRECTING or marked:
            break
        behind = current.verb + phrase.size
        head = head_at(words, behind) if behind < end else None
        if head is None or head.kind == "person" or words[behind].start - words[behind - 1].end > 1:
            break
        other = subject_at(text, words, behind, end)
        if other is None or other.verb is None or other.statement:
            break
        actors.append(Actor("direct", current.start, current.end))
        current = other
    assert current.verb is not None
    return Reading(kind, (*actors, Actor("lead", current.start, current.end)), current.verb)


def _behind_openers(text: str, words: Sequence[Word], start: int, end: int) -> list[int]:
    """Words with which a main clause may begin: behind a comma or "thì" after an opening aside, behind a colon."""
    opened = _opens(words, start)
    first = phrase_at(words, start)
    acting = first is not None and first.kind == "act"
    found = []
    for k in range(start + 1, min(end, start + _REACH)):
        gap = text[words[k - 1].end : words[k].start]
        colon = ":" in gap
        comma = "," in gap and opened and _opens_clause(words, k, acting=acting)
        if colon or comma or (words[k - 1].plain == "thi" and words[k - 1].key == fold("thì")):
            found.append(k)
    return found


def _opens(words: Sequence[Word], start: int) -> bool:
    """Does the clause begin with an aside; single syllables count with their marks ("Để", not "Đề án")."""
    plain = " ".join(word.plain for word in words[start : start + 3])
    found = _OPENERS.match(plain + " ")
    if found is None:
        return False
    return words[start].plain not in _MARKED or words[start].key in _MARKED_KEYS


def _opens_clause(words: Sequence[Word], k: int, *, acting: bool) -> bool:
    """Behind "Theo dõi ..., " a small noun goes on with the list, only a capital name begins a clause of its own."""
    if not words[k].small:
        return True
    head = head_at(words, k)
    if head is None:
        phrase = phrase_at(words, k)
        return not acting and phrase is not None and phrase.kind == "order"
    return not acting and (head.listed or head.kind == "person" or (head.kind == "body" and not is_member(words, k)))


def _embedded(text: str, words: Sequence[Word], start: int, end: int) -> Reading | None:
    """ "Việc ... giao X làm", "... do X tổ chức": the whole clause is the task."""
    first = phrase_at(words, start)
    if first is not None and first.kind in {"act", "adverb", "order"}:
        return None
    taken = start
    for k in range(start, min(end - 2, start + _REACH)):
        phrase = phrase_at(words, k)
        handed = words[k].key == "giao" and k > start and k >= taken
        agent = words[k].key == "do" and words[k].plain == "do"
        taken = max(taken, k + (phrase.size if phrase else 1))
        if not (handed or agent) or not words[k].small or (phrase is not None and phrase.size > 1 + handed):
            continue
        behind = k + 1 + (words[k + 1].plain == "cho")
        head = head_at(words, behind)
        if head is None or (handed and head.kind == "person" and not head.listed and words[behind].small is False):
            continue
        subject = subject_at(text, words, behind, end)
        if subject and subject.verb is not None and not subject.statement:
            decides = phrase_at(words, subject.verb)
            if agent and decides is not None and decides.words in _DECIDING:
                continue
            return Reading("agent", (Actor("lead", subject.start, subject.end),), start)
    return None


def _bare(text: str, words: Sequence[Word], start: int, end: int) -> Reading | None:
    """A clause that begins with an action: an imperative for whoever was named above."""
    phrase = phrase_at(words, start)
    if phrase is not None and phrase.kind == "standing":
        behind = past_comma(text, words, start + phrase.size, end)
        return Reading("bare", (), behind) if behind is not None else Reading("statement", (), start)
    if phrase is not None and phrase.kind in {"act", "adverb", "order", "marker", "initial", "short"}:
        return Reading("bare", (), start)
    if _opens(words, start):
        for k in range(start + 1, end):
            inner = phrase_at(words, k)
            comma = "," in text[words[k - 1].end : words[k].start] or words[k - 1].key == fold("thì")
            if comma and inner is not None and inner.kind in _ACTING and words[k].small:
                return Reading("bare", (), start)
    if _timed(words, start, end) or _titled(text, words, start, end):
        return Reading("bare", (), start)
    return Reading("noun", (), start)


def _timed(words: Sequence[Word], start: int, end: int) -> bool:
    """An action behind a time without a comma: "Mỗi tuần họp ...", "Trong 2 năm 2011 - 2012 hoàn thành ..."."""
    for k in range(start, min(end, start + 12)):
        word = words[k]
        if word.plain in _TIME_WORDS or word.plain[:1].isdecimal() or (k > start and word.plain in COUNTS):
            continue
        phrase = phrase_at(words, k)
        return k > start + 1 and word.small and phrase is not None and phrase.kind in _ACTING
    return False


def _titled(text: str, words: Sequence[Word], start: int, end: int) -> bool:
    """ "Hồ sơ cũ: giữ nguyên tại kho": an action behind a short title."""
    for k in range(start + 1, min(end, start + 12)):
        gap = text[words[k - 1].end : words[k].start]
        if "," in gap:
            return False
        if ":" in gap:
            phrase = phrase_at(words, k)
            return phrase is not None and phrase.kind in _ACTING
    return False
