"""Assignments: who must do what, with whom, by when (records.md, Assignments; domain.md 6).

The one told to act is named by the sentence itself, else by the heading or the lead-in above it; each rule says in
``method`` which it was, and its confidence is how often that rule names the right one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Final

from pipeline.authority.bodies import head_at, names_in
from pipeline.linking._contexts import Mode, mode_of
from pipeline.linking._lead_in import lead_in, title_of
from pipeline.linking._passages import Passage, passages
from pipeline.linking._reading import Actor
from pipeline.linking._roles import other_actors
from pipeline.linking._sentence import Draft, drafts_of
from pipeline.linking._tables import table_assignments
from pipeline.linking._timing import Time, times_of, within
from pipeline.schema import Assignment, Document, Participant
from pipeline.schema.document import Role
from pipeline.text import fold, strip_marks
from pipeline.text.sentences import sentences

_REPORT: Final = re.compile(r"\W*bao cao\b")
_BULLETS: Final = MappingProxyType({"-": 20, "•": 20, "+": 21, "*": 20})
_PLAIN: Final = 30
_SURE: Final[Mapping[str, float]] = MappingProxyType(
    {"order": 0.9, "subject": 0.85, "heading": 0.8, "agent": 0.7, "inherited": 0.7, "none": 0.5}
)
_DATES_ABOVE: Final = re.compile(
    r"(?:thoi gian|thoi han|tien do)\b.{0,60}:|(?:cac|nhung) (?:noi dung|nhiem vu|cong viec|viec|phan viec)"
    r" (?:(?:neu |tai |o )?tren\b|tai (?:khoan|diem|muc)\b)"
)
_OPENING: Final = re.compile(r"\b(?:yeu cau|de nghi|giao|nhiem vu|cong viec|quyet nghi)\b")
_LISTS: Final = re.compile(r"(?:thanh phan|bao cao vien|doi tuong|tai lieu|ca nhan|tap the|dai bieu|khach moi)\b")
"""Titles of what is only a list: who comes, what is read."""
_WHO: Final = re.compile(
    r"(?:(?:co quan|don vi|bo phan|can bo|dong chi|don vi,? ca nhan)\s+)?"
    r"(?P<role>chu tri(?: thuc hien)?|thuc hien|phu trach|chiu trach nhiem|dau moi|phoi hop(?: thuc hien)?)\s*:\s*"
)
_OFFICE: Final = re.compile(r"\s*\((?=(?:Phó |phó )?(?:Bí thư|Trưởng|Chủ|Chánh|Giám|bí thư|trưởng))([^()]*)\)")
"""An office in brackets behind a comrade's name."""
_DONE: Final = re.compile(r"\b(?:hoan thanh|xong|ket thuc)\b")
_POINTS: Final = re.compile(r"(?:diem (?P<letter>[a-z]),? )?(?:khoan|muc) (?P<item>\d{1,2})\b")
_OUTLINE: Final = re.compile(r"(?:de cuong|mau (?:so|bao cao|bien ban)|bieu mau)\b")


@dataclass
class _Frame:
    """A section or bullet that is open: whose tasks stand below it."""

    level: int
    actors: tuple[Participant, ...] | None = None
    mode: Mode | None = None
    current: tuple[Participant, ...] | None = None
    directing: tuple[Participant, ...] = ()
    """Who directs those named below: "A lãnh đạo B chỉ đạo:"."""
    since: int = 0
    """How many assignments there were when it opened."""
    headed: bool = False


@dataclass
class _State:
    frames: list[_Frame] = field(default_factory=lambda: [_Frame(0)])
    found: list[Assignment] = field(default_factory=list)
    outline: bool = False
    annexed: bool = False
    reporting: bool = False
    """The paper is a report: only what it asks of others is an assignment."""

    def open(self, level: int) -> _Frame:
        while len(self.frames) > 1 and self.frames[-1].level >= level:
            self.frames.pop()
        frame = _Frame(level, since=len(self.found))
        self.frames.append(frame)
        return frame

    def close(self, level: int) -> None:
        while len(self.frames) > 1 and self.frames[-1].level >= level:
            self.frames.pop()

    @property
    def mode(self) -> Mode | None:
        return next((frame.mode for frame in reversed(self.frames) if frame.mode), None)

    @property
    def told_below_mode(self) -> bool:
        """Do the actors in force stand deeper than the heading that set the mode."""
        actors = next((at for at in reversed(range(len(self.frames))) if self.frames[at].actors is not None), -1)
        mode = next((at for at in reversed(range(len(self.frames))) if self.frames[at].mode), -1)
        return actors >= mode and actors > 0

    @property
    def directing(self) -> tuple[Participant, ...]:
        """Those who direct whoever acts here."""
        return next((frame.directing for frame in reversed(self.frames) if frame.directing), ())

    @property
    def inherited(self) -> tuple[tuple[Participant, ...] | None, str]:
        """The actors in force and the rule that gave them."""
        top = self.frames[-1]
        if top.current is not None:
            return top.current, "inherited"
        for frame in reversed(self.frames):
            if frame.actors is not None:
                return frame.actors, "heading" if frame.headed else "inherited"
        return None, "none"


