"""The vendored faces: metrics for the typesetter, files for the printer."""

from __future__ import annotations

from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import pymupdf

FOLDER = Path(__file__).parent
SANS, SERIF, TYPEWRITER = "Arimo", "Tinos", "Cousine"
HAND, FIGURES = "PatrickHand", "Caveat"
"""``HAND`` writes all of Vietnamese; ``FIGURES`` only plain Latin and digits."""


def face(family: str, *, bold: bool = False, italic: bool = False) -> str:
    """The file stem of the nearest face that is vendored (only Tinos has a bold italic)."""
    wanted = ("Bold" if bold else "") + ("Italic" if italic else "") or "Regular"
    for style in (wanted, "Bold" if bold else "Italic", "Regular"):
        if (FOLDER / f"{family}-{style}.ttf").is_file():
            return f"{family}-{style}"
    raise ValueError(f"no such face: {family}")


@cache
def font(name: str) -> Any:
    """The face as pymupdf knows it, loaded once a process."""
    opened: Any = pymupdf.Font  # pymupdf is typed only in part
    return opened(fontfile=str(FOLDER / f"{name}.ttf"))


@lru_cache(maxsize=65536)
def width(name: str, text: str, size: float) -> float:
    """How many points ``text`` takes on the line."""
    return float(font(name).text_length(text, fontsize=size))
