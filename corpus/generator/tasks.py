"""Says who does what by when: clauses with their roles and times, and the ways to name the one who is told."""

from __future__ import annotations

from collections.abc import Callable

from corpus.generator.bodies import neighbours
from corpus.generator.gold import Assignment, Writer
from corpus.generator.grammar import expand, fields, phrase, phrases
from corpus.generator.names import person, place
from corpus.generator.tagging import bare, capital
from corpus.generator.times import Time, deadline, rhythm

_DIRECT = frozenset({"interval", "from now", "stage", "offset", "after", "ahead of event", "hours"})
_CLOSED = (", trước hết", ", nhất là", ", ưu tiên", ", kiên quyết", ", coi đây", ", gắn với", "đến tận")
_HEADING_TIMES = frozenset({"before", "month", "quarter", "year", "part of month", "from now", "half"})


def bodies(w: Writer, count: int, kinds: tuple[str, ...] = ("organ", "state", "mass", "group", "press")) -> list[str]:
    """Different bodies to be told something; a State paper has no organs of the Party among its own."""
    weights = {"organ": 4, "state": 3, "mass": 2, "group": 3, "press": 1}
    if w.office.family == "nhà nước":
        weights |= {"organ": 0, "state": 6}
    if w.office.family == "đoàn thể":
        weights |= {"mass": 6, "organ": 1}
    found: list[str] = []
    grouped = False
    for _ in range(20):
        (kind,) = w.rng.choices(kinds, [weights[kind] + 0.01 for kind in kinds])
        near = [one for one in neighbours(w.office, kind, w.issued.year) if not _own(w, one)]
        if kind == "group" and grouped:
            continue
        if near and (one := _suited(w, near)) not in found:
            found.append(one)
            grouped = grouped or kind == "group"
        if len(found) == count:
            break
    return found


def _suited(w: Writer, near: list[str]) -> str:
    """One of them, rather one whose work this is."""
    weights = [6 if any(word in one for word in w.topic.workers) else 1 for one in near]
    return str(w.rng.choices(near, weights)[0])


def _own(w: Writer, name: str) -> bool:
    """Is this the issuer itself, or one whom it cannot tell anything?"""
    office = w.office
    if office.family == "nhà nước" and any(word in name for word in ("cấp ủy", "đảng", "chi bộ", "Đảng", "huyện ủy")):
        return True
    return office.name.startswith(name) or (office.kind == "ubnd" and name == f"UBND {office.unit}")


def superior(w: Writer) -> str:
    """Whom one reports to here."""
    if w.office.family == "nhà nước":
        return w.rng.choice((f"Ủy ban nhân dân {w.office.unit}", f"Chủ tịch Ủy ban nhân dân {w.office.unit}"))
    if w.office.family == "đoàn thể":
        return "Ban Thường vụ"
    return w.rng.choice(neighbours(w.office, "up", w.issued.year))


def above(w: Writer) -> str:
    """Whom an issuer asks for a decision: its own committee, or the next one up."""
    office = w.office
    if office.kind in {"advisory", "group"} and office.level != "tw":
        return w.rng.choice((f"Ban Thường vụ {office.short}", f"Thường trực {office.short}"))
    if office.family == "nhà nước":
        return f"Hội đồng nhân dân {office.unit}" if office.kind == "ubnd" else f"Ủy ban nhân dân {office.unit}"
    if office.level in {"tw", "tinh"}:
        return w.rng.choice(("Bộ Chính trị", "Ban Bí thư Trung ương Đảng"))
    return "Ban Thường vụ Tỉnh ủy"


def gathering(w: Writer) -> str:
    """An organ that collects reports."""
    if w.office.family == "nhà nước":
        return w.rng.choice((f"Văn phòng Ủy ban nhân dân {w.office.unit}", "Sở Nội vụ"))
    near = neighbours(w.office, "organ", w.issued.year)
    return w.rng.choice(near[:3])