def link_assignments(document: Document, issued: str | None) -> tuple[Assignment, ...]:
    """The assignments of a document in the order of its text; ``issued`` is its date of issue, ISO or EDTF."""
    state = _State(reporting=any(_REPORT.match(strip_marks(document.quote(z))) for z in document.zone_spans("type")))
    mentions = document.mentions_of("deadline")
    read = passages(document)
    for passage in read:
        if passage.role == "annex" and not state.annexed:
            state.annexed, state.frames = True, [_Frame(0)]
        if passage.role == "annex" and _OUTLINE.match(passage.folded):
            state.outline = True
        if not passage.table and not (state.outline and passage.role == "annex"):
            _read(passage, state, times_of(passage, mentions, issued))
    tables = table_assignments(document, read, mentions, issued)
    return tuple(sorted((*state.found, *tables), key=lambda each: (each.task.start, each.task.end)))


def _read(passage: Passage, state: _State, times: Sequence[Time]) -> None:
    frame = _frame(passage, state)
    start, end = passage.label, len(passage.text.rstrip())
    while start < end and passage.text[start] in ' *"“':
        start += 1
    if start >= end or passage.text[start] == "(":
        return
    if _is_heading(passage, state, frame, start, end):
        return
    title = title_of(passage, start, end)
    attribute = False
    if title is not None:
        behind, actors = title
        mode = mode_of(passage.text[start : behind - 1])
        attribute = actors is None and mode in {"explicit", "skip"}
        if actors is not None:
            frame.actors, frame.headed = _participants(passage, actors), True
        if mode:
            frame.mode = "skip" if _LISTS.match(passage.folded, start) else mode
        if _dates_above(passage, state, frame, times, start, end) or _names_above(passage, state, frame, start, end):
            return
        start = behind
    for first, last in sentences(passage.text, start, end):
        if passage.text[last - 1 : last + 1].endswith(":") and last >= end - 1:
            _lead(passage, state, frame, first, last)
            continue
        if not _dates_above(passage, state, frame, times, first, last):
            _sentence(passage, state, frame, (first, last), times, attribute=attribute)


def _frame(passage: Passage, state: _State) -> _Frame:
    if passage.opens:
        return state.open(passage.path[-1].level)
    if passage.bullet:
        return state.open(_BULLETS.get(passage.bullet, 20))
    state.close(20)
    return state.frames[-1]


def _is_heading(passage: Passage, state: _State, frame: _Frame, start: int, end: int) -> bool:
    """A line that only names a subject matter or the one told; it colours the frame."""
    text = passage.text[start:end]
    stripped = text.rstrip(" .:*")
    heading = passage.path[-1].heading if passage.opens else ""
    titled = bool(heading) and fold(stripped).endswith(fold(heading))
    capital = stripped.isupper() and len(stripped) < 160
    if not titled and not capital:
        return False
    if not capital and not text.endswith(":"):
        drafts = drafts_of(passage, start, start + len(stripped), (), inherits=False)
        if any(draft.kind in {"order", "subject"} or text.startswith("Việc ") for draft in drafts):
            return False
        if (
            text.endswith(".")
            and mode_of(stripped.split(",")[0]) is None
            and _acts(passage, state, start, start + len(stripped))
        ):
            return False
    actors = lead_in(passage, start, start + len(stripped), headed=True) if passage.opens else None
    mode = mode_of(stripped)
    if actors is not None:
        frame.actors, frame.headed = _participants(passage, actors), True
    if capital and not passage.opens and mode is None:
        return True
    if mode:
        frame.mode = mode
    return True


def _acts(passage: Passage, state: _State, start: int, end: int) -> bool:
    """A short imperative with its full stop among tasks, or below a heading that names who acts: no heading itself."""
    wanted = state.inherited[0] is not None or state.mode == "tasks"
    return wanted and bool(drafts_of(passage, start, end, (), inherits=True))


def _lead(passage: Passage, state: _State, frame: _Frame, start: int, end: int) -> None:
    """ "... đề nghị X thực hiện các nội dung sau:" gives X the items below."""
    labelled = passage.opens or bool(passage.bullet)
    actors = lead_in(passage, start, end, headed=labelled)
    target = frame if labelled else state.frames[-1]
    if actors is not None and all(actor.role == "direct" for actor in actors):
        target.directing = _participants(passage, actors)
        target.mode = target.mode or "tasks"
    elif actors is not None:
        target.actors = _participants(passage, actors)
        target.mode = target.mode or "tasks"
    elif not labelled and _OPENING.search(passage.folded, start):
        target.mode = target.mode or "tasks"


