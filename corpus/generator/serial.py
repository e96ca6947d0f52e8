"""Sets blocks down as text in the ways that OCR and PDF tools do: columns, wrapping, pages, damage."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random
from typing import Literal

from corpus.generator.layout import Block, Role, Side
from corpus.generator.tagging import bare, is_mark

_PAGE = 46
_SEAM = re.compile("([a-zà-ỹ]) ([A-ZĐ])")


@dataclass(frozen=True)
class Habit:
    """How one tool writes a file down."""

    head: str
    foot: str
    width: int
    indent: str
    blank: bool
    cells: str
    pages: bool
    damage: float
    glued: bool
    """Words run together where a layer lost its blanks; ``form`` is the Unicode form of the tool."""
    form: Literal["NFC", "NFD"]


def habit(rng: Random, noise: float | None = None) -> Habit:
    """A random tool; ``noise`` fixes the share of damaged letters."""
    return Habit(
        rng.choice(("left", "left", "right", "interleaved", "wide")), rng.choice(("left", "left", "right", "wide")),
        rng.choice((0, 0, 78, 84, 90, 96, 110)), rng.choice(("", "", "", "     ", "\t")), rng.random() < 0.35,
        rng.choice(("\t", "\t", " | ", "   ")), rng.random() < 0.7,
        (rng.choice((0.0, 0.0, 0.0, 0.002, 0.008)) if noise is None else noise),
        noise is None and rng.random() < 0.06, "NFD" if noise is None and rng.random() < 0.03 else "NFC",
    )  # fmt: skip


def text_of(blocks: Sequence[Block], rng: Random, how: Habit) -> str:
    """All blocks as text, marks still inside."""
    out: list[str] = []
    for members in _together(blocks):
        if members[0].side is Side.ACROSS:
            out += _across(members[0], how)
        else:
            head = any(one.role in {Role.MOTTO, Role.PLACE_DATE} for one in members)
            out += _columns(members, how.head if head else how.foot)
            if head:
                out.append("")
    if how.pages:
        out = list(_paged(out, rng))
    text = _damaged("\n".join(out), rng, how.damage)
    if how.glued:
        text = _SEAM.sub(lambda match: match[1] + match[2] if rng.random() < 0.05 else match[0], text)
    return unicodedata.normalize(how.form, text)


def _together(blocks: Sequence[Block]) -> Iterator[list[Block]]:
    side: list[Block] = []
    for one in blocks:
        if one.side is Side.ACROSS:
            if side:
                yield side
            side = []
            yield [one]
        else:
            side.append(one)
    if side:
        yield side


def _lines(one: Block) -> list[str]:
    lines = ["".join(span.text for span in para) for para in one.paras]
    if one.role is Role.ADDRESSEES:
        if len(lines) == 2:
            return [f"{lines[0]} {lines[1]}"]
        return lines
    return lines


def _across(one: Block, how: Habit) -> list[str]:
    if one.rows:
        # Blanks between cells cannot show an empty one.
        gap = "\t" if how.cells == "   " and not all(cell for row in one.rows for cell in row) else how.cells
        edge = "| " if gap == " | " else ""
        return [edge + gap.join(row) + (" |" if edge else "") for row in one.rows]
    out: list[str] = []
    for line in _lines(one):
        if one.role in {Role.PARAGRAPH, Role.BASIS, Role.HEADING}:
            out += wrapped(how.indent + line, how.width)
            if how.blank:
                out.append("")
        else:
            centred = how.width and how.indent and one.role in {Role.TYPE, Role.SUBJECT, Role.CLOSING_RULE}
            out.append(" " * max((how.width - len(bare(line))) // 2, 0) + line if centred else line)
    return out


def _columns(members: Sequence[Block], order: str) -> list[str]:
    left = [line for one in members if one.side is Side.LEFT for line in _lines(one)]
    right = [line for one in members if one.side is Side.RIGHT for line in _lines(one)]
    if order == "left":
        return left + right
    if order == "right":
        return right + left
    if order == "interleaved":
        longest = max(len(left), len(right))
        pairs = [(column[n] if n < len(column) else None) for n in range(longest) for column in (left, right)]
        return [line for line in pairs if line is not None]
    wide = max((len(bare(line)) for line in left), default=0) + 6
    lines: list[str] = []
    for n in range(max(len(left), len(right))):
        one = left[n] if n < len(left) else ""
        other = right[n] if n < len(right) else ""
        lines.append((one + " " * (wide - len(bare(one))) + other if other else one).rstrip())
    return lines


def wrapped(text: str, width: int) -> list[str]:
    """``text`` in lines of ``width`` visible letters; 0 leaves it whole."""
    if not width:
        return [text]
    lines: list[str] = []
    line = ""
    room = 0
    for word in text.split(" "):
        size = len(bare(word))
        if line and room + 1 + size > width:
            lines.append(line)
            line, room = word, size
        elif line or not word:
            line, room = f"{line} {word}", room + 1 + size
        else:
            line, room = word, size
    return [*lines, line]


def _paged(lines: list[str], rng: Random) -> Iterator[str]:
    """Page numbers where a page ends, also inside paragraphs."""
    size = _PAGE + rng.randint(-6, 6)
    used = 0
    page = 1
    style = rng.choice(("{}", "{}", "- {} -", "\f{}"))
    for line in lines:
        used += max(1, len(bare(line)) // 95)
        if used > size and line.strip():
            page += 1
            used = 0
            yield style.format(page)
        yield line


_CONFUSED = {
    "ẫ": "ẩ", "ẩ": "ẫ", "ỗ": "ổ", "ổ": "ồ", "ữ": "ử", "ự": "ư", "ạ": "a", "ệ": "ê", "ộ": "ô", "ợ": "ơ", "n": "u",
    "l": "I", "m": "rn", "í": "i", "ế": "ê", "ề": "ê", "ị": "i", "g": "q", "c": "e", "h": "b", "ả": "á", "à": "á",
    "ú": "u", "đ": "d", ".": ",", "ớ": "ó", "ấ": "â", "ầ": "â", "t": "l", "ý": "y", "ủ": "u", "u": "n",
}  # fmt: skip


def _damaged(text: str, rng: Random, share: float) -> str:
    """Letters misread; figures and marks are left alone, so that numbers in gold stay readable."""
    if not share:
        return text
    out: list[str] = []
    for char in text:
        if char in _CONFUSED and not is_mark(char) and rng.random() < share:
            out.append(_CONFUSED[char])
        else:
            out.append(char)
    return "".join(out)
