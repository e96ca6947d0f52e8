"""Offices that issue papers, their headings, codes and neighbours, in the years when they existed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from random import Random

from corpus.generator.grammar import rows, words
from corpus.generator.names import person, place, province, village

MERGED = date(2025, 7, 1)
"""From this day there is no district level."""
NO_GROUPS = date(2025, 2, 15)
"""About then ban cán sự đảng, đảng đoàn and đảng ủy khối ended."""

COMMITTEE_TYPES = (
    "nghị quyết", "chỉ thị", "kết luận", "quyết định", "quy định", "quy chế", "kế hoạch", "chương trình", "thông báo",
    "báo cáo", "công văn", "hướng dẫn", "tờ trình", "đề án", "thông tri",
)  # fmt: skip
ADVISORY_TYPES = ("công văn", "kế hoạch", "hướng dẫn", "báo cáo", "tờ trình", "thông báo", "quyết định", "giấy mời")
STATE_TYPES = ("kế hoạch", "công văn", "quyết định", "báo cáo", "chỉ thị", "tờ trình", "thông báo", "công điện")
MASS_TYPES = ("kế hoạch", "hướng dẫn", "công văn", "chương trình", "báo cáo", "nghị quyết", "thông báo")


@dataclass(frozen=True)
class Office:
    """One issuer: what its heading prints, what it is called, who works around it."""

    level: str
    kind: str
    family: str
    parent_line: str
    issuer_lines: tuple[str, ...]
    name: str
    parent: str | None
    code: str
    place: str
    short: str
    """How its own papers call the committee: ``Tỉnh ủy``."""
    unit: str
    """``tỉnh``, ``huyện``, ``xã``, ``phường``: the unit word of its area."""
    area: str
    types: tuple[str, ...] = COMMITTEE_TYPES
    head: str = ""
    """Office of its head for signatures that are not of a committee: ``Trưởng ban``."""


def _upper(text: str) -> str:
    return text.upper()


def committee(rng: Random, level: str, issued: date) -> Office:
    """A party committee of a level."""
    return _COMMITTEES[level](rng, issued)


def _central(rng: Random, issued: date) -> Office:
    del rng, issued
    types = tuple(t for t in COMMITTEE_TYPES if t not in {"đề án", "tờ trình"})
    return Office(
        "tw", "committee", "đảng", "", ("BAN CHẤP HÀNH TRUNG ƯƠNG",), "Ban Chấp hành Trung ương", None, "TW", "Hà Nội",
        "Trung ương", "Trung ương", "Trung ương", types,
    )  # fmt: skip


def _province(rng: Random, issued: date) -> Office:
    name, city = province(rng, issued.year if issued < MERGED else 2026)
    short, unit = ("Thành ủy", "thành phố") if city else ("Tỉnh ủy", "tỉnh")
    full = f"{short} {name}"
    seat = name if issued.year > 1996 or rng.random() < 0.4 else place(rng, 0.1)
    return Office("tinh", "committee", "đảng", "", (_upper(full),), full, None, "TU", seat, short, unit, name)


_DISTRICTS = (("Huyện ủy", "huyện", "HU", 10), ("Thị ủy", "thị xã", "ThU", 2), ("Thành ủy", "thành phố", "TU", 2))


def _district(rng: Random, issued: date) -> Office:
    above, city = province(rng, issued.year)
    options = [("Quận ủy", "quận", "QU", 8), *_DISTRICTS[:2]] if city else list(_DISTRICTS)
    short, unit, code, _ = rng.choices(options, [option[3] for option in options])[0]
    name = place(rng)
    full = f"{short} {name}"
    parent = f"Đảng bộ {'thành phố' if city else 'tỉnh'} {above}"
    return Office(
        "huyen", "committee", "đảng", _upper(parent), (_upper(full),), full, parent, code, name, short, unit, name
    )


def _commune(rng: Random, issued: date) -> Office:
    unit = rng.choice(("xã", "xã", "xã", "phường", "thị trấn" if issued < MERGED else "đặc khu"))
    name = place(rng, 0.0 if unit == "phường" else 0.3)
    if issued >= MERGED:
        above, city = province(rng, 2026)
        parent = f"Đảng bộ {'thành phố' if city else 'tỉnh'} {above}"
    else:
        kind = rng.choice(("thành phố", "quận", "thị xã")) if unit == "phường" else "huyện"
        parent = f"Đảng bộ {kind} {place(rng)}"
    full = f"Đảng ủy {unit} {name}"
    types = tuple(t for t in COMMITTEE_TYPES if t not in {"chỉ thị", "thông tri"})
    return Office(
        "xa",
        "committee",
        "đảng",
        _upper(parent),
        (_upper(full),),
        full,
        parent,
        "ĐU",
        name,
        "Đảng ủy",
        unit,
        name,
        types,
    )


def _grassroots(rng: Random, issued: date) -> Office:
    area = place(rng, 0.1)
    full = f"Đảng ủy Công ty {rng.choice(words('company'))} {area}"
    above, city = province(rng, issued.year)
    side = f"{'thành phố' if city else 'tỉnh'} {above}"
    parent = f"Đảng bộ Khối Doanh nghiệp {side}" if issued < NO_GROUPS else f"Đảng bộ Ủy ban nhân dân {side}"
    types = ("nghị quyết", "kế hoạch", "báo cáo", "công văn", "quyết định", "chương trình", "thông báo", "quy chế")
    return Office(
        "coso", "committee", "đảng", _upper(parent), (_upper(full),), full, parent, "ĐU", area, "Đảng ủy", "Công ty",
        area, types,
    )  # fmt: skip


def _cell(rng: Random, issued: date) -> Office:
    del issued
    above = place(rng)
    unit = village(rng) if rng.random() < 0.7 else f"{rng.choice(words('school'))} {person(rng)}"
    full, parent = f"Chi bộ {unit}", f"Đảng bộ xã {above}"
    return Office(
        "chibo", "committee", "đảng", _upper(parent), (_upper(full),), full, parent, "CB", above, "Chi bộ",
        f"xã {above}", unit, ("nghị quyết", "kế hoạch", "báo cáo", "biên bản", "công văn"),
    )  # fmt: skip


def _bloc(rng: Random, issued: date) -> Office:
    above, city = province(rng, issued.year if issued < MERGED else 2026)
    unit = "thành phố" if city else "tỉnh"
    parent = f"{'Thành ủy' if city else 'Tỉnh ủy'} {above}"
    if issued < NO_GROUPS:
        full, code = f"Đảng ủy Khối các cơ quan {unit} {above}", "ĐUK"
    else:
        parent = f"Đảng bộ {unit} {above}"
        full = rng.choice((f"Đảng ủy các cơ quan đảng {unit} {above}", f"Đảng ủy Ủy ban nhân dân {unit} {above}"))
        code = "ĐU"
    return Office(
        "khoi", "committee", "đảng", _upper(parent), (_upper(full),), full, parent, code, above, "Đảng ủy", unit, above
    )


_COMMITTEES = {
    "tw": _central, "tinh": _province, "huyen": _district, "xa": _commune, "coso": _grassroots, "chibo": _cell,
    "khoi": _bloc,
}  # fmt: skip


def _advisory_kinds(level: str, year: int) -> list[tuple[str, str, str]]:
    kinds = [("Văn phòng", "VP", "Chánh Văn phòng")]
    if level in {"tw", "tinh", "huyen"}:
        kinds.append(("Ban Tổ chức", "BTC", "Trưởng ban"))
        if year < 1990:
            kinds.append(("Ban Tuyên huấn", "BTH", "Trưởng ban"))
        elif year < 2025:
            kinds += [("Ban Tuyên giáo", "BTG", "Trưởng ban"), ("Ban Dân vận", "BDV", "Trưởng ban")]
        else:
            kinds.append(("Ban Tuyên giáo và Dân vận", "BTGDV", "Trưởng ban"))
        if year >= 2013 and level != "huyen":
            kinds.append(("Ban Nội chính", "BNC", "Trưởng ban"))
    elif year >= 2026:
        kinds.append(("Ban Xây dựng Đảng", "BXDĐ", "Trưởng ban"))
    kinds.append(("Ủy ban Kiểm tra", "UBKT", "Chủ nhiệm"))
    return kinds


def advisory(rng: Random, level: str, issued: date, above: Office | None = None) -> Office:
    """A committee's own organ: Văn phòng, a ban, Ủy ban Kiểm tra."""
    above = above or committee(rng, level, issued)
    kind, letters, head = rng.choice(_advisory_kinds(level, issued.year))
    code = letters if letters == "BXDĐ" else letters + above.code
    parent = above.name
    name = f"{kind} {'Trung ương' if level == 'tw' else above.name}"
    if level == "tw" and kind == "Văn phòng":
        name = "Văn phòng Trung ương Đảng"
    types = ADVISORY_TYPES if letters != "BXDĐ" else ("công văn", "hướng dẫn", "kế hoạch", "báo cáo", "tờ trình")
    return Office(
        level, "advisory", "đảng", _upper(parent), (_upper(kind),), name, parent, code, above.place, above.short,
        above.unit, above.area, types, head,
    )  # fmt: skip


