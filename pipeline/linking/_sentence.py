"""A sentence becomes drafts of assignments: one for each different set of leads or due date (records.md)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from pipeline.authority.actions import phrase_at
from pipeline.authority.bodies import head_at
from pipeline.linking._formulas import is_formula, is_manner, names_a_duty, speaks_of_itself
from pipeline.linking._passages import Passage
from pipeline.linking._reading import Actor, Kind, Reading, read_clause
from pipeline.linking._subjects import subject_at
from pipeline.linking._timing import Time, due_of, first_due_cut, rule_of, within
from pipeline.schema import Span
from pipeline.text.sentences import clauses

_DEPENDS: Final = re.compile(
    r"(?:sau do |dong thoi |va )?(?:gui|chuyen|nop|tong hop|thoi gian|thoi han|trinh|ket qua|danh sach|hoan thanh|xong"
    r"|bao cao ket qua)\b"
)
"""A dated clause that only ends the work of the one before it: one assignment."""
_SPREAD: Final = re.compile(r"thoi gian hoan thanh|, (?:tat ca )?xong (?:truoc|trong)\b")
"""A date set apart by a comma, for all of the sentence."""
_GENERAL: Final = frozenset({"to chuc thuc hien", "thuc hien", "trien khai", "to chuc"})
_TERM: Final = re.compile(r"(?:thoi han|thoi gian|thoi hieu|so lieu|moc|buoi|cuoc|phien|lop|hoi nghi) ")
"""How long something takes, up to when it counts: terms, no tasks."""
_NEVER: Final = Time(0, 0, None, "continuous", Span(0, 0))
_DROPPED: Final = re.compile(r"(?:nghiem cam|cam|neu khong)\b")
_REPORTS: Final = re.compile(r"\b(?:gui|chuyen|nop|bao cao|trinh)\b")


@dataclass(frozen=True, slots=True)
class Draft:
    """An assignment in the passage's characters; ``actors`` empty where the one told was named above."""

    actors: tuple[Actor, ...]
    start: int
    end: int
    kind: Kind
    due: Time | None
    rule: Time | None


@dataclass(frozen=True, slots=True)
class _Clause:
    start: int
    end: int
    reading: Reading
    times: tuple[Time, ...]


def drafts_of(passage: Passage, start: int, end: int, times: Sequence[Time], *, inherits: bool) -> list[Draft]:
    """The drafts of the sentence ``text[start:end]``; without ``inherits`` only those that name who acts."""
    if speaks_of_itself(passage.folded, start):
        return []
    read = list(_clauses(passage, start, end, times))
    found: list[Draft] = []
    for group in _groups(passage, read, inherits=inherits):
        if _orders(passage, group):
            found += _drafts(passage, group)
    return found


def _clauses(passage: Passage, start: int, end: int, times: Sequence[Time]) -> Iterator[_Clause]:
    for first, last in clauses(passage.text, start, end):
        for one, other in _timed_parts(passage, first, last, times):
            i, j = passage.word_range(one, other)
            reading = read_clause(passage.text, passage.words, i, j)
            if reading is not None:
                yield _Clause(one, other, reading, within(times, one, other))


def _timed_parts(passage: Passage, start: int, end: int, times: Sequence[Time]) -> Iterator[tuple[int, int]]:
    """ "A họp tháng một lần, B họp tuần một lần": a comma between clauses that have each a subject and a time."""
    words = passage.words
    i, j = passage.word_range(start, end)
    for k in range(i + 1, j):
        if passage.text[words[k - 1].end : words[k].start].strip() != ",":
            continue
        if words[k].plain == "rieng" and k + 1 < j and head_at(words, k + 1) is not None:
            yield start, words[k - 1].end
            start = words[k].start
            continue
        if words[k].small:
            continue
        at = words[k].start
        if not within(times, start, at) or not within(times, at, end):
            continue
        subject = subject_at(passage.text, words, k, j)
        if subject is not None and subject.verb is not None and not subject.statement:
            yield start, words[k - 1].end
            start = at
    yield start, end


def _groups(passage: Passage, read: Sequence[_Clause], *, inherits: bool) -> list[list[_Clause]]:
    """Clauses of the same actors together; a clause without actors goes on with those of the clause before it."""
    groups: list[list[_Clause]] = []
    broken = False
    for clause in read:
        kind = clause.reading.kind
        if kind == "statement" or _DROPPED.match(passage.folded, clause.start):
            broken = broken or kind == "statement"
            continue
        turned = _turned(passage, clause, groups[-1][0].reading if groups else None)
        if turned is not None:
            groups.append([turned])
        elif clause.reading.actors:
            groups.append([clause])
        elif groups and not broken:
            groups[-1].append(clause)
        elif inherits and (kind == "bare" or _acts(passage, clause)):
            groups.append([clause])
    return groups


