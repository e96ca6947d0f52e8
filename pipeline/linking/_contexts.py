"""What a heading says of the paragraphs below it: whether they hold tasks, and whose (A3, A5)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Final, Literal

from pipeline.authority.tables import load_table
from pipeline.text import strip_marks

Mode = Literal["skip", "explicit", "tasks"]

_MODES: Final[tuple[Mode, ...]] = ("tasks", "skip", "explicit")
_JOINED: Final = re.compile(r"[,;]| va | - ")
_ABOUT: Final = re.compile(r"^(?:ve|mot so|cac|nhung|cong tac)\s+")


@cache
def _kinds() -> Mapping[str, Mode]:
    return MappingProxyType(
        {
            strip_marks(row["words"]): mode
            for row in load_table("section_kinds")
            for mode in _MODES
            if row["kind"] == mode
        }
    )


def mode_of(heading: str) -> Mode | None:
    """``"skip"`` for aims and evaluation, ``"tasks"`` for tasks, ``"explicit"`` for terms, None where it says nothing.

    A heading of several parts ("Mục tiêu, nhiệm vụ") holds tasks when one of its parts does.
    """
    plain = " ".join(strip_marks(heading).split()).strip(" .:*")
    if plain == "noi dung" and heading.isupper():
        return "tasks"  # "II- NỘI DUNG" is a part of the paper, "Nội dung:" one of the terms of an event
    modes = [mode for part in _JOINED.split(plain) if (mode := _of_part(part.strip()))]
    for wanted in _MODES:
        if wanted in modes and (wanted == "tasks" or modes[0] == wanted):
            return wanted
    return modes[0] if modes else None


def _of_part(part: str) -> Mode | None:
    bare = _ABOUT.sub("", part)
    for text in (part, bare):
        for words, mode in sorted(_kinds().items(), key=lambda row: -len(row[0])):
            if text == words or text.startswith(words + " "):
                return mode
    return None
