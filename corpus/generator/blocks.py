"""Turns the blocks of a form into rows that a page can take one after another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from corpus.generator import fonts
from corpus.generator.layout import Block, Para, Role, Side, Span
from corpus.generator.lines import Ink, Run, SetLine, break_para
from corpus.generator.regimes import Look, Regime

HEAD = frozenset({Role.MOTTO, Role.PARENT_BODY, Role.ISSUING_BODY, Role.NUMBER, Role.PLACE_DATE})
SIGNATURE_GAP = 64.0
_CELL_PAD = 4.0


@dataclass(frozen=True, slots=True)
class RowLine:
    """A line inside a row; run positions count from the row's top and the column's left."""

    runs: tuple[Run, ...]
    text: str
    size: float
    role: Role
    key: str
    block: int


@dataclass(frozen=True, slots=True)
class RowRule:
    """A drawn line inside a row."""

    x0: float
    y0: float
    x1: float
    y1: float
    weight: float = 0.7
    ink: Ink = Ink.PRINT
    dotted: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """What a page takes whole: a text line, a table row, a whole two-column heading, or a space."""

    height: float
    lines: tuple[RowLine, ...] = ()
    rules: tuple[RowRule, ...] = ()
    keep: bool = False
    """Must not be the last row of a page."""
    gap: tuple[float, float, float] | None = None
    """Where a signature goes: left, right of its column and the middle of the empty space."""

    def shift(self, dx: float, dy: float) -> Row:
        """The same row with everything in it moved."""
        lines = tuple(replace(line, runs=tuple(run.shift(dx, dy) for run in line.runs)) for line in self.lines)
        rules = tuple(replace(r, x0=r.x0 + dx, x1=r.x1 + dx, y0=r.y0 + dy, y1=r.y1 + dy) for r in self.rules)
        gap = (self.gap[0] + dx, self.gap[1] + dx, self.gap[2] + dy) if self.gap else None
        return replace(self, lines=lines, rules=rules, gap=gap)


@dataclass(frozen=True, slots=True)
class Column:
    """Where a block is set: its form, its width, its place in the paper."""

    regime: Regime
    width: float
    index: int

    def row(self, line: SetLine, block: Block, *, keep: bool = False, leading: float | None = None) -> Row:
        """A row of one line; the baseline stands low enough for stacked marks."""
        height = line.size * (leading or self.regime.leading)
        runs = tuple(run.shift(0.0, height - 0.28 * line.size) for run in line.runs)
        placed = RowLine(runs, line.text, line.size, block.role, block.key, self.index)
        return Row(height, (placed,), keep=keep)


def look_of(block: Block, regime: Regime) -> Look:
    """The look of the role; a subject beside the heading (công văn) is small and slanted."""
    look = regime.looks[block.role]
    if block.role is Role.SUBJECT and block.side is Side.LEFT:
        small = regime.family == fonts.TYPEWRITER
        return Look(look.size if small else 12.0, italic=not small, align="centre", before=3)
    if block.side is Side.LEFT and block.role is Role.COPY:
        return replace(look, align="left")
    return look


def block_rows(block: Block, column: Column) -> list[Row]:
    """All rows of a block in its column, its spaces before and after among them."""
    look = look_of(block, column.regime)
    setter = _SETTERS.get(block.role, _paragraphs)
    rows = setter(block, look, column)
    before = [Row(look.before, keep=True)] if look.before else []
    after = [Row(look.after)] if look.after else []
    return [*before, *rows, *after]


def _paragraphs(block: Block, look: Look, column: Column) -> list[Row]:
    rows: list[Row] = []
    for i, para in enumerate(block.paras):
        if i and look.after:
            rows.append(Row(look.after))
        lines = break_para(para, look, column.regime.family, column.width, first=look.indent)
        # A heading stays with its text; a paragraph does not leave its first line alone at the foot of a page.
        keep = block.role in {Role.HEADING, Role.TYPE, Role.SUBJECT}
        tight = 1.18 if look.align == "centre" else None
        rows += [
            column.row(line, block, keep=keep or (n == 0 < len(lines) - 1), leading=tight)
            for n, line in enumerate(lines)
        ]
    return rows


def _headed(block: Block, look: Look, column: Column) -> list[Row]:
    """Motto and issuer: centred rows, with the rule that their form wants under them."""
    regime = column.regime
    rows = _paragraphs(block, look, column)
    last = rows[-1].lines[0]
    start, end = last.runs[0].x, last.runs[-1].x + last.runs[-1].width
    if block.role is Role.ISSUING_BODY:
        if not regime.issuer_rule:
            return rows
        third = (end - start) / 3
        start, end = start + third, end - third
    elif regime.motto_rule == "none":
        return rows
    elif regime.motto_rule == "dashes":
        dashes = (Span("-" * max(4, round((end - start) / look.size / 0.9))),)
        line = break_para(dashes, replace(look, align="centre"), regime.family, column.width)[0]
        return [*rows, column.row(line, replace(block, key="rule"), leading=0.8)]
    return [*rows, Row(6.0, rules=(RowRule(start, 1.2, end, 1.2, 0.9),))]


def _star(block: Block, look: Look, column: Column) -> list[Row]:
    lines = break_para(block.paras[0], look, column.regime.family, column.width)
    return [column.row(line, block, leading=1.0) for line in lines]


def _framed(block: Block, look: Look, column: Column) -> list[Row]:
    """A secrecy or urgency stamp: red capitals in a frame."""
    line = break_para(block.paras[0], look, column.regime.family, column.width, ink=Ink.STAMP)[0]
    row = column.row(line, block, leading=1.5)
    x0, x1, y0, y1 = line.start - 8, line.end + 8, 0.0, row.height + 1
    corners = ((x0, y0, x1, y0), (x1, y0, x1, y1), (x1, y1, x0, y1), (x0, y1, x0, y0))
    return [replace(row, height=row.height + 3, rules=tuple(RowRule(*side, 1.4, Ink.STAMP) for side in corners))]


def _addressees(block: Block, look: Look, column: Column) -> list[Row]:
    """A label, and after it the items one under another."""
    family = column.regime.family
    label = break_para(block.paras[0], replace(look, italic=family != fonts.TYPEWRITER), family, column.width)[0]
    hang = look.indent + label.end + 6.0
    rows: list[Row] = []
    for para in block.paras[1:]:
        for line in break_para(para, look, family, column.width - hang):
            runs = tuple(run.shift(hang, 0.0) for run in line.runs)
            if not rows:
                first = [run.shift(look.indent, 0.0) for run in label.runs]
                first[-1] = replace(first[-1], text=first[-1].text + " ")
                runs = (*first, *runs)
            rows.append(column.row(SetLine(runs, look.size), block, leading=1.2))
    return rows


def _recipients(block: Block, look: Look, column: Column) -> list[Row]:
    """Underlined label at body size, then the small list."""
    family = column.regime.family
    rows: list[Row] = []
    for i, para in enumerate(block.paras):
        own = look if i else replace(look, size=max(look.size, 14.0) if family != fonts.TYPEWRITER else look.size)
        if not i and not any(span.underlined for span in para):
            para = tuple(replace(span, underlined=True) for span in para)
        rows += [column.row(line, block, leading=1.2) for line in break_para(para, own, family, column.width)]
    return rows


def _signature(block: Block, look: Look, column: Column) -> list[Row]:
    """Authority bold, office plain, the space for the pen (an empty paragraph), the name bold."""
    rows: list[Row] = []
    named = False
    for i, para in enumerate(block.paras):
        if not para:
            rows.append(Row(SIGNATURE_GAP, gap=(0.0, column.width, SIGNATURE_GAP / 2)))
            named = True
            continue
        own = replace(look, bold=(i == 0 or named) and column.regime.family != fonts.TYPEWRITER)
        rows += [
            column.row(line, block, leading=1.18) for line in break_para(para, own, column.regime.family, column.width)
        ]
    return rows


def _table(block: Block, look: Look, column: Column) -> list[Row]:
    """Ruled rows; each cell's lines are lines of their own, keyed ``key/row/column``."""
    total = sum(block.widths)
    edges = [0.0]
    for share in block.widths:
        edges.append(edges[-1] + column.width * share / total)
    rows: list[Row] = []
    for number, cells in enumerate(block.rows):
        lines: list[RowLine] = []
        height = 0.0
        for n, cell in enumerate(cells):
            tagged = replace(block, key=f"{block.key}/{number}/{n}")
            lined, deep = _cell(
                cell,
                tagged,
                replace(look, bold=number == 0, align="left" if number else "centre"),
                column,
                edges[n],
                edges[n + 1],
            )
            lines += lined
            height = max(height, deep)
        rows.append(Row(height, tuple(lines), _grid(edges, height), keep=number == 0))
    return rows


