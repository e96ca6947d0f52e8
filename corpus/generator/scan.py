"""Typeset pages become scans: inks rendered apart, laid on paper, worn, lit, turned and sensed; then bound as a PDF."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
import pymupdf
from numpy.typing import NDArray

from corpus.generator import wear
from corpus.generator.lines import Ink
from corpus.generator.pdf import draw_page
from corpus.generator.typeset import Rect, Typeset
from corpus.generator.wear import Image

# pymupdf is typed only in part; these are the untyped doors we go through.
_open: Any = pymupdf.open
_pixmap: Any = pymupdf.Pixmap
_irect: Any = pymupdf.IRect


@dataclass(frozen=True, slots=True)
class Tier:
    """How badly a page is treated. Strengths are upper bounds; each page draws its own below them."""

    name: str
    dpi: int
    blur: float = 0.0
    noise: float = 0.0
    skew: float = 0.0
    shade: float = 0.0
    tint: tuple[float, float, float] = (1.0, 1.0, 1.0)
    uneven: float = 0.0
    bleed: float = 0.0
    speckle: float = 0.0
    margin: float = 0.0
    """Chance of dark margins; likewise ``fold`` and ``holes``."""
    fold: float = 0.0
    holes: float = 0.0
    quality: int = 88
    """Of a JPEG step; 0 leaves it out."""
    threshold: int = 0
    """Over 0: the page ends in black and white."""


TIERS: Mapping[str, Tier] = {
    tier.name: tier
    for tier in (
        Tier("clean", 300, blur=0.4, noise=1.0, skew=0.1, quality=92),
        Tier("light", 300, blur=0.8, noise=4.0, skew=0.4, shade=0.05, tint=(0.99, 0.99, 0.98), uneven=0.2,
             speckle=0.2, holes=0.2, quality=85),
        Tier("medium", 200, blur=0.7, noise=6.0, skew=0.9, shade=0.14, tint=(0.97, 0.965, 0.94), uneven=0.35,
             bleed=0.10, speckle=0.8, margin=0.3, fold=0.3, holes=0.4, quality=70),
        Tier("bad", 150, blur=0.8, noise=10.0, skew=1.8, shade=0.30, tint=(0.93, 0.90, 0.82), uneven=0.5,
             bleed=0.20, speckle=3.0, margin=0.6, fold=0.6, holes=0.5, quality=45),
        Tier("fax", 150, blur=0.6, noise=22.0, skew=1.0, uneven=0.25, bleed=0.05, speckle=3.0, margin=0.4, quality=0,
             threshold=150),
    )
}  # fmt: skip


@dataclass(frozen=True)
class ScannedPage:
    """Pixels (grey or RGB), their density, and where the typesetter's points went."""

    image: Image
    dpi: int
    matrix: NDArray[np.float64]
    """2 x 3, from typeset points to scanned points."""

    @property
    def bilevel(self) -> bool:
        """Only black and white: bind it as a fax."""
        return self.image.ndim == 2 and bool(np.isin(self.image, (0, 255)).all())

    def box(self, box: Rect) -> Rect:
        """Where a typeset box lies on the scan, in points: the upright box around it as turned."""
        corners = np.array([(x, y, 1.0) for x in (box[0], box[2]) for y in (box[1], box[3])])
        moved = corners @ self.matrix.T
        low, high = moved.min(axis=0), moved.max(axis=0)
        return float(low[0]), float(low[1]), float(high[0]), float(high[1])


def scan(paper: Typeset, tier: Tier | str, rng: np.random.Generator, *, colour: bool = True) -> list[ScannedPage]:
    """Scan every page; the same paper, tier and generator state give the same pixels."""
    wanted = TIERS[tier] if isinstance(tier, str) else tier
    prints = [_ink(paper, n, {Ink.PRINT}, wanted.dpi) for n in range(1, paper.pages + 1)]
    return [_page(paper, n, prints, wanted, rng, colour) for n in range(1, paper.pages + 1)]


def _ink(paper: Typeset, number: int, inks: Collection[Ink], dpi: int) -> Image:
    """Some inks of one page on white; grey when it is print alone."""
    document = _open()
    page = document.new_page(width=paper.size[0], height=paper.size[1])
    draw_page(page, paper, number, inks)
    grey = set(inks) == {Ink.PRINT}
    pixmap = page.get_pixmap(dpi=dpi, colorspace=pymupdf.csGRAY if grey else pymupdf.csRGB)
    shape = (pixmap.h, pixmap.w) if grey else (pixmap.h, pixmap.w, 3)
    return np.frombuffer(pixmap.samples, np.uint8).reshape(shape).copy()


def _has(paper: Typeset, number: int, inks: Collection[Ink]) -> bool:
    if any(run.ink in inks for line in paper.on(number) for run in line.runs):
        return True
    pictures = [p for p in paper.pictures if p.page == number]
    return (Ink.SEAL in inks and bool(pictures)) or (Ink.PEN in inks and bool(pictures))


def _inked(layer: Image, spare: int = 12) -> tuple[int, int, int, int]:
    """Rows and columns that hold ink: wearing only these saves most of the time at 300 dpi."""
    marked = np.asarray(cv2.cvtColor(layer, cv2.COLOR_RGB2GRAY)) < 250
    rows, columns = np.flatnonzero(marked.any(axis=1)), np.flatnonzero(marked.any(axis=0))
    if not rows.size:
        return 0, 0, 1, 1
    top, left = max(int(rows[0]) - spare, 0), max(int(columns[0]) - spare, 0)
    return top, left, int(rows[-1]) + spare, int(columns[-1]) + spare


