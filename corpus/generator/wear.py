"""What toner, pens, damp, light, lids and sensors do to a page: operations on pixels, seeded, numpy and OpenCV only."""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

Image = NDArray[np.uint8]
Field = NDArray[np.float32]


def smooth_field(rng: np.random.Generator, shape: tuple[int, ...], cells: int, low: float, high: float) -> Field:
    """Slow variation over the page: random values on a coarse grid, blown up."""
    rows = max(2, round(cells * shape[0] / max(shape[:2])) + 1)
    cols = max(2, round(cells * shape[1] / max(shape[:2])) + 1)
    coarse = rng.uniform(low, high, (rows, cols)).astype(np.float32)
    return _field(cv2.resize(coarse, (shape[1], shape[0]), interpolation=cv2.INTER_CUBIC))


def _field(values: Any) -> Field:
    return np.asarray(values, np.float32)


def _image(values: Any) -> Image:
    return np.asarray(values, np.uint8)


def over(page: Image, ink: Image) -> Image:
    """Lay ink on paper: both darken."""
    if page.ndim == 2 and ink.ndim == 3:
        page = _image(cv2.cvtColor(page, cv2.COLOR_GRAY2RGB))
    if ink.ndim == 2 and page.ndim == 3:
        ink = _image(cv2.cvtColor(ink, cv2.COLOR_GRAY2RGB))
    return _image(cv2.multiply(page, ink, scale=1 / 255))


def fade(ink: Image, strength: Field) -> Image:
    """Let paper show through ink: strength 1 keeps it, 0 removes it."""
    missing = cv2.bitwise_not(ink)
    return _image(cv2.bitwise_not(_times(_image(missing), strength)))


def _times(page: Image, factor: Field, shares: tuple[float, ...] = (1.0, 1.0, 1.0)) -> Image:
    """Multiply by a field, channel by channel: a float copy of a whole colour page would cost more than the rest."""
    if page.ndim == 2:
        return _image(cv2.multiply(page, factor, scale=sum(shares) / 3, dtype=cv2.CV_8U))
    channels = zip(cv2.split(page), shares, strict=True)
    return _image(cv2.merge([cv2.multiply(c, factor, scale=share, dtype=cv2.CV_8U) for c, share in channels]))


def toner(rng: np.random.Generator, ink: Image, unevenness: float) -> Image:
    """Print that is weaker in places."""
    return fade(ink, smooth_field(rng, ink.shape, 14, 1.0 - unevenness, 1.0))