def _cell(
    text: str, block: Block, look: Look, column: Column, left: float, right: float
) -> tuple[list[RowLine], float]:
    lines: list[RowLine] = []
    y = _CELL_PAD / 2
    for line in break_para((Span(text),), look, column.regime.family, right - left - 2 * _CELL_PAD):
        row = column.row(line, block, leading=1.2).shift(left + _CELL_PAD, y)
        lines += row.lines
        y += row.height
    return lines, y + _CELL_PAD


def _grid(edges: Sequence[float], height: float) -> tuple[RowRule, ...]:
    across = [RowRule(edges[0], y, edges[-1], y, 0.5) for y in (0.0, height)]
    return (*across, *(RowRule(x, 0.0, x, height, 0.5) for x in edges))


_SETTERS = {
    Role.MOTTO: _headed,
    Role.ISSUING_BODY: _headed,
    Role.STAR: _star,
    Role.SECRECY: _framed,
    Role.URGENCY: _framed,
    Role.ADDRESSEES: _addressees,
    Role.RECIPIENTS: _recipients,
    Role.SIGNATURE: _signature,
    Role.TABLE: _table,
}


def _widest(para: Para, look: Look, family: str) -> float:
    return max((line.end for line in break_para(para, replace(look, align="left"), family, 1e6)), default=0.0)


