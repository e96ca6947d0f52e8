"""A PDF page as a picture: its one image taken out as it is, or the page rendered."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

import cv2
import numpy as np
import pymupdf

from pipeline.errors import TooLarge
from pipeline.schema import Box
from pipeline.transcription.geometry import turned
from pipeline.transcription.page_image import POINTS_PER_INCH, Picture, Pixels

_WHOLE: Final = 0.80
_COVERING: Final = 0.95
_PLAIN_SPACES: Final = ("DeviceGray", "DeviceRGB", "CalGray", "CalRGB", "ICCBased")


@dataclass(frozen=True)
class Placed:
    """An image as it stands on the page: PDF object number (0: inline or in an annotation), size, box, matrix."""

    xref: int
    width: int
    height: int
    box: Box
    matrix: tuple[float, float, float, float]
    is_plain: bool
    """Grey or RGB, no mask."""

    @property
    def dpi(self) -> float:
        """Pixels an inch, the larger of the two directions."""
        sides = (
            (self.box.height, self.box.width)
            if abs(self.matrix[1]) > abs(self.matrix[0])
            else (
                self.box.width,
                self.box.height,
            )
        )
        return POINTS_PER_INCH * max(self.width / max(sides[0], 1.0), self.height / max(sides[1], 1.0))


def placed_images(page: Any) -> tuple[Placed, ...]:
    """All images that the page shows, the upright page's points."""
    # Listing names is quick; finding places runs the whole page. "BI" begins an image inside the page's own stream.
    if not page.get_images(full=True) and b"BI" not in page.read_contents():
        return ()
    found = []
    for image in page.get_image_info(xrefs=True):
        matrix = pymupdf.Matrix(*image["transform"]) * page.rotation_matrix
        box = pymupdf.Rect(0, 0, 1, 1) * matrix
        found.append(
            Placed(
                xref=image["xref"],
                width=image["width"],
                height=image["height"],
                box=Box(*box.normalize()),
                matrix=(matrix.a, matrix.b, matrix.c, matrix.d),
                is_plain=not image["has-mask"] and str(image["cs-name"]).startswith(_PLAIN_SPACES),
            )
        )
    return tuple(found)


def cover(images: tuple[Placed, ...], page: Any) -> float:
    """Share of the page under its largest image, 0..1."""
    area = max(page.rect.width * page.rect.height, 1.0)
    return max((_shown(image.box, page) / area for image in images), default=0.0)


def picture_of(page: Any, images: tuple[Placed, ...], dpi: int, max_pixels: int) -> Picture:
    """The page as pixels, in the order of channels of OpenCV, with ``dpi`` as the upper limit of a rendering.

    :class:`TooLarge`, asked before anything is unpacked, where the page or an image on it exceeds ``max_pixels``.
    """
    for image in images:
        if image.width * image.height > max_pixels:
            raise TooLarge(
                f"An image has {image.width:,} x {image.height:,} pixels; the limit is {max_pixels:,} (max_pixels)."
            )
    check_size(page, dpi, max_pixels)
    only = _only_image(page, images)
    taken = _taken_out(page, only, dpi) if only is not None else None
    return taken or _rendered(page, images, dpi)


def check_size(page: Any, dpi: int, max_pixels: int) -> None:
    """:class:`TooLarge` where rendering the page would need more than ``max_pixels``."""
    pixels = page.rect.width * page.rect.height * (dpi / POINTS_PER_INCH) ** 2
    if pixels > max_pixels:
        raise TooLarge(
            f"The page measures {page.rect.width:,.0f} x {page.rect.height:,.0f} points, {pixels:,.0f} pixels at "
            f"{dpi} dpi; the limit is {max_pixels:,} (max_pixels)."
        )


def _only_image(page: Any, images: tuple[Placed, ...]) -> Placed | None:
    """The image that is the page: nothing else can be seen beside or above it."""
    if len(images) != 1 or not images[0].xref or not images[0].is_plain:
        return None
    share = cover(images, page)
    if share < _WHOLE:
        return None
    marks = [kind for kind, _ in page.get_bboxlog() if kind != "ignore-text" and not kind.startswith("clip")]
    if marks.count("fill-image") != 1 or marks[-1] != "fill-image":
        return None
    return images[0] if len(marks) == 1 or share >= _COVERING else None