def rubber(rng: np.random.Generator, ink: Image) -> Image:
    """A rubber stamp: patchy, grainy, never quite full."""
    patches = smooth_field(rng, ink.shape, 14, 0.60, 1.10)
    height, width = ink.shape[:2]
    grain = rng.random((height // 2 + 1, width // 2 + 1), dtype=np.float32)
    grain = _field(cv2.GaussianBlur(cv2.resize(grain, (width, height)), (0, 0), 0.9))
    holes = np.clip((grain - 0.30) * 6.0, 0.25, 1.0)
    return _image(cv2.GaussianBlur(fade(ink, np.clip(patches * holes, 0.0, 1.0)), (0, 0), 0.7))


def hand(rng: np.random.Generator, ink: Image, dpi: int) -> Image:
    """Handwriting: letters bent a little, each pull of the pen at its own pressure."""
    height, width = ink.shape[:2]
    reach = dpi * 0.016
    cells = max(3, round(4 * max(height, width) / dpi))
    xs, ys = np.meshgrid(np.arange(width, dtype=np.float32), np.arange(height, dtype=np.float32))
    xs += smooth_field(rng, ink.shape, cells, -reach, reach)
    ys += smooth_field(rng, ink.shape, cells, -reach, reach)
    bent = _image(cv2.remap(ink, xs, ys, cv2.INTER_LINEAR, borderMode=cv2.BORDER_CONSTANT, borderValue=(255,) * 3))
    return fade(bent, smooth_field(rng, ink.shape, cells * 3, 0.70, 1.0))


def bleed(page: Image, verso: Image, strength: float) -> Image:
    """The other side of the sheet, mirrored and blurred, showing through."""
    mirrored = cv2.GaussianBlur(cv2.flip(verso, 1), (0, 0), 2.2)
    faint = _image(cv2.addWeighted(mirrored, strength, np.full_like(verso, 255), 1.0 - strength, 0))
    return over(page, faint)


def rub(rng: np.random.Generator, page: Image, box: tuple[int, int, int, int], left: float) -> Image:
    """Print worn off inside a pixel box, raggedly."""
    strength = np.ones(page.shape[:2], np.float32)
    x0, y0, x1, y1 = box
    spot = smooth_field(rng, (y1 - y0, x1 - x0), 16, left * 0.4, left * 1.6)
    strength[y0:y1, x0:x1] = np.clip(spot, 0.0, 1.0)
    soft = cv2.GaussianBlur(strength, (0, 0), max(2.0, (y1 - y0) / 12))
    return fade(page, _field(soft))


def fold(rng: np.random.Generator, page: Image, dpi: int) -> Image:
    """A crease across the page: a bright and a dark edge, and print rubbed off along it."""
    height, width = page.shape[:2]
    y = height * rng.choice([1 / 3, 1 / 2, 2 / 3]) + rng.normal(0, dpi * 0.05)
    line = y + np.linspace(0, rng.normal(0, dpi * 0.02), width)
    away = (np.arange(height)[:, None] - line[None, :]) / (dpi * 0.012)
    lift = 34.0 * np.exp(-(away**2)) - 30.0 * np.exp(-((away - 1.6) ** 2))
    change = lift.astype(np.float32)
    return _shifted(page, change)


def _shifted(page: Image, change: Field) -> Image:
    if page.ndim == 2:
        return _image(cv2.add(page, change, dtype=cv2.CV_8U))
    return _image(cv2.merge([cv2.add(c, change, dtype=cv2.CV_8U) for c in cv2.split(page)]))


def holes(rng: np.random.Generator, page: Image, dpi: int) -> Image:
    """Two punched holes at the left margin, the dark lid behind them."""
    out = page.copy()
    radius = round(dpi * 0.11)
    x = round(dpi * rng.uniform(0.38, 0.48))
    middle = page.shape[0] // 2 + round(rng.normal(0, dpi * 0.15))
    for y in (middle - round(dpi * 1.57), middle + round(dpi * 1.57)):
        shade = int(rng.integers(35, 90))
        cv2.circle(out, (x, y), radius, (shade,) * 3, -1, cv2.LINE_AA)
        cv2.circle(out, (x, y), radius, (150,) * 3, 1, cv2.LINE_AA)
    return out


def turn(page: Image, degrees: float, shift: tuple[float, float], backing: int) -> tuple[Image, NDArray[np.float64]]:
    """Rotate about the middle and move; returns the pixel transform too. ``backing`` is what lies behind the sheet."""
    height, width = page.shape[:2]
    matrix = np.asarray(cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1.0), np.float64)
    matrix[:, 2] += shift
    grey = (backing,) * 3
    turned = cv2.warpAffine(page, matrix, (width, height), flags=cv2.INTER_LINEAR, borderValue=grey)
    return _image(turned), matrix


def light(rng: np.random.Generator, page: Image, strength: float, tint: tuple[float, float, float]) -> Image:
    """Uneven light and the colour of the paper."""
    return _times(page, smooth_field(rng, page.shape, 3, 1.0 - strength, 1.0), tint)


def dark_margin(rng: np.random.Generator, page: Image, dpi: int) -> Image:
    """Black bands of an open lid at one or two edges."""
    out = page.copy()
    for edge in rng.permutation(4)[: int(rng.integers(1, 3))]:
        turned = np.rot90(out, edge)
        depth = max(4, round(dpi * rng.uniform(0.04, 0.14)))
        ragged = depth + np.cumsum(rng.normal(0, 0.25, turned.shape[1]))
        rows = np.arange(depth * 3)[:, None]
        ramp = np.clip((rows - ragged[None, :]) / (depth * 0.4) + 0.5, 0.12, 1.0).astype(np.float32)
        strip = turned[: depth * 3]
        turned[: depth * 3] = (strip * (ramp[..., None] if page.ndim == 3 else ramp)).astype(np.uint8)
    return out


def speckle(rng: np.random.Generator, page: Image, dpi: int, per_inch: float) -> Image:
    """Dust: small dark (and a few white) spots."""
    out = page.copy()
    height, width = page.shape[:2]
    count = int(per_inch * height * width / dpi**2)
    xs, ys = rng.integers(0, width, count), rng.integers(0, height, count)
    sizes = rng.integers(0, max(1, dpi // 110) + 1, count)
    for x, y, size in zip(xs.tolist(), ys.tolist(), sizes.tolist(), strict=True):
        shade = 255 if (x + y) % 5 == 0 else 30 + (x * 7 + y) % 90
        cv2.circle(out, (x, y), size, (shade,) * 3, -1)
    return out


def sensor(rng: np.random.Generator, page: Image, blur: float, noise: float) -> Image:
    """Focus and grain."""
    if blur > 0:
        page = _image(cv2.GaussianBlur(page, (0, 0), blur))
    if noise <= 0:
        return page
    grain = rng.standard_normal(page.shape[:2], dtype=np.float32) * np.float32(noise)
    return _shifted(page, grain)


def jpeg(page: Image, quality: int) -> Image:
    """Through a JPEG file and back."""
    stored = cv2.imencode(".jpg", page, [cv2.IMWRITE_JPEG_QUALITY, quality])[1]
    return _image(cv2.imdecode(stored, cv2.IMREAD_UNCHANGED))


def bilevel(page: Image, threshold: int) -> Image:
    """Black and white only."""
    grey = cv2.cvtColor(page, cv2.COLOR_RGB2GRAY) if page.ndim == 3 else page
    return _image(cv2.threshold(grey, threshold, 255, cv2.THRESH_BINARY)[1])
