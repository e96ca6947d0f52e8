"""Headings, titles and lead-ins that name who acts in what follows (A3, A5, A7)."""

from __future__ import annotations

import re
from typing import Final

from pipeline.authority.actions import phrase_at
from pipeline.authority.bodies import head_at
from pipeline.linking._contexts import mode_of
from pipeline.linking._passages import Passage
from pipeline.linking._reading import Actor, read_clause
from pipeline.linking._subjects import subject_at

_TITLE_WORDS: Final = 10
_NAME_WORDS: Final = 45
_ORDERS: Final = frozenset({"giao", "giao cho", "de nghi", "kinh de nghi", "yeu cau", "phan cong", "moi"})
_DUTY: Final = re.compile(r"(?:(?:chuc nang|quyen han|nhiem vu|trach nhiem|va|,)\s*)+ cua |doi voi ")
"""A heading that gives the duties of someone: "Nhiệm vụ của cấp ủy viên"."""
_ISSUES: Final = re.compile(
    r"(?:xay dung|ban hanh|huong dan|thong bao|ket luan|thong nhat|quyet nghi|bao cao|quyet dinh|phan cong nhiem vu"
    r"|de ra)\b"
)


def title_of(passage: Passage, start: int, end: int) -> tuple[int, tuple[Actor, ...] | None] | None:
    """``(where the words behind the colon begin, who the title names)``; None when the paragraph has no title."""
    colon = passage.text.find(":", start, min(end, start + 320))
    if colon < 0 or colon >= end - 1 or re.search(r"[.;]\s", passage.text[start:colon]):
        return None
    first, last = passage.word_range(start, colon)
    behind = colon + 1
    while behind < end and passage.text[behind] in " *":
        behind += 1
    head = head_at(passage.words, first)
    if head is not None and last - first <= _NAME_WORDS:
        if _only_names(passage, first, last) or _in_charge(passage, first, last):
            return behind, (Actor("lead", first, last),)
        return None
    short = last - first <= _TITLE_WORDS
    attribute = mode_of(passage.text[start:colon]) is not None
    if short and (attribute or not passage.text[behind].islower()):
        return behind, None
    return None


def _in_charge(passage: Passage, first: int, last: int) -> bool:
    """ "Đồng chí A, Phó Bí thư, phụ trách chuyên môn": what the comrade is in charge of is part of the title."""
    head = head_at(passage.words, first)
    subject = subject_at(passage.text, passage.words, first, last)
    phrase = phrase_at(passage.words, subject.verb) if subject is not None and subject.verb is not None else None
    return head is not None and head.kind == "person" and phrase is not None and phrase.words == "phu trach"


def _only_names(passage: Passage, first: int, last: int) -> bool:
    """Do the words name bodies and nothing else; semicolons may stand between them."""
    words, at = passage.words, first
    while at < last:
        subject = subject_at(passage.text, words, at, last) if head_at(words, at) else None
        if subject is None or subject.verb is not None:
            return False
        at = subject.end
    return True


def lead_in(passage: Passage, start: int, end: int, *, headed: bool) -> tuple[Actor, ...] | None:
    """Who the sentence ``text[start:end]`` names for the items below it; ``headed``: it may begin with the name."""
    words = passage.words
    first, last = passage.word_range(start, end)
    duty = _DUTY.match(passage.folded[start:end]) if headed else None
    if duty is not None:
        first, _ = passage.word_range(start + duty.end(), end)
        return (Actor("lead", first, last),) if first < last and _only_names(passage, first, last) else None
    if headed and first < last and head_at(words, first) is not None:
        if _only_names(passage, first, last):
            return (Actor("lead", first, last),)
        subject = subject_at(passage.text, words, first, last)
        if subject is not None and subject.verb is not None and not subject.statement:
            return _saying(passage, first, last)
    said = _saying(passage, first, last)
    directing = bool(said) and all(actor.role == "direct" for actor in said or ())
    if said and (headed or directing or all(_is_several(passage, actor) for actor in said)):
        return said
    for k in range(first, last):
        phrase = phrase_at(words, k)
        if phrase is None or phrase.words not in _ORDERS:
            continue
        behind = k + phrase.size + (k + phrase.size < last and words[k + phrase.size].plain == "cho")
        if behind >= last or head_at(words, behind) is None:
            continue
        subject = subject_at(passage.text, words, behind, last)
        if subject is not None and not subject.statement:
            return (Actor("lead", behind, subject.end),)
    return None


def _is_several(passage: Passage, actor: Actor) -> bool:
    """Those told in an opening are many: "các cấp ủy"; one that speaks there is the issuer."""
    head = head_at(passage.words, actor.start)
    return head is not None and (head.listed or head.kind == "group")


def _saying(passage: Passage, first: int, last: int) -> tuple[Actor, ...] | None:
    """ "X tập trung thực hiện các nhiệm vụ sau:", "A lãnh đạo B:"; an issuer that only announces names nobody."""
    words = passage.words
    reading = read_clause(passage.text, words, first, last)
    if reading is None or not reading.actors:
        return None
    if passage.text[words[last - 1].end : words[last - 1].end + 2].strip()[:1] != ":":
        return None
    verb = reading.task
    plain = " ".join(word.plain for word in words[verb : verb + 4])
    if _ISSUES.match(plain):
        return None
    phrase = phrase_at(words, verb)
    if phrase is not None and phrase.words in {"lanh dao", "chi dao"}:
        if verb + phrase.size >= last:
            return tuple(Actor("direct", actor.start, actor.end) for actor in reading.actors)
        behind = verb + phrase.size
        other = subject_at(passage.text, words, behind, last) if behind < last else None
        if other is not None and other.verb is None and head_at(words, behind) is not None:
            return (*(Actor("direct", a.start, a.end) for a in reading.actors), Actor("lead", behind, last))
    return reading.actors
