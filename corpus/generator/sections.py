"""The parts of a body: background, aims, tasks with and without assignees, the organisation of work, annexes."""

from __future__ import annotations

from dataclasses import dataclass

from corpus.generator import citations, tasks
from corpus.generator.gold import Assignment, Writer
from corpus.generator.grammar import expand, phrase
from corpus.generator.layout import Role, table
from corpus.generator.names import person
from corpus.generator.tagging import bare, capital
from corpus.generator.times import cell, deadline, lookalike

_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII")


@dataclass
class Outline:
    """Numbers headings the way one office does."""

    roman: str = ". "
    arabic: str = ". "
    bullet: str = "- "
    first: int = 0
    second: int = 0

    def chapter(self, w: Writer, title: str) -> None:
        """``I. MỤC ĐÍCH``"""
        self.first, self.second = self.first + 1, 0
        label = _ROMAN[self.first - 1]
        w.section = label
        w.add(Role.HEADING, f"{label}{self.roman}{title}")

    def point(self, w: Writer) -> str:
        """The next ``1.`` with its blank."""
        self.second += 1
        w.section = f"{_ROMAN[self.first - 1]}.{self.second}" if self.first else str(self.second)
        return f"{self.second}{self.arabic}"


def outline(w: Writer) -> Outline:
    """An office's habit."""
    roman, arabic = w.rng.choice(((". ", ". "), ("- ", "- "), (". ", ". "), ("- ", ". "), (". ", ".")))
    return Outline(roman, arabic if arabic != "." else ". ", w.rng.choice(("- ", "- ", "- ", "+ ", "* ")))


def background(w: Writer, count: int = 3) -> str:
    """Sentences about how things stand: numbers and dates that bind nobody; no template twice in a paper."""
    said: list[str] = []
    for _ in range(count):
        share = w.rng.random()
        if (share < 0.4 or not said) and (fresh := [one for one in w.topic.backgrounds if one not in w.used]):
            template = w.rng.choice(fresh)
            w.used.add(template)
            text = expand(w.rng, template)
        else:
            text = lookalike(w.rng, w.clock) if share < 0.65 else phrase(w.rng, "judgement")
        if text[:12] not in w.used and not (w.issued.year < 2005 and tasks.modern(text)):
            w.used.add(text[:12])
            said.append(capital(text))
    return " ".join(said) or capital(lookalike(w.rng, w.clock))


def modern_free(w: Writer, kind: list[str]) -> str:
    """One template of a field, filled, without things that a paper of its year could not know."""
    for _ in range(6):
        text = expand(w.rng, w.rng.choice(kind))
        if w.issued.year >= 2005 or not tasks.modern(text):
            break
    return text


def reason(w: Writer) -> str:
    """``Thực hiện Chỉ thị số ..., ngày ... của ...,``"""
    text = phrase(w.rng, "reason")
    if "<cite>" in text:
        text = text.replace("<cite>", citations.cite(w) if w.chance(0.85) else citations.unnumbered(w))
    return text.replace("<cite2>", citations.cite(w)) if "<cite2>" in text else text


def speaker(w: Writer) -> str:
    """Who speaks in the body: the true issuer where the form has one."""
    office = w.office
    if office.kind == "committee" and office.level not in {"tw", "chibo"}:
        acting = w.gold.get("acting_body") or "Ban Thường vụ"
        return f"{acting} {office.short}"
    if office.level == "tw" and office.kind == "committee":
        return str(w.gold.get("acting_body") or "Ban Bí thư")
    name = office.name.removesuffix(f" {office.area}")
    return name.split(", nhiệm kỳ")[0] if office.kind == "congress" else name


def opening(w: Writer, formula: str) -> None:
    """The paragraph before the tasks: background, reason, formula."""
    start = background(w, w.rng.choice((0, 1, 2, 3)))
    lead = reason(w)
    said = phrase(w.rng, formula, who=speaker(w), doc=w.clock.paper)
    w.add(Role.PARAGRAPH, " ".join(part for part in (start, lead, said) if part))


def aims(w: Writer, o: Outline) -> None:
    """MỤC ĐÍCH, YÊU CẦU: nothing here is an assignment."""
    o.chapter(w, phrase(w.rng, "head aims"))
    for _ in range(w.rng.choice((2, 3, 4))):
        text = modern_free(w, w.topic.aims) if w.chance(0.5) else phrase(w.rng, "aim")
        if text[:24] in w.used:
            continue
        w.used.add(text[:24])
        if w.chance(0.2):
            text += " " + lookalike(w.rng, w.clock)
        w.add(Role.PARAGRAPH, o.point(w) + capital(text))


