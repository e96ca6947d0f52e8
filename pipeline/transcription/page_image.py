"""Images on their way to an engine, and the geometry that leads back to the page.

Two values: a :class:`Picture` is what a file holds (colour or grey, any resolution, perhaps turned), a
:class:`PageImage` is what an engine gets (grey, cleaned, straight).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Final, Literal, TypeAlias

import numpy as np
from numpy.typing import NDArray

from pipeline.schema import Box
from pipeline.transcription.geometry import turned

Pixels: TypeAlias = NDArray[np.uint8]
"""Shape (height, width) grey, or (height, width, 3) in any order of channels."""
Layout = Literal["page", "block"]
Affine: TypeAlias = NDArray[Any]
"""Shape (2, 3): ``point = matrix[:, :2] @ point + matrix[:, 2]``."""

POINTS_PER_INCH: Final = 72.0


@dataclass(frozen=True, eq=False)
class Picture:
    """Pixels and the place they fill on a page of ``page_width`` x ``page_height`` points."""

    pixels: Pixels
    box: Box
    page_width: float
    page_height: float
    bilevel: bool = False
    """The source holds black and white only: no shadow to remove."""

    def turned(self, quarters: int) -> Picture:
        """The page turned clockwise by ``quarters`` of a turn."""
        quarters %= 4
        if not quarters:
            return self
        width, height = self.page_width, self.page_height
        return replace(
            self,
            pixels=np.ascontiguousarray(np.rot90(self.pixels, -quarters)),
            box=turned(self.box, quarters, width, height),
            page_width=height if quarters % 2 else width,
            page_height=width if quarters % 2 else height,
        )

    @property
    def dpi(self) -> float:
        """Pixels an inch, the larger of the two directions."""
        height, width = self.pixels.shape[:2]
        across = width / max(self.box.width, 1.0)
        down = height / max(self.box.height, 1.0)
        return float(POINTS_PER_INCH * max(across, down))


@dataclass(frozen=True, eq=False)
class PageImage:
    """A grey image, black on white, shape (height, width), that an engine reads.

    ``scale`` is points a pixel (across, down), ``origin`` the point of the top left pixel. The boxes an engine gives
    lie on the *straightened* page; :class:`pipeline.transcription.cleaning.CleanPage` knows the way back to the page
    as it was scanned.
    """

    grey: Pixels
    dpi: int
    scale: tuple[float, float]
    origin: tuple[float, float] = (0.0, 0.0)
    layout: Layout = "page"
    """How to look at it: a whole page of unknown layout, or one block of lines."""

    @property
    def width(self) -> int:
        """Pixels across."""
        return int(self.grey.shape[1])

    @property
    def height(self) -> int:
        """Pixels down."""
        return int(self.grey.shape[0])

    def box(self, left: float, top: float, width: float, height: float) -> Box:
        """A rectangle of pixels as points."""
        (across, down), (x, y) = self.scale, self.origin
        return Box(x + left * across, y + top * down, x + (left + width) * across, y + (top + height) * down)

    def crop(self, box: Box, layout: Layout = "block") -> PageImage | None:
        """The part inside ``box`` (points); None where that is less than a few pixels."""
        (across, down), (x, y) = self.scale, self.origin
        x0, x1 = (min(max(round((edge - x) / across), 0), self.width) for edge in (box.x0, box.x1))
        y0, y1 = (min(max(round((edge - y) / down), 0), self.height) for edge in (box.y0, box.y1))
        if x1 - x0 < 8 or y1 - y0 < 8:
            return None
        grey = np.ascontiguousarray(self.grey[y0:y1, x0:x1])
        return replace(self, grey=grey, origin=(x + x0 * across, y + y0 * down), layout=layout)
