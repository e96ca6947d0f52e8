"""Which way up a scan is, found cheaply and only where there is doubt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from pipeline.schema import Line
from pipeline.transcription.page_image import PageImage, Pixels
from pipeline.transcription.quality import score
from pipeline.transcription.second_look import Recognise

_SIDEWAYS: Final = 1.5
_POOR: Final = 0.40
_BETTER: Final = 0.15
_INK: Final = 128


def is_sideways(grey: Pixels) -> bool:
    """Do columns of pixels alternate between ink and paper more than rows do, as lines of text standing upright would.

    A hint only: ruled tables mislead it, so :func:`best_turn` has the last word.
    """
    factor = 800.0 / max(grey.shape)
    small = cv2.resize(grey, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA) if factor < 1 else grey
    ink = (small < 160).astype(np.float64)
    return _alternation(ink.sum(axis=0)) > _SIDEWAYS * _alternation(ink.sum(axis=1))


def is_poor(lines: Sequence[Line]) -> bool:
    """Is a reading so bad that the page may stand on its head."""
    return score(lines) < _POOR


def best_turn(image: PageImage, recognise: Recognise) -> int:
    """Quarters of a turn, clockwise, that make the page readable; 0 where none is clearly better.

    Reads one part of the page, where most ink is, in all four ways.
    """
    grey = _fullest_part(image.grey)
    scores = []
    for quarters in range(4):
        turned = np.ascontiguousarray(np.rot90(grey, -quarters))
        scores.append(score(recognise(replace(image, grey=turned, scale=(1.0, 1.0), layout="block"))))
    best = max(range(4), key=lambda quarters: scores[quarters])
    return best if scores[best] > scores[0] + _BETTER and scores[best] >= _POOR else 0


def _alternation(profile: NDArray[np.float64]) -> float:
    total = float(profile.sum())
    if not total:
        return 0.0
    steps = np.diff(profile) * len(profile) / total
    # The sharpest steps are rules and borders, not lines of text.
    return float(np.mean(np.clip(np.abs(steps), 0, 4.0) ** 2))


def _fullest_part(grey: Pixels) -> Pixels:
    """A part of half the width and a third of the height with the most ink."""
    height, width = grey.shape
    high, wide = max(height // 3, 1), max(width // 2, 1)
    tops = [0, (height - high) // 2, height - high]
    lefts = [0, (width - wide) // 2, width - wide]
    parts = [grey[top : top + high, left : left + wide] for top in tops for left in lefts]
    return max(parts, key=lambda part: int(np.count_nonzero(part < _INK)))