def situation(w: Writer, o: Outline) -> None:
    """A chapter about how things stand."""
    o.chapter(w, phrase(w.rng, "head state"))
    for _ in range(w.rng.choice((1, 2, 3))):
        w.add(Role.PARAGRAPH, (o.point(w) if w.chance(0.6) else "") + background(w, 3))


def open_tasks(w: Writer, o: Outline, count: int) -> None:
    """Orders without an assignee, under points, as bullets or sentences."""
    o.chapter(w, phrase(w.rng, "head tasks"))
    for _ in range(count):
        label = o.point(w)
        if w.chance(0.5):
            w.add(Role.HEADING, label + phrase(w.rng, "head point"))
            for _ in range(w.rng.choice((1, 2, 3))):
                if w.chance(0.2):
                    w.add(Role.PARAGRAPH, o.bullet + phrase(w.rng, "aim"))
                w.add(Role.PARAGRAPH, f"{o.bullet}{tasks.unassigned(w)}.")
        else:
            said = [tasks.unassigned(w) + "." for _ in range(w.rng.choice((1, 2, 2)))]
            w.add(Role.PARAGRAPH, label + " ".join(said))


def headed(w: Writer, o: Outline) -> None:
    """A heading names the assignees; what follows is theirs."""
    leads = [one for one in tasks.bodies(w, w.rng.choice((1, 1, 1, 2, 3))) if f"lead {one}" not in w.used]
    if not leads:
        return
    w.used.update(f"lead {one}" for one in leads)
    label = o.point(w)
    count = w.rng.choice((1, 2, 3, 4))
    begun = [w.task() for _ in range(count)]
    link = w.rng.choice((", ", ", ", " và ", "; "))
    named = link.join(_all_leads(begun, lead) for lead in leads)
    clauses = [capital(tasks.clause(w, a, leads)) for a in begun]
    bulleted = w.chance(0.6)
    bullet = (
        o.bullet
        if w.chance(0.65) or not bulleted
        else w.rng.choice((f"{o.second}.{{0}}. ", "{1}) ", f"{o.second}.{{0}}- "))
    )
    mark = ":" if w.chance(0.25) else ""
    w.add(Role.HEADING, label + capital(named) + mark)
    if bulleted:
        for number, text in enumerate(clauses):
            end = ";" if number < count - 1 and w.chance(0.2) else "."
            w.add(Role.PARAGRAPH, f"{bullet.format(number + 1, 'abcdefgh'[number])}{text}{end}")
    else:
        w.add(Role.PARAGRAPH, " ".join(f"{text}." for text in clauses))
    if bulleted and w.chance(0.15) and not any(a.data["recurrence"] for a in begun):
        _late(w, o, begun)


def _all_leads(begun: list[Assignment], lead: str) -> str:
    text = lead
    for a in begun:
        text = a.who("lead", lead, text)
    return text


def _late(w: Writer, o: Outline, begun: list[Assignment]) -> None:
    """A sentence that gives its day to the items above it."""
    time = deadline(w.rng, w.clock)
    while time.row not in {"before", "latest", "month", "quarter", "year"} or time.text.startswith("xong"):
        time = deadline(w.rng, w.clock)
    words = time.text
    for a in begun:
        if a.data["due"] is None:
            words = w.tag(f"assignments/{a.number}/due", words)
            a.data["due"] = dict(time.due) if time.due else None
    w.add(Role.PARAGRAPH, o.bullet + phrase(w.rng, "late", time=words))


def organised(w: Writer, o: Outline, count: int, *, chapter: bool = True) -> None:
    """TỔ CHỨC THỰC HIỆN in one of the manners of domain 6.1."""
    if chapter:
        o.chapter(w, phrase(w.rng, "head organise"))
    manner = w.rng.choice(("headed", "headed", "sentences", "mixed"))
    for _ in range(count):
        if manner == "headed" or (manner == "mixed" and w.chance(0.4)):
            headed(w, o)
        else:
            w.add(Role.PARAGRAPH, f"{o.point(w)}{tasks.statement(w)}.")
    if w.chance(0.3):
        w.add(Role.PARAGRAPH, (o.point(w) if w.chance(0.5) else "") + phrase(w.rng, "money"))


def closing(w: Writer) -> None:
    """Formulas at the end: none of them is an assignment."""
    if w.chance(0.55):
        w.add(Role.PARAGRAPH, phrase(w.rng, "trouble", who=speaker(w), doc=w.clock.paper))
    if w.type in {"chỉ thị", "nghị quyết", "kết luận", "thông tri"} and w.chance(0.6):
        w.add(Role.PARAGRAPH, phrase(w.rng, "spread", doc=w.clock.paper))
    elif w.chance(0.3) and (cited := citations.again(w)):
        w.add(Role.PARAGRAPH, f"Các nội dung khác thực hiện theo {cited}.")


