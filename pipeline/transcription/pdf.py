"""PDF files: each page by its text layer where that can be believed, else by OCR."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import Any, Final

import pymupdf

from pipeline.errors import DamagedFile, EncryptedFile, NoPages, TooLarge
from pipeline.schema import Box, Page, Source
from pipeline.settings import TranscriptionSettings
from pipeline.transcription.layer import ENGINE, Layer, doubt, read_layer, take_off_signatures
from pipeline.transcription.pages import at_page
from pipeline.transcription.reading_order import in_order
from pipeline.transcription.rendering import Placed, check_size, cover, picture_of, placed_images

_MUPDF_ERRORS: Final = (RuntimeError, ValueError, pymupdf.mupdf.FzErrorBase)
"""FileDataError is a RuntimeError. MuPDF's own cannot cross a process border, so none of them leaves this file."""
_ASKED: Final = "OCR was asked for"
_HEADING: Final = 0.35
_NUMBER: Final = re.compile(r"Số\s*[:.]?\s*\d+")
_DAY: Final = re.compile(r"ngày\s*\d+", re.IGNORECASE)


def read_pdf(source: Source, settings: TranscriptionSettings) -> tuple[Page, ...]:
    """Every page of a PDF.

    :class:`EncryptedFile`, :class:`DamagedFile`, :class:`NoPages` and :class:`TooLarge` as they apply; what concerns
    one page names it.
    """
    with _opened(source) as document:
        if document.page_count > settings.max_pages:
            raise TooLarge(
                f"The file has {document.page_count:,} pages; the limit is {settings.max_pages:,} (max_pages)."
            )
        reader = _Reader(settings)
        pages = [reader.read(document, number) for number in range(1, document.page_count + 1)]
        notes = _file_notes(document)
    first = pages[0]
    pages[0] = Page(first.number, first.width, first.height, first.lines, first.engine, (*notes, *first.notes))
    return tuple(pages)


class _Reader:
    """Reads the pages of one file; the engine is loaded by the first page that needs it."""

    def __init__(self, settings: TranscriptionSettings) -> None:
        self._settings = settings

    @cached_property
    def _recogniser(self) -> Any:
        from pipeline.transcription.recognition import load_recogniser

        return load_recogniser(self._settings)

    def read(self, document: Any, number: int) -> Page:
        """One page, counted from 1."""
        with at_page(number), _translated(f"page {number}"):
            page = document[number - 1]
            check_size(page, self._settings.dpi, self._settings.max_pixels)
            layer = read_layer(page)
            images = placed_images(page)
            if not layer.words and not images and not page.get_bboxlog():
                return Page(number, layer.width, layer.height, (), "blank")
            reason = _ASKED if self._settings.force_ocr else doubt(layer, cover(images, page))
            if reason is None:
                return _layer_page(layer, images, number)
            return self._recognised(page, layer, images, reason, number)

    def _recognised(self, page: Any, layer: Layer, images: tuple[Placed, ...], reason: str, number: int) -> Page:
        from pipeline.transcription.recognition import read_picture

        if layer.signatures:
            # Their text stands in the notes, exactly; on the image they would hide the heading.
            take_off_signatures(page)
            images = placed_images(page)
        picture = picture_of(page, images, self._settings.dpi, self._settings.max_pixels)
        return read_picture(picture, number, self._recogniser, _rejected(layer, reason))


def _layer_page(layer: Layer, images: tuple[Placed, ...], number: int) -> Page:
    lines = (*in_order(layer.lines, layer.width, layer.height), *layer.aside)
    notes = tuple(f"electronic signature: {text}" for text in layer.signatures)
    # Recognising these and merging their words into the layer goes here; until then a person is told where to look.
    unread = tuple(
        f"image in the heading, not read: {box.x0:.0f},{box.y0:.0f},{box.x1:.0f},{box.y1:.0f}"
        for box in _unread_heading(layer, images)
    )
    return Page(number, layer.width, layer.height, lines, ENGINE, (*notes, *unread))


def _unread_heading(layer: Layer, images: tuple[Placed, ...]) -> tuple[Box, ...]:
    """Small images in the first page's heading where the layer lacks the number or the day: often they are these."""
    heading = " ".join(
        line.text for line in layer.lines if line.box is not None and line.box.y0 < _HEADING * layer.height
    )
    if "CỘNG SẢN VIỆT NAM" not in heading or (_NUMBER.search(heading) and _DAY.search(heading)):
        return ()
    return tuple(image.box for image in images if image.box.y0 < _HEADING * layer.height)


def _rejected(layer: Layer, reason: str) -> tuple[str, ...]:
    """Notes that keep what a layer said that is not used: signer and time stand nowhere as exactly as there."""
    if "too small" in reason:
        return (f"electronic signature: {layer.text}",)
    signed = tuple(f"electronic signature: {text}" for text in layer.signatures)
    return (reason, *signed) if layer.words and reason != _ASKED else signed


def _file_notes(document: Any) -> tuple[str, ...]:
    notes = [f"embedded file, not read: {name}" for name in document.embfile_names()]
    if document.is_repaired:
        notes.append("the file's table of objects was damaged and has been rebuilt")
    return tuple(notes)


@contextmanager
def _opened(source: Source) -> Iterator[Any]:
    # MuPDF prints to stderr what it also raises.
    pymupdf.TOOLS.mupdf_display_errors(False)
    pymupdf.TOOLS.mupdf_display_warnings(False)
    with _translated(source.path):
        document = pymupdf.open(source.path, filetype="pdf")
    with document:
        if document.is_encrypted:
            raise EncryptedFile(f"{source.path} asks for a password.")
        if document.is_repaired and not _has_end(Path(source.path)):
            raise DamagedFile(f"{source.path} ends before its end mark: the last pages may be missing.")
        if not document.page_count:
            raise NoPages(f"{source.path} has no page.")
        yield document


def _has_end(path: Path) -> bool:
    with path.open("rb") as file:
        file.seek(max(path.stat().st_size - 2048, 0))
        return b"%%EOF" in file.read()


@contextmanager
def _translated(what: str) -> Iterator[None]:
    try:
        yield
    except _MUPDF_ERRORS as error:
        raise DamagedFile(f"MuPDF cannot read {what}: {str(error).strip()}.") from None
