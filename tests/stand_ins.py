"""Values and jobs that stand in for the real ones; workers import them by the ``pythonpath`` of pyproject.toml."""

from __future__ import annotations

import ctypes
import os
import re
import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.errors import DamagedFile
from pipeline.schema import Source
from pipeline.schema.record import Record
from pipeline.settings import BatchSettings


def finding(value: Any, quote: str = "x", page: int = 1, confidence: float = 0.9) -> dict[str, Any]:
    return {
        "value": value,
        "quote": quote,
        "regions": [{"page": page, "box": None}],
        "start": 0,
        "end": len(quote),
        "method": "rule:test",
        "confidence": confidence,
    }


def record(path: str = "a.txt", part: int = 1, **keys: Any) -> Record:
    scalars = (
        "family", "document_type", "number", "date_of_issue", "place_of_issue", "issuing_body", "parent_body",
        "acting_body", "subject", "secrecy", "urgency", "archived_at",
    )  # fmt: skip
    lists = (
        "addressees", "recipients", "signatories", "received", "copies", "annotations", "citations", "assignments",
        "sections", "residue", "conflicts",
    )  # fmt: skip
    empty: dict[str, Any] = dict.fromkeys(scalars) | {name: [] for name in lists}
    source = {
        "path": path,
        "sha256": "0" * 64,
        "media_type": "text/plain",
        "pages": [1, 1],
        "part": part,
        "parts": part,
    }
    return Record.model_validate(
        {"schema": "1", "source": source, **empty, "review": {"needed": False, "reasons": []}, **keys}
    )


class Unpicklable(Exception):
    def __init__(self) -> None:
        super().__init__("holds a pointer")
        self.pointer = lambda: None


@dataclass(frozen=True)
class StandInJob:
    """Does what the name of the file says."""

    limits: BatchSettings
    folder: str = ""

    def warm_up(self) -> None:
        """Nothing to load."""

    def __call__(self, source: Source) -> tuple[Record, ...]:  # noqa: C901 - one case a fault
        name = source.path.rsplit("/", 1)[-1]
        match name.split(".")[0]:
            case "abort":
                os.abort()
            case "segv":
                ctypes.string_at(0)
            case "exit":
                raise SystemExit(3)
            case "leave":
                os._exit(7)
            case "loop":
                self.sign(name)
                while True:
                    pass
            case "regex":  # C code that never lets Python run
                re.match(r"(a+)+$", "a" * 60 + "b")
            case "memory":
                bytearray(8 << 30)
            case "unpicklable":
                raise Unpicklable
            case "damaged":
                raise DamagedFile("The page\nis torn.", page=3)
            case "noise":
                print("from Python")
                os.write(1, b"from C\n")
            case "slow":
                time.sleep(0.3)
        return (record(source.path, number=finding({"serial": "1", "symbol": "CV/ĐU"})),)

    def sign(self, name: str) -> None:
        if self.folder:
            Path(self.folder, f"{name}.pid").write_text(str(os.getpid()))


def sources(names: Iterable[str]) -> list[Source]:
    return [Source(name, "0" * 64, "text/plain") for name in names]