_COLUMNS = {
    "no": ("TT", "STT", "Số TT"), "task": ("Nội dung công việc", "Nội dung nhiệm vụ", "Nhiệm vụ", "Nội dung"),
    "lead": ("Cơ quan chủ trì", "Đơn vị chủ trì", "Chủ trì", "Đơn vị thực hiện"),
    "with": ("Cơ quan phối hợp", "Phối hợp", "Đơn vị phối hợp"),
    "time": ("Thời gian hoàn thành", "Thời gian", "Thời hạn"),
    "product": ("Sản phẩm", "Kết quả/sản phẩm"),
    "watch": ("Cơ quan theo dõi, đôn đốc", "Theo dõi, đôn đốc"),
    "chief": ("Đồng chí chỉ đạo", "Đồng chí phụ trách, chỉ đạo"),
}  # fmt: skip
_WIDTH = {"no": 1.0, "task": 6.0, "lead": 3.4, "with": 3.4, "time": 2.6, "product": 2.6, "watch": 3.0, "chief": 2.6}


def annex(w: Writer) -> None:
    """A table of tasks after the signature."""
    rng = w.rng
    number = w.gold.get("number") or {}
    w.add(Role.TYPE, rng.choice(("PHỤ LỤC", "PHỤ LỤC I", "PHỤ LỤC 1")))
    w.add(Role.SUBJECT, rng.choice(("PHÂN CÔNG NHIỆM VỤ THỰC HIỆN", "DANH MỤC NHIỆM VỤ")) + f" {w.type.upper()}")
    if number.get("serial"):
        link = "/" if w.office.family == "nhà nước" else "-"
        w.add(
            Role.SUBJECT,
            f"(Kèm theo {w.clock.paper} số {number['serial']}{link}{number['symbol']}, ngày {w.clock.day(w.issued)})",
        )
    shares = {"chief": 0.12, "with": 0.8, "watch": 0.15, "product": 0.25}
    chosen = {key for key, share in shares.items() if w.chance(share)}
    order = ("no", "task", "chief", "lead", "with", "watch", "product", "time")
    keys = [key for key in order if key not in shares or key in chosen]
    lines = [tuple(rng.choice(_COLUMNS[key]) for key in keys)]
    grouped = w.chance(0.3)
    for row in range(1, rng.randint(4, 9)):
        if grouped and row % 3 == 1:
            title = phrase(rng, "head point")
            lines.append((_ROMAN[row // 3], title, *("" for _ in keys[2:])))
        w.section = f"Phụ lục.{row}"
        lines.append(tuple(_cells(w, row, keys)))
    w.blocks.append(table(tuple(lines), tuple(_WIDTH[key] for key in keys), "annex"))


def _cells(w: Writer, row: int, keys: list[str]) -> list[str]:
    a = w.task()
    lead, *others = tasks.bodies(w, w.rng.choice((1, 2, 3)))
    text = {
        "no": str(row), "task": capital(a.task(tasks.work(w))), "lead": capital(a.who("lead", lead)),
        "with": "; ".join(capital(a.who("cooperate", one)) for one in others) if "with" in keys else "",
        "product": capital(phrase(w.rng, "shared product")) if "product" in keys else "",
        "time": a.when(cell(w.rng, w.clock)) if w.chance(0.9) else "",
    }  # fmt: skip
    if "watch" in keys:
        text["watch"] = a.who("monitor", superior) if (superior := tasks.superior(w)) not in (lead, *others) else ""
    if "chief" in keys:
        text["chief"] = a.who("direct", f"Đ/c {person(w.rng)}")
    if "product" in keys:
        a.data["product"] = text["product"]
    if not others:
        text["with"] = ""
    return [text[key] for key in keys]


def basis(w: Writer) -> None:
    """``- Căn cứ ...;`` lines."""
    count = w.rng.choice((2, 3, 4))
    lead = "" if w.office.family == "nhà nước" else "- "
    for number in range(count):
        what = citations.cite(w) if w.chance(0.75) else citations.unnumbered(w)
        end = "," if number == count - 1 and lead else ";"
        w.add(Role.BASIS, f"{lead}{w.rng.choice(('Căn cứ', 'Căn cứ', 'Thực hiện', 'Xét'))} {what}{end}")


def visible(w: Writer) -> str:
    """All written so far, without marks: for looking at."""
    return "\n".join(bare(one.text) for one in w.blocks)