def _acts(passage: Passage, clause: _Clause) -> bool:
    """A clause that begins with its object: "Kết quả gửi ...", "Đợt I làm từ ngày ..."."""
    if _TERM.match(passage.folded, clause.start):
        return False
    dated = due_of(clause.times) is not None
    reports = bool(_REPORTS.search(passage.folded, clause.start, clause.end))
    return dated or (reports and rule_of(clause.times) is not None)


def _turned(passage: Passage, clause: _Clause, first: Reading | None) -> _Clause | None:
    """ "X làm A; chỉ đạo Y làm B": in the second clause X directs and Y acts."""
    if first is None or first.kind not in {"subject", "order"} or clause.reading.kind != "bare":
        return None
    words, at = passage.words, clause.reading.task
    phrase = phrase_at(words, at)
    if phrase is None or phrase.words not in {"chi dao", "lanh dao"}:
        return None
    _, end = passage.word_range(clause.start, clause.end)
    behind = at + phrase.size
    head = head_at(words, behind) if behind < end else None
    if head is None or head.kind == "person":
        return None
    subject = subject_at(passage.text, words, behind, end)
    if subject is None or subject.verb is None or subject.statement:
        return None
    done = phrase_at(words, subject.verb)
    if head.kind != "body" and (done is None or done.words in _GENERAL):
        return None
    above = tuple(Actor("direct", actor.start, actor.end) for actor in first.actors if actor.role == "lead")
    actors = (*above, Actor("lead", subject.start, subject.end))
    return _Clause(clause.start, clause.end, Reading(first.kind, actors, subject.verb), clause.times)


def _orders(passage: Passage, group: Sequence[_Clause]) -> bool:
    """Is it an instruction, not manner, attitude or a closing formula (records.md)."""
    first = group[0]
    start = passage.words[first.reading.task].start
    text = passage.folded[start : group[-1].end]
    if first.reading.kind == "agent" and not passage.folded.startswith("viec ", first.start):
        return any(due_of(clause.times) for clause in group)
    if names_a_duty(text) or (text.count(" ") < 1 and first.reading.kind != "order"):
        return False
    if any(due_of(clause.times) or (rule_of(clause.times) or _NEVER).rule != "continuous" for clause in group):
        return True
    if is_manner(text) and not (first.reading.kind == "subject" and text.startswith("khong")):
        return False
    return not is_formula(text)


def _drafts(passage: Passage, group: Sequence[_Clause]) -> Iterator[Draft]:
    segments: list[list[_Clause]] = []
    for clause in group:
        if segments and _joins(passage, segments[-1], clause):
            segments[-1].append(clause)
        else:
            segments.append([clause])
    reading = group[0].reading
    for number, segment in enumerate(segments):
        start = passage.words[reading.task].start if number == 0 else segment[0].start
        times = tuple(time for clause in segment for time in clause.times)
        end = segment[-1].end
        cut = first_due_cut(passage.text, times)
        while cut is not None:
            yield _draft(reading, start, cut, within(times, start, cut))
            start = cut + 2
            times = tuple(time for time in times if time.start >= start)
            cut = first_due_cut(passage.text, times)
        yield _draft(reading, start, end, times)


def _draft(reading: Reading, start: int, end: int, times: Sequence[Time]) -> Draft:
    due = due_of(times)
    rule = rule_of(times)
    return Draft(reading.actors, start, end, reading.kind, due, rule)


def _joins(passage: Passage, segment: Sequence[_Clause], clause: _Clause) -> bool:
    """Does the clause belong to the assignment before it; different dates part them."""
    before = tuple(time for each in segment for time in each.times)
    due, rule = due_of(before), rule_of(before)
    own_due, own_rule = due_of(clause.times), rule_of(clause.times)
    if own_due is not None:
        if due is not None:
            return due.due == own_due.due
        spread = _SPREAD.search(passage.folded, clause.start, clause.end) is not None
        return rule is None and (spread or bool(_DEPENDS.match(passage.folded, clause.start)))
    if own_rule is not None and (own_rule.rule or "").startswith("FREQ"):
        return due is None and (rule is None or rule.rule == own_rule.rule or rule.rule == "continuous")
    return due is None or clause.reading.kind == "noun"
