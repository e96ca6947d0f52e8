"""From a seed to files: text or pages, and the gold that stands in them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

from corpus.generator import bundle as bundles
from corpus.generator import serial
from corpus.generator.bundle import Bundle
from corpus.generator.gold import Json
from corpus.generator.pages import print_bundle, quoted

TIERS = ("text", "digital", "clean", "light", "medium", "bad", "fax")


def texts(seed: int, count: int, noise: float | None = None) -> Iterator[tuple[str, str, list[Json]]]:
    """Names, texts and gold of ``count`` files; the same seed gives the same letters."""
    for number in range(count):
        rng, written = _written(seed, number)
        name = f"{number:04d}.txt"
        text, gold = set_down(written, rng, name, noise)
        yield name, text, gold


def _written(seed: int, number: int) -> tuple[Random, Bundle]:
    rng = Random(f"{seed}/{number}")
    written = bundles.write(rng)
    bundles.spelled(written)
    return rng, written


def set_down(written: Bundle, rng: Random, name: str, noise: float | None = None) -> tuple[str, list[Json]]:
    """The text of a file, and its gold with every span and quote."""
    how = serial.habit(rng, noise)
    parts = [serial.text_of(w.blocks, rng, how) for w in written.papers]
    text, spans = written.tags.read("\n\n".join(parts) + "\n")
    gold = bundles.gold_of(written, name)
    for (index, path), (start, end) in spans.items():
        quote = text[start:end]
        document = gold[index]
        document.setdefault("spans", {})[path] = {"start": start, "end": end, "quote": quote}
        quoted(document, path.split("/"), " ".join(quote.split()))
    return text, gold


def write(seed: int, count: int, folder: Path, tier: str, noise: float | None = None) -> int:
    """Write the files and ``gold.json``; give the number of papers."""
    folder.mkdir(parents=True, exist_ok=True)
    documents: list[Any] = []
    if tier == "text":
        for name, text, gold in texts(seed, count, noise):
            (folder / name).write_text(text, encoding="utf-8")
            documents += gold
    else:
        for number in range(count):
            rng, written = _written(seed, number)
            documents += print_bundle(written, rng, folder / f"{number:04d}.pdf", tier)
    kept = {"documents": documents, "made": {"seed": seed, "count": count, "tier": tier}}
    (folder / "gold.json").write_text(json.dumps(kept, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return len(documents)
