"""Lays a paper out on its pages; what it says of every line is what the printer draws, so it is exact ground truth."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.generator import fonts
from corpus.generator.blocks import Column, Row, RowLine, RowRule, block_rows, two_columns
from corpus.generator.layout import Autograph, Block, Mark, Note, Paper, Received, Ring, Role, Seal, Side, Worn, spans
from corpus.generator.lines import ASCENT, DESCENT, Run, break_para
from corpus.generator.marks import note_row, received_row
from corpus.generator.regimes import MM, REGIMES, Regime

Rect = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Line:
    """A line as it stands on its page: words, place in points (origin top left), role, the writer's key.

    ``block`` counts the paper's blocks; marks and page numbers have -1. A leaning line turns by ``angle`` degrees
    clockwise about ``pivot``; its box holds it as turned.
    """

    text: str
    page: int
    box: Rect
    role: Role
    key: str
    block: int
    runs: tuple[Run, ...]
    angle: float = 0.0
    pivot: tuple[float, float] = (0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Rule:
    """A drawn line on a page."""

    page: int
    stroke: RowRule
    angle: float = 0.0
    pivot: tuple[float, float] = (0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Picture:
    """A seal, a scrawl or a ring, with the middle and the size it is drawn at."""

    page: int
    mark: Seal | Autograph | Ring
    at: tuple[float, float]
    size: float


@dataclass(frozen=True, slots=True)
class Typeset:
    """A laid out paper: pages count from 1, all lengths are points."""

    size: tuple[float, float]
    pages: int
    lines: tuple[Line, ...]
    rules: tuple[Rule, ...]
    pictures: tuple[Picture, ...]
    worn: tuple[Worn, ...] = ()

    def on(self, page: int) -> Iterator[Line]:
        """The lines of one page."""
        return (line for line in self.lines if line.page == page)

    def body_text(self) -> str:
        """What the blocks say in reading order, lines of one block joined; marks and page numbers left out."""
        out: dict[int, list[str]] = {}
        for line in self.lines:
            if line.block >= 0:
                out.setdefault(line.block, []).append(line.text)
        return "\n".join(" ".join(out[n]) for n in sorted(out))


def typeset(paper: Paper) -> Typeset:
    """Lay the paper out: heading, text and foot page by page, then page numbers, then the marks."""
    press = _Press(REGIMES[paper.regime])
    for members in _groups(paper.blocks):
        press.take(members)
    press.number_pages()
    for mark in paper.marks:
        press.mark(mark)
    return Typeset(
        press.size, press.page, tuple(press.lines), tuple(press.rules), tuple(press.pictures), tuple(press.worn)
    )


def _groups(blocks: tuple[Block, ...]) -> Iterator[list[tuple[int, Block]]]:
    """Neighbouring blocks with a side belong into one heading or foot; others stand alone."""
    together: list[tuple[int, Block]] = []
    for index, block in enumerate(blocks):
        if block.side is Side.ACROSS:
            if together:
                yield together
            together = []
            yield [(index, block)]
        else:
            together.append((index, block))
    if together:
        yield together


def _turned(box: Rect, angle: float, pivot: tuple[float, float]) -> Rect:
    """The box around ``box`` turned clockwise (y runs down) about ``pivot``."""
    cos, sin = math.cos(math.radians(angle)), math.sin(math.radians(angle))
    corners = [(x - pivot[0], y - pivot[1]) for x in (box[0], box[2]) for y in (box[1], box[3])]
    xs = [pivot[0] + x * cos - y * sin for x, y in corners]
    ys = [pivot[1] + x * sin + y * cos for x, y in corners]
    return min(xs), min(ys), max(xs), max(ys)


def _box(line: RowLine) -> Rect:
    ys = [(run.y - ASCENT * run.size, run.y + DESCENT * run.size) for run in line.runs]
    x1 = max(run.x + run.width for run in line.runs)
    return min(run.x for run in line.runs), min(y[0] for y in ys), x1, max(y[1] for y in ys)


class _Press:
    """The state of one typesetting: which page, how far down, what is set so far."""

    def __init__(self, regime: Regime) -> None:
        self.regime = regime
        self.size = regime.paper
        self.top, right, bottom, self.left = regime.margins
        self.width = self.size[0] - self.left - right
        self.floor = self.size[1] - bottom
        self.page, self.y = 1, self.top
        self.lines: list[Line] = []
        self.rules: list[Rule] = []
        self.pictures: list[Picture] = []
        self.worn: list[Worn] = []
        self.gap: tuple[int, float, float, float] | None = None

    def take(self, members: list[tuple[int, Block]]) -> None:
        """Set one block across the page, or one heading or foot."""
        index, block = members[0]
        if block.role is Role.FOOTER:
            self._footer(index, block)
            return
        if block.side is not Side.ACROSS:
            rows = [two_columns(members, self.regime, self.width)]
        else:
            rows = block_rows(block, Column(self.regime, self.width, index))
        for n, row in enumerate(rows):
            following = rows[n + 1].height if n + 1 < len(rows) else 1.5 * self.regime.looks[Role.PARAGRAPH].size
            if self.y + row.height + (following if row.keep else 0.0) > self.floor and self.y > self.top:
                self.page, self.y = self.page + 1, self.top
            if not row.lines and not row.rules and not row.gap and self.y == self.top:
                continue
            self._put(row.shift(self.left, self.y))
            self.y += row.height

    def _put(self, row: Row, *, page: int = 0, angle: float = 0.0, pivot: tuple[float, float] = (0.0, 0.0)) -> None:
        page = page or self.page
        for line in row.lines:
            box = _turned(_box(line), angle, pivot) if angle else _box(line)
            self.lines.append(Line(line.text, page, box, line.role, line.key, line.block, line.runs, angle, pivot))
        self.rules += [Rule(page, rule, angle, pivot) for rule in row.rules]
        if row.gap:
            self.gap = (page, *row.gap)

    def _footer(self, index: int, block: Block) -> None:
        look = self.regime.looks[Role.FOOTER]
        column = Column(self.regime, self.width, index)
        lines = [line for para in block.paras for line in break_para(para, look, self.regime.family, self.width)]
        y = self.floor + 4.0
        for line in lines:
            row = column.row(line, block)
            self._put(row.shift(self.left, y))
            y += row.height

    def number_pages(self) -> None:
        """Arabic figures, centred at the top, none on page 1."""
        look = self.regime.looks[Role.PAGE_NUMBER]
        for page in range(2, self.page + 1):
            text = self.regime.page_number.format(page)
            line = break_para(spans(text), look, self.regime.family, self.width)[0]
            runs = tuple(run.shift(self.left, 10 * MM + look.size * 0.9) for run in line.runs)
            self._put(Row(0.0, (RowLine(runs, text, look.size, Role.PAGE_NUMBER, "", -1),)), page=page)

    def mark(self, mark: Mark) -> None:
        """Put one mark on its page; a seal or scrawl without a place goes to the signature, or nowhere."""
        match mark:
            case Received():
                self._put(received_row(mark).shift(*mark.at), page=1, angle=mark.angle, pivot=mark.at)
            case Note():
                self._put(note_row(mark).shift(*mark.at), page=mark.page, angle=mark.angle, pivot=mark.at)
            case Seal(at=(x, y)):
                self.pictures.append(Picture(mark.page, mark, (x, y), 51.0))
            case Seal() if self.gap:
                page, left, right, middle = self.gap
                self.pictures.append(Picture(page, mark, (left + (right - left) * 0.30, middle - 6), 51.0))
            case Autograph() if self.gap:
                page, left, right, middle = self.gap
                self.pictures.append(Picture(page, mark, ((left + right) / 2 + 6, middle + 2), 60.0))
            case Ring():
                self._ring(mark)
            case Worn():
                self.worn.append(mark)
            case _:
                pass

    def _ring(self, mark: Ring) -> None:
        line = next(line for line in self.lines if line.key == mark.key)
        run = line.runs[0]
        middle = (run.x + fonts.width(run.face, run.text.split()[0][:3], run.size) / 2 - 2.5, run.y - 0.33 * run.size)
        self.pictures.append(Picture(line.page, mark, middle, 11.0))
