"""A gold set: papers, what is to be found in them, and which of them nobody may learn from."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Final

from pipeline.errors import DamagedFile, InputError, MissingFile
from pipeline.evaluation.checking import SPLITS
from pipeline.evaluation.score import stem

Json = Mapping[str, Any]

TEST: Final = "test"
"""The split that is counted and never shown."""


@dataclass(frozen=True)
class GoldSet:
    """Documents with plain values and the files they are in; ``splits`` by stem, empty where there are none."""

    name: str
    documents: tuple[Json, ...]
    files: tuple[Path, ...]
    splits: Mapping[str, str] = field(default_factory=dict)

    def only(self, split: str) -> GoldSet:
        """The papers of one split."""
        if not self.splits:
            raise InputError(f"{self.name} has no splits.", hint="Leave --split out.")
        return replace(
            self,
            name=f"{self.name}, {split}",
            documents=tuple(one for one in self.documents if self.splits.get(stem(one["source"])) == split),
            files=tuple(file for file in self.files if self.splits.get(stem(file.name)) == split),
            splits={name: where for name, where in self.splits.items() if where == split},
        )

    def parts(self) -> tuple[GoldSet, ...]:
        """One set a split, the set itself where there are none: what is never averaged."""
        present = [split for split in SPLITS if split in self.splits.values()]
        return tuple(self.only(split) for split in present) if present else (self,)

    @property
    def shown(self) -> bool:
        """May its papers be printed sentence by sentence."""
        return TEST not in self.splits.values()


def load_gold(place: Path, papers: Sequence[Path] = ()) -> GoldSet:
    """The gold set at ``place``: a folder of annotated pairs, a folder with ``gold.json``, or a gold file.

    ``papers`` are the files it speaks of; those beside the gold when empty. A paper that is missing is an error, so
    that no score is better for want of a file.
    """
    file = place / "gold.json" if place.is_dir() else place
    if place.is_dir() and not file.exists():
        return _annotated(place, papers)
    documents = _parse(file)
    return GoldSet(_name(place), documents, _files(documents, file.parent, papers))


def _annotated(folder: Path, papers: Sequence[Path]) -> GoldSet:
    documents: list[Json] = []
    splits: dict[str, str] = {}
    labels = sorted(folder.glob("*.json"))
    if not labels:
        raise MissingFile(f"{folder} holds neither gold.json nor annotated papers.")
    for path in labels:
        found = _parse(path)
        documents += found
        split = json.loads(path.read_text(encoding="utf-8")).get("about", {}).get("split")
        if split in SPLITS:
            splits |= {stem(one["source"]): split for one in found}
    return GoldSet(_name(folder), tuple(documents), _files(documents, folder, papers), splits)


def _name(place: Path) -> str:
    return "/".join(place.resolve().parts[-2:])


def _parse(path: Path) -> tuple[Json, ...]:
    try:
        documents = json.loads(path.read_text(encoding="utf-8"))["documents"]
        for document in documents:
            stem(document["source"])
        return tuple(documents)
    except OSError as error:
        raise MissingFile(f"{path} cannot be opened: {error.strerror}.") from None
    except (ValueError, KeyError, TypeError) as error:
        raise DamagedFile(
            f"{path} cannot be used: {type(error).__name__}: {error}.", hint="See README, `evaluate`."
        ) from None


def _files(documents: Iterable[Json], folder: Path, papers: Sequence[Path]) -> tuple[Path, ...]:
    """The file of every source, each once, in the order of gold."""
    given = {paper.name: paper for paper in papers}
    by_stem = {stem(paper.name): paper for paper in papers}
    found: dict[str, Path] = {}
    for source in (str(document["source"]) for document in documents):
        beside = folder / source
        name = Path(source).name
        path = given.get(name) or by_stem.get(stem(name)) if papers else beside
        if path is None or not path.is_file():
            raise MissingFile(f"{source} is in gold, but not among the papers.", hint="Name its file or folder.")
        found.setdefault(source, path)
    twice = [source for source in found if sum(stem(other) == stem(source) for other in found) > 1]
    if twice:
        raise InputError(f"{' and '.join(twice)} differ in folder or suffix only.", hint="Give each a name of its own.")
    return tuple(found.values())
