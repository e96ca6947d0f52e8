"""Incoming stamps (dấu ĐẾN): their lines stand among those of the heading, but tell when a paper came, not its date.

NĐ 30/2020/NĐ-CP, phụ lục IV: name of the receiver / ĐẾN | Số: ... | Ngày: ... | Chuyển: ... | Số và ký hiệu HS: ...
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from pipeline.structure.rows import Row

_SERIAL: Final = re.compile(r"s[o0]\s*(?:den)?\s*[:.]?\s*[\d.…_ ]*[a-z]?\W*$|s[o0]\s*:\s*(?![\d.…_ ]*[-/])\D*$")
_DATE: Final = re.compile(
    r"ngay\s*(?:den)?\s*[:.]*\s*[.…_ ]*"
    r"(?:\d{1,2}\s*[-/.]\s*\d{1,2}\s*(?:[-/.]\s*\d{2,4})?|\d{1,2} thang .{4,20})[.…_ ]*$"
    r"|ngay\s*:[.…_ ]*$"
)
_WORDS: Final = frozenset({"stamp", "routing"})
_REACH: Final = 3


def stamp_rows(rows: Sequence[Row]) -> list[range]:
    """Runs of rows that are stamps, without the receiver's name above them."""
    sure = [at for at, row in enumerate(rows) if row.cues & _WORDS or _two_lines(row)]
    if not any("stamp" in rows[at].cues for at in sure) and len(sure) < 2:
        return []
    near = {i for at in sure for i in range(max(0, at - _REACH), min(len(rows), at + _REACH + 1))}
    marked = sorted({*sure, *(i for i in near if _looks(rows[i]))})
    runs: list[range] = []
    for at in marked:
        if runs and at - runs[-1].stop <= 1:
            runs[-1] = range(runs[-1].start, at + 1)
        else:
            runs.append(range(at, at + 1))
    return [run for run in runs if len(run) >= 2 or "stamp" in rows[run.start].cues]


def _two_lines(row: Row) -> bool:
    return bool(re.match(r"den\b.{0,6}(?:so|ngay)\b", row.folded)) and row.text.startswith("ĐẾN")


def _looks(row: Row) -> bool:
    return any(
        cue not in {"motto", "number", "type"} and (_SERIAL.match(cell.folded) or _DATE.match(cell.folded))
        for cell, cue in zip(row.cells, row.cue_list, strict=True)
    )
