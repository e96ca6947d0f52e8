"""Reads the sample's papers: a text file each, one block a line (``role<side>#key: text // text``)."""

from __future__ import annotations

import re
from pathlib import Path

from corpus.generator.layout import Block, Role, Side, block

FOLDER = Path(__file__).parent
_LINE = re.compile(r"(?P<role>[a-z_]+)(?:<(?P<side>[a-z]+)>)?(?:#(?P<key>[\w-]+))?: (?P<text>.*)")


def read(name: str) -> tuple[Block, ...]:
    """The blocks of one paper; `` // `` parts the forced lines of a block."""
    return tuple(_block(line) for line in (FOLDER / f"{name}.txt").read_text("utf-8").splitlines() if line)


def _block(line: str) -> Block:
    found = _LINE.fullmatch(line)
    if not found:
        raise ValueError(f"not a block: {line[:60]}")
    side = Side(found["side"]) if found["side"] else None
    parts = [part.strip() for part in found["text"].split(" //")]
    return block(Role(found["role"]), *parts, side=side, key=found["key"] or "")
