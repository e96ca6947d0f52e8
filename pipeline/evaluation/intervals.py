"""How far a figure can be trusted: intervals of 95 %.

Papers of one bundle, and values of one paper, go wrong together. Ratios of counted values are therefore resampled by
file; only shares of independent things get Wilson's interval.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Final

import numpy as np

from pipeline.evaluation.score import Row

_Z: Final = 1.959964
_SAMPLES: Final = 2000
_SEED: Final = 20260131

Interval = tuple[float, float]


def wilson(hit: float, count: float) -> Interval | None:
    """Interval of a share; None without anything counted."""
    if not count:
        return None
    share, square = hit / count, _Z * _Z
    middle = (share + square / (2 * count)) / (1 + square / count)
    reach = _Z * math.sqrt(share * (1 - share) / count + square / (4 * count * count)) / (1 + square / count)
    return max(0.0, middle - reach), min(1.0, middle + reach)


def bootstrap_f1(rows: Sequence[Row]) -> Interval | None:
    """Interval of F1 over files, ``rows`` being one field's counts in each.

    Where no file differs from another there is nothing to resample; Wilson's interval over files is given instead,
    so that three perfect files do not look certain.
    """
    counted = np.array([(row.hit, row.predicted + row.gold) for row in rows if row.predicted + row.gold], dtype=float)
    if not len(counted):
        return None
    hits, sizes = counted[:, 0].sum(), counted[:, 1].sum()
    if np.all(2 * counted[:, 0] == counted[:, 1]) or hits == 0:
        return wilson(2 * hits / sizes * len(counted), len(counted))
    random = np.random.default_rng(_SEED)
    weights = random.multinomial(len(counted), [1 / len(counted)] * len(counted), size=_SAMPLES)
    drawn = weights @ counted
    low, high = np.percentile(2 * drawn[:, 0] / drawn[:, 1], (2.5, 97.5))
    return float(low), float(high)