def work(w: Writer) -> str:
    """What is to be done: a verb with its objects, never twice in a paper."""
    for _ in range(8):
        share = w.rng.random()
        if share < 0.08 and w.type not in {"báo cáo", "tờ trình", "công văn", "giấy mời", "biên bản", "thông báo"}:
            text = phrase(w.rng, "study", doc=w.clock.paper)
        else:
            office = w.office
            near = [one for one in fields() if one.suits(office.level, office.family, w.issued.year)]
            one = w.rng.choice(near) if share > 0.92 else w.topic
            text = expand(w.rng, w.rng.choice(one.tasks))
        if text not in w.used and not (w.issued.year < 2005 and modern(text)):
            break
    w.used.add(text)
    if w.chance(0.5) and not any(word in text for word in (" ở ", " tại ", " trên ", " về ", " đến ")):
        text += " " + phrase(w.rng, "where", p=place(w.rng), q=place(w.rng))
    return text


def modern(text: str) -> bool:
    """Does this name what papers before about 2005 did not know?"""
    return any(word in text for word in phrases()["modern"])


def listed(w: Writer, a: Assignment, role: str, names: list[str], last: str = " và ") -> str:
    """Names one after another, each a participant."""
    marked = [a.who(role, name) for name in names]
    if len(marked) == 1:
        return marked[0]
    link = w.rng.choice((last, ", "))
    return ", ".join(marked[:-1]) + link + marked[-1]


def timed(w: Writer, a: Assignment, text: str, *, sending: bool = False, share: float = 0.45) -> str:
    """``text`` with a limit after it, or without."""
    if not w.chance(share):
        return text
    time = deadline(w.rng, w.clock, sending=sending)
    words = a.when(time)
    if time.text.startswith("xong"):
        return f"{text}, {words}"
    if any(word in text for word in _CLOSED):
        # A limit right behind such a phrase would read as part of it.
        return text + w.rng.choice((", hoàn thành ", ", thực hiện xong ")) + words
    if time.row in _DIRECT or sending:
        return f"{text} {words}"
    if time.row.startswith("until"):
        return text + w.rng.choice((" ", ", thực hiện ", ", thời gian thực hiện ")) + words
    return text + w.rng.choice((", hoàn thành ", ", xong ", " ", " ", ", hoàn thành dứt điểm ")) + words


def _plain(w: Writer, a: Assignment, _: list[str]) -> str:
    text = work(w)
    share = w.rng.random()
    if share < 0.1:
        # Two clauses with one semicolon and one limit would be two assignments: these have none.
        return text + w.rng.choice(("; ", "; đồng thời ")) + work(w)
    if share < 0.2:
        text += ", " + work(w)
    elif share < 0.35:
        return f"{text} {phrase(w.rng, 'manner')}".replace(" ,", ",")
    return timed(w, a, text)


def _together(w: Writer, a: Assignment, leads: list[str]) -> str:
    names = [name for name in bodies(w, w.rng.choice((1, 1, 2, 3))) if name not in leads]
    if not names:
        return _plain(w, a, leads)
    verb = w.rng.choice(
        ("chủ trì, phối hợp với", "chủ trì, phối hợp với", "phối hợp với", "chủ trì phối hợp chặt chẽ với")
    )
    return timed(w, a, f"{verb} {listed(w, a, 'cooperate', names)} {work(w)}")


def _advising(w: Writer, a: Assignment, leads: list[str]) -> str:
    whom = superior(w)
    if whom in leads:
        return _plain(w, a, leads)
    verb = w.rng.choice(("tham mưu", "tham mưu cho", "tham mưu giúp", "giúp"))
    product = phrase(w.rng, "shared product")
    a.data["product"] = product
    return timed(w, a, f"{verb} {a.who('advise', whom)} {w.rng.choice(('ban hành', 'xây dựng'))} {product}")


def _reporting(w: Writer, a: Assignment, leads: list[str]) -> str:
    whom = superior(w)
    if whom in leads:
        return _plain(w, a, leads)
    words = phrase(w.rng, "reporting", Z=a.who("report_to", whom))
    if w.chance(0.3):
        words += f" (qua {a.who('via', gathering(w))})"
    if w.chance(0.6):
        time = rhythm(w.rng, w.clock)
        words = f"{a.when(time)} {words}" if w.chance(0.7) else f"{words} {a.when(time)}"
        return f"{work(w)}{w.rng.choice(('; ', ', '))}{words}"
    if w.chance(0.12):
        return f"{work(w)}; {words} {a.when(Time('khi có yêu cầu', None, 'on_demand'))}"
    return timed(w, a, f"{work(w)}, {words}", sending=True)


