"""The forms that regulations (or a typewriter) gave to a page: measures and looks, never words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from corpus.generator.fonts import SERIF, TYPEWRITER
from corpus.generator.layout import Role

MM = 72 / 25.4


@dataclass(frozen=True, slots=True)
class Look:
    """How the lines of one role are set; ``align`` is left, centre, right or justify."""

    size: float = 14.0
    bold: bool = False
    italic: bool = False
    align: str = "justify"
    before: float = 0.0
    after: float = 0.0
    indent: float = 0.0


@dataclass(frozen=True, slots=True)
class Regime:
    """One form: the page, the columns of its heading, its ornaments, the looks of its roles."""

    name: str
    family: str
    looks: Mapping[Role, Look]
    margins: tuple[float, float, float, float] = (20 * MM, 15 * MM, 20 * MM, 30 * MM)
    """Top, right, bottom, left."""
    leading: float = 1.28
    left_column: float = 0.37
    motto_rule: str = "line"
    """``line``, ``dashes`` or ``none``: what stands under the motto."""
    issuer_rule: bool = False
    number_page_one: bool = False
    page_number: str = "{}"
    paper: tuple[float, float] = field(default=(210 * MM, 297 * MM))


_C = "centre"
_PARTY = {
    Role.MOTTO: Look(15, bold=True, align=_C),
    Role.PARENT_BODY: Look(14, align=_C),
    Role.ISSUING_BODY: Look(14, bold=True, align=_C),
    Role.STAR: Look(14, align=_C),
    Role.NUMBER: Look(14, align=_C),
    Role.PLACE_DATE: Look(14, italic=True, align=_C),
    Role.TYPE: Look(16, bold=True, align=_C, before=16),
    Role.SUBJECT: Look(14, bold=True, align=_C),
    Role.CLOSING_RULE: Look(14, align=_C, after=6),
    Role.SECRECY: Look(14, bold=True, align=_C, before=5, after=3),
    Role.URGENCY: Look(14, bold=True, align=_C, before=5, after=3),
    Role.ADDRESSEES: Look(14, align="left", before=14, after=12, indent=90),
    Role.BASIS: Look(14, after=6, indent=10 * MM),
    Role.HEADING: Look(14, bold=True, after=6, indent=10 * MM),
    Role.PARAGRAPH: Look(14, after=6, indent=10 * MM),
    Role.LIST_ITEM: Look(14, after=6, indent=10 * MM),
    Role.TABLE: Look(12, align="left", before=4, after=8),
    Role.RECIPIENTS: Look(12, align="left", before=8),
    Role.SIGNATURE: Look(14, align=_C, before=8),
    Role.COPY: Look(13, align=_C, before=8),
    Role.RECEIVED: Look(10, align="left"),
    Role.ANNOTATION: Look(13, italic=True, align="left", after=4),
    Role.PAGE_NUMBER: Look(14, align=_C),
    Role.FOOTER: Look(10, align=_C),
}
_STATE = {
    **_PARTY,
    Role.MOTTO: Look(13, bold=True, align=_C),
    Role.PARENT_BODY: Look(13, align=_C),
    Role.ISSUING_BODY: Look(13, bold=True, align=_C),
    Role.NUMBER: Look(13, align=_C, before=5),
    Role.TYPE: Look(14, bold=True, align=_C, before=16),
    Role.BASIS: Look(14, italic=True, after=6, indent=10 * MM),
    Role.RECIPIENTS: Look(11, align="left", before=8),
}


def _typed(look: Look) -> Look:
    # A typewriter has one size, one weight and no justification.
    align = "left" if look.align == "justify" else look.align
    return replace(look, size=12.0, bold=False, italic=False, align=align)


REGIMES: Mapping[str, Regime] = {
    "party": Regime("party", SERIF, _PARTY),
    "state": Regime("state", SERIF, _STATE, issuer_rule=True),
    "typewriter": Regime(
        "typewriter",
        TYPEWRITER,
        {role: _typed(look) for role, look in _PARTY.items()},
        margins=(22 * MM, 14 * MM, 20 * MM, 28 * MM),
        leading=1.6,
        left_column=0.42,
        motto_rule="dashes",
        page_number="- {} -",
    ),
}
"""``party``: HD 36-HD/VPTW; ``state``: NĐ 30/2020; ``typewriter``: a Party office of the 1980s."""
