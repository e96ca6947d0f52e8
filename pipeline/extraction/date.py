"""Calendar dates written out, whole or with blank parts."""

from __future__ import annotations
import re
from collections.abc import Iterator
from datetime import date as _d
from pipeline.schema import Document, Mention
from pipeline.text import view

_P = re.compile(
    r"\b(?:ngay\s*(?P<d>\d{1,2})?[\s.…_]*thang\s*(?P<m>\d{1,2})?[\s.…_]*nam\s*(?P<y>\d{4})|(?P<d2>\d{1,2})\s?[-/.]\s?(?P<m2>\d{1,2}|[ivx]{1,4})\s?[-/.]\s?(?P<y2>(?:19|20)\d\d))(?!\d)"
)
_R = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7, "viii": 8, "ix": 9, "x": 10, "xi": 11, "xii": 12}


def find(document: Document) -> Iterator[Mention]:
    s = view(document.text)
    for m in _P.finditer(s.folded):
        y = m["y"] or m["y2"]
        mo = m["m"] or m["m2"]
        d = m["d"] or m["d2"]
        if mo and not mo.isdigit():
            mo = str(_R.get(mo, 0))
        try:
            if mo and d:
                _d(int(y), int(mo), int(d))
        except ValueError:
            continue
        v = f"{y}-{int(mo):02d}" if mo else f"{y}-XX"
        v += f"-{int(d):02d}" if d else "-XX"
        yield Mention("date", s.span(*m.span()), v, "rule:date", 0.97)