def _proposing(w: Writer, a: Assignment, leads: list[str]) -> str:
    whom = superior(w)
    if whom in leads:
        return _plain(w, a, leads)
    product = phrase(w.rng, "shared product")
    a.data["product"] = product
    text = phrase(w.rng, "plan verb", product=product)
    text += ", " + phrase(w.rng, "approve", Z=a.who("approve", whom))
    return timed(w, a, text, sending=True, share=0.7)


def _sending(w: Writer, a: Assignment, leads: list[str]) -> str:
    whom = gathering(w)
    if whom in leads:
        whom = superior(w)
    text = phrase(w.rng, "report sentence", Z=a.who("report_to", whom))
    if w.chance(0.2) and (via := gathering(w)) != whom:
        text += f" (qua {a.who('via', via)})"
    return timed(w, a, text, sending=True, share=0.85)


def _watching(w: Writer, a: Assignment, leads: list[str]) -> str:
    text = phrase(w.rng, "watch", doc=w.clock.paper)
    whom = superior(w)
    if w.chance(0.75) and whom not in leads:
        words = phrase(w.rng, "reporting", Z=a.who("report_to", whom))
        time = rhythm(w.rng, w.clock) if w.chance(0.6) else None
        return f"{text}{w.rng.choice((', ', '; '))}{a.when(time) + ' ' if time else ''}{words}"
    if w.chance(0.3):
        return f"{a.when(Time('thường xuyên', None, 'continuous'))} {text}"
    return text


_CLAUSES: tuple[tuple[float, Callable[[Writer, Assignment, list[str]], str]], ...] = (
    (10, _plain), (5, _together), (2, _advising), (2.5, _reporting), (2.5, _proposing), (1.5, _sending),
    (1.5, _watching),
)  # fmt: skip


def clause(w: Writer, a: Assignment, leads: list[str]) -> str:
    """One action, its words marked as the task."""
    (make,) = w.rng.choices([one for _, one in _CLAUSES], [weight for weight, _ in _CLAUSES])
    return a.task(make(w, a, leads))


def subject_first(w: Writer) -> str:
    """``Ban Tổ chức Tỉnh ủy rà soát ...``"""
    leads = bodies(w, w.rng.choice((1, 1, 1, 2, 3)))
    a = w.task()
    named = listed(w, a, "lead", leads)
    link = w.rng.choice((" ", " ", " ", " có trách nhiệm ", " cần ", " chịu trách nhiệm ")) if len(leads) == 1 else " "
    if w.chance(0.12):
        time = deadline(w.rng, w.clock)
        if time.row in _HEADING_TIMES and not time.text.startswith("xong"):
            return f"{capital(a.when(time))}, {named}{link}{a.task(work(w))}"
    return capital(f"{named}{link}{clause(w, a, leads)}")


def shared_tail(w: Writer) -> str:
    """Two organs that share the end of their names."""
    if w.office.level not in {"tinh", "huyen", "xa"} or w.office.family != "đảng":
        return subject_first(w)
    unit, short = w.office.unit, w.office.short
    names, printed = w.rng.choice(
        (
            ([f"HĐND {unit}", f"UBND {unit}"], f"HĐND, UBND {unit}"),
            ([f"Thường trực {short}", f"Ban Thường vụ {short}"], f"Thường trực, Ban Thường vụ {short}"),
            ([f"Hội Nông dân {unit}", f"Hội Cựu chiến binh {unit}"], f"Hội Nông dân, Hội Cựu chiến binh {unit}"),
        )
    )
    a = w.task()
    return capital(f"{a.all('lead', names, printed)} {clause(w, a, names)}")


def ordered(w: Writer) -> str:
    """``Giao ...``, ``Đề nghị ...``, ``Yêu cầu ...``"""
    verb = w.rng.choice(("Giao", "Giao", "Đề nghị", "Yêu cầu"))
    kinds = {"Đề nghị": ("state", "mass"), "Yêu cầu": ("group", "organ")}.get(verb, ("organ", "state", "mass"))
    if w.office.family == "nhà nước":
        kinds = ("state", "mass", "group")
    leads = bodies(w, 1, kinds)
    a = w.task()
    return f"{verb} {a.who('lead', leads[0])} {clause(w, a, leads)}"


