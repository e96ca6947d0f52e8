"""A file that is there whole or not at all."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO


@contextmanager
def atomic(target: Path, encoding: str = "utf-8") -> Iterator[TextIO]:
    """A text file that takes the place of ``target`` when the block ends, and leaves no trace when it fails.

    Written in the same folder, since only there can it be renamed. Lone surrogates (from file names that are not
    UTF-8) are written as ``\\udcff``, which JSON reads back as what it was.
    """
    place = target.resolve()  # a symbolic link stays one
    # Not tempfile: its files are readable by the owner only, whatever the umask says.
    draft = place.with_name(f".{secrets.token_hex(8)}.tmp")
    handle = os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o666)
    try:
        with os.fdopen(handle, "w", encoding=encoding, errors="backslashreplace", newline="") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        draft.replace(place)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise
