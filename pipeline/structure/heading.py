"""Roles of the cells of a heading, from the first line to the first of the body (HD 36-HD/VPTW, PL1, boxes 1-5)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from pipeline.authority.symbols import find_symbols, organ_codes
from pipeline.structure.cells import Cell
from pipeline.structure.rows import PROSE, Row
from pipeline.structure.stamps import stamp_rows
from pipeline.text import view

Roles = dict[tuple[int, int], str]
"""Role of a cell by the index of its row and its index in the row."""

_ABOUT: Final = re.compile(r"\W{0,2}(?:v/v|v\.v|ve viec|ve|tv|trich yeu)\b")
_BASIS: Final = re.compile(
    r"\W{0,3}(?:can cu|thuc hien|thi hanh|theo|xet|quan triet|tiep theo|trien khai|nam |ngay |"
    r"tu ngay|trong (?:thoi|nhung|nam|thang|dip)|vua qua|thoi gian qua|nhung nam|sau khi|hom nay|kinh thua)"
)
_ROUTED: Final = re.compile(r"(?:d/c|dong chi|vp|vtv?p|p\.)\s")
"""Begins a note that a receiver wrote beside his stamp."""
_LABEL: Final = re.compile(r"(?:[ivx]{1,5}|\d{1,2}|[a-h])\s?[.)-]\s|phan thu|dieu \d|chuong [ivx\d]")
_ITEM: Final = re.compile(r"[-+•*~]\s?\w")
_LAST: Final = frozenset({"recipients", "authority"})
_OWN: Final = {
    "motto": "motto", "star": "star", "rule": "star", "number": "number", "place_date": "place_date",
    "secrecy": "secrecy", "urgency": "urgency", "circulation": "circulation", "draft": "circulation",
    "furniture": "furniture", "e_signature": "e_signature", "attachment": "note",
}  # fmt: skip
"""Cues that are roles by themselves as long as the heading lasts."""
_ADVISORY: Final = re.compile(r"(?:van phong|uy ban kiem tra|co quan|ban (?!chap hanh|thuong vu|bi thu))")


class _Heading:
    """Walks down the rows of a heading once; every step gives one cell its role."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self.rows = rows
        self.roles: Roles = {}
        self.seen: set[str] = set()
        self.typed = any("type" in row.cues for row in rows)
        self.last: tuple[int, int] | None = None
        """The cell that got the last role by continuing something."""

    def walk(self, body: int) -> None:
        for at in range(body):
            for index, cell in enumerate(self.rows[at].cells):
                if (at, index) in self.roles:
                    continue
                self.roles[at, index] = self._role(at, index, cell)
                self.seen.add(self.roles[at, index])

    def _role(self, at: int, index: int, cell: Cell) -> str:
        cue = self.rows[at].cue_list[index]
        if cue == "type":
            return "type" if "type" not in self.seen else "subject"
        if cue in _OWN:
            return "issuing_body" if cue == "furniture" and cell.caps else _OWN[cue]
        if cue == "annotation" or self._continues(at, "annotation"):
            return "annotation"
        if _ROUTED.match(cell.folded) and "received" in self.roles.values() and "type" not in self.seen:
            return "annotation"
        if cell.folded.startswith("(") and "subject" in self.seen:
            return "note"
        if cue == "office" and cell.caps and "subject" in self.seen:
            return "issuing_body_again"
        if "type" in self.seen:
            return self._below_type(cell)
        if self.typed and not cell.caps and {"number", "motto", "place_date"} & self.seen:
            return "annotation"  # trích yếu stands below tên loại, so this was written on the paper later
        if "number" in self.seen and (_ABOUT.match(cell.folded) or "subject" in self.seen) and not self._issuer(cell):
            return "subject"
        if cell.caps:
            return "issuing_body"
        return "subject" if "number" in self.seen and len(cell.text) > 3 else "residue"

    def _issuer(self, cell: Cell) -> bool:
        return cell.caps and "subject" not in self.seen

    def _below_type(self, cell: Cell) -> str:
        """Under tên loại stands trích yếu; "CỦA BAN THƯỜNG VỤ ..." and the State's issuer line are not part of it."""
        if cell.caps and re.match(r"cua [a-z]", cell.folded) and "subject" not in self.seen:
            return "issuing_body_again"
        return "subject"

    def _continues(self, at: int, role: str) -> bool:
        row = self.rows[at]
        above = self.roles.get((at - 1, 0))
        return above == role and not row.cues and bool(_ITEM.match(row.folded) or not (row.gap or row.caps))


def heading_roles(rows: Sequence[Row]) -> tuple[Roles, int]:
    """Roles of the heading's cells, and the index of the first row behind it."""
    body = _end(rows)
    heading = _Heading(rows[:body])
    for run in stamp_rows(rows[:body]):
        _mark_stamp(heading, rows, run)
    heading.walk(body)
    _settle_issuer(heading, rows[:body])
    return heading.roles, body


