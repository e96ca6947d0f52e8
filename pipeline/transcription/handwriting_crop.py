"""A slot cut out of the scan in its own colours and resolution, straightened, without dots, rules and neighbours."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

import cv2
import numpy as np

from pipeline.schema import Box
from pipeline.transcription.cleaning import CleanPage
from pipeline.transcription.page_image import Picture, Pixels

_FINEST: Final = 4.2
"""Pixels a point (302 dpi): more tells the recogniser nothing."""
_AROUND: Final = (0.4, 0.8)
"""Heights of the row that are looked at beside and above the slot: a pen is not as tidy as type."""
_DARK: Final = 0.78
"""Of the paper's light: darker is ink."""
_TALL: Final = 0.42
"""Heights of the row: a figure is taller, dots, hyphens and dotted rules are not."""
_INSIDE: Final = 0.5
"""Share of a figure's width that lies between the printed words."""
_OUTSIDE: Final = 0.2
"""A stroke that lies inside by more than this share, and outside too, may be half a figure."""
_SLASH: Final = 0.28
"""Width of the slash, in type sizes."""
_ASTRAY: Final = 0.4
"""Type sizes that the slash may stand away from where it is expected."""
_STRAIGHT: Final = -0.9
"""Correlation of the pixels' rows and columns in a straight stroke that leans to the right."""
_SPECK: Final = 6
_SLANTS: Final = (-0.1, 0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6)
_EDGE: Final = 0.18
"""Heights of the figures left white around them."""


@dataclass(frozen=True, eq=False)
class Figures:
    """The ink of a slot alone on white, shape (height, width, 3); ``whole``: no stroke was cut off at its ends."""

    pixels: Pixels
    whole: bool


def figures_in(picture: Picture, sheet: CleanPage, slot: Box, size: float, mark: str) -> Figures | None:
    """The figures of a slot (points of the straightened page); None where no ink is as tall as one.

    ``size`` is that of the type beside it in points, ``mark`` what is printed right behind it.
    """
    beside, above = (share * slot.height for share in _AROUND)
    window = Box(slot.x0 - beside, slot.y0 - above, slot.x1 + beside, slot.y1 + above)
    cut, fineness = cut_out(picture, sheet, window)
    cut = _on_white(cut)
    row = Box(beside * fineness, above * fineness, (beside + slot.width) * fineness, (above + slot.height) * fineness)
    dark = _ink_of(cut)
    if mark == "/":
        row = replace(row, x1=_before_slash(dark, row, size * fineness))
    kept, whole = _strokes(dark, row)
    rows, columns = np.flatnonzero(kept.any(axis=1)), np.flatnonzero(kept.any(axis=0))
    if not rows.size:
        return None
    box = (int(rows[0]), int(rows[-1]) + 1, int(columns[0]), int(columns[-1]) + 1)
    return Figures(_framed(cut, kept, box), whole)


def _strokes(dark: Pixels, row: Box) -> tuple[Pixels, bool]:
    """Of the ink inside a window the strokes of figures that stand in ``row`` (pixels), 1 on 0; are they all whole."""
    count, labels, stats, _ = cv2.connectedComponentsWithStats(dark, connectivity=8)
    tall: list[tuple[int, int, int]] = []
    small: list[tuple[int, int, int]] = []
    whole = True
    for n in range(1, count):
        left, top, width, height, area = (int(value) for value in stats[n])
        inside = (min(left + width, row.x1) - max(left, row.x0)) / width
        middle = top + height / 2
        if not row.y0 - 0.35 * row.height < middle < row.y1 + 0.35 * row.height or area < _SPECK:
            continue
        is_tall = height >= _TALL * row.height
        if inside >= _INSIDE:
            (tall if is_tall else small).append((n, left, left + width))
        if is_tall and _OUTSIDE < inside < 1 - _OUTSIDE:
            whole = False
    wanted = [n for n, _, _ in tall]
    wanted += [n for n, low, high in small if any(low < right and left < high for _, left, right in tall)]
    kept = np.isin(labels, wanted).astype(np.uint8)
    spare = 0.1 * row.height
    kept[:, : max(round(row.x0 - spare), 0)] = 0
    kept[:, round(row.x1 + spare) :] = 0
    return kept, whole


def _before_slash(dark: Pixels, row: Box, size: float) -> float:
    """Where the printed slash behind a slot begins (pixels): the straight stroke that is nearest to its place."""
    count, labels, stats, _ = cv2.connectedComponentsWithStats(dark, connectivity=8)
    nearest, edge = _ASTRAY * size, row.x1
    for n in range(1, count):
        left, top, width, height, area = (int(value) for value in stats[n])
        away = abs(left + width / 2 - row.x1 - _SLASH / 2 * size)
        if away >= nearest or height < 0.5 * size or not 0.12 * height < width < 0.75 * height:
            continue
        y, x = np.nonzero(labels[top : top + height, left : left + width] == n)
        if float(np.corrcoef(x, y)[0, 1]) < _STRAIGHT and area < 0.25 * height * height:
            nearest, edge = away, float(left)
    return edge


