"""Writes the foot: who gets the paper, who signs it, and copies certified afterwards."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta

from corpus.generator.bodies import neighbours
from corpus.generator.gold import Writer
from corpus.generator.layout import Autograph, Role, Seal, Side
from corpus.generator.names import person
from corpus.generator.tagging import bare, capital


@dataclass(frozen=True)
class Signer:
    """A signature's lines: what is printed, and what it means."""

    lines: tuple[str, ...]
    office: str | None
    authority: str | None
    behalf: str | None
    acting: str | None = None


def _committee(w: Writer) -> Signer:
    office = w.office
    rng = w.rng
    slash = "T/M" if w.issued.year >= 1997 or rng.random() < 0.4 else "T.M."
    if office.level == "tw":
        acting = rng.choice(("Bộ Chính trị", "Ban Bí thư", "Ban Bí thư"))
        if w.issued.year < 1976 + 2:
            acting = "Ban Bí thư"
        return Signer((f"{slash} {acting.upper()}",), None, "T/M", acting, acting)
    if office.level == "chibo":
        return Signer((f"{slash} CHI BỘ", "BÍ THƯ"), "Bí thư", "T/M", "Chi bộ")
    whole = w.type in {"nghị quyết", "chương trình", "quy chế"} or rng.random() < 0.1
    title = rng.choice(("BÍ THƯ", "PHÓ BÍ THƯ", "PHÓ BÍ THƯ", "PHÓ BÍ THƯ THƯỜNG TRỰC"))
    said = _office(title)
    if whole:
        line = rng.choice(("BAN CHẤP HÀNH", office.short.upper()))
        behalf = "Ban Chấp hành" if line == "BAN CHẤP HÀNH" else office.short
        return Signer((f"{slash} {line}", title), said, "T/M", behalf, "Ban Chấp hành")
    if w.type in {"thông báo", "công văn"} and rng.random() < 0.25:
        return Signer(
            ("T/L BAN THƯỜNG VỤ", "CHÁNH VĂN PHÒNG"), "Chánh Văn phòng", "T/L", "Ban Thường vụ", "Ban Thường vụ"
        )
    return Signer((f"{slash} BAN THƯỜNG VỤ", title), said, "T/M", "Ban Thường vụ", "Ban Thường vụ")


def _office(line: str) -> str:
    """A title in sentence case; the word after Phó keeps its capital where usage does."""
    words = line.lower()
    for small, large in _CASED:
        if words == small:
            return large
    return words[0].upper() + words[1:]


_CASED = (
    ("bí thư", "Bí thư"), ("phó bí thư", "Phó Bí thư"), ("phó bí thư thường trực", "Phó Bí thư Thường trực"),
    ("phó trưởng ban", "Phó Trưởng ban"), ("phó chánh văn phòng", "Phó Chánh Văn phòng"),
    ("chánh văn phòng", "Chánh Văn phòng"), ("phó chủ nhiệm", "Phó Chủ nhiệm"), ("phó giám đốc", "Phó Giám đốc"),
    ("phó chủ tịch", "Phó Chủ tịch"), ("phó trưởng ban chỉ đạo", "Phó Trưởng Ban Chỉ đạo"),
    ("trưởng ban chỉ đạo", "Trưởng Ban Chỉ đạo"),
)  # fmt: skip


