"""Small numbers in words, Roman numerals."""

from __future__ import annotations

from typing import Final

ROMAN: Final = {
    "i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7, "viii": 8, "ix": 9, "x": 10, "xi": 11, "xii": 12,
}  # fmt: skip
WORDS: Final = {
    "mot": 1, "nhat": 1, "hai": 2, "ba": 3, "bon": 4, "tu": 4, "nam": 5, "lam": 5, "sau": 6, "bay": 7, "tam": 8,
    "chin": 9, "muoi": 10,
}  # fmt: skip


def as_number(folded: str) -> int | None:
    """``"05"``, ``"xii"`` or ``"hai"`` (folded) as a number; None when it is none."""
    word = folded.strip().lower()
    if word.isdecimal():
        return int(word)
    return ROMAN.get(word, WORDS.get(word))
