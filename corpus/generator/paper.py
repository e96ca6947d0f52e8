"""Composes one whole paper of a type: heading, body, foot, annex, and its gold."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from random import Random

from corpus.generator import bodies, citations, ending, heading, sections, tasks
from corpus.generator.bodies import Office
from corpus.generator.gold import Writer
from corpus.generator.grammar import Field, expand, fields, phrase
from corpus.generator.layout import Role, Side
from corpus.generator.names import person
from corpus.generator.sections import outline
from corpus.generator.tagging import Tags, capital

REGIMES = {
    "P0": (date(1978, 1, 5), date(1996, 12, 20)), "P1": (date(1997, 10, 2), date(2004, 5, 20)),
    "P2": (date(2004, 6, 1), date(2017, 1, 20)), "P3": (date(2017, 3, 1), date(2025, 12, 20)),
    "P4": (date(2026, 1, 12), date(2026, 11, 20)),
}  # fmt: skip
"""The forms in force and their days."""


def day_in(rng: Random, regime: str) -> date:
    """A working day of a regime."""
    first, last = REGIMES[regime]
    day = first + timedelta(days=rng.randint(0, (last - first).days))
    return day - timedelta(days=max(day.weekday() - 4, 0))


def choose_office(rng: Random, issued: date) -> Office:
    """An issuer of any level and family that existed on that day."""
    modern = issued >= bodies.MERGED
    levels = ["tinh", "tinh", "xa", "xa", "coso", "chibo", "khoi", "tw"] + (
        [] if modern else ["huyen", "huyen", "huyen"]
    )
    share = rng.random()
    if share < 0.07:
        return bodies.state(rng, rng.choice(("tinh", "huyen", "xa")), issued)
    if share < 0.13 and issued.year > 1990:
        return bodies.mass(rng, rng.choice(("tinh", "huyen")), issued)
    if share < 0.16:
        return bodies.congress(rng, issued)
    if share < 0.22:
        return bodies.group(rng, "tinh" if modern else rng.choice(("tinh", "huyen")), issued)
    if share < 0.5:
        choices = ["tw", "tinh", "tinh", "xa"] if modern else ["tw", "tinh", "tinh", "huyen", "huyen"]
        return bodies.advisory(rng, rng.choice(choices), issued)
    return bodies.committee(rng, rng.choice(levels), issued)


def begin(rng: Random, tags: Tags, index: int, office: Office, issued: date, kind: str = "") -> Writer:
    """A blank sheet of an office."""
    kind = kind or rng.choice(office.types)
    regime = "state" if office.family != "đảng" else "typewriter" if issued.year < 1991 else "party"
    clock = heading.clock_of(kind, issued, rng)
    w = Writer(rng, tags, index, office, issued, kind, _topic(rng, office, issued.year), clock, regime)
    w.gold |= {
        "addressees": [], "received": [], "copies": [], "annotations": [], "citations": [], "citations_unnumbered": [],
        "assignments": [],
    }  # fmt: skip
    w.about |= {"level": office.level, "kind": office.kind, "with_lead": rng.random() < 0.7}
    return w


def _topic(rng: Random, office: Office, year: int) -> Field:
    """A field of work that an office of this level wrote about in that year."""
    return rng.choice([one for one in fields() if one.suits(office.level, office.family, year)])


def write(w: Writer, *, unsigned: bool = False, cover: str = "") -> Writer:
    """Write the paper; ``cover`` is what a covering letter sends on."""
    ending.sign(w)
    subject = cover or sections.modern_free(w, w.topic.subjects)
    if cover:
        w.about["with_lead"] = False
    elif w.chance(0.15) and w.type in {"kế hoạch", "hướng dẫn", "báo cáo", "chương trình", "công văn"}:
        subject = f"thực hiện {citations.cite(w)}" if w.chance(0.5) else f"triển khai {citations.unnumbered(w)}"
        w.about["with_lead"] = False
    heading.write(w, subject)
    _FORMS.get(w.type, _plan)(w)
    signs = w.type != "biên bản"
    if signs:
        if w.chance(0.94):
            ending.recipients(w)
        else:
            w.gold |= {"recipients": [], "archived_at": None}
        ending.signature(w, unsigned)
    if w.type in {"kế hoạch", "chương trình", "kết luận", "chương trình hành động"} and w.chance(0.35) and not unsigned:
        sections.annex(w)
    return w


def _plan(w: Writer) -> None:
    sections.opening(w, "plan" if w.type in {"kế hoạch", "chương trình", "đề án"} else "guide")
    o = outline(w)
    if w.chance(0.8):
        sections.aims(w, o)
    if w.chance(0.6):
        sections.open_tasks(w, o, w.rng.choice((2, 3, 4)))
    sections.organised(w, o, w.rng.choice((3, 4, 5, 6, 8)))
    sections.closing(w)


def _directive(w: Writer) -> None:
    w.add(Role.PARAGRAPH, sections.background(w, 4))
    if w.chance(0.6):
        w.add(Role.PARAGRAPH, sections.background(w, 3))
    if w.office.family == "đảng":
        group = w.rng.choice(("các cấp ủy, tổ chức đảng", "các cấp ủy đảng", "các cấp ủy, chính quyền, đoàn thể"))
    else:
        group = w.rng.choice(("các cơ quan, đơn vị", "các cơ quan, đơn vị, địa phương"))
    o = outline(w)
    said: list[str] = []
    for _ in range(w.rng.choice((4, 5, 6, 7))):
        label = o.point(w)
        if w.chance(0.2):
            text, group = tasks.told_all(w, group)
            said.append(f"{label}{text}. {phrase(w.rng, 'aim')}")
        else:
            more = f". {tasks.statement(w)}" if w.chance(0.25) else ""
            said.append(f"{label}{tasks.statement(w)}{more}.")
    formula = phrase(w.rng, "order", who=sections.speaker(w), group=group)
    w.add(Role.PARAGRAPH, f"{sections.reason(w)} {formula}")
    for text in said:
        w.add(Role.PARAGRAPH, text)
    sections.closing(w)


def _resolution(w: Writer) -> None:
    w.add(Role.PARAGRAPH, f"{sections.reason(w)} {phrase(w.rng, 'resolve', who=sections.speaker(w))}")
    o = outline(w)
    sections.situation(w, o)
    if w.chance(0.7):
        sections.aims(w, o)
    sections.open_tasks(w, o, w.rng.choice((3, 4, 5)))
    sections.organised(w, o, w.rng.choice((2, 3, 4)))
    sections.closing(w)


def _letter(w: Writer) -> None:
    _addressees(w)
    sections.opening(w, "ask")
    o = outline(w)
    manner = w.rng.choice(("numbered", "numbered", "plain", "headed"))
    for _ in range(w.rng.choice((1, 2, 3, 4))):
        if manner == "headed":
            sections.headed(w, o)
            continue
        w.add(Role.PARAGRAPH, f"{o.point(w) if manner == 'numbered' else ''}{tasks.statement(w)}.")
    sections.closing(w)


def _addressees(w: Writer) -> None:
    if w.type == "tờ trình":
        found = [tasks.above(w)]
    else:
        found = [
            capital(one) for one in tasks.bodies(w, w.rng.choice((1, 1, 2, 3)), ("group", "state", "mass", "organ"))
        ]
    w.gold["addressees"] = found
    end = ";" if w.issued.year >= 2026 or w.office.family != "đảng" else ","
    marked = [w.tag(f"addressees/{number}", one) for number, one in enumerate(found)]
    if len(marked) == 1:
        w.add(Role.ADDRESSEES, "Kính gửi:", marked[0])
    else:
        w.add(Role.ADDRESSEES, "Kính gửi:", *(f"- {one}{end}" for one in marked[:-1]), f"- {marked[-1]}.")


def _conclusion(w: Writer) -> None:
    past = w.issued - timedelta(days=w.rng.randint(2, 12))
    subject = expand(w.rng, w.rng.choice(w.topic.subjects))
    told = phrase(w.rng, "meeting", past=w.clock.day(past), who=sections.speaker(w), subject=subject)
    w.add(Role.PARAGRAPH, f"{told} {phrase(w.rng, 'conclude', who=sections.speaker(w))}")
    o = outline(w)
    w.add(Role.PARAGRAPH, o.point(w) + sections.background(w, 3))
    for _ in range(w.rng.choice((3, 4, 6))):
        w.add(Role.PARAGRAPH, f"{o.point(w)}{tasks.statement(w)}.")
    sections.closing(w)


def _decision(w: Writer) -> None:
    sections.basis(w)
    who = sections.speaker(w)
    if w.office.kind == "ubnd" and w.chance(0.5):
        who = "Chủ tịch Ủy ban nhân dân"
    w.add(Role.TYPE, f"{who.upper()} QUYẾT ĐỊNH:" if w.chance(0.6) else "QUYẾT ĐỊNH:")
    subject = w.gold["subject"]
    w.add(Role.PARAGRAPH, f"Điều 1. {w.rng.choice(('Phê duyệt', 'Ban hành'))} nội dung về {subject}.")
    number = 1
    for _ in range(w.rng.choice((1, 2, 3))):
        number += 1
        w.section = f"Điều {number}"
        w.add(Role.PARAGRAPH, f"Điều {number}. {tasks.statement(w)}.")
    first, second = tasks.bodies(w, 2)[:2]
    bound = f"{capital(first)}, {second} và các đơn vị liên quan"
    w.add(Role.PARAGRAPH, f"Điều {number + 1}. {bound} chịu trách nhiệm thi hành Quyết định này.")
    if w.chance(0.6):
        w.add(Role.PARAGRAPH, phrase(w.rng, "effect", doc="Quyết định", today=w.clock.day(w.issued)))


def _regulation(w: Writer) -> None:
    sections.basis(w)
    w.add(Role.PARAGRAPH, phrase(w.rng, "regulate", who=sections.speaker(w)))
    number = 0
    for title, kind in (("Phạm vi điều chỉnh", "article scope"), ("Nguyên tắc", "article rule")):
        number += 1
        w.add(Role.HEADING, f"Điều {number}. {title}")
        w.add(Role.PARAGRAPH, phrase(w.rng, kind, doc=w.clock.paper))
    for lead in tasks.bodies(w, w.rng.choice((2, 3, 4)), ("organ", "state", "mass")):
        number += 1
        w.section = f"Điều {number}"
        begun = [w.task() for _ in range(w.rng.choice((1, 2, 3)))]
        named = lead
        for a in begun:
            named = a.who("lead", lead, named)
        w.add(Role.HEADING, f"Điều {number}. Trách nhiệm của {named}")
        for place, a in enumerate(begun, 1):
            w.add(Role.PARAGRAPH, f"{place}. {capital(tasks.clause(w, a, [lead]))}.")
    w.add(Role.HEADING, f"Điều {number + 1}. Hiệu lực thi hành")
    w.add(Role.PARAGRAPH, phrase(w.rng, "effect", doc=w.clock.paper, today=w.clock.day(w.issued)))


def _report(w: Writer) -> None:
    w.add(Role.PARAGRAPH, f"{sections.reason(w)} {phrase(w.rng, 'report on', who=sections.speaker(w))}")
    o = outline(w)
    sections.situation(w, o)
    if w.chance(0.5):
        sections.situation(w, o)
    if w.chance(0.7):
        sections.open_tasks(w, o, w.rng.choice((2, 3, 4)))
    if w.chance(0.5):
        o.chapter(w, w.rng.choice(("KIẾN NGHỊ, ĐỀ XUẤT", "ĐỀ XUẤT, KIẾN NGHỊ")))
        for _ in range(w.rng.choice((1, 2))):
            w.add(Role.PARAGRAPH, f"{o.point(w)}Đề nghị {_asked(w)}.")
    sections.closing(w)


def _asked(w: Writer) -> str:
    a = w.task()
    lead = tasks.bodies(w, 1, ("state", "mass", "organ"))[0]
    return f"{a.who('lead', lead)} {a.task(tasks.timed(w, a, tasks.work(w), share=0.2))}"


def _proposal(w: Writer) -> None:
    _addressees(w)
    w.add(Role.PARAGRAPH, sections.background(w, 4))
    w.add(Role.PARAGRAPH, f"{sections.reason(w)} {phrase(w.rng, 'propose', who=sections.speaker(w))}")
    o = outline(w)
    for _ in range(w.rng.choice((2, 3, 4))):
        subject = expand(w.rng, w.rng.choice(w.topic.subjects))
        said = phrase(w.rng, "proposal", why=sections.background(w, 2), subject=subject)
        w.add(Role.PARAGRAPH, o.point(w) + said)
    w.add(Role.PARAGRAPH, f"Kính trình {w.gold['addressees'][0]} xem xét, quyết định./.")


def _invitation(w: Writer) -> None:
    when = w.issued + timedelta(days=w.rng.randint(2, 9))
    w.add(Role.PARAGRAPH, f"{capital(sections.speaker(w))} trân trọng kính mời: {person(w.rng)}")
    w.add(Role.PARAGRAPH, f"Dự hội nghị về {expand(w.rng, w.rng.choice(w.topic.subjects))}.")
    w.add(Role.PARAGRAPH, phrase(w.rng, "event time", day=w.clock.day(when)))
    w.add(Role.PARAGRAPH, f"Địa điểm: Hội trường {w.office.short} {w.office.area}.")
    if w.chance(0.6):
        w.add(Role.PARAGRAPH, f"{tasks.ordered(w)}.")
    w.add(Role.PARAGRAPH, "Rất mong sự có mặt đầy đủ, đúng thời gian của các đồng chí.")


def _minutes(w: Writer) -> None:
    rng = w.rng
    recorder, chair = person(rng), person(rng)
    start = phrase(rng, "minutes", day=w.clock.day(w.issued), who=sections.speaker(w), chair=chair, other=recorder)
    w.add(Role.PARAGRAPH, start)
    o = outline(w)
    o.chapter(w, "NỘI DUNG, Ý KIẾN THẢO LUẬN")
    for _ in range(rng.choice((2, 3))):
        w.add(Role.PARAGRAPH, f"{o.bullet}Đồng chí {person(rng)}: {sections.background(w, 1)}")
    o.chapter(w, "KẾT LUẬN")
    for _ in range(rng.choice((2, 3, 4))):
        w.add(Role.PARAGRAPH, f"{o.point(w)}{tasks.statement(w)}.")
    w.add(Role.PARAGRAPH, f"Cuộc họp kết thúc hồi {rng.choice(('9', '16', '21'))} giờ 15 cùng ngày.")
    w.gold |= {
        "recipients": [], "archived_at": None,
        "signatories": [
            {"name": recorder, "office": "Người ghi biên bản", "authority": None, "on_behalf_of": None},
            {"name": chair, "office": "Chủ trì", "authority": None, "on_behalf_of": None},
        ],
    }  # fmt: skip
    w.about.pop("signer")
    w.gold["acting_body"] = None
    w.add(Role.SIGNATURE, "NGƯỜI GHI BIÊN BẢN", "", w.tag("signatories/0/name", recorder), side=Side.LEFT)
    w.add(Role.SIGNATURE, "CHỦ TRÌ", "", w.tag("signatories/1/name", chair), side=Side.RIGHT)


_FORMS: dict[str, Callable[[Writer], None]] = {
    "chỉ thị": _directive, "thông tri": _directive, "công điện": _directive, "nghị quyết": _resolution,
    "công văn": _letter, "thông báo": _conclusion, "kết luận": _conclusion, "quyết định": _decision,
    "quy định": _regulation, "quy chế": _regulation, "báo cáo": _report, "tờ trình": _proposal, "giấy mời": _invitation,
    "biên bản": _minutes,
}  # fmt: skip


def about(w: Writer, regime: str) -> dict[str, str]:
    """What kind of paper this is, for counting."""
    return {"level": w.office.level, "kind": w.office.kind, "regime": regime, "year": str(w.issued.year)}