def group(rng: Random, level: str, issued: date) -> Office:
    """Ban cán sự đảng or đảng đoàn (while they lived), else a steering committee."""
    above = committee(rng, level, issued)
    if issued < NO_GROUPS and issued.year > 1990 and rng.random() < 0.5:
        kind, code = rng.choice(
            (
                (f"Ban cán sự đảng Ủy ban nhân dân {above.unit}", "BCSĐ"),
                (f"Đảng đoàn Hội đồng nhân dân {above.unit}", "ĐĐ"),
            )
        )
        lines: tuple[str, ...] = (_upper(kind),)
        name = f"{kind} {above.area}"
        types: tuple[str, ...] = ("tờ trình", "kế hoạch", "báo cáo", "công văn", "nghị quyết")
        head = "Bí thư"
    else:
        topic = rng.choice(
            ("chuyển đổi số", "phòng, chống tham nhũng", "xây dựng nông thôn mới", "thực hiện Quy chế dân chủ ở cơ sở",
             "tổng kết nghị quyết", "giảm nghèo bền vững")
        )  # fmt: skip
        kind, code, head = f"Ban Chỉ đạo {topic}", "BCĐ", "Trưởng Ban Chỉ đạo"
        lines = (_upper(kind),) if rng.random() < 0.6 else ("BAN CHỈ ĐẠO", _upper(topic))
        name = f"{kind} {above.name}"
        types = ("kế hoạch", "thông báo", "báo cáo", "công văn")
    return Office(
        level, "group", "đảng", _upper(above.name), lines, name, above.name, code, above.place, above.short, above.unit,
        above.area, types, head,
    )  # fmt: skip


