"""Templates: ``{a|b}`` takes one of several, ``{12..90}`` a number; lists of words live in ``data``."""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from random import Random

_INNER = re.compile(r"\{([^{}]*)\}")
_RANGE = re.compile(r"(\d+)\.\.(\d+)")


def expand(rng: Random, template: str, **slots: str) -> str:
    """One sentence of ``template``: alternatives from the inside out, then the ``<slots>``."""
    while match := _INNER.search(template):
        template = template[: match.start()] + _choice(rng, match[1]) + template[match.end() :]
    for name, value in slots.items():
        template = template.replace(f"<{name}>", value)
    return re.sub(r" +([,;.:]|$)", r"\1", re.sub(r" {2,}", " ", template)).strip()


def _choice(rng: Random, inner: str) -> str:
    if span := _RANGE.fullmatch(inner):
        number = rng.randint(int(span[1]), int(span[2]))
        if span[1].startswith("0"):
            return f"{number:02d}"
        return f"{number:,}".replace(",", ".")
    return rng.choice(inner.split("|"))


def _read(name: str) -> str:
    return files("corpus.generator").joinpath(f"data/{name}").read_text(encoding="utf-8")


@cache
def rows(name: str) -> tuple[Mapping[str, str], ...]:
    """The rows of ``data/NAME.csv``."""
    return tuple(csv.DictReader(_read(f"{name}.csv").splitlines()))


@cache
def words(kind: str) -> Sequence[str]:
    """The words of one kind in ``data/names.csv``; ``_`` stands for a blank inside a word."""
    return next(_split(row["words"]) for row in rows("names") if row["kind"] == kind)


def _split(cell: str) -> tuple[str, ...]:
    return tuple(word.replace("_", " ") for word in cell.split())


@dataclass(frozen=True)
class Field:
    """A field of work: what papers say about it (templates)."""

    name: str
    subjects: list[str] = field(default_factory=list)
    backgrounds: list[str] = field(default_factory=list)
    aims: list[str] = field(default_factory=list)
    tasks: list[str] = field(default_factory=list)
    workers: list[str] = field(default_factory=list)
    levels: list[str] = field(default_factory=list)
    years: list[int] = field(default_factory=list)
    families: list[str] = field(default_factory=list)

    def suits(self, level: str, family: str, year: int) -> bool:
        """Do offices of this level and family write about it in that year?"""
        if self.years and year < self.years[0]:
            return False
        if self.families and family.split()[0] not in self.families:
            return False
        return level not in {"chibo", "coso"} or level in self.levels


@cache
def fields() -> tuple[Field, ...]:
    """All fields of work of ``data/fields.txt``."""
    found: list[Field] = []
    for line in _read("fields.txt").splitlines():
        if line.startswith("["):
            found.append(Field(line.strip("[]")))
        elif line[:2] in {"S:", "B:", "A:", "T:"}:
            one = found[-1]
            {"S": one.subjects, "B": one.backgrounds, "A": one.aims, "T": one.tasks}[line[0]].append(line[2:].strip())
        elif line.startswith("W:"):
            found[-1].workers.extend(line[2:].strip().split("|"))
        elif line.startswith("Y:"):
            found[-1].years.append(int(line[2:]))
        elif line.startswith("F:"):
            found[-1].families.extend(line[2:].replace("nhà nước", "nhà").split())
        elif line.startswith("L:"):
            found[-1].levels.extend(line[2:].split())
    return tuple(found)


@cache
def phrases() -> Mapping[str, tuple[str, ...]]:
    """The templates of ``data/phrases.txt`` by section."""
    found: dict[str, list[str]] = defaultdict(list)
    name = ""
    for line in _read("phrases.txt").splitlines():
        if line.startswith("["):
            name = line.strip("[]")
        elif line.strip() and not line.startswith("#"):
            found[name].append(line.strip())
    return {key: tuple(lines) for key, lines in found.items()}


def phrase(rng: Random, kind: str, **slots: str) -> str:
    """One filled template of a section of ``data/phrases.txt``."""
    return expand(rng, rng.choice(phrases()[kind]), **slots)
