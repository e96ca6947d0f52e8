"""What a file is: told by its content, never by its name."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path
from typing import Final

from pipeline.errors import DamagedFile, EmptyFile, MissingFile, UnknownFormat, WrongSuffix

PDF: Final = "application/pdf"
PNG: Final = "image/png"
JPEG: Final = "image/jpeg"
TIFF: Final = "image/tiff"
PLAIN: Final = "text/plain"
MARKDOWN: Final = "text/markdown"
DUMPS: Final = frozenset({PLAIN, MARKDOWN})
"""Text that some other OCR wrote."""

SUFFIXES: Final[dict[str, str]] = {
    ".pdf": PDF,
    ".png": PNG,
    ".jpg": JPEG,
    ".jpeg": JPEG,
    ".tif": TIFF,
    ".tiff": TIFF,
    ".txt": PLAIN,
    ".text": PLAIN,
    ".md": MARKDOWN,
}

HEAD_BYTES: Final = 65_536
"""So many first bytes are looked at."""

_MAGIC: Final[tuple[tuple[bytes, str], ...]] = (
    (b"%PDF-", PDF),
    (b"\x89PNG\r\n\x1a\n", PNG),
    (b"\xff\xd8\xff", JPEG),
    (b"II*\x00", TIFF),
    (b"MM\x00*", TIFF),
    (b"II+\x00", TIFF),
    (b"MM\x00+", TIFF),
)
_UTF16: Final = (b"\xff\xfe", b"\xfe\xff")
_FOREIGN: Final = re.compile(rb"\s*(\{\\rtf|<!doctype html|<html|<\?xml|%!PS)", re.IGNORECASE)
_CONTROLS: Final = bytes(set(range(32)) - set(b"\t\n\v\f\r\x08\x1a\x1b")) + b"\x7f"
_CONTROL_SHARE: Final = 0.02


def hash_file(path: Path) -> tuple[bytes, str]:
    """The first :data:`HEAD_BYTES` bytes and the sha256 of the whole, read as a stream.

    :class:`MissingFile` where there is no regular file to read, :class:`EmptyFile` where it holds no byte.
    """
    if not path.is_file():
        raise MissingFile(f"{path} is not there or is not a file.")
    digest = hashlib.sha256()
    head = b""
    try:
        with path.open("rb") as file:
            while chunk := file.read(1 << 20):
                head = head or chunk[:HEAD_BYTES]
                digest.update(chunk)
    except OSError as error:
        raise MissingFile(f"{path} cannot be opened: {error.strerror}.") from None
    if not head:
        raise EmptyFile(f"{path} holds no bytes.")
    return head, digest.hexdigest()


def sniff(head: bytes, suffix: str) -> str:
    """Media type of a file that begins with ``head``.

    ``suffix`` decides only between plain text and Markdown, which look alike. :class:`UnknownFormat` when the content
    is nothing that is read, :class:`DamagedFile` when moreover the suffix promises one of our binary formats.
    """
    named = SUFFIXES.get(suffix.lower())
    for magic, media_type in _MAGIC:
        if head.startswith(magic):
            return media_type
    # Mail gateways and some scanners put a few bytes before the header; readers allow 1,024.
    if b"%PDF-" in head[:1024] and (named == PDF or not _is_text(head)):
        return PDF
    if _is_text(head):
        return MARKDOWN if named == MARKDOWN else PLAIN
    if named is not None and named not in DUMPS:
        raise DamagedFile(f"The content is not {named}, though the suffix {suffix} says so.")
    raise UnknownFormat("The content is none of the formats that are read.")


def check_suffix(suffix: str, media_type: str) -> None:
    """:class:`WrongSuffix` when the suffix names another of our formats; a suffix we do not know says nothing."""
    named = SUFFIXES.get(suffix.lower())
    if named is None or named == media_type:
        return
    fitting = " or ".join(other for other, kind in SUFFIXES.items() if kind == media_type)
    raise WrongSuffix(
        f"The suffix {suffix} says {named}, the content is {media_type}.", hint=f"Rename it to {fitting}."
    )


def _is_text(head: bytes) -> bool:
    if head.startswith(_UTF16):
        return True
    if _FOREIGN.match(head):
        return False
    controls = len(head) - len(head.translate(None, _CONTROLS))
    return controls <= _CONTROL_SHARE * len(head)
