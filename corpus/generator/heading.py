"""Writes the heading: motto, issuer, number, place and date, type, subject, marks of secrecy and urgency."""

from __future__ import annotations

from datetime import date
from random import Random

from corpus.generator.bodies import Office
from corpus.generator.gold import Writer
from corpus.generator.layout import Role, Side
from corpus.generator.tagging import bare
from corpus.generator.times import Clock

CODES = {
    "nghị quyết": "NQ", "chỉ thị": "CT", "kết luận": "KL", "quyết định": "QĐ", "quy định": "QĐ", "quy chế": "QC",
    "kế hoạch": "KH", "chương trình": "CTr", "thông báo": "TB", "báo cáo": "BC", "công văn": "CV", "hướng dẫn": "HD",
    "tờ trình": "TTr", "đề án": "ĐA", "thông tri": "TT", "giấy mời": "GM", "biên bản": "BB", "công điện": "CĐ",
    "chương trình hành động": "CTHĐ",
}  # fmt: skip


def symbol(office: Office, kind: str, issued: date, rng: Random) -> str:
    """The symbol in its normal form: ``KH/TU``; ``KH-UBND`` of a State organ, ``SNV-VP`` of its letters."""
    code = CODES[kind]
    if kind == "quy định" and 2018 <= issued.year < 2021 and rng.random() < 0.6:
        code = "QĐi"
    if office.family == "nhà nước":
        if kind == "công văn":
            return f"{office.code}-{rng.choice(('VP', 'TH', 'NC', 'KT', 'VX', 'XDCQ'))}"
        return f"{code}-{office.code}"
    if office.family == "đoàn thể":
        return f"{code}-{office.code}"
    return f"{code}/{office.code}"


def _most(w: Writer) -> int:
    """How high the serials of such a paper may run: letters go into the thousands, regulations do not."""
    often = {"công văn": 40, "quyết định": 30, "báo cáo": 8, "thông báo": 8, "kế hoạch": 5, "tờ trình": 5}
    size = {"tw": 8, "tinh": 8, "huyen": 5, "chibo": 0.6}.get(w.office.level, 3)
    most = often.get(w.type, 2) * size * 6
    return max(int(most * (w.rng.random() ** 2)), 12)


def _number(w: Writer) -> str:
    """The number line; the serial may be blank."""
    rng = w.rng
    serial = f"{rng.randint(1, _most(w)):02d}"
    sign = symbol(w.office, w.type, w.issued, rng)
    blank = w.chance(0.04)
    w.gold["number"] = {"serial": None if blank else serial, "symbol": sign}
    figures = rng.choice(("     ", "....", "   ")) if blank else w.tag("number/serial", serial)
    words = w.tag("number/symbol", sign)
    if w.office.family != "đảng":
        link, lead = "/", "Số: "
    else:
        link = rng.choice(("-", "-", "-", "-", " - ", "- "))
        lead = rng.choice(("Số ", "Số ", "Số: "))
        if w.issued.year < 1997 and rng.random() < 0.5:
            link = " "
    return f"{lead}{figures}{link}{words}"


def _dated(w: Writer) -> str:
    """Place and date; the day may be blank in a draft."""
    day, month, year = w.issued.day, w.issued.month, w.issued.year
    w.gold["place_of_issue"] = w.office.place
    padded = f"{month:02d}" if month < 3 or w.chance(0.1) else str(month)
    if w.chance(0.03):
        w.gold["date_of_issue"] = f"{year}-{month:02d}-XX"
        words = f"ngày      tháng {padded} năm {year}"
    else:
        w.gold["date_of_issue"] = w.issued.isoformat()
        words = f"ngày {day:02d} tháng {padded} năm {year}"
    return f"{w.tag('place_of_issue', w.office.place)}, {w.tag('date_of_issue', words)}"


def _motto(w: Writer) -> tuple[str, ...]:
    if w.office.family == "nhà nước":
        return ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc")
    if w.office.family == "đoàn thể" and w.chance(0.4):
        return ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc")
    return ("ĐẢNG CỘNG SẢN VIỆT NAM",)


