"""Tesseract as the program of the system, through pytesseract: slower, for machines without tesserocr."""

from __future__ import annotations

import importlib.util
import os
import shlex
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from typing import Any

from pipeline.errors import EngineMissing, InternalError, ModelMissing, TimeLimit
from pipeline.schema import Line
from pipeline.settings import TranscriptionSettings
from pipeline.transcription.engines import _tesseract
from pipeline.transcription.page_image import PageImage

_INSTALL = "Type `pip install pytesseract` and `apt-get install tesseract-ocr`, or choose the engine tesserocr."
_THREADS = "OMP_THREAD_LIMIT"


@lru_cache(maxsize=1)
def version() -> str:
    """Version of the installed program, such as ``"5.3.0"``."""
    module = _module()
    try:
        return str(module.get_tesseract_version())
    except module.TesseractNotFoundError:
        raise EngineMissing("The program tesseract is not installed.", hint=_INSTALL) from None


def available(settings: TranscriptionSettings) -> str | None:
    """None when this engine can be used with ``settings``, else the reason and what to type."""
    if importlib.util.find_spec("pytesseract") is None or shutil.which("tesseract") is None:
        return f"pytesseract or the program tesseract is not installed. {_INSTALL}"
    try:
        _tesseract.tessdata(settings)
    except ModelMissing as error:
        return str(error)
    return None


def recognise(image: PageImage, settings: TranscriptionSettings) -> tuple[Line, ...]:
    """Words of the image, in Tesseract's lines and order; boxes in points.

    :class:`TimeLimit` after ``page_seconds``; the child process is ended.
    """
    folder = _tesseract.tessdata(settings)
    module = _module()
    from PIL import Image

    picture = Image.fromarray(image.grey)
    # As PNG, which is the default, a third of the time would go into packing.
    picture.format = "PPM"
    options = (
        f"--tessdata-dir {shlex.quote(str(folder))} --oem 1 --psm {_tesseract.SEGMENTATION[image.layout]} "
        f"--dpi {image.dpi}"
    )
    try:
        with _one_thread():
            table = module.image_to_data(picture, lang=settings.language, config=options, timeout=settings.page_seconds)
    except module.TesseractNotFoundError:
        raise EngineMissing("The program tesseract is not installed.", hint=_INSTALL) from None
    except module.TesseractError as error:
        raise InternalError(f"tesseract ended with {error.status}: {error.message}.") from None
    except RuntimeError:
        raise TimeLimit(f"Recognising took longer than {settings.page_seconds:g} s (page_seconds).") from None
    return _tesseract.lines_of(table, image)


def _module() -> Any:
    try:
        import pytesseract
    except ImportError as error:
        raise EngineMissing(f"pytesseract cannot be imported: {error}.", hint=_INSTALL) from None
    return pytesseract


@contextmanager
def _one_thread() -> Iterator[None]:
    """One thread for the child (four cost four times the work); pytesseract passes this process's variables on."""
    before = os.environ.get(_THREADS)
    os.environ[_THREADS] = "1"
    try:
        yield
    finally:
        if before is None:
            del os.environ[_THREADS]
        else:
            os.environ[_THREADS] = before
