"""The measured chain that makes a scan readable, and nothing that did not pay.

Brightest channel (red seals, blue ink and stamps go white) -> resolution of the settings, never enlarged -> light of
the paper divided out -> straightened. Medians, denoising, thresholding by hand: measured, no gain, left out.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import Final, Literal

import cv2
import numpy as np

from pipeline.schema import Box, Line
from pipeline.transcription.geometry import moved
from pipeline.transcription.page_image import POINTS_PER_INCH, Affine, PageImage, Picture, Pixels

_LEVELS: Final = (60, 205)
_CHROMA: Final = (40, 70)
"""Of pale and of strong ink, 0..255; old paper reaches 30."""
_FAINT_CHROMA: Final = 20
_DEEP: Final = 80
"""Darker pixels are letters, whatever tint the edge of a stamp gives them."""
_INK: Final = 128
_COLOUR_SHARE: Final = (0.0005, 0.30)
"""Less is noise of the sensor, more is tinted paper; in between is ink."""
_WORTH_RESIZING: Final = 0.97
_SMALLEST_ANGLE: Final = 0.2
_BLANK_PIXELS: Final = 40


Ink = Literal["black", "stamped", "coloured", "colour only"]
_WITH_STAMPS: Final = ("stamped", "coloured")


@dataclass(frozen=True, eq=False)
class CleanPage:
    """An image for the engine and the way from its points to those of the page as scanned."""

    image: PageImage
    black: PageImage | None = None
    """The same page with only its black ink, where there is coloured ink too: what a stamp or a seal stands over."""
    colour: PageImage | None = None
    """The same page with only its coloured ink, where there is some: stamps, seals and marks."""
    back: Affine | None = None
    """Points of the straightened page -> points of the page; None where it stood straight."""

    def as_scanned(self, lines: tuple[Line, ...], width: float, height: float) -> tuple[Line, ...]:
        """Lines with their boxes where they stand on the scanned page of ``width`` x ``height`` points."""
        return moved(lines, self.back, width, height)


def clean(picture: Picture, dpi: int) -> CleanPage:
    """The whole chain for one picture; 20-75 ms a page of A4."""
    pixels = picture.pixels
    height, width = pixels.shape[:2]
    ink = judge_ink(pixels)
    grey = to_grey(pixels, ink)
    smaller = dpi / picture.dpi
    # Almost the right size is right: to move pixels by a hair only blurs them.
    if smaller < _WORTH_RESIZING:
        width = max(round(picture.box.width * dpi / POINTS_PER_INCH), 1)
        height = max(round(picture.box.height * dpi / POINTS_PER_INCH), 1)
        grey = _resized(grey, width, height)
        pixels = _resized(pixels, width, height) if ink in _WITH_STAMPS else pixels
    dpi = max(round(min(dpi, picture.dpi)), 1)
    if not picture.bilevel:
        grey = even_light(grey)
    black = even_light(without_colour(pixels)) if ink in _WITH_STAMPS else None
    colour = colour_alone(pixels) if ink in _WITH_STAMPS else None
    scale = (picture.box.width / width, picture.box.height / height)
    origin = (picture.box.x0, picture.box.y0)
    back = None
    angle = skew(grey)
    if abs(angle) >= _SMALLEST_ANGLE:
        grey, turn = rotate(grey, angle)
        black = None if black is None else rotate(black, angle)[0]
        colour = None if colour is None else rotate(colour, angle)[0]
        back = _in_points(turn, scale, origin)
    image = PageImage(grey, dpi, scale, origin)
    black_image, colour_image = (None if grey is None else replace(image, grey=grey) for grey in (black, colour))
    return CleanPage(image, black_image, colour_image, back)


def judge_ink(pixels: Pixels) -> Ink:
    """What a page is written with: black alone, black with pale or with strong colour on it, colour throughout."""
    if pixels.ndim == 2:
        return "black"
    small = cv2.resize(pixels, None, fx=0.25, fy=0.25, interpolation=cv2.INTER_AREA)
    brightest, chroma = _brightest_and_chroma(_as_pixels(small))
    pale, strong = (float(np.count_nonzero(chroma > limit)) / chroma.size for limit in _CHROMA)
    black = float(np.count_nonzero(brightest < _INK)) / chroma.size
    low, high = _COLOUR_SHARE
    if low < strong < high:
        return "colour only" if strong > 4 * black else "coloured"
    return "stamped" if low < pale < high else "black"


def to_grey(pixels: Pixels, ink: Ink) -> Pixels:
    """Brightest channel, with the levels pulled apart where there is coloured ink.

    A page written wholly in coloured ink is taken by its lightness instead, or nothing would be left of it.
    """
    if pixels.ndim == 2:
        return pixels
    if ink == "colour only":
        return _as_pixels(cv2.cvtColor(pixels, cv2.COLOR_BGR2GRAY))
    grey, _ = _brightest_and_chroma(pixels)
    if ink != "coloured":
        return grey
    dark, light = _LEVELS
    ramp = np.clip((np.arange(256) - dark) * 255.0 / (light - dark), 0, 255).astype(np.uint8)
    return _as_pixels(cv2.LUT(grey, ramp))


def without_colour(pixels: Pixels) -> Pixels:
    """Brightest channel with every coloured pixel white: letters under a stamp stand free, handwriting in blue is gone.

    The paper's own tint is taken off first, for yellowed paper is no ink.
    """
    balanced = _on_white(pixels)
    brightest, _ = _brightest_and_chroma(balanced)
    _, chroma = _brightest_and_chroma(_as_pixels(cv2.GaussianBlur(balanced, (3, 3), 0)))
    brightest[(chroma > _FAINT_CHROMA) & (brightest >= _DEEP)] = 255
    return brightest


def colour_alone(pixels: Pixels) -> Pixels:
    """The coloured ink, dark on white: the stronger the colour, the darker."""
    _, chroma = _brightest_and_chroma(_on_white(pixels))
    return _as_pixels(255 - cv2.convertScaleAbs(np.maximum(chroma, _FAINT_CHROMA) - _FAINT_CHROMA, alpha=3.0))


def _on_white(pixels: Pixels) -> Pixels:
    """The paper's own tint taken off."""
    paper = np.percentile(pixels[::8, ::8].reshape(-1, 3), 80, axis=0)
    ramps = np.clip(np.arange(256)[:, None] * (255.0 / np.maximum(paper, 80)), 0, 255).astype(np.uint8)
    return _as_pixels(cv2.LUT(pixels, ramps.reshape(1, 256, 3)))


