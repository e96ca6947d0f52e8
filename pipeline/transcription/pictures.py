"""Image files: PNG, JPEG, TIFF with one page or many."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

import numpy as np
from PIL import Image, ImageOps, ImageSequence, UnidentifiedImageError

from pipeline.errors import DamagedFile, NoPages, TooLarge
from pipeline.schema import Box, Page, Source
from pipeline.settings import TranscriptionSettings
from pipeline.transcription.page_image import POINTS_PER_INCH, Picture, Pixels
from pipeline.transcription.pages import at_page
from pipeline.transcription.recognition import load_recogniser, read_picture

_FORMATS: Final = ("PNG", "JPEG", "TIFF")
_A4: Final = (595.3, 841.9)
_PLAUSIBLE_DPI: Final = (60.0, 1300.0)
_PLAUSIBLE_INCHES: Final = (3.0, 25.0)
"""Longest side of a paper that lay on an office scanner; cameras write 72 dpi and mean nothing by it."""


def read_pictures(source: Source, settings: TranscriptionSettings) -> tuple[Page, ...]:
    """Pages of an image file, one for each frame.

    :class:`DamagedFile` where it cannot be decoded, :class:`TooLarge` past ``max_pixels`` (asked before decoding) or
    ``max_pages``.
    """
    recogniser = load_recogniser(settings)
    pages: list[Page] = []
    with _translated(source), Image.open(source.path, formats=_FORMATS) as image:
        # MPO is a JPEG with previews behind it; they are no pages.
        count = 1 if image.format == "MPO" else getattr(image, "n_frames", 1)
        if count > settings.max_pages:
            raise TooLarge(f"The file has {count:,} pages; the limit is {settings.max_pages:,} (max_pages).")
        for number, frame in enumerate(ImageSequence.Iterator(image), start=1):
            if number > count:
                break
            with at_page(number):
                pages.append(read_picture(as_picture(frame, settings.max_pixels), number, recogniser))
    if not pages:
        raise NoPages("The image file has no page.")
    return tuple(pages)


def as_picture(image: Image.Image, max_pixels: int) -> Picture:
    """A decoded frame, upright as its EXIF mark says, and the size of the paper it shows."""
    if image.width * image.height > max_pixels:
        raise TooLarge(
            f"The image has {image.width:,} x {image.height:,} pixels; the limit is {max_pixels:,} (max_pixels)."
        )
    dpi = image.info.get("dpi")
    bilevel = image.mode == "1"
    turned = ImageOps.exif_transpose(image)
    was_turned = (turned.width, turned.height) != (image.width, image.height)
    across, down = _resolution(dpi, was_turned=was_turned)
    width, height = paper_size(turned.width, turned.height, across, down)
    return Picture(_pixels(turned), Box(0.0, 0.0, width, height), width, height, bilevel)


def paper_size(pixels_across: int, pixels_down: int, dpi_across: float, dpi_down: float) -> tuple[float, float]:
    """Points: by the resolution of the file where that gives a paper, else as wide (or as high) as A4."""
    low, high = _PLAUSIBLE_DPI
    if low <= dpi_across <= high and low <= dpi_down <= high:
        width, height = pixels_across / dpi_across, pixels_down / dpi_down
        if _PLAUSIBLE_INCHES[0] <= max(width, height) <= _PLAUSIBLE_INCHES[1]:
            return width * POINTS_PER_INCH, height * POINTS_PER_INCH
    short, long = _A4
    # Wider than high is A4 lying down; much wider is a strip cut from an upright page.
    lying = 1.1 < pixels_across / pixels_down <= 1.7
    width = long if lying else short
    if pixels_down * width / pixels_across > long:
        width = long * pixels_across / pixels_down
    return width, pixels_down * width / pixels_across


def _resolution(dpi: object, *, was_turned: bool) -> tuple[float, float]:
    try:
        across, down = (float(value) for value in dpi)  # type: ignore[attr-defined]
    except (TypeError, ValueError, ZeroDivisionError):
        return 0.0, 0.0
    return (down, across) if was_turned else (across, down)


def _pixels(image: Image.Image) -> Pixels:
    if image.mode in ("1", "L"):
        return np.asarray(image.convert("L"))
    if image.mode.startswith("I;16"):
        return (np.asarray(image) >> 8).astype(np.uint8)
    if image.mode in ("LA", "PA", "RGBA", "RGBa") or "transparency" in image.info:
        coloured = image.convert("RGBA")
        paper = Image.new("RGBA", coloured.size, (255, 255, 255, 255))
        image = Image.alpha_composite(paper, coloured)
    # OpenCV's order of channels.
    return np.ascontiguousarray(np.asarray(image.convert("RGB"))[:, :, ::-1])


@contextmanager
def _translated(source: Source) -> Iterator[None]:
    """Pillow's failures as ours; its warning about large images is silent, for ``max_pixels`` decides."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", Image.DecompressionBombWarning)
        try:
            yield
        except Image.DecompressionBombError:
            raise TooLarge(f"{source.path} unpacks to far more pixels than a page has.") from None
        except UnidentifiedImageError:
            raise DamagedFile(f"{source.path} is not a whole image.") from None
        except (OSError, SyntaxError, ValueError, EOFError) as error:
            raise DamagedFile(f"{source.path} cannot be decoded: {error}.") from None