def _mark_stamp(heading: _Heading, rows: Sequence[Row], run: range) -> None:
    first = run.start
    while first > 0 and rows[first - 1].caps and not rows[first - 1].cues and run.start - first < 2:
        if not _is_receiver(rows, first - 1, run, len(heading.rows)):
            break
        first -= 1
    for at in range(first, run.stop):
        for index, cue in enumerate(rows[at].cue_list):
            if cue not in {"motto", "number", "type"} and not (
                cue == "place_date" and "," in rows[at].cells[index].text
            ):
                heading.roles[at, index] = "received"


def _is_receiver(rows: Sequence[Row], at: int, stamp: range, end: int) -> bool:
    """What stands right over the stamp is its receiver when the paper's own issuer stands above or below.

    "ĐẢNG BỘ ..." receives nothing, and an advisory organ alone below may be that of the committee above.
    """
    if rows[at].folded.startswith("dang bo "):
        return False
    above = any("number" in row.cues for row in rows[:at]) and bool(_names(rows[:at]))
    typed = next((i for i in range(stamp.stop, end) if "type" in rows[i].cues), end)
    below = _names(rows[stamp.stop : typed])
    return above or len(below) > 1 or any(not _ADVISORY.match(name) for name in below)


def _names(rows: Sequence[Row]) -> list[str]:
    """Cells in capitals that are no other part of a heading."""
    return [
        cell.folded
        for row in rows
        for cell, cue in zip(row.cells, row.cue_list, strict=True)
        if cell.caps and cue is None and len(cell.text) > 3
    ]


def _settle_issuer(heading: _Heading, rows: Sequence[Row]) -> None:
    """A heading lost under a stamp: the name that is left is the receiver's when the number's organ is another kind."""
    stamped = [at for at, _ in heading.roles if heading.roles[at, _] == "received"]
    issuer = [(at, i) for (at, i), role in sorted(heading.roles.items()) if role == "issuing_body"]
    number = next((rows[at].cells[i] for (at, i), role in sorted(heading.roles.items()) if role == "number"), None)
    if not stamped or not issuer or number is None or "motto" in heading.roles.values():
        return
    symbol = next(find_symbols(view(number.text)), None)
    organ = (symbol.symbol.rpartition("/")[2] if symbol else "").split("-")[0]
    at, index = issuer[0]
    if organ in organ_codes() and len(organ) <= 3 and _ADVISORY.match(rows[at].cells[index].folded):
        for place in issuer:
            heading.roles[place] = "received"


def _end(rows: Sequence[Row]) -> int:
    """Index of the first row that is addressees or body."""
    seen: set[str] = set()
    for at, row in enumerate(rows):
        if "addressees" in row.cues or (row.cues & _LAST and seen):
            return at
        if _begins_body(rows, at, seen):
            return at
        seen |= row.cues
        if "type" in seen and not row.cues - {"place_date"} and at:
            seen.add("subject")
    return len(rows)


def _begins_body(rows: Sequence[Row], at: int, seen: set[str]) -> bool:
    row = rows[at]
    if not seen & {"type", "number", "place_date", "motto"} or row.cues - {"attachment"}:
        return False
    if "subject" in seen and _after_subject(rows, at):
        return True
    if _LABEL.match(row.folded) and "type" in seen:
        return True
    if "subject" in seen and re.match(r"\W{0,3}can cu\b", row.folded):
        return True
    if not row.prose:
        return False
    previous = rows[at - 1]
    if "type" not in seen:
        # A công văn without "Kính gửi": prose that is not its trích yếu.
        return row.gap and not _ABOUT.match(row.folded) and len(row.text) > 2 * PROSE
    return "subject" in seen and _is_basis(row) and not previous.text.endswith(",")


def _is_basis(row: Row) -> bool:
    """Opens the grounds or the background. "Để" and "Nhằm" only with their marks: "Đề án" and "Nhâm Dần" go on."""
    if row.text.startswith(("Để ", "Nhằm ")):
        return True
    return bool(_BASIS.match(row.folded)) and not row.text[:1].islower()


def _after_subject(rows: Sequence[Row], at: int) -> bool:
    row, previous = rows[at], rows[at - 1]
    if "rule" in previous.cues:
        return True
    if row.caps and not previous.caps and re.match(r"[a-z]", row.folded) and not re.match(r"(?:ve|v/v)\b", row.folded):
        return True
    opens = row.cells[0].text[:1].isupper() or not row.cells[0].text[:1].isalpha()
    if not opens or previous.text.endswith((",", "-")):
        return False
    wide = max((len(other.text) for other in rows[at : at + 12]), default=0)
    if row.prose and row.gap:
        return True
    lighter = previous.cells[0].bold and not row.cells[0].bold
    return row.prose and (lighter or len(row.text) >= 0.85 * wide) and len(row.text) >= len(previous.text)
