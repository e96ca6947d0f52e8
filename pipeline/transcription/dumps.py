"""Text that another OCR wrote: kept exactly as it is, only cut into pages and lines."""

from __future__ import annotations

import codecs
import re
from pathlib import Path
from typing import Final

from pipeline.errors import EmptyFile, MissingFile, TooLarge
from pipeline.schema import Line, Page, Source, Word
from pipeline.settings import TranscriptionSettings

ENGINE: Final = "text"
_REPLACEMENT: Final = "\N{REPLACEMENT CHARACTER}"
_WORD: Final = re.compile(r"\S+")
_BOMS: Final = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))


def read_dump(source: Source, settings: TranscriptionSettings) -> tuple[Page, ...]:
    """Pages of a plain text or Markdown file.

    A form feed begins a page, a newline a line, and nothing else is touched: joining the lines of all pages with
    newlines gives the file's characters back (form feeds as newlines, one that ends the file dropped). Words have no
    box and pages no size. :class:`EmptyFile` when there is nothing but white space, :class:`TooLarge` past
    ``max_pages``.
    """
    try:
        content = Path(source.path).read_bytes()
    except OSError as error:
        raise MissingFile(f"{source.path} cannot be opened: {error.strerror}.") from None
    text, notes = decode(content)
    if not text.strip():
        raise EmptyFile(f"{source.path} holds no text.")
    sheets = text.removesuffix("\f").split("\f")
    if len(sheets) > settings.max_pages:
        raise TooLarge(f"{source.path} has {len(sheets):,} pages; the limit is {settings.max_pages:,} (max_pages).")
    return tuple(
        Page(number, 0.0, 0.0, tuple(as_line(row) for row in sheet.split("\n")), ENGINE, notes if number == 1 else ())
        for number, sheet in enumerate(sheets, start=1)
    )


def as_line(text: str) -> Line:
    """A line of bare text; its words are the runs without white space."""
    return Line(text, tuple(Word(found.group(), found.start()) for found in _WORD.finditer(text)))


def decode(content: bytes) -> tuple[str, tuple[str, ...]]:
    """Characters of a dump, and notes on what had to be guessed or replaced.

    UTF-8, UTF-16 with a byte order mark, else Windows-1258. Bytes that are no character, NUL and lone surrogates come
    back as U+FFFD, one each, so that no later room can stumble over them.
    """
    for mark, encoding in _BOMS:
        if content.startswith(mark):
            return _decode(content[len(mark) :], encoding)
    text, notes = _decode(content, "utf-8")
    # A few bad bytes are damage; more bad bytes than good characters are another encoding.
    good = sum(1 for char in text if char > "\x7f" and char != _REPLACEMENT)
    if text.count(_REPLACEMENT) <= good or not notes:
        return text, notes
    text, notes = _decode(content, "cp1258")
    return text, ("read as Windows-1258: it is not UTF-8", *notes)


def _decode(content: bytes, encoding: str) -> tuple[str, tuple[str, ...]]:
    notes: list[str] = []
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        text = content.decode(encoding, errors="replace")
        notes.append(f"bytes that are not {encoding}, from byte {error.start} on, stand as U+FFFD")
    if "\0" in text:
        text = text.replace("\0", _REPLACEMENT)
        notes.append("NUL characters stand as U+FFFD")
    return text, tuple(notes)