def congress(rng: Random, issued: date) -> Office:
    """A congress that speaks for itself."""
    above = committee(rng, rng.choice(("tinh", "xa")), issued)
    number = rng.choice(("I", "II", "XII", "XVIII", "XXV", "IX"))
    term = issued.year - issued.year % 5
    owner = f"Đảng bộ {above.unit} {above.area}"
    name = f"Đại hội đại biểu {owner} lần thứ {number}, nhiệm kỳ {term} - {term + 5}"
    lines = ("ĐẠI HỘI ĐẠI BIỂU", f"{_upper(owner)} LẦN THỨ {number},", f"NHIỆM KỲ {term} - {term + 5}")
    return Office(
        above.level, "congress", "đảng", "", lines, name, None, "ĐH", above.place, above.short, above.unit, above.area,
        ("nghị quyết",),
    )  # fmt: skip


def state(rng: Random, level: str, issued: date) -> Office:
    """A State organ of a level: Ủy ban nhân dân, or a Sở."""
    if level == "huyen" and issued >= MERGED:
        level = "xa"
    above = committee(rng, level, issued)
    owner = f"{above.unit} {above.area}"
    ubnd = f"Ủy ban nhân dân {owner}"
    if level == "tinh" and rng.random() < 0.4:
        field, code = rng.choice(
            (
                ("Sở Nội vụ", "SNV"),
                ("Sở Tài chính", "STC"),
                ("Sở Y tế", "SYT"),
                ("Sở Xây dựng", "SXD"),
                ("Sở Tư pháp", "STP"),
            )
        )
        types = ("công văn", "báo cáo", "kế hoạch", "tờ trình", "thông báo")
        return Office(
            level, "so", "nhà nước", _upper(ubnd), (_upper(field),), f"{field} {owner}", ubnd, code, above.place,
            above.short, above.unit, above.area, types, "Giám đốc",
        )  # fmt: skip
    return Office(
        level, "ubnd", "nhà nước", "", ("ỦY BAN NHÂN DÂN", _upper(owner)), ubnd, None, "UBND", above.place, above.short,
        above.unit, above.area, STATE_TYPES, "Chủ tịch",
    )  # fmt: skip