def _left_width(members: Sequence[tuple[int, Block]], regime: Regime, width: float) -> float:
    """The heading's left column: the form's share, or more where the issuer's name needs it."""
    named = [b for _, b in members if b.role in {Role.PARENT_BODY, Role.ISSUING_BODY}]
    needs = [_widest(para, regime.looks[b.role], regime.family) + 8 for b in named for para in b.paras]
    return max(regime.left_column * width, min(max(needs, default=0.0), 0.48 * width))


def two_columns(members: Sequence[tuple[int, Block]], regime: Regime, width: float) -> Row:
    """A heading or a foot as one unbreakable row; the date stands level with the number."""
    head = any(b.role in HEAD for _, b in members)
    left = _left_width(members, regime, width) if head else 0.48 * width
    number_y: float | None = None
    parts: list[Row] = []
    deepest = 0.0
    for side, x, room in ((Side.LEFT, 0.0, left), (Side.RIGHT, left, width - left)):
        y = 0.0
        for index, block in (m for m in members if m[1].side is side):
            if block.role is Role.PLACE_DATE and number_y is not None:
                y = max(y, number_y)
            if block.role is Role.NUMBER:
                number_y = y
            for row in block_rows(block, Column(regime, room, index)):
                parts.append(row.shift(x, y))
                y += row.height
        deepest = max(deepest, y)
    gaps = [part.gap for part in parts if part.gap]
    lines = tuple(line for part in parts for line in part.lines)
    rules = tuple(rule for part in parts for rule in part.rules)
    return Row(deepest, lines, rules, gap=gaps[0] if gaps else None)
