"""Draws typeset pages: a digital PDF with a good text layer, or single inks for the scanner."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from pathlib import Path
from typing import Any

import numpy as np
import pymupdf

from corpus.generator import fonts
from corpus.generator.layout import Autograph, Ring, Seal
from corpus.generator.lines import Ink, Run
from corpus.generator.typeset import Picture, Rule, Typeset

Colour = tuple[float, float, float]
COLOURS: dict[Ink, Colour] = {
    Ink.PRINT: (0.0, 0.0, 0.0),
    Ink.PEN: (0.10, 0.16, 0.52),
    Ink.STAMP: (0.80, 0.12, 0.16),
    Ink.BLUE_STAMP: (0.20, 0.22, 0.58),
    Ink.SEAL: (0.83, 0.12, 0.15),
}
DIGITAL = frozenset({Ink.PRINT, Ink.PEN, Ink.STAMP, Ink.BLUE_STAMP})
"""A seal is ink on paper; its letters would only soil the text layer."""

# pymupdf is typed only in part; these are the untyped doors we go through.
_open: Any = pymupdf.open
_writer: Any = pymupdf.TextWriter
_matrix: Any = pymupdf.Matrix
_rect: Any = pymupdf.Rect
_point: Any = pymupdf.Point


def draw(papers: Iterable[Typeset], inks: Collection[Ink] = DIGITAL) -> Any:
    """A pymupdf document of all pages of all papers, in the given inks only."""
    document = _open()
    for paper in papers:
        for number in range(1, paper.pages + 1):
            page = document.new_page(width=paper.size[0], height=paper.size[1])
            draw_page(page, paper, number, inks)
    return document


def save(papers: Iterable[Typeset], path: Path, *, title: str = "") -> None:
    """Write a born-digital PDF: fonts subset, no dates, so the same papers give the same bytes."""
    document = draw(papers)
    document.subset_fonts()
    document.set_metadata({"title": title, "producer": "vanban corpus"})
    path.write_bytes(document.tobytes(garbage=4, deflate=True, no_new_id=True))


def draw_page(page: Any, paper: Typeset, number: int, inks: Collection[Ink]) -> None:
    """Put the wanted inks of one typeset page on a blank page."""
    _text(page, paper, number, inks)
    for rule in paper.rules:
        if rule.page == number and rule.stroke.ink in inks:
            _rule(page, rule)
    for picture in paper.pictures:
        if picture.page != number:
            continue
        if isinstance(picture.mark, Seal):
            if Ink.SEAL in inks:
                _seal(page, picture, picture.mark)
        elif Ink.PEN in inks:
            _pen(page, picture)


def _text(page: Any, paper: Typeset, number: int, inks: Collection[Ink]) -> None:
    """All runs, line after line so that the text layer keeps the reading order; one writer per look."""
    writer: Any = None
    look: tuple[Ink, float, tuple[float, float]] | None = None
    for line in paper.on(number):
        for run in line.runs:
            if run.ink not in inks:
                continue
            wanted = (run.ink, line.angle, line.pivot)
            if wanted != look:
                _flush(page, writer, look)
                writer, look = _writer(page.rect), wanted
            _append(writer, run)
            if run.underlined:
                end = run.x + run.width
                page.draw_line((run.x, run.y + 1.6), (end, run.y + 1.6), color=COLOURS[run.ink], width=0.7)
    _flush(page, writer, look)


def _append(writer: Any, run: Run) -> None:
    writer.append((run.x, run.y), run.text, font=fonts.font(run.face), fontsize=run.size)


def _flush(page: Any, writer: Any, look: tuple[Ink, float, tuple[float, float]] | None) -> None:
    if writer is None or look is None:
        return
    ink, angle, pivot = look
    morph = (_point(*pivot), _matrix(1, 1).prerotate(-angle)) if angle else None
    writer.write_text(page, color=COLOURS[ink], morph=morph)


def _rule(page: Any, rule: Rule) -> None:
    stroke = rule.stroke
    shape = page.new_shape()
    shape.draw_line((stroke.x0, stroke.y0), (stroke.x1, stroke.y1))
    morph = (_point(*rule.pivot), _matrix(1, 1).prerotate(-rule.angle)) if rule.angle else None
    dashes = "[0.6 2.0] 0" if stroke.dotted else None
    shape.finish(color=COLOURS[stroke.ink], width=stroke.weight, dashes=dashes, morph=morph, closePath=False)
    shape.commit()


def _seal(page: Any, picture: Picture, seal: Seal) -> None:
    """Two circles, letters round between them, a star below and the name in the middle."""
    (x, y), radius = picture.at, picture.size
    red = COLOURS[Ink.SEAL]
    for share, weight in ((1.0, 2.2), (0.93, 0.6), (0.64, 0.7)):
        page.draw_circle((x, y), radius * share, color=red, width=weight)
    face, size = fonts.face(fonts.SANS, bold=True), radius * 0.205
    letters = f"{seal.ring} ★ "
    step = 360.0 / len(letters)
    for n, letter in enumerate(letters):
        # The ring reads clockwise from lower left; the star comes to stand at the bottom.
        turn = 180.0 + step * (n + 1.5)
        if letter == "★":
            _star(page, x, y, radius * 0.785, turn)
        elif letter.strip():
            width = fonts.width(face, letter, size)
            writer = _writer(page.rect)
            writer.append((x - width / 2, y - radius * 0.72), letter, font=fonts.font(face), fontsize=size)
            writer.write_text(page, color=red, morph=(_point(x, y), _matrix(1, 1).prerotate(-turn)))
    bold = fonts.font(face)
    widest = max((fonts.width(face, text, 1.0) for text in seal.middle), default=1.0)
    size = min(radius * 0.21, radius * 1.18 / widest)
    top = y - size * (len(seal.middle) - 1) * 0.62 + size * 0.36
    for n, text in enumerate(seal.middle):
        width = fonts.width(face, text, size)
        writer = _writer(page.rect)
        writer.append((x - width / 2, top + n * size * 1.24), text, font=bold, fontsize=size)
        writer.write_text(page, color=red)


def _star(page: Any, x: float, y: float, away: float, turn: float) -> None:
    angle = np.radians(turn - 90.0)
    cx, cy = x + away * float(np.cos(angle)), y + away * float(np.sin(angle))
    points = []
    for n in range(10):
        reach = 4.6 if n % 2 == 0 else 1.9
        at = np.radians(36.0 * n - 90.0)
        points.append((cx + reach * float(np.cos(at)), cy + reach * float(np.sin(at))))
    page.draw_polyline([*points, points[0]], color=COLOURS[Ink.SEAL], fill=COLOURS[Ink.SEAL], width=0.2)


def _pen(page: Any, picture: Picture) -> None:
    blue = COLOURS[Ink.PEN]
    x, y = picture.at
    if isinstance(picture.mark, Ring):
        rect = _rect(x - picture.size * 1.1, y - picture.size * 0.85, x + picture.size, y + picture.size * 0.9)
        page.draw_oval(rect, color=blue, width=1.1)
    elif isinstance(picture.mark, Autograph):
        for stroke in scrawl(picture.mark.seed, x, y, picture.size):
            page.draw_polyline(stroke, color=blue, width=1.2)


def scrawl(seed: int, x: float, y: float, size: float) -> list[list[tuple[float, float]]]:
    """A signature: a tall first letter, a hand that gets smaller to the right, a long stroke back under it."""
    rng = np.random.default_rng(seed)
    t = np.linspace(0.0, 1.0, 220)
    loops = rng.uniform(5.0, 7.5)
    tall = 0.34 * np.exp(-6.0 * t) + 0.10 * (1.0 - 0.6 * t) * (0.7 + 0.3 * np.sin(9.0 * t + rng.uniform(0, 6)))
    turn = 2 * np.pi * loops * t
    slant = 0.35 * tall * np.cos(turn)
    xs = x + size * (1.1 * t - 0.62 + 0.055 * np.sin(turn) + slant)
    ys = y - size * (tall * np.cos(turn + rng.uniform(-0.3, 0.3)) + 0.10 * t - 0.04)
    back = np.linspace(0.0, 1.0, 40)
    start = (xs[-1], ys[-1])
    fx = start[0] + size * (0.12 * np.sin(np.pi * back) - rng.uniform(0.85, 1.1) * back**1.3)
    fy = start[1] + size * (rng.uniform(0.20, 0.30) * np.sin(np.pi * back * 0.62) - 0.03 * back)
    strokes = ((xs, ys), (fx, fy))
    return [[(float(a), float(b)) for a, b in zip(*stroke, strict=True)] for stroke in strokes]