def _taken_out(page: Any, image: Placed, dpi: int) -> Picture | None:
    """The image's own pixels; None where only a rendering would show them rightly."""
    quarters = _turn(image)
    document = page.parent
    keys = {key: document.xref_get_key(image.xref, key) for key in ("ImageMask", "SMask", "Mask", "Decode", "Filter")}
    if quarters is None or any(keys[key][0] != "null" for key in ("SMask", "Mask", "Decode")):
        return None
    if keys["ImageMask"][1] == "true":
        return None
    if keys["Filter"][1] in ("/DCTDecode", "[/DCTDecode]"):
        pixels = _decoded_jpeg(document.xref_stream_raw(image.xref), reduced=image.dpi >= 2 * dpi)
    else:
        pixels = _decoded(document, image.xref)
    if pixels is None:
        return None
    width, height = float(page.rect.width), float(page.rect.height)
    back = -quarters % 4
    lying = turned(image.box, back, width, height)
    across, down = (height, width) if quarters % 2 else (width, height)
    bilevel = document.xref_get_key(image.xref, "BitsPerComponent")[1] == "1"
    return Picture(pixels, lying, across, down, bilevel).turned(quarters)


def _turn(image: Placed) -> int | None:
    """Quarters by which the page shows the image turned clockwise; None for mirrored or slanting ones."""
    a, b, c, d = image.matrix
    small = 0.005 * max(abs(a), abs(b), abs(c), abs(d))
    if abs(b) <= small and abs(c) <= small and a * d > 0:
        return 0 if a > 0 else 2
    if abs(a) <= small and abs(d) <= small and b * c < 0:
        return 1 if b > 0 else 3
    return None


def _decoded_jpeg(stream: bytes, *, reduced: bool) -> Pixels | None:
    # A half-size decoding costs a quarter; the resolution asked for is still below it.
    how = cv2.IMREAD_REDUCED_COLOR_2 if reduced else cv2.IMREAD_COLOR
    try:
        # The file's EXIF mark is none of the page's business: PDF ignores it.
        pixels = cv2.imdecode(np.frombuffer(stream, np.uint8), how | cv2.IMREAD_IGNORE_ORIENTATION)
    except cv2.error:
        return None
    return None if pixels is None else np.asarray(pixels, dtype=np.uint8)


def _decoded(document: Any, xref: int) -> Pixels | None:
    pixmap = pymupdf.Pixmap(document, xref)
    if pixmap.alpha or pixmap.colorspace is None or pixmap.n not in (1, 3):
        return None
    return _as_array(pixmap)


def _rendered(page: Any, images: tuple[Placed, ...], dpi: int) -> Picture:
    full = [image.dpi for image in images if _shown(image.box, page) > _WHOLE * page.rect.width * page.rect.height]
    # Enlarging a coarse scan doubles the errors of the engine.
    resolution = max(min(dpi, *(round(value) for value in full)), 1) if full else dpi
    pixmap = page.get_pixmap(dpi=resolution, colorspace=pymupdf.csRGB, alpha=False, annots=True)
    unit = POINTS_PER_INCH / resolution
    box = Box(0.0, 0.0, pixmap.width * unit, pixmap.height * unit)
    return Picture(_as_array(pixmap), box, float(page.rect.width), float(page.rect.height))


def _as_array(pixmap: Any) -> Pixels:
    rows = np.frombuffer(pixmap.samples_mv, np.uint8).reshape(pixmap.height, pixmap.stride)
    flat = rows[:, : pixmap.width * pixmap.n]
    if pixmap.n == 1:
        return np.ascontiguousarray(flat)
    return np.ascontiguousarray(flat.reshape(pixmap.height, pixmap.width, 3)[:, :, ::-1])


def _shown(box: Box, page: Any) -> float:
    """Square points of the box that lie on the page."""
    across = min(box.x1, page.rect.width) - max(box.x0, 0.0)
    down = min(box.y1, page.rect.height) - max(box.y0, 0.0)
    return max(float(across), 0.0) * max(float(down), 0.0)