def _headed(w: Writer) -> Signer:
    """Advisory organs, State organs, mass organisations, groups."""
    office, rng = w.office, w.rng
    head = office.head
    dot = office.family == "nhà nước"
    if office.family == "đoàn thể":
        behalf = "Ban Thường trực" if "Mặt trận" in office.name else "Ban Thường vụ"
        title = rng.choice(("CHỦ TỊCH", "PHÓ CHỦ TỊCH"))
        line = f"{rng.choice(('TM.', 'T/M'))} {behalf.upper()}"
        return Signer((line, title), _office(title), "T/M", behalf, behalf if behalf == "Ban Thường vụ" else None)
    if office.kind == "ubnd":
        if rng.random() < 0.5:
            return Signer(("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"), "Chủ tịch", "T/M", "Ủy ban nhân dân")
        return Signer(("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"), "Phó Chủ tịch", "K/T", "Chủ tịch")
    if head == "Chủ nhiệm":
        title = rng.choice(("CHỦ NHIỆM", "PHÓ CHỦ NHIỆM"))
        return Signer(("T/M ỦY BAN KIỂM TRA", title), _office(title), "T/M", "Ủy ban Kiểm tra")
    if office.kind == "group" and head == "Bí thư":
        behalf = "Ban cán sự đảng" if office.code == "BCSĐ" else "Đảng đoàn"
        title = rng.choice(("BÍ THƯ", "PHÓ BÍ THƯ"))
        return Signer((f"T/M {behalf.upper()}", title), _office(title), "T/M", behalf)
    if rng.random() < 0.45:
        return Signer((head.upper(),), head, None, None)
    deputy = f"PHÓ {head.upper()}"
    sign = "KT." if dot else rng.choice(("K/T", "K/T", "K/T", "KT"))
    return Signer((f"{sign} {head.upper()}", deputy), _office(deputy), "K/T", head)


def sign(w: Writer) -> None:
    """Choose the signer, write the block, keep who truly issued the paper."""
    office = w.office
    w.gold["acting_body"] = None
    if office.kind == "congress":
        signer = Signer(("T/M ĐOÀN CHỦ TỊCH",), None, "T/M", "Đoàn Chủ tịch")
    elif office.kind == "committee":
        signer = _committee(w)
    else:
        signer = _headed(w)
    w.gold["acting_body"] = signer.acting
    w.about["signer"] = signer


def recipients(w: Writer) -> None:
    """Nơi nhận: superiors, those told to act, the archive."""
    rng = w.rng
    letter = bool(w.gold.get("addressees"))
    items: list[str] = []
    if letter:
        items.append("Như trên")
    above = _ABOVE.get(w.office.level, ()) if w.office.family == "đảng" else ()
    items += above[: rng.randint(1, 2)]
    leads = [p["body"] for a in w.gold.get("assignments", []) for p in a["participants"] if p["role"] == "lead"]
    named = [body for body in dict.fromkeys(leads) if "đ/c" not in body and "đồng chí" not in body]
    items += [capital(body) for body in named if rng.random() < 0.5][: 7 - len(items)]
    if len(items) < 2:
        items += [capital(one) for one in neighbours(w.office, "group", w.issued.year)[:2]]
    if w.office.family == "đảng" and rng.random() < 0.4:
        items.append(f"Các đồng chí ủy viên {'Ban Chấp hành' if w.office.level != 'chibo' else 'chi ủy'}")
    items = list(dict.fromkeys(items))
    w.gold["recipients"] = items
    mark = ";" if w.office.family == "nhà nước" or w.issued.year >= 2026 or rng.random() < 0.15 else ","
    lines = ["Nơi nhận:" if w.issued.year > 1990 or rng.random() < 0.6 else "Nơi gửi:"]
    for number, item in enumerate(items):
        purpose = rng.choice(("(b/c)", "(để báo cáo)", "(để b/c)")) if item in above else ""
        if not purpose and rng.random() < 0.12:
            purpose = rng.choice(("(để thực hiện)", "(t/h)", "(để biết)", "(để phối hợp)"))
        lines.append(f"- {w.tag(f'recipients/{number}', item)}{' ' + purpose if purpose else ''}{mark}")
    kept = _archive(w)
    w.gold["archived_at"] = kept
    colon = ": " if w.office.family == "nhà nước" else " "
    lines.append(f"- Lưu{colon}{w.tag('archived_at', kept)}.")
    w.add(Role.RECIPIENTS, *lines)


_ABOVE = {
    "tinh": ("Văn phòng Trung ương Đảng", "Ban Bí thư Trung ương Đảng"),
    "huyen": ("Thường trực Tỉnh ủy", "Văn phòng Tỉnh ủy"),
    "xa": ("Thường trực cấp ủy cấp trên", "Văn phòng cấp ủy cấp trên"),
    "khoi": ("Thường trực Tỉnh ủy", "Ban Tổ chức Tỉnh ủy"), "chibo": ("Ban Thường vụ Đảng ủy", "Đảng ủy"),
}  # fmt: skip


