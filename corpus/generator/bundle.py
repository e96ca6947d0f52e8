"""Puts papers into one file: alone, or a covering letter with what it sends, stamped and annotated on the way."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random
from typing import Any

from corpus.generator import bodies, ending, paper
from corpus.generator.bodies import Office
from corpus.generator.gold import Json, Writer
from corpus.generator.grammar import phrase, words
from corpus.generator.layout import Block, Note, Received, Role, Side, Span
from corpus.generator.names import old_tones, person
from corpus.generator.tagging import Tags


@dataclass
class Bundle:
    """The papers of one file, written but not yet set down."""

    tags: Tags
    papers: list[Writer]
    old: bool = False


def write(rng: Random) -> Bundle:
    """One file's papers: mostly one, sometimes a letter with attachments."""
    tags = Tags()
    regime = rng.choices(tuple(paper.REGIMES), (14, 10, 22, 34, 20))[0]
    issued = paper.day_in(rng, regime)
    office = paper.choose_office(rng, issued)
    old = rng.random() < (0.7 if issued.year < 2005 else 0.25)
    if rng.random() < 0.15:
        papers = _covered(rng, tags, issued, regime)
    else:
        w = paper.begin(rng, tags, 0, office, issued)
        w.about["regime"] = regime
        papers = [paper.write(w)]
        if rng.random() < 0.06 and w.office.family == "đảng" and w.type != "biên bản":
            ending.copy_block(w)
        if rng.random() < 0.1:
            stamp(w, rng)
    return Bundle(tags, papers, old)


def _covered(rng: Random, tags: Tags, issued: date, regime: str) -> list[Writer]:
    """A covering letter and one or two papers that it sends on, of its own committee or of others."""
    level = rng.choice(("tinh", "xa") if issued >= bodies.MERGED else ("tinh", "huyen"))
    seat = bodies.committee(rng, level, issued)
    cover = paper.begin(rng, tags, 0, bodies.advisory(rng, level, issued, seat), issued, "công văn")
    papers = [cover]
    for index in range(1, rng.choice((2, 2, 3))):
        day = issued - timedelta(days=rng.randint(3, 40))
        office = seat if rng.random() < 0.6 else paper.choose_office(rng, day)
        kinds = [kind for kind in office.types if kind not in {"biên bản", "giấy mời"}]
        w = paper.begin(rng, tags, index, office, day, rng.choice(kinds))
        paper.write(w, unsigned=rng.random() < 0.3)
        if rng.random() < 0.6:
            stamp(w, rng, seat if office is not seat else None)
        papers.append(w)
    for w in papers:
        w.about["regime"] = regime
    paper.write(cover, cover=_sends(cover, papers[1]))
    return papers


def _sends(cover: Writer, sent: Writer) -> str:
    """The letter's subject: what it sends on, cited as an attachment."""
    number, about = sent.gold["number"], str(sent.gold["subject"])
    noun = sent.type.capitalize()
    about = "" if " số " in about else f" về {about}"
    if not number or not number["serial"] or sent.type == "công văn":
        return f"triển khai {noun}{about}" if about else f"triển khai văn bản của {sent.office.name}"
    link = "/" if sent.office.family == "nhà nước" else "-"
    cover.gold["citations"].append(
        {"document_type": sent.type, "number": dict(number), "date": None, "issuing_body": None,
         "title": about.strip() or None, "alias": None, "relation": "attached"}
    )  # fmt: skip
    words = cover.tag("citations/0", f"{noun} số {number['serial']}{link}{number['symbol']}")
    spread = sent.type in {"chỉ thị", "nghị quyết", "kết luận", "kế hoạch"}
    verb = cover.rng.choice(("triển khai", "thực hiện", "tuyên truyền") if spread else ("triển khai", "thực hiện"))
    return f"{verb} {words}{about if cover.chance(0.6) else ''}"


def stamp(w: Writer, rng: Random, receiver: Office | None = None) -> None:
    """An incoming stamp near the heading, and often a note beside it."""
    day = w.issued + timedelta(days=rng.randint(1, 15))
    serial = str(rng.randint(20, 4200))
    above = receiver or bodies.committee(rng, rng.choice(("xa", "xa", "chibo", "coso")), day)
    routed = rng.choice(("VP", "P.TH", "BTC", "TTr", "đ/c Bí thư", None))
    code = rng.choice((None, None, None, f"{rng.randint(1, 20):02d}"))
    w.gold["received"] = [
        {"body": above.name, "serial": serial, "date": day.isoformat(), "routed_to": routed, "file_code": code}
    ]
    figures = f"{day.day:02d}/{day.month}/{day.year}"
    w.marks.append(
        Received(
            (above.name.upper(),),
            serial,
            figures,
            routed or "",
            code or "",
            at=(rng.uniform(24, 330), rng.uniform(12, 150)),
            angle=rng.uniform(-4, 4),
        )
    )
    lines = [
        above.name.upper(), "ĐẾN", f"Số: {w.tag('received/0/serial', serial)}",
        f"Ngày: {w.tag('received/0/date', figures)}", f"Chuyển: {routed or ''}".strip(),
        f"Số và ký hiệu HS: {code or ''}".strip(),
    ]  # fmt: skip
    if rng.random() < 0.3:
        lines[1:3] = [f"ĐẾN {lines[2]}"]
    place = next((n for n, one in enumerate(w.blocks) if one.role is Role.PLACE_DATE), 0) + 1
    at = rng.choice((0, place))
    w.blocks.insert(at, Block(Role.RECEIVED, tuple((Span(line),) for line in lines), Side.ACROSS))
    if rng.random() < 0.5:
        given = rng.choice(words("given_m"))
        note = phrase(rng, "note", given=given, day=f"{day.day}/{day.month}") + rng.choice(
            ("", f" {person(rng).split()[-1]}")
        )
        w.gold["annotations"] = [note]
        w.marks.append(Note((note,), (250.0, 14.0)))
        w.blocks.insert(at + 1, Block(Role.ANNOTATION, ((Span(w.tag("annotations/0", note)),),), Side.ACROSS))


def spelled(bundle: Bundle) -> None:
    """Old tone placement all through, in text and gold."""
    if not bundle.old:
        return
    for w in bundle.papers:
        w.blocks = [_old_block(one) for one in w.blocks]
        w.gold = _old(w.gold)


def _old_block(one: Block) -> Block:
    paras = tuple(tuple(replace(span, text=old_tones(span.text)) for span in para) for para in one.paras)
    return replace(one, paras=paras, rows=tuple(tuple(old_tones(cell) for cell in row) for row in one.rows))


def _old(value: Any) -> Any:
    if isinstance(value, str):
        return old_tones(value)
    if isinstance(value, list):
        return [_old(item) for item in value]
    if isinstance(value, dict):
        return {key: item if key in _FIXED else _old(item) for key, item in value.items()}
    return value


_FIXED = frozenset({"family", "document_type", "secrecy", "urgency", "authority", "relation", "role"})
"""Values of a closed list, spelled one way."""


def gold_of(bundle: Bundle, source: str) -> list[Json]:
    """The gold of all papers of the file, spans not yet filled in."""
    found: list[Json] = []
    for part, w in enumerate(bundle.papers, 1):
        about = {**paper.about(w, str(w.about["regime"])), "papers": len(bundle.papers)}
        found.append({"source": source, "part": part, **w.gold, "about": about})
    return found