def _printed(
    paper: Typeset, number: int, prints: list[Image], tier: Tier, rng: np.random.Generator, colour: bool
) -> Image:
    """The sheet before it meets the scanner: print, then stamps, then pens, then the seal."""
    image = wear.toner(rng, prints[number - 1], tier.uneven * rng.uniform(0.4, 1.0))
    for worn in (w for w in paper.worn if w.page == number):
        x0, y0, x1, y1 = (round(edge * tier.dpi / 72) for edge in worn.box)
        image = wear.rub(rng, image, (max(x0, 0), max(y0, 0), x1, y1), worn.left)
    for inks in ({Ink.STAMP, Ink.BLUE_STAMP}, {Ink.PEN}, {Ink.SEAL}):
        if not _has(paper, number, inks):
            continue
        layer = _ink(paper, number, inks, tier.dpi)
        top, left, bottom, right = _inked(layer)
        part = np.ascontiguousarray(layer[top:bottom, left:right])
        layer[top:bottom, left:right] = wear.hand(rng, part, tier.dpi) if Ink.PEN in inks else wear.rubber(rng, part)
        image = wear.over(image, layer)
    if image.ndim == 3 and not colour:
        image = np.asarray(cv2.cvtColor(image, cv2.COLOR_RGB2GRAY), np.uint8)
    if tier.bleed and len(prints) > 1:
        verso = prints[number % len(prints)]
        image = wear.bleed(image, verso, tier.bleed * rng.uniform(0.3, 1.0))
    return image


def _page(
    paper: Typeset, number: int, prints: list[Image], tier: Tier, rng: np.random.Generator, colour: bool
) -> ScannedPage:
    image = _printed(paper, number, prints, tier, rng, colour)
    if colour and not tier.threshold and image.ndim == 2:
        image = np.asarray(cv2.cvtColor(image, cv2.COLOR_GRAY2RGB), np.uint8)
    chances = rng.random(3)
    if chances[0] < tier.fold:
        image = wear.fold(rng, image, tier.dpi)
    if chances[1] < tier.holes:
        image = wear.holes(rng, image, tier.dpi)
    shift = rng.normal(0, 0.012 * tier.dpi * (1 if tier.skew > 0.2 else 0), 2)
    image, matrix = wear.turn(image, tier.skew * rng.uniform(-1, 1), (float(shift[0]), float(shift[1])), 250)
    image = wear.light(rng, image, tier.shade * rng.uniform(0.3, 1.0), tier.tint)
    if chances[2] < tier.margin:
        image = wear.dark_margin(rng, image, tier.dpi)
    image = wear.speckle(rng, image, tier.dpi, tier.speckle * rng.uniform(0.2, 1.0))
    image = wear.sensor(rng, image, tier.blur, tier.noise)
    if tier.threshold:
        image = wear.bilevel(image, tier.threshold + int(rng.integers(-12, 13)))
    elif tier.quality:
        image = wear.jpeg(image, tier.quality)
    # Pixels to points: the linear part stays, the shift scales.
    matrix[:, 2] *= 72.0 / tier.dpi
    return ScannedPage(image, tier.dpi, matrix)


def bind(pages: Iterable[ScannedPage], *, quality: int = 75) -> bytes:
    """An image-only PDF: CCITT G4 for black and white, JPEG for the rest; no dates, no random identity."""
    document = _open()
    for scanned in pages:
        height, width = scanned.image.shape[:2]
        points = 72.0 / scanned.dpi
        page = document.new_page(width=width * points, height=height * points)
        if scanned.bilevel:
            _insert_fax(document, page, scanned.image)
        else:
            pixels = scanned.image[..., ::-1] if scanned.image.ndim == 3 else scanned.image
            stored = cv2.imencode(".jpg", np.ascontiguousarray(pixels), [cv2.IMWRITE_JPEG_QUALITY, quality])[1]
            page.insert_image(page.rect, stream=stored.tobytes())
    return bytes(document.tobytes(no_new_id=True))


def _insert_fax(document: Any, page: Any, image: Image) -> None:
    """Store the page as CCITT G4: put it in as an image first, then change the stream under it."""
    from io import BytesIO

    from PIL import Image as Pillow

    height, width = image.shape
    file = BytesIO()
    Pillow.fromarray(image).convert("1").save(file, "TIFF", compression="group4", strip_size=1 << 26)
    file.seek(0)
    tiff = Pillow.open(file)
    tags: Any = getattr(tiff, "tag_v2")  # noqa: B009 - only TIFF images have it
    start, length = int(tags[273][0]), int(tags[279][0])
    white_is_zero = int(tags[262]) == 0
    xref = page.insert_image(page.rect, pixmap=_pixmap(pymupdf.csGRAY, _irect(0, 0, width, height)))
    document.update_stream(xref, file.getvalue()[start : start + length], new=False, compress=False)
    document.xref_set_key(xref, "Filter", "/CCITTFaxDecode")
    black = "false" if white_is_zero else "true"
    parms = f"<</K -1/Columns {width}/Rows {height}/BlackIs1 {black}>>"
    for key, value in (("DecodeParms", parms), ("BitsPerComponent", "1"), ("ColorSpace", "/DeviceGray")):
        document.xref_set_key(xref, key, value)
