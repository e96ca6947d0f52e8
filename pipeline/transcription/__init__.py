"""A file becomes pages of lines of words.

Two verbs: :func:`open_source` gives a file its identity, :func:`transcribe` reads it. Importing this room is cheap;
the libraries that open PDF files and images, and the OCR engines, are imported by the first file that needs them.
"""

from __future__ import annotations

from pathlib import Path

from pipeline.errors import MissingFile, SettingsError, TooLarge
from pipeline.plugins import find_parts
from pipeline.schema import Source, Transcription
from pipeline.settings import TranscriptionSettings
from pipeline.transcription.formats import DUMPS, PDF, check_suffix, hash_file, sniff

__all__ = ["open_source", "transcribe"]


def open_source(path: str | Path) -> Source:
    """Look at a file: its sha256 and what its content is.

    Raises :class:`MissingFile`, :class:`EmptyFile`, :class:`UnknownFormat`, :class:`DamagedFile` (the suffix names a
    format of ours, the content is none at all) and :class:`WrongSuffix`.
    """
    path = Path(path)
    head, sha256 = hash_file(path)
    media_type = sniff(head, path.suffix)
    check_suffix(path.suffix, media_type)
    return Source(path=str(path), sha256=sha256, media_type=media_type)


def transcribe(source: Source, settings: TranscriptionSettings) -> Transcription:
    """Read every page of ``source``; the result has one :class:`Page` for each, also for the blank ones.

    Raises the subclasses of :class:`InputError` that concern one file, with the page where one is to blame,
    :class:`EngineMissing` or :class:`ModelMissing` when a page needs OCR and that is not installed, and
    :class:`SettingsError` for an engine that does not exist.
    """
    _check(source, settings)
    if source.media_type in DUMPS:
        from pipeline.transcription.dumps import read_dump

        return Transcription(source, read_dump(source, settings))
    if source.media_type == PDF:
        from pipeline.transcription.pdf import read_pdf

        return Transcription(source, read_pdf(source, settings))
    from pipeline.transcription.pictures import read_pictures

    return Transcription(source, read_pictures(source, settings))


def _check(source: Source, settings: TranscriptionSettings) -> None:
    engines = find_parts("pipeline.transcription.engines")
    if settings.engine not in engines:
        raise SettingsError(
            f"There is no engine {settings.engine!r}.", hint=f"Choose one of {', '.join(engines)} and run again."
        )
    try:
        size = Path(source.path).stat().st_size
    except OSError as error:
        raise MissingFile(f"{source.path} cannot be opened: {error.strerror}.") from None
    if size > settings.max_bytes:
        raise TooLarge(f"{source.path} holds {size:,} bytes; the limit is {settings.max_bytes:,} (max_bytes).")
