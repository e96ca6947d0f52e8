"""Every expected failure, the person who can mend it, and the exit code it gives.

One root class. A subclass says *who* can act: the owner of the file (:class:`InputError`), whoever installs the
software (:class:`SetupError`), whoever wrote the settings (:class:`SettingsError`), or us (:class:`InternalError`).
Messages say what to do next; ``hint`` holds that sentence apart so that doors can print it on its own line.
"""

from __future__ import annotations

from typing import ClassVar, Final

EXIT_OK: Final = 0
EXIT_SOME_FAILED: Final = 1
EXIT_INPUT: Final = 2
EXIT_SETUP: Final = 3
EXIT_SETTINGS: Final = 4
EXIT_STOPPED: Final = 130

EXIT_CODES: Final[dict[int, str]] = {
    EXIT_OK: "all files read",
    EXIT_SOME_FAILED: "some files failed and are named; the others came out",
    EXIT_INPUT: "wrong usage, or no input could be read",
    EXIT_SETUP: "an engine or a model is missing",
    EXIT_SETTINGS: "a setting is wrong",
    EXIT_STOPPED: "stopped by the user",
}
"""The frozen table of exit codes; README shows the same one and a test compares them."""


class VanbanError(Exception):
    """Root of every failure this package expects.

    ``category`` is the stable word written into :class:`pipeline.schema.Failure`; ``exit_code`` is what a command
    that could do nothing else returns.
    """

    category: ClassVar[str] = "error"
    exit_code: ClassVar[int] = EXIT_SOME_FAILED
    hint: str = ""

    def __init__(self, message: str, *, page: int | None = None, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.page = page
        self.hint = hint or type(self).hint

    def __reduce__(self) -> tuple[object, ...]:
        # Keyword-only arguments would be lost by the default pickling, and failures cross process borders.
        return (_rebuild, (type(self), self.message, self.page, self.hint))

    def __str__(self) -> str:
        where = f"page {self.page}: " if self.page is not None else ""
        return f"{where}{self.message}" + (f" {self.hint}" if self.hint else "")


def _rebuild(kind: type[VanbanError], message: str, page: int | None, hint: str) -> VanbanError:
    return kind(message, page=page, hint=hint)


class InputError(VanbanError):
    """The file cannot be read as it is; its owner can mend it."""

    category = "input"
    exit_code = EXIT_INPUT


class MissingFile(InputError):
    """The path does not exist or is not a regular file."""

    category = "missing-file"
    hint = "Check the path."


class EmptyFile(InputError):
    """The file holds no bytes, or no text at all."""

    category = "empty-file"
    hint = "Copy it again from its source."


class UnknownFormat(InputError):
    """Neither the content nor the suffix is one of the formats that are read."""

    category = "unknown-format"
    hint = "Readable are PDF, PNG, JPEG, TIFF, TXT and MD."


class WrongSuffix(InputError):
    """The content is of another format than the suffix says."""

    category = "wrong-suffix"
    hint = "Rename the file to the suffix of its content."


class EncryptedFile(InputError):
    """The PDF asks for a password."""

    category = "encrypted-file"
    hint = "Save a copy without a password and read that."


class DamagedFile(InputError):
    """The file is truncated or broken beyond what the reader can repair."""

    category = "damaged-file"
    hint = "Copy or scan it again."


class NoPages(InputError):
    """The file opens, but has no page."""

    category = "no-pages"
    hint = "Export it again from its source."


class TooLarge(InputError):
    """A page or a file exceeds a limit of the settings (pixels, bytes, pages)."""

    category = "too-large"
    hint = "Raise the limit in the settings if the file is to be trusted."


class TimeLimit(InputError):
    """Reading took longer than the settings allow."""

    category = "time-limit"
    hint = "Raise --time-limit, or split the file."


class MemoryLimit(InputError):
    """Reading needed more memory than the settings allow."""

    category = "memory-limit"
    hint = "Raise the memory limit in the settings, or split the file."


class SetupError(VanbanError):
    """Something that should be installed is not."""

    category = "setup"
    exit_code = EXIT_SETUP


class EngineMissing(SetupError):
    """The OCR engine that was asked for is not installed."""

    category = "engine-missing"
    hint = "Type `vanban doctor` to see what is installed."


class ModelMissing(SetupError):
    """A trained model or language file is not where it should be."""

    category = "model-missing"
    hint = "Type `vanban doctor` to see what is missing and what to type."


class SettingsError(VanbanError):
    """A setting has a value that cannot be used."""

    category = "settings"
    exit_code = EXIT_SETTINGS


class InternalError(VanbanError):
    """A bug of ours, or a library that died: the file is named, the others go on."""

    category = "internal"
    hint = "Please report it with the file's sha256."


class WorkerDied(InternalError):
    """The worker process was killed or crashed while reading this file."""

    category = "worker-died"
    hint = "Run the file alone with --workers 1 to see where."
