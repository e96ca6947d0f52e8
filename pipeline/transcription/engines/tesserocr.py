"""Tesseract inside this process: the default, with nothing written to disk and no child process left behind."""

from __future__ import annotations

import importlib.util
import threading
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from pipeline.errors import EngineMissing, ModelMissing, TimeLimit
from pipeline.schema import Line
from pipeline.settings import TranscriptionSettings
from pipeline.transcription.engines import _tesseract
from pipeline.transcription.page_image import PageImage

_INSTALL = "Type `pip install tesserocr`, or choose the engine pytesseract in the settings."


@dataclass(frozen=True)
class _Reader:
    api: Any
    lock: threading.Lock = field(default_factory=threading.Lock)
    """The API holds one image at a time; a process with threads must take turns."""


def version() -> str:
    """Version of the Tesseract that does the work, such as ``"5.5.4"``."""
    module = _module()
    return str(module.tesseract_version()).split("\n", 1)[0].removeprefix("tesseract").strip()


def available(settings: TranscriptionSettings) -> str | None:
    """None when this engine can be used with ``settings``, else the reason and what to type."""
    if importlib.util.find_spec("tesserocr") is None:
        return f"tesserocr is not installed. {_INSTALL}"
    try:
        _tesseract.tessdata(settings)
    except ModelMissing as error:
        return str(error)
    return None


def recognise(image: PageImage, settings: TranscriptionSettings) -> tuple[Line, ...]:
    """Words of the image, in Tesseract's lines and order; boxes in points.

    :class:`TimeLimit` after ``page_seconds``; the engine itself stays usable.
    """
    reader = _reader(settings.language, str(_tesseract.tessdata(settings)))
    with reader.lock:
        api = reader.api
        api.SetPageSegMode(_tesseract.SEGMENTATION[image.layout])
        # SetImage(PIL.Image) would encode a PNG first: a quarter of the whole time.
        api.SetImageBytes(image.grey.tobytes(), image.width, image.height, 1, image.width)
        api.SetSourceResolution(image.dpi)
        try:
            if not api.Recognize(max(int(settings.page_seconds * 1000), 1)):
                raise TimeLimit(f"Recognising took longer than {settings.page_seconds:g} s (page_seconds).")
            table = api.GetTSVText(0)
        finally:
            api.Clear()
    return _tesseract.lines_of(table, image)


def _module() -> Any:
    try:
        import tesserocr
    except ImportError as error:
        raise EngineMissing(f"tesserocr cannot be imported: {error}.", hint=_INSTALL) from None
    return tesserocr


@lru_cache(maxsize=2)
def _reader(language: str, folder: str) -> _Reader:
    """One loaded model a process: loading costs 50 ms, as much as a short page."""
    module = _module()
    try:
        api = module.PyTessBaseAPI(path=folder, lang=language, oem=module.OEM.LSTM_ONLY, psm=module.PSM.AUTO)
    except RuntimeError as error:
        raise ModelMissing(f"The language {language} in {folder} cannot be loaded: {error}.") from None
    return _Reader(api)
