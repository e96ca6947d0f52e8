"""Prints a bundle: a digital PDF or a scan, and where on its pages every value of the gold stands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random
from typing import Any

import numpy as np

from corpus.generator import bundle as bundles
from corpus.generator import pdf, scan
from corpus.generator.bundle import Bundle
from corpus.generator.gold import Json, Writer
from corpus.generator.layout import Block, Paper, Role, Span
from corpus.generator.scan import ScannedPage
from corpus.generator.tagging import Tags, bare
from corpus.generator.typeset import Line, Typeset, typeset

_STAMPED = frozenset({Role.RECEIVED, Role.ANNOTATION})
"""Blocks of the text tier that are marks on a printed page."""


@dataclass(frozen=True)
class Sheet:
    """A typeset paper with its blocks as written, marks inside."""

    laid: Typeset
    blocks: tuple[Block, ...]
    first: int
    verso: bool = False
    """Its empty back was scanned too."""


def print_bundle(written: Bundle, rng: Random, path: Path, tier: str) -> list[Json]:
    """Write the file and give its gold."""
    sheets: list[Sheet] = []
    first = 0
    for w in written.papers:
        blocks = tuple(_by_hand(w, rng, _joined(one)) for one in w.blocks if one.role not in _STAMPED)
        laid = _trimmed(typeset(Paper(w.regime, tuple(_bare_block(one) for one in blocks), tuple(w.marks))))
        verso = tier != "digital" and rng.random() < 0.1
        sheets.append(Sheet(laid, blocks, first, verso))
        first += laid.pages + verso
    scans: list[ScannedPage] = []
    if tier == "digital":
        pdf.save([sheet.laid for sheet in sheets], path)
    else:
        scans = _scanned(sheets, rng, tier)
        path.write_bytes(scan.bind(scans))
    gold = bundles.gold_of(written, path.name)
    for document, sheet in zip(gold, sheets, strict=True):
        document["pages"] = [sheet.first + 1, sheet.first + sheet.laid.pages]
        for index, at, quote, lines in _marked(sheet, written.tags):
            regions = [_region(line, sheet, scans) for line in lines]
            spans = gold[index].setdefault("spans", {})
            spans.setdefault(at, {"quote": quote, "regions": regions})
            quoted(gold[index], at.split("/"), quote)
    return gold


def _trimmed(laid: Typeset) -> Typeset:
    """Without a last page that holds nothing but its number."""
    last = max(line.page for line in laid.lines if line.block >= 0)
    return replace(laid, pages=last, lines=tuple(line for line in laid.lines if line.page <= last))


def _scanned(sheets: Sequence[Sheet], rng: Random, tier: str) -> list[ScannedPage]:
    """All pages as a hurried clerk scans them: now and then a blank back, or a page upside down.

    Boxes are those of the page held upright.
    """
    source = np.random.default_rng(rng.randrange(2**32))
    colour = tier != "fax" and rng.random() < 0.8
    found: list[ScannedPage] = []
    for sheet in sheets:
        for page in scan.scan(sheet.laid, tier, source, colour=colour):
            turned = rng.random() < 0.02
            found.append(replace(page, image=np.ascontiguousarray(page.image[::-1, ::-1])) if turned else page)
        if sheet.verso:
            empty = replace(sheet.laid, pages=1, lines=(), rules=(), pictures=(), worn=())
            found += scan.scan(empty, tier, source, colour=colour)
    return found


def quoted(document: Json, path: list[str], quote: str) -> None:
    """Tasks and dues hold the words as printed."""
    if path[0] != "assignments":
        return
    assignment = document["assignments"][int(path[1])]
    if path[2] == "task":
        assignment["task"] = quote
    elif path[2] == "due" and assignment["due"]:
        assignment["due"]["quote"] = quote


def _bare_block(one: Block) -> Block:
    paras = tuple(tuple(replace(span, text=bare(span.text)) for span in para) for para in one.paras)
    return replace(one, paras=paras, rows=tuple(tuple(bare(cell) for cell in row) for row in one.rows))


def _joined(one: Block) -> Block:
    """A subject as one paragraph: the page breaks it itself."""
    if one.role is not Role.SUBJECT:
        return one
    return replace(one, paras=((Span(" ".join("".join(span.text for span in para) for para in one.paras)),),))


def _by_hand(w: Writer, rng: Random, one: Block) -> Block:
    """The serial of a number written with a pen, as most offices do after signing."""
    number = w.gold.get("number")
    if one.role is not Role.NUMBER or not number or not number["serial"] or rng.random() < 0.5:
        return one
    text = "".join(span.text for span in one.paras[0])
    before, serial, after = text.partition(number["serial"])
    return replace(one, paras=((Span(before), Span(serial, by_hand=True), Span(after)),))


def _marked(sheet: Sheet, tags: Tags) -> Iterator[tuple[int, str, str, list[Line]]]:
    """Every marked value of a sheet with the lines that it stands on."""
    for index, one in enumerate(sheet.blocks):
        whole = "\n".join(["".join(span.text for span in para) for para in one.paras] + [" ".join(r) for r in one.rows])
        text, spans = tags.read(whole)
        lines = [line for line in sheet.laid.lines if line.block == index]
        for (document, path), (start, end) in spans.items():
            low, high = (len("".join(text[:at].split())) for at in (start, end))
            yield document, path, " ".join(text[start:end].split()), list(_between(lines, low, high))


def _between(lines: Sequence[Line], low: int, high: int) -> Iterator[Line]:
    """Lines that hold the letters ``low`` to ``high``, blanks not counted."""
    at = 0
    for line in lines:
        size = len("".join(line.text.split()))
        if at < high and at + size > low:
            yield line
        at += size


def _region(line: Line, sheet: Sheet, scans: Sequence[ScannedPage]) -> dict[str, Any]:
    page = sheet.first + line.page
    box = scans[page - 1].box(line.box) if scans else line.box
    return {"page": page, "box": [round(edge, 1) for edge in box]}
