"""Names other papers: whole, partial, without a number, with an alias, and again by the short form."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from corpus.generator.gold import Json, Writer
from corpus.generator.grammar import expand, phrase, phrases
from corpus.generator.heading import CODES

_CENTRAL = (("Ban Bí thư", "TW"), ("Bộ Chính trị", "TW"), ("Ban Chấp hành Trung ương", "TW"))


def _issuers(w: Writer) -> list[tuple[str, str]]:
    """Who may be cited here: names as printed, and their codes."""
    found = [*_CENTRAL]
    office = w.office
    if office.family == "nhà nước":
        return [(f"Ủy ban nhân dân {office.unit}", "UBND"), ("Thủ tướng Chính phủ", "TTg"), ("Chính phủ", "CP")]
    if office.level == "huyen":
        found += [("Ban Thường vụ Tỉnh ủy", "TU"), ("Tỉnh ủy", "TU"), (f"Ban Thường vụ {office.short}", _own(w))]
    elif office.level == "tinh":
        found += [(f"Ban Thường vụ {office.short}", "TU"), (office.short, "TU"), ("Ban Tổ chức Trung ương", "BTCTW")]
    elif office.level in {"xa", "chibo", "coso", "khoi"}:
        found += [("Ban Thường vụ Tỉnh ủy", "TU"), ("Ban Thường vụ Đảng ủy", "ĐU"), ("Đảng ủy", "ĐU")]
        if w.issued < date(2025, 7, 1):
            found += [("Ban Thường vụ Huyện ủy", "HU"), ("Huyện ủy", "HU")]
    return found


def _own(w: Writer) -> str:
    return {"Huyện ủy": "HU", "Quận ủy": "QU", "Thị ủy": "ThU"}.get(w.office.short, "TU")


_TYPES = (
    "chỉ thị",
    "nghị quyết",
    "kết luận",
    "kế hoạch",
    "quy định",
    "hướng dẫn",
    "quyết định",
    "chương trình",
    "công văn",
)
_STATE = ("quyết định", "kế hoạch", "chỉ thị", "công văn")


def cite(w: Writer, relation: str = "basis") -> str:
    """One numbered paper in full or in part; its entry goes into the gold."""
    rng = w.rng
    body, code = rng.choice(_issuers(w))
    central = code == "TW"
    kind = rng.choice(_STATE if w.office.family == "nhà nước" else _TYPES[:4] if central else _TYPES)
    day = w.issued - timedelta(days=rng.randint(8, 900))
    serial = f"{rng.randint(1, 260):02d}"
    sign = f"{CODES[kind]}/{code}" if w.office.family != "nhà nước" else f"{CODES[kind]}-{code}"
    kept: list[Json] = w.gold.setdefault("citations", [])
    number = {"serial": serial, "symbol": sign}
    if any(one["number"] == number for one in kept):
        return cite(w, relation)
    title = _title(w) if rng.random() < 0.6 else None
    entry: Json = {
        "document_type": kind, "number": number, "date": None, "issuing_body": None, "title": None, "alias": None,
        "relation": relation,
    }  # fmt: skip
    kept.append(entry)
    return w.tag(f"citations/{len(kept) - 1}", _printed(w, rng, entry, day, body, title))


def _title(w: Writer) -> str:
    """What the cited paper is about: much the same as this one."""
    for _ in range(5):
        text = expand(w.rng, w.rng.choice(w.topic.subjects))
        if w.issued.year >= 2005 or not any(word in text for word in phrases()["modern"]):
            break
    return text


def _printed(w: Writer, rng: Random, entry: Json, day: date, body: str, title: str | None) -> str:
    kind = entry["document_type"]
    text = short(entry, w.office.family == "nhà nước")
    if rng.random() < 0.85:
        entry["date"] = day.isoformat()
        text += rng.choice((", ngày ", " ngày ", ", ngày ")) + w.clock.day(day)
    if rng.random() < 0.9:
        entry["issuing_body"] = body
        text += f" của {body}"
    if title:
        entry["title"] = f"về {title}"
        text += f" về {title}"
    if rng.random() < 0.12 and entry["date"]:
        entry["alias"] = f"{kind.capitalize()} số {entry['number']['serial']}"
        text += rng.choice((f" (sau đây viết tắt là {entry['alias']})", f" (sau đây gọi tắt là {entry['alias']})"))
    return text


def short(entry: Json, state: bool = False) -> str:
    """``Chỉ thị số 30-CT/TU``."""
    number = entry["number"]
    link = "/" if state else "-"
    return f"{entry['document_type'].capitalize()} số {number['serial']}{link}{number['symbol']}"


def again(w: Writer) -> str:
    """A paper already cited, by its short form or alias; empty when there is none."""
    kept: list[Json] = w.gold.get("citations", [])
    if not kept:
        return ""
    entry = w.rng.choice(kept)
    return str(entry["alias"] or short(entry, w.office.family == "nhà nước"))


def unnumbered(w: Writer) -> str:
    """A law or a resolution that everybody knows without its number."""
    rng = w.rng
    law = phrase(rng, "law")
    if w.office.family == "đảng" and rng.random() < 0.7:
        law = rng.choice(
            (f"Nghị quyết Trung ương {rng.randint(3, 9)} khóa {_term(w.issued)}", "Điều lệ Đảng Cộng sản Việt Nam",
             f"Nghị quyết Đại hội đại biểu toàn quốc lần thứ {_term(w.issued)}")
        )  # fmt: skip
    kept: list[str] = w.gold.setdefault("citations_unnumbered", [])
    if law not in kept:
        kept.append(law)
    return law


def _term(day: date) -> str:
    """The congress whose term holds the day."""
    terms = ((2026, "XIV"), (2021, "XIII"), (2016, "XII"), (2011, "XI"), (2006, "X"), (2001, "IX"), (1996, "VIII"),
             (1991, "VII"), (1987, "VI"), (1982, "V"), (0, "IV"))  # fmt: skip
    return next(name for year, name in terms if day.year >= year)