def _stamped(w: Writer) -> None:
    """Secrecy and urgency, null most of the time."""
    w.gold["secrecy"] = w.gold["urgency"] = None
    if w.office.family == "đảng" and w.chance(0.02):
        w.gold["secrecy"] = w.rng.choice(("mật", "mật", "tối mật"))
        w.add(Role.SECRECY, w.tag("secrecy", w.gold["secrecy"].upper()))
    if w.type in {"công văn", "công điện", "giấy mời"} and w.chance(0.1):
        w.gold["urgency"] = w.rng.choice(("khẩn", "thượng khẩn", "hỏa tốc"))
        w.add(Role.URGENCY, w.tag("urgency", w.gold["urgency"].upper()))


def subject_lines(w: Writer, subject: str, width: int) -> list[str]:
    """The subject broken where a typist would, the whole of it marked."""
    lines: list[list[str]] = [[]]
    for word in w.tag("subject", subject).split(" "):
        if lines[-1] and len(bare(" ".join([*lines[-1], word]))) > width:
            lines.append([])
        lines[-1].append(word)
    return [" ".join(line) for line in lines]


def write(w: Writer, subject: str) -> None:
    """The whole heading; ``subject`` goes beside it in a letter, under the type elsewhere."""
    office = w.office
    w.gold |= {
        "family": office.family, "document_type": w.type, "issuing_body": office.name, "parent_body": office.parent,
        "subject": bare(subject),
    }  # fmt: skip
    if office.parent_line:
        w.add(Role.PARENT_BODY, *_broken(w.tag("parent_body", office.parent_line)))
    lines = [part for line in office.issuer_lines for part in _broken(line)]
    first, *rest = lines
    opened = w.tag("issuing_body", "\n".join([first, *rest])).split("\n")
    w.add(Role.ISSUING_BODY, *opened)
    if office.family == "đảng" and w.regime != "typewriter":
        w.add(Role.STAR, "*")
    if w.type == "biên bản" and w.chance(0.6):
        w.gold["number"] = None
    else:
        w.add(Role.NUMBER, _number(w))
    letter = w.type == "công văn"
    if letter:
        lead = "V/v " if office.family == "nhà nước" else w.rng.choice(("về ", "về việc ", "V/v "))
        lines = subject_lines(w, subject, 38)
        w.add(Role.SUBJECT, lead + lines[0], *lines[1:], side=Side.LEFT)
    _stamped(w)
    w.add(Role.MOTTO, *_motto(w))
    w.add(Role.PLACE_DATE, _dated(w))
    if letter:
        return
    w.add(Role.TYPE, w.tag("document_type", w.type.upper()))
    lead = w.rng.choice(("về ", "Về ", "Về việc ", "về việc ")) if w.about.get("with_lead") else ""
    lines = subject_lines(w, subject, 68)
    w.add(Role.SUBJECT, lead + lines[0], *lines[1:])
    if office.family == "đảng" or w.chance(0.3):
        w.add(Role.CLOSING_RULE, w.rng.choice(("-----", "-----", "-------", "-----------")))


def _broken(line: str) -> list[str]:
    """A long name of an issuer on two lines."""
    if len(line) < 44:
        return [line]
    words = line.split(" ")
    half = len(words) // 2
    for unit in (" THÀNH PHỐ ", " TỈNH ", " HUYỆN ", " THỊ XÃ ", " QUẬN ", " TRUNG ƯƠNG"):
        before, found, after = line.rpartition(unit)
        if found and len(before) > 14:
            return [before, found.strip() + (f" {after}" if after else "")]
    return [" ".join(words[:half]), " ".join(words[half:])]


def clock_of(w_type: str, issued: date, rng: Random) -> Clock:
    """How a paper of that day writes dates."""
    year = issued.year
    if year < 1990:
        mark = rng.choice(("-", "roman", "-", "/"))
    elif year < 2012:
        mark = rng.choice(("-", "-", "/"))
    else:
        mark = rng.choice(("/", "/", "/", "/", "-", "."))
    noun = {"công văn": "Công văn", "thông báo": "Thông báo"}.get(w_type, w_type[0].upper() + w_type[1:])
    return Clock(issued, mark, rng.choice(("hằng", "hằng", "hàng")), noun)
