"""How a paper itself spells a name, when its heading was misread.

A heading is printed once, often under a stamp; the prose below names the same place many times. The value takes the
spelling of the majority; the quote stays as it was read.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import Final

from pipeline.schema import Document
from pipeline.text import fold, strip_marks, view

_LONGEST: Final = 4
_MAJORITY: Final = 2
"""Times that another spelling must outnumber the heading's own."""


def settled(document: Document, name: str) -> str:
    """``name`` with its closing proper name (two words and more) as most of the paper spells it."""
    words = name.split()
    for size in range(min(_LONGEST, len(words)), 1, -1):
        tail = words[-size:]
        if not all(word[:1].isupper() for word in tail):
            continue
        best = _majority(document, tail)
        return name if best is None else " ".join([*words[:-size], best])
    return name


def _majority(document: Document, words: list[str]) -> str | None:
    seen = view(document.text)
    pattern = r"\s+".join(re.escape(strip_marks(word)) for word in words)
    spelled: dict[str, str] = {}
    counts: Counter[str] = Counter()
    for match in re.finditer(rf"(?<!\w){pattern}(?!\w)", seen.folded):
        text = " ".join(seen.text[slice(*match.span())].split())
        key = fold(text)
        counts[key] += 1
        if not text.isupper():
            spelled.setdefault(key, text)
    own = fold(" ".join(words))
    best, times = max(counts.items(), key=lambda each: each[1], default=("", 0))
    if best == own or times < _MAJORITY * max(counts[own], 1) or best not in spelled:
        return None
    return spelled[best]
