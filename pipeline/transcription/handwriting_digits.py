"""Figures read by the recogniser of PP-OCRv6 small (weights from the wheel of rapidocr, run by onnxruntime, offline).

Only figures are asked for: what the model says of all other characters counts as doubt. The model is a CTC line
reader; the probability of a string is the sum over all its alignments.
"""

from __future__ import annotations

import importlib.util
from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

import cv2
import numpy as np
from numpy.typing import NDArray

from pipeline.transcription.page_image import Pixels

_MODEL: Final = "models/PP-OCRv6_rec_small.onnx"
_HEIGHT: Final = 48
"""Pixels: what the model was trained on; it makes one step of 8 pixels across."""
_NARROWEST: Final = 64
_BEAM: Final = 24
_LOOKALIKES: Final = {
    "0": "0OoQD〇○０",
    "1": "1lI|丨１",
    "2": "2２",
    "3": "3３",
    "4": "4４",
    "5": "5５",
    "6": "6６",
    "7": "7７",
    "8": "8８",
    "9": "9９",
}
"""Characters that stand for a figure where only figures can stand."""

_MARKS: Final = "-–—_~.,·'`"
"""Characters that stand for nothing there: the hyphen that a figure touches, a dot of a dotted rule."""

Steps = NDArray[np.float64]
"""Shape (steps, 11): probability of no character and of each figure; the rest to 1 is any other character."""


@dataclass(frozen=True)
class Reading:
    """A string of figures with its probability: among all strings of figures, and among all strings."""

    text: str
    probability: float
    absolute: float


def is_available() -> bool:
    """Are the runtime and the weights installed."""
    return importlib.util.find_spec("onnxruntime") is not None and _weights() is not None


def steps(image: Pixels) -> Steps:
    """What the model sees from left to right in an image of shape (height, width, 3), dark on white."""
    model = _model()
    height, width = image.shape[:2]
    across = max(round(width * _HEIGHT / height), 8)
    resized = cv2.resize(
        image, (across, _HEIGHT), interpolation=cv2.INTER_AREA if height > _HEIGHT else cv2.INTER_LINEAR
    )
    padded = np.full((_HEIGHT, max(across, _NARROWEST), 3), 255, np.uint8)
    left = (padded.shape[1] - across) // 2
    padded[:, left : left + across] = resized
    values = padded.astype(np.float32).transpose(2, 0, 1)[None] / 127.5 - 1.0
    (out,) = model.session.run(None, {model.entry: values})
    return np.stack([out[0][:, list(places)].sum(axis=1) for places in model.places], axis=1).astype(np.float64)


def read_figures(steps: Steps, longest: int) -> tuple[Reading, ...]:
    """Strings of at most ``longest`` figures, the likeliest first: a prefix beam search."""
    total = float(np.prod(np.clip(steps.sum(axis=1), 1e-9, 1.0)))
    beams: dict[str, tuple[float, float]] = {"": (1.0, 0.0)}
    for step in steps:
        after: defaultdict[str, list[float]] = defaultdict(lambda: [0.0, 0.0])
        for text, (blank, figure) in beams.items():
            after[text][0] += (blank + figure) * step[0]
            if text:
                after[text][1] += figure * step[1 + int(text[-1])]
            if len(text) >= longest:
                continue
            for digit in range(10):
                same = text.endswith(str(digit))
                after[text + str(digit)][1] += (blank if same else blank + figure) * step[1 + digit]
        best = sorted(after.items(), key=lambda item: -sum(item[1]))[:_BEAM]
        beams = {text: (blank, figure) for text, (blank, figure) in best}
    found = [Reading(text, min(float(sum(p)) / total, 1.0), float(sum(p))) for text, p in beams.items() if text]
    return tuple(sorted(found, key=lambda reading: -reading.probability))


@dataclass(frozen=True, eq=False)
class _Model:
    session: Any
    entry: str
    places: tuple[tuple[int, ...], ...]


@lru_cache(maxsize=1)
def _model() -> _Model:
    """Loaded once a process, by the first slot: importing takes 0.3 s, loading 0.1 s."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    weights = _weights()
    session = onnxruntime.InferenceSession(str(weights), options, providers=["CPUExecutionProvider"])
    characters = session.get_modelmeta().custom_metadata_map["character"].split("\n")
    places = tuple(tuple(1 + characters.index(c) for c in like if c in characters) for like in _LOOKALIKES.values())
    none = (0, *(1 + characters.index(c) for c in _MARKS if c in characters))
    return _Model(session, session.get_inputs()[0].name, (none, *places))


def _weights() -> Path | None:
    spec = importlib.util.find_spec("rapidocr")
    if spec is None or not spec.submodule_search_locations:
        return None
    file = Path(spec.submodule_search_locations[0]) / _MODEL
    return file if file.is_file() else None