def _brightest_and_chroma(pixels: Pixels) -> tuple[Pixels, Pixels]:
    first, second, third = cv2.split(pixels)
    brightest = cv2.max(cv2.max(first, second), third)
    darkest = cv2.min(cv2.min(first, second), third)
    return _as_pixels(brightest), _as_pixels(cv2.subtract(brightest, darkest))


def even_light(grey: Pixels) -> Pixels:
    """Paper made white everywhere: the image divided by its closing at an eighth of the size."""
    height, width = grey.shape[:2]
    small = cv2.resize(grey, (max(width // 8, 1), max(height // 8, 1)), interpolation=cv2.INTER_AREA)
    paper = cv2.morphologyEx(small, cv2.MORPH_CLOSE, np.ones((9, 9), np.uint8))
    paper = cv2.blur(paper, (5, 5))
    # Black borders of the scanner are no shadow: below a third of full light nothing is brightened further.
    paper = cv2.resize(np.maximum(paper, 80), (width, height), interpolation=cv2.INTER_LINEAR)
    return _as_pixels(cv2.divide(grey, paper, scale=255))


def is_blank(image: PageImage) -> bool:
    """No ink worth reading: fewer dark pixels than a full stop and its neighbours need."""
    return int(np.count_nonzero(image.grey < _INK)) < _BLANK_PIXELS


def skew(grey: Pixels, widest: float = 5.0) -> float:
    """Degrees by which the lines fall to the right; 0.0 where there is too little ink to tell.

    Lines stand straight when the rows of ink are most unequal, so the sum of squares of the row histogram is largest.
    """
    factor = 1000.0 / max(grey.shape)
    small = cv2.resize(grey, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA) if factor < 1 else grey
    y, x = np.nonzero(small < 160)
    if len(y) < 500:
        return 0.0
    if len(y) > 20_000:
        step = len(y) // 20_000 + 1
        y, x = y[::step], x[::step]
    xs, ys = x.astype(np.float32), y.astype(np.float32)
    best = 0.0
    for reach, step_size in ((widest, 0.5), (0.5, 0.1), (0.1, 0.02)):
        count = round(reach / step_size)
        angles = [best + step_size * n for n in range(-count, count + 1)]
        best = max(angles, key=lambda angle: (_rows_unequal(xs, ys, angle), -abs(angle)))
    return best


def _rows_unequal(xs: Affine, ys: Affine, angle: float) -> float:
    rows = ys - xs * math.tan(math.radians(angle))
    counts = np.bincount((rows - rows.min()).astype(np.int32)).astype(np.float64)
    return float(np.dot(counts, counts))


def rotate(grey: Pixels, angle: float) -> tuple[Pixels, Affine]:
    """The image turned so that lines falling by ``angle`` degrees stand level, nothing cut off, and the matrix."""
    height, width = grey.shape[:2]
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1.0)
    sine, cosine = abs(math.sin(math.radians(angle))), abs(math.cos(math.radians(angle)))
    wide, high = round(width * cosine + height * sine), round(width * sine + height * cosine)
    turn[0, 2] += (wide - width) / 2
    turn[1, 2] += (high - height) / 2
    straight = cv2.warpAffine(grey, turn, (wide, high), flags=cv2.INTER_LINEAR, borderValue=255)
    return _as_pixels(straight), turn


def _in_points(turn: Affine, scale: tuple[float, float], origin: tuple[float, float]) -> Affine:
    """The inverse of ``turn`` (pixels) as a matrix between points."""
    to_points = np.array([[scale[0], 0, origin[0]], [0, scale[1], origin[1]], [0, 0, 1]])
    back = np.linalg.inv(np.vstack([turn, [0, 0, 1]]))
    whole: Affine = to_points @ back @ np.linalg.inv(to_points)
    return whole[:2]


def _resized(pixels: Pixels, width: int, height: int) -> Pixels:
    return _as_pixels(cv2.resize(pixels, (width, height), interpolation=cv2.INTER_AREA))


def _as_pixels(array: object) -> Pixels:
    return np.asarray(array, dtype=np.uint8)


def ink_box(image: PageImage) -> Box | None:
    """Around all dark pixels, in points; None on a blank page."""
    y, x = np.nonzero(image.grey < _INK)
    if not len(y):
        return None
    return image.box(float(x.min()), float(y.min()), float(x.max() - x.min() + 1), float(y.max() - y.min() + 1))
