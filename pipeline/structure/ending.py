"""Roles of the cells behind the body: recipients, signature, then copies, annexes and what electronic signing added.

HD 36-HD/VPTW, PL1, boxes 7-9: Nơi nhận stands on the left, the signature on the right, level with it; a transcription
gives them one after the other, in either order, or side by side on one line.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from pipeline.structure.cells import Cell
from pipeline.structure.heading import Roles
from pipeline.structure.rows import Row
from pipeline.text import fold

_OF_PAPER: Final = frozenset({"authority", "office", "recipients", "signed"})
_ITEM: Final = re.compile(r"[-+•*~]\s*\S")
_ARCHIVE: Final = re.compile(r"[-+•*~]?\s*l[uư]u\b", re.IGNORECASE)
_NAME: Final = re.compile(r"(?:[^\W\d_][\w'.]*\s+){1,5}[^\W\d_][\w'.]*")
_COPY: Final = 12
"""Printed lines of the heading of a certified copy at most: HD 36-HD/VPTW, PL3."""
_MARKS: Final = {
    "star": "star", "rule": "star", "furniture": "furniture", "e_signature": "e_signature", "attachment": "note",
    "annotation": "annotation",
}  # fmt: skip


def ending_start(rows: Sequence[Row], body: int) -> int:
    """Index of the first row of the ending; ``len(rows)`` when the paper just stops."""
    for at in range(body, len(rows)):
        cues = rows[at].cues
        if "recipients" in cues or ("annex" in cues and rows[at].caps) or "copy" in cues:
            return at
        if cues & {"authority", "office"} and rows[at].caps and _signs(rows, at):
            return at
        if "e_signature" in cues and not any(row.prose for row in rows[at + 1 :]):
            return at
    return len(rows)


def _signs(rows: Sequence[Row], at: int) -> bool:
    """An office in capitals signs when no running text follows closely."""
    below = rows[at + 1 : at + 5]
    return any("recipients" in row.cues for row in below) or sum(row.prose for row in below) <= 1


class _Ending:
    """Walks down the rows once; ``part`` is what the cells are part of until a cue says otherwise."""

    def __init__(self) -> None:
        self.part = ""
        self.listed = False
        self.archived = False
        self.names: list[str] = []

    def role(self, row: Row, index: int, cell: Cell) -> str:
        cue = row.cue_list[index]
        if cue == "recipients":
            self.part = "recipients"
            self.listed = True
            return "recipients"
        if cue in {"authority", "office", "signed"} and not (self.part == "recipients" and _ITEM.match(cell.text)):
            if cell.alone:
                self.part = "signature"
            return "signature"
        if cue in _MARKS:
            return _MARKS[cue]
        if self.part == "recipients":
            return self._in_list(row, cell)
        if cell.right and not cell.alone:
            return "signature"
        return self._below_signature(cell)

    def _in_list(self, row: Row, cell: Cell) -> str:
        if cell.right and (not cell.alone or not _ITEM.match(cell.text)):
            return self._signs(cell)
        item = bool(_ITEM.match(cell.text) or _ARCHIVE.match(cell.text))
        if self.archived and not item and (row.gap or cell.caps or self._is_name(cell)):
            self.part = "signature"
            return self._below_signature(cell)
        self.archived = self.archived or bool(_ARCHIVE.match(cell.text))
        return "recipients"

    def _below_signature(self, cell: Cell) -> str:
        if _ITEM.match(cell.text) and not self.archived:
            return "recipients"
        if self.listed and not self.archived and not cell.right and not cell.caps and not self._is_name(cell):
            return "recipients"  # an item's second line, printed level with the signature
        if cell.folded.strip(" .") == "kiem":
            return "signature"  # "Bí thư kiêm Trưởng ban": one signer, two offices
        if self.part == "signature" and (self._is_name(cell) or (cell.caps and not self.names)):
            return self._signs(cell)
        return "residue"

    def _signs(self, cell: Cell) -> str:
        if self._is_name(cell):
            self.names.append(fold(cell.text))
        return "signature"

    def _is_name(self, cell: Cell) -> bool:
        text = cell.text.strip("() .")
        return len(text) <= 40 and bool(_NAME.fullmatch(text)) and all(word[:1].isupper() for word in text.split())


def ending_roles(rows: Sequence[Row], start: int) -> tuple[Roles, int]:
    """Roles of the ending's cells, and the index of the first row of an annex (``len(rows)`` when there is none)."""
    roles: Roles = {}
    ending = _Ending()
    for at in range(start, len(rows)):
        row = rows[at]
        if row.caps and not row.cues and any("e_signature" in other.cues for other in rows[at + 1 : at + 2]):
            roles[at, 0] = "e_signature"  # the signing body's name above the time
            continue
        if _annexes(rows, at):
            return roles, at
        if _copies(rows, at):
            end = next((i for i in range(at + 1, len(rows)) if "annex" in rows[i].cues), len(rows))
            roles.update({(i, j): "copy" for i in range(at, end) for j in range(len(rows[i].cells))})
            return roles, end
        for index, cell in enumerate(row.cells):
            roles[at, index] = ending.role(row, index, cell)
    return roles, len(rows)


def _annexes(rows: Sequence[Row], at: int) -> bool:
    row = rows[at]
    if "annex" in row.cues and row.caps:
        return True
    ahead = rows[at : at + 9]
    attached = next((i for i, other in enumerate(ahead) if "attachment" in other.cues), None)
    if attached is None or any(other.cues & _OF_PAPER for other in ahead[:attached]):
        return False
    return bool(row.cues & {"type", "motto"}) or (row.caps and not row.cues)


def _copies(rows: Sequence[Row], at: int) -> bool:
    """A certified-copy block begins here: its word stands here or a few rows below, with only a heading between."""
    if not (rows[at].cues & {"rule", "star", "copy", "number", "place_date", "motto"} or rows[at].caps):
        return False
    opened = False
    for row in rows[at : at + _COPY]:
        if "copy" in row.cues:
            return True
        opened = opened or bool(row.cues & {"rule", "place_date"})
        # Of two offices in capitals the first is the signer's, unless a rule or a second date stands above it.
        if row.prose or row.cues & {"recipients", "authority", "signed"} or ("office" in row.cues and not opened):
            return False
    return False