def _archive(w: Writer) -> str:
    rng = w.rng
    if w.office.family != "đảng":
        return rng.choice(("VT", "VT, TH", "VT, NC", "VP", "VT, KT"))
    base = {"chibo": "chi bộ", "tw": "Văn phòng Trung ương Đảng"}.get(w.office.level)
    if base is None:
        base = (
            w.office.code
            if w.office.kind == "advisory"
            else rng.choice((f"VP{w.office.code}", f"Văn phòng {w.office.short}"))
        )
    return base + rng.choice(
        ("", "", "", ", TH", ", P.TH", f" ({rng.choice('ABHLNT')}{rng.choice('ADHMQ')}-{w.issued.year})")
    )


_SPEAKS = (
    "ban hành|xây dựng|yêu cầu|hướng dẫn|quyết nghị|báo cáo|kết luận|thống nhất|có ý kiến|đề nghị|kính trình|quy định|"
    "quyết định"
)
"""Verbs by which the prose of an unsigned paper still tells who issued it."""


def signature(w: Writer, missing: bool = False) -> None:
    """The block of the signer beside Nơi nhận, or none at all."""
    signer: Signer = w.about.pop("signer")
    if missing:
        w.gold["signatories"] = []
        words = " ".join(bare(one.text) for one in w.blocks)
        speaks = rf"{signer.acting}(?: {w.office.short})? (?:{_SPEAKS})[^.]{{0,90}}:"
        if signer.acting and not re.search(speaks, words, re.IGNORECASE):
            w.gold["acting_body"] = None
        return
    name = person(w.rng)
    w.gold["signatories"] = [
        {"name": name, "office": signer.office, "authority": signer.authority, "on_behalf_of": signer.behalf}
    ]
    lines = [w.tag("signatories/0/authority", signer.lines[0]), *signer.lines[1:]]
    if len(lines) > 1:
        lines[1] = w.tag("signatories/0/office", lines[1])
    printed = name.upper() if w.regime == "typewriter" and w.chance(0.3) else name
    w.add(Role.SIGNATURE, *lines, "", w.tag("signatories/0/name", printed))
    w.marks.append(Seal("ĐẢNG CỘNG SẢN VIỆT NAM" if w.office.family == "đảng" else bare(w.office.name).upper()[:40],
                        (w.office.issuer_lines[0][:24],)))  # fmt: skip
    w.marks.append(Autograph(w.rng.randint(1, 10**6)))


def copy_block(w: Writer) -> None:
    """A certified copy's block after the paper: its number and date are not the paper's."""
    rng = w.rng
    day = w.issued + timedelta(days=rng.randint(2, 40))
    serial = f"{rng.randint(1, 300):02d}"
    office = w.office
    central = office.level == "tw"
    if office.kind == "committee":
        body, code = ("Văn phòng Trung ương Đảng" if central else f"Văn phòng {office.name}"), f"VP{office.code}"
        lines = [office.name.upper(), "VĂN PHÒNG"]
    else:
        body, code, lines = office.name, office.code, [office.parent_line, *office.issuer_lines]
    name = person(rng)
    head = office.head if office.kind == "advisory" else "Chánh Văn phòng"
    title = rng.choice((head, _office(f"PHÓ {head.upper()}")))
    authority = "K/T" if title != head else None
    w.gold["copies"] = [
        {"kind": "bản sao", "number": {"serial": serial, "symbol": f"BS/{code}"}, "date": day.isoformat(), "body": body,
         "signatory": {"name": name, "office": title, "authority": authority}}
    ]  # fmt: skip
    where = f"{office.place}, ngày {day.day:02d} tháng {day.month} năm {day.year}"
    number = f"Số {w.tag('copies/0/number', f'{serial}-BS/{code}')}"
    w.add(Role.COPY, "_" * rng.choice((32, 60, 69)))
    w.add(Role.COPY, lines[0], w.tag("copies/0/body", lines[-1]), "*", number, "BẢN SAO", side=Side.LEFT)
    signed = [*([f"K/T {head.upper()}"] if authority else []), title.upper(), "", name]
    w.add(Role.COPY, where, *signed, side=Side.RIGHT)
