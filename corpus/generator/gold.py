"""The writer's ledger: what a paper says in plain values, set down while the words are written."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from random import Random
from typing import Any

from corpus.generator.bodies import Office
from corpus.generator.grammar import Field
from corpus.generator.layout import Block, Mark, Role, Side, block
from corpus.generator.tagging import Tags
from corpus.generator.times import Clock, Time

Json = dict[str, Any]


@dataclass
class Writer:
    """All that one paper in the making knows."""

    rng: Random
    tags: Tags
    index: int
    office: Office
    issued: date
    type: str
    topic: Field
    clock: Clock
    regime: str = "party"
    gold: Json = field(default_factory=dict)
    blocks: list[Block] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    used: set[str] = field(default_factory=set)
    about: Json = field(default_factory=dict)
    section: str = ""

    def tag(self, path: str, text: str) -> str:
        """``text`` marked as the words of the value at ``path``."""
        return self.tags.wrap(self.index, path, text)

    def add(self, role: Role, *paras: str, side: Side | None = None, key: str = "") -> None:
        """Write a block."""
        self.blocks.append(block(role, *paras, side=side, key=key))

    def task(self) -> Assignment:
        """Begin an assignment."""
        kept: list[Json] = self.gold.setdefault("assignments", [])
        data: Json = {
            "participants": [], "task": "", "due": None, "recurrence": None, "product": None, "section": self.section,
        }  # fmt: skip
        kept.append(data)
        return Assignment(self, len(kept) - 1, data)

    def chance(self, share: float) -> bool:
        """True in ``share`` of the cases."""
        return self.rng.random() < share


@dataclass(frozen=True)
class Assignment:
    """One assignment being written: every word it gives back is already in the gold."""

    writer: Writer
    number: int
    data: Json

    def who(self, role: str, body: str, printed: str = "") -> str:
        """Name a participant; ``printed`` is what stands on the page when that is not the name itself."""
        kept: list[Json] = self.data["participants"]
        kept.append({"body": body, "role": role})
        return self.writer.tag(f"assignments/{self.number}/participants/{len(kept) - 1}", printed or body)

    def all(self, role: str, bodies: list[str], printed: str) -> str:
        """Name several participants that share one printed phrase (``HĐND, UBND tỉnh``)."""
        for body in bodies:
            printed = self.who(role, body, printed)
        return printed

    def when(self, time: Time) -> str:
        """State the time."""
        self.data["due"], self.data["recurrence"] = time.due and dict(time.due), time.recurrence
        if time.recurrence:
            return self.writer.tag(f"assignments/{self.number}/recurrence", time.text)
        if time.due is None:
            return time.text
        return self.writer.tag(f"assignments/{self.number}/due", time.text)

    def task(self, text: str) -> str:
        """The words of the action."""
        return self.writer.tag(f"assignments/{self.number}/task", text)