def _framed(cut: Pixels, kept: Pixels, box: tuple[int, int, int, int]) -> Pixels:
    """The kept ink with a white edge around its box (top, bottom, left, right)."""
    top, bottom, left, right = box
    # The soft edges of a stroke belong to it.
    near = cv2.dilate(kept, np.ones((5, 5), np.uint8))
    alone = np.where(near[:, :, None] > 0, cut, 255).astype(np.uint8)
    edge = max(round(_EDGE * (bottom - top)), 2)
    out = np.full((bottom - top + 2 * edge, right - left + 2 * edge, 3), 255, np.uint8)
    out[edge:-edge, edge:-edge] = alone[top:bottom, left:right]
    return out


def _on_white(cut: Pixels) -> Pixels:
    """Each channel divided by the light of the paper."""
    paper = np.percentile(cut.reshape(-1, 3), 85, axis=0)
    ramps = np.clip(np.arange(256)[:, None] * (255.0 / np.maximum(paper, 60)), 0, 255).astype(np.uint8)
    return np.asarray(cv2.LUT(cut, ramps.reshape(1, 256, 3)), dtype=np.uint8)


def _ink_of(cut: Pixels) -> Pixels:
    """1 where there is ink of any colour."""
    darkest = cut.min(axis=2)
    smooth = cv2.GaussianBlur(darkest, (3, 3), 0)
    level, _ = cv2.threshold(smooth, 0, 255, cv2.THRESH_BINARY | cv2.THRESH_OTSU)
    return np.asarray(smooth < min(level * 1.1, _DARK * 255), dtype=np.uint8)


def cut_out(picture: Picture, sheet: CleanPage, box: Box) -> tuple[Pixels, float]:
    """The pixels inside ``box`` (straightened points), shape (height, width, 3), and how many of them make a point."""
    height, width = picture.pixels.shape[:2]
    across, down = width / max(picture.box.width, 1.0), height / max(picture.box.height, 1.0)
    fineness = min(max(across, down), _FINEST)
    # From pixels of the crop to points of the straight page, of the page as scanned, to pixels of the picture.
    chain = np.array([[1 / fineness, 0, box.x0], [0, 1 / fineness, box.y0], [0, 0, 1]])
    if sheet.back is not None:
        chain = np.vstack([sheet.back, [0, 0, 1]]) @ chain
    chain = np.array([[across, 0, -picture.box.x0 * across], [0, down, -picture.box.y0 * down], [0, 0, 1]]) @ chain
    size = (max(round(box.width * fineness), 1), max(round(box.height * fineness), 1))
    how = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    cut = cv2.warpAffine(picture.pixels, chain[:2], size, flags=how, borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(cut if cut.ndim == 3 else cv2.cvtColor(cut, cv2.COLOR_GRAY2BGR), dtype=np.uint8), fineness


def straightened(figures: Pixels, edge: float, stretch: float) -> Pixels:
    """Figures with their slant taken out: sheared until the columns of ink are most unequal.

    ``edge`` is the white around them in shares of their height, ``stretch`` how many times as wide they become. A
    slanting 1 looks like a 7 to the recogniser; upright it does not.
    """
    dark = np.asarray(255 - figures.min(axis=2), dtype=np.uint8)
    best = max(_SLANTS, key=lambda slant: _unequal(_sheared(dark, slant, 0)))
    upright = _sheared(figures, best, 255)
    ink = upright.min(axis=2) < _DARK * 255
    rows, columns = np.flatnonzero(ink.any(axis=1)), np.flatnonzero(ink.any(axis=0))
    if not rows.size:
        return figures
    tight = upright[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
    white = max(round(edge * tight.shape[0]), 2)
    framed = cv2.copyMakeBorder(tight, white, white, white, white, cv2.BORDER_CONSTANT, value=(255, 255, 255))
    if stretch != 1.0:
        framed = cv2.resize(framed, None, fx=stretch, fy=1.0, interpolation=cv2.INTER_LINEAR)
    return np.asarray(framed, dtype=np.uint8)


def _sheared(pixels: Pixels, slant: float, paper: int) -> Pixels:
    height, width = pixels.shape[:2]
    spare = round(abs(slant) * height) + 1
    matrix = np.array([[1, slant, (spare - slant * height) / 2], [0, 1, 0]])
    moved = cv2.warpAffine(pixels, matrix, (width + spare, height), borderValue=(paper, paper, paper))
    return np.asarray(moved, dtype=np.uint8)


def _unequal(dark: Pixels) -> float:
    columns = dark.sum(axis=0, dtype=np.float64)
    return float(np.dot(columns, columns))
