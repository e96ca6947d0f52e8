"""Writes ``pipeline/text/data/syllables.csv`` from the word list Viet74K (GPL, comes with underthesea).

A syllable's count is the number of listed words that hold it: enough to tell ``dự|thảo`` from ``dựt|hảo``.

    python -m corpus.lexicon.syllables
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections import Counter
from importlib.resources import files
from pathlib import Path
from typing import Final

_TARGET: Final = Path(__file__).parents[2] / "pipeline" / "text" / "data" / "syllables.csv"
_SHAPE: Final = re.compile(
    r"(?:ngh?|gh|gi|kh|nh|ph|qu|th|tr|ch|[bcdđghklmnprstvx])?[^\W\d_bcdđghklmnpqrstvxfjwz]{1,3}(?:ng|nh|ch|[cmnpt])?"
)


def main() -> None:
    """Count and write."""
    words = files("underthesea").joinpath("corpus/data/Viet74K.txt").read_text(encoding="utf-8")
    counts: Counter[str] = Counter()
    for line in unicodedata.normalize("NFC", words).splitlines():
        # Hyphens join foreign names (a-ba-giua); their parts are no Vietnamese syllables.
        if "-" not in line:
            counts.update({part for part in line.lower().split() if _SHAPE.fullmatch(part)})
    with _TARGET.open("w", encoding="utf-8", newline="") as target:
        writer = csv.writer(target, lineterminator="\n")
        writer.writerow(("syllable", "words"))
        writer.writerows(sorted(counts.items()))


if __name__ == "__main__":
    main()