def _dates_above(passage: Passage, state: _State, frame: _Frame, times: Sequence[Time], start: int, end: int) -> bool:
    """ "Thời gian: ... hoàn thành trong tháng M": the date of the items above it that have none."""
    dues = [time for time in within(times, start, end) if time.due is not None]
    done = [time for time in dues if _DONE.search(passage.folded, max(0, time.start - 16), time.end)]
    due = next(iter((*done, *dues)), None)
    if due is None or not _DATES_ABOVE.match(passage.folded, start):
        return False
    block = next((each for each in reversed(state.frames) if each.level < 20), frame)
    above = range(block.since, len(state.found))
    points = tuple(
        f".{point['item']}.{point['letter']}" if point["letter"] else f".{point['item']}"
        for point in _POINTS.finditer(passage.folded, start, end)
    )
    if points:
        above = range(len(state.found))
    if not above:
        return False
    for at in above:
        each = state.found[at]
        if points and not f".{each.section}".endswith(points):
            continue
        if each.due is None and each.recurrence is None:
            state.found[at] = replace(each, due=due.due, due_span=due.span)
    return True


def _names_above(passage: Passage, state: _State, frame: _Frame, start: int, end: int) -> bool:
    """ "Chủ trì: X", "Phối hợp: Y" below an item: those who do it."""
    label = _WHO.match(passage.folded, start)
    if label is None:
        return False
    block = next((each for each in reversed(state.frames) if each.level < _BULLETS["-"]), frame)
    above = range(block.since, len(state.found))
    first, last = passage.word_range(label.end(), end)
    if not above or first >= last:
        return False
    role: Role = "cooperate" if label["role"].startswith("phoi") else "lead"
    named = _participants(passage, (Actor(role, first, last),))
    for at in above:
        each = state.found[at]
        told = each.method in {"rule:order", "rule:subject", "rule:titled"} and role == "lead"
        if named and not told:
            kept = [p for p in each.participants if role == "cooperate" or p.role != "lead"]
            both = (*named, *kept) if role == "lead" else (*kept, *named)
            method = "rule:titled" if role == "lead" else each.method
            state.found[at] = replace(each, participants=both, method=method)
    return bool(named)


def _sentence(
    passage: Passage,
    state: _State,
    frame: _Frame,
    where: tuple[int, int],
    times: Sequence[Time],
    *,
    attribute: bool,
) -> None:
    mode = state.mode
    if mode == "skip" or passage.role == "basis":
        return
    inherited, rule = state.inherited
    inherits = not attribute and mode != "explicit" and (inherited is not None or mode == "tasks")
    if mode == "explicit" and inherited is not None and not attribute:
        inherits = frame.current is not None or state.told_below_mode
    title_given = frame.headed and frame.actors is not None
    sentence = (passage, *where, times)
    background = state.reporting or (mode is None and inherited is None and not passage.path)
    for draft in drafts_of(*sentence, inherits=inherits):
        if (background and draft.kind != "order") or (attribute and draft.kind == "agent"):
            continue
        own = _participants(passage, draft.actors)
        if own and inherited and title_given and _is_each(passage, draft):
            own = ()
        leads = (*state.directing, *(own or inherited or ()))
        method = draft.kind if own else rule
        state.found.append(_assignment(passage, draft, leads, method))
        if own and draft.kind != "agent":
            frame.current = _going_on(own)


def _is_each(passage: Passage, draft: Draft) -> bool:
    """ "Tổ đảng 2: mỗi đảng viên ..." is told to the one in the title."""
    actor = draft.actors[0] if draft.actors else None
    return actor is not None and passage.words[actor.start].plain in {"moi", "tung"}


def _going_on(actors: tuple[Participant, ...]) -> tuple[Participant, ...]:
    """Who acts in the next sentences: of "A chỉ đạo B làm" it is A."""
    directing = [each for each in actors if each.role == "direct"][:1]
    return tuple(replace(each, role="lead") for each in directing) or actors


def _assignment(passage: Passage, draft: Draft, leads: tuple[Participant, ...], method: str) -> Assignment:
    first, last = passage.word_range(draft.start, draft.end)
    others = _participants(passage, other_actors(passage.text, passage.words, first, last))
    known = {fold(each.body) for each in leads}
    participants = [*leads]
    for each in others:
        key = fold(each.body)
        if key not in known or each.role not in {"cooperate", "lead"}:
            participants.append(each)
    end = len(passage.text[: draft.end].rstrip(" .,;:/*"))
    return Assignment(
        participants=tuple(dict.fromkeys(participants)),
        task=passage.span(draft.start, max(end, draft.start + 1)),
        due=draft.due.due if draft.due else None,
        due_span=draft.due.span if draft.due else None,
        recurrence=draft.rule.rule if draft.rule and not draft.due else None,
        recurrence_span=draft.rule.span if draft.rule and not draft.due else None,
        product=None,
        section=passage.section,
        method=f"rule:{method}",
        confidence=_SURE.get(method, 0.6),
    )


def _participants(passage: Passage, actors: Sequence[Actor]) -> tuple[Participant, ...]:
    return tuple(_named(passage, actors))


def _named(passage: Passage, actors: Sequence[Actor]) -> Iterator[Participant]:
    for actor in actors:
        for name in names_in(passage.text, passage.words, actor.start, actor.end):
            text = _OFFICE.sub(r", \1", name.text) if name.kind == "person" else name.text
            body = re.sub(r"\s*\([^)]*\)?", "", text).strip(" ,.;:*")
            if body and head_at(passage.words, actor.start):
                yield Participant(body, actor.role, passage.span(name.start, name.end))
