"""A paper to print: blocks in reading order, and the marks that offices put on it afterwards.

Text carries light markup: ``{b|bold}``, ``{i|italic}``, ``{u|underlined}``, ``{h|written by hand}``; the letters
combine (``{bi|...}``). Plain text is what remains without it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

_MARKUP = re.compile(r"\{([biuh]+)\|([^{}]*)\}")


class Role(StrEnum):
    """What a block is on the page; the ground truth of every line that is set from it."""

    MOTTO = "motto"
    PARENT_BODY = "parent_body"
    ISSUING_BODY = "issuing_body"
    STAR = "star"
    NUMBER = "number"
    PLACE_DATE = "place_date"
    TYPE = "type"
    SUBJECT = "subject"
    CLOSING_RULE = "closing_rule"
    SECRECY = "secrecy"
    URGENCY = "urgency"
    ADDRESSEES = "addressees"
    BASIS = "basis"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list_item"
    TABLE = "table"
    RECIPIENTS = "recipients"
    SIGNATURE = "signature"
    COPY = "copy"
    RECEIVED = "received"
    ANNOTATION = "annotation"
    PAGE_NUMBER = "page_number"
    FOOTER = "footer"


class Side(StrEnum):
    """Where a block stands: across the page, or in one column of a two-column heading or foot."""

    ACROSS = "across"
    LEFT = "left"
    RIGHT = "right"


_SIDES = {
    **dict.fromkeys((Role.PARENT_BODY, Role.ISSUING_BODY, Role.STAR, Role.NUMBER), Side.LEFT),
    **dict.fromkeys((Role.SECRECY, Role.URGENCY, Role.RECIPIENTS), Side.LEFT),
    **dict.fromkeys((Role.MOTTO, Role.PLACE_DATE, Role.SIGNATURE), Side.RIGHT),
}


@dataclass(frozen=True, slots=True)
class Span:
    """Characters of one look."""

    text: str
    bold: bool = False
    italic: bool = False
    underlined: bool = False
    by_hand: bool = False


Para = tuple[Span, ...]


def spans(marked: str) -> Para:
    """Read the light markup."""
    found: list[Span] = []
    at = 0
    for match in _MARKUP.finditer(marked):
        if match.start() > at:
            found.append(Span(marked[at : match.start()]))
        look = match[1]
        found.append(Span(match[2], "b" in look, "i" in look, "u" in look, "h" in look))
        at = match.end()
    if at < len(marked):
        found.append(Span(marked[at:]))
    return tuple(found)


def plain(para: Para) -> str:
    """The characters without their looks."""
    return "".join(span.text for span in para)


@dataclass(frozen=True, slots=True)
class Block:
    """One piece of the form. ``paras`` are its forced lines: items of a list, names of a signature, rows of a motto.

    A table has ``rows`` and relative ``widths`` instead. ``key`` is the writer's own tag; it comes back on every line.
    """

    role: Role
    paras: tuple[Para, ...] = ()
    side: Side = Side.ACROSS
    key: str = ""
    rows: tuple[tuple[str, ...], ...] = ()
    widths: tuple[float, ...] = ()

    @property
    def text(self) -> str:
        """All of it, one paragraph or row a line."""
        lines = [plain(para) for para in self.paras] + [" ".join(row) for row in self.rows]
        return "\n".join(line for line in lines if line)


def block(role: Role, *marked: str, side: Side | None = None, key: str = "") -> Block:
    """Build a block from marked text; the side follows from the role unless it is given."""
    place = _SIDES.get(role, Side.ACROSS) if side is None else side
    return Block(role, tuple(spans(text) for text in marked), place, key)


def table(rows: tuple[tuple[str, ...], ...], widths: tuple[float, ...], key: str = "") -> Block:
    """Build a ruled table; the first row is its head."""
    return Block(Role.TABLE, key=key, rows=rows, widths=widths)


@dataclass(frozen=True, slots=True)
class Received:
    """The incoming stamp (dấu ĐẾN), its blanks filled by hand. ``at`` is its top left corner on page 1, in points."""

    body: tuple[str, ...]
    serial: str
    date: str
    routed_to: str = ""
    file_code: str = ""
    at: tuple[float, float] = (40.0, 40.0)
    angle: float = 0.0
    red: bool = True


@dataclass(frozen=True, slots=True)
class Note:
    """Handwriting put on a page afterwards (bút phê): its lines, where they start, how they lean."""

    lines: tuple[str, ...]
    at: tuple[float, float]
    page: int = 1
    angle: float = 0.0
    size: float = 15.0


@dataclass(frozen=True, slots=True)
class Seal:
    """A round red seal: over the signature, or at a given centre. ``ring`` runs round it, ``middle`` stands inside."""

    ring: str
    middle: tuple[str, ...]
    at: tuple[float, float] | None = None
    page: int = 1


@dataclass(frozen=True, slots=True)
class Autograph:
    """A signature's scrawl over the name, drawn from ``seed``."""

    seed: int


@dataclass(frozen=True, slots=True)
class Ring:
    """A pen ring round the start of the first line of the block with this ``key`` (a reader's "this is for us")."""

    key: str


@dataclass(frozen=True, slots=True)
class Worn:
    """A rubbed or bleached spot: inside ``box`` (points) a scan keeps only the share ``left`` of the print."""

    box: tuple[float, float, float, float]
    page: int = 1
    left: float = 0.2


Mark = Received | Note | Seal | Autograph | Ring | Worn


@dataclass(frozen=True, slots=True)
class Paper:
    """All that one printed paper holds. ``regime`` names an entry of :data:`corpus.generator.regimes.REGIMES`."""

    regime: str
    blocks: tuple[Block, ...]
    marks: tuple[Mark, ...] = ()