def mass(rng: Random, level: str, issued: date) -> Office:
    """A mass organisation of a province or district."""
    if level == "huyen" and issued >= MERGED:
        level = "tinh"
    above = committee(rng, level, issued)
    owner = f"{above.unit} {above.area}"
    up = "Trung ương" if level == "tinh" else f"tỉnh {province(rng, issued.year)[0]}"
    kind, code, top = rng.choice(
        (("Hội Liên hiệp Phụ nữ", "BTV", "Chủ tịch"), ("Hội Nông dân", "HND", "Chủ tịch"),
         ("Hội Cựu chiến binh", "CCB", "Chủ tịch"), ("Liên đoàn Lao động", "LĐLĐ", "Chủ tịch"),
         ("Ủy ban Mặt trận Tổ quốc Việt Nam", "MTTQ-BTT", "Chủ tịch"))
    )  # fmt: skip
    if code == "MTTQ-BTT":
        # The Front's papers are those of its standing board.
        parent = f"{kind} {owner}"
        return Office(
            level, "mass", "đoàn thể", _upper(parent), ("BAN THƯỜNG TRỰC",), f"Ban Thường trực {parent}", parent, code,
            above.place, above.short, above.unit, above.area, MASS_TYPES, top,
        )  # fmt: skip
    over = f"{kind} {up}" if level != "tinh" else None
    return Office(
        level, "mass", "đoàn thể", _upper(over or ""), (_upper(f"{kind} {owner}"),), f"{kind} {owner}", over, code,
        above.place, above.short, above.unit, above.area, MASS_TYPES, top,
    )  # fmt: skip


def neighbours(office: Office, kind: str, year: int) -> list[str]:
    """Bodies of one kind around an office, as its papers name them."""
    level = "doan" if office.family == "đoàn thể" else "tinh" if office.level == "khoi" else office.level
    village_word = ""
    if level == "chibo":
        level = "truong" if office.area.startswith("Trường") else level
        village_word = next((unit for unit in words("village") if office.area.startswith(unit)), "thôn")
    found: list[str] = []
    for row in _by_level()[level, kind]:
        if int(row["from"] or 0) <= year <= int(row["to"] or 9999):
            text = row["text"].replace("<U>", office.short).replace("<t>", office.unit)
            found.append(text.replace("<P>", office.area).replace("<v>", village_word))
    return found


@cache
def _by_level() -> Mapping[tuple[str, str], list[Mapping[str, str]]]:
    table: dict[tuple[str, str], list[Mapping[str, str]]] = {}
    for row in rows("assignees"):
        table.setdefault((row["level"], row["kind"]), []).append(row)
    return table
