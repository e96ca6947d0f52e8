"""What a user may choose: one frozen value, read once at the door and passed down.

Stages never read the environment or a file; they get their slice of :class:`Settings`.
Order of precedence: arguments of the call, ``VANBAN_*`` variables, ``vanban.toml``, the defaults below.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict, TomlConfigSettingsSource

from pipeline.errors import SettingsError

_FROZEN = ConfigDict(frozen=True, extra="forbid")
Positive = Annotated[int, Field(gt=0)]


class TranscriptionSettings(BaseModel):
    """How pages become words."""

    model_config = _FROZEN

    engine: str = "tesserocr"
    """Name of a file in ``transcription/engines``."""
    force_ocr: bool = False
    """Read the image even where the text layer is good."""
    language: str = "vie"
    tessdata: Path | None = None
    """Folder with ``<language>.traineddata``; None means the one that comes with the package."""
    dpi: Annotated[int, Field(ge=72, le=600)] = 200
    """Resolution given to the engine; pages are never enlarged (measured: enlarging doubles the errors)."""
    max_pages: Positive = 5_000
    max_pixels: Positive = 100_000_000
    """Largest page image, in pixels, that is decoded or rendered."""
    max_bytes: Positive = 2_000_000_000
    page_seconds: Annotated[float, Field(gt=0)] = 60.0
    """Soft limit for recognising one page."""


class BatchSettings(BaseModel):
    """How many files at once, and what one file may cost."""

    model_config = _FROZEN

    executor: str = "local"
    """Name of a file in ``batch/executors``."""
    workers: Positive = 1
    time_limit: Annotated[float, Field(gt=0)] = 900.0
    """Wall seconds for one file."""
    memory_limit: Positive = 4_000_000_000
    """Bytes of address space for one worker."""


class Settings(BaseSettings):
    """All choices."""

    model_config = SettingsConfigDict(
        frozen=True, extra="forbid", env_prefix="VANBAN_", env_nested_delimiter="__", toml_file="vanban.toml"
    )

    transcription: TranscriptionSettings = TranscriptionSettings()
    batch: BatchSettings = BatchSettings()
    secrecy_policy: Literal["process", "metadata-only", "quarantine"] = "quarantine"
    """What becomes of a paper marked MẬT, TỐI MẬT or TUYỆT MẬT."""

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Arguments before environment before ``vanban.toml``; no .env files, no secrets folder."""
        del dotenv_settings, file_secret_settings
        return init_settings, env_settings, TomlConfigSettingsSource(settings_cls)


def load_settings(**choices: object) -> Settings:
    """Settings from ``choices``, the environment and ``vanban.toml``; :class:`SettingsError` says which is wrong."""
    try:
        return Settings(**choices)  # type: ignore[arg-type]
    except ValidationError as error:
        first = error.errors()[0]
        name = ".".join(str(part) for part in first["loc"])
        raise SettingsError(f"Setting {name}: {first['msg']}.", hint="Correct it and run again.") from None
    except (OSError, ValueError) as error:
        raise SettingsError(f"vanban.toml cannot be read: {error}.") from None