_HEADS = (
    "Đảng ủy",
    "Ban cán sự",
    "Đảng đoàn",
    "Ủy ban nhân dân",
    "các cấp ủy",
    "các huyện ủy",
    "Ban Giám đốc",
    "chi ủy",
)


def led(w: Writer) -> str:
    """``A chỉ đạo B làm Y``: A directs, B does."""
    near = [one for kind in ("organ", "state", "group") for one in neighbours(w.office, kind, w.issued.year)]
    heads = [one for one in near if one.startswith(_HEADS) and not _own(w, one)]
    if not heads:
        return subject_first(w)
    above = w.rng.choice(heads)
    below = bodies(w, 1, ("state", "mass", "press"))[0]
    if below == above:
        return subject_first(w)
    a = w.task()
    verb = "lãnh đạo" if not above.startswith("Ủy ban") and w.chance(0.4) else "chỉ đạo"
    opening = w.rng.choice(("", "", "Đề nghị ", "Giao "))
    text = f"{opening}{a.who('direct', above)} {verb} {a.who('lead', below)} {a.task(timed(w, a, work(w)))}"
    return capital(text)


def two_limits(w: Writer) -> str:
    """One body, two clauses of different dues: two assignments."""
    leads = bodies(w, 1)
    first, second = w.task(), w.task()
    name = second.who("lead", leads[0], first.who("lead", leads[0]))
    one = first.task(timed(w, first, work(w), share=1.0))
    two = second.task(timed(w, second, work(w), share=1.0))
    return capital(f"{name} {one}; {two}")


def comrade(w: Writer) -> str:
    """``Phân công đồng chí ..., Phó Bí thư, phụ trách ...``"""
    office = w.rng.choice(
        (
            "Phó Bí thư",
            "Ủy viên Ban Thường vụ",
            "Phó Bí thư Thường trực",
            "Trưởng Ban Tổ chức",
            "Chủ nhiệm Ủy ban Kiểm tra",
        )
    )
    if w.office.level == "chibo":
        office = w.rng.choice(("Phó Bí thư", "chi ủy viên", "đảng viên"))
    name = f"{w.rng.choice(('đồng chí', 'đ/c', 'đồng chí'))} {person(w.rng)}, {office}"
    a = w.task()
    side = w.rng.choice(("Bắc", "Nam", "Đông", "Tây"))
    duty = phrase(w.rng, "person duty", side=side, field=f"lĩnh vực {w.topic.name}", p=place(w.rng), q=place(w.rng))
    return f"Phân công {a.who('lead', name)}, {a.task(timed(w, a, duty, share=0.15))}"


def lead_in(w: Writer) -> str:
    """``Ủy ban nhân dân xã: Chủ trì ...``"""
    leads = bodies(w, w.rng.choice((1, 1, 2)))
    a = w.task()
    return capital(f"{listed(w, a, 'lead', leads)}: {capital(clause(w, a, leads))}")


_STATEMENTS: tuple[tuple[float, Callable[[Writer], str]], ...] = (
    (8, subject_first), (6, ordered), (2, led), (2, two_limits), (1.5, comrade), (1, shared_tail), (3, lead_in),
)  # fmt: skip


def statement(w: Writer) -> str:
    """One sentence that names its assignee, without the full stop."""
    (make,) = w.rng.choices([one for _, one in _STATEMENTS], [weight for weight, _ in _STATEMENTS])
    return make(w)


def unassigned(w: Writer) -> str:
    """An order among the tasks of a resolution that names nobody."""
    a = w.task()
    return capital(a.task(timed(w, a, work(w), share=0.25)))


def told_all(w: Writer, group: str) -> tuple[str, str]:
    """An order to those whom the opening formula names: the sentence, and the group's words, marked."""
    a = w.task()
    name = bare(group)
    marked = a.who("lead", name, group)
    return capital(a.task(timed(w, a, work(w), share=0.25))), marked
