"""Papers given as bare text, carried through the stages that need no file."""

from __future__ import annotations

import re

from pipeline.description import describe
from pipeline.extraction import extract
from pipeline.linking import link, reconcile
from pipeline.schema import Document, Line, Page, Source, Transcription, Word
from pipeline.schema.record import Record
from pipeline.structure import segment, split


def transcription(text: str) -> Transcription:
    """Lines without boxes; a form feed begins a page."""
    pages = tuple(
        Page(number, 0.0, 0.0, tuple(_line(row) for row in sheet.split("\n")), "text")
        for number, sheet in enumerate(text.split("\f"), start=1)
    )
    return Transcription(Source("a.txt", "0" * 64, "text/plain"), pages)


def _line(row: str) -> Line:
    return Line(row, tuple(Word(found.group(), found.start()) for found in re.finditer(r"\S+", row)))


def stages(text: str) -> list[tuple[Document, Document, Document, Document]]:
    """Every paper as split, segmented, extracted and linked."""
    found = []
    for part in split(transcription(text)):
        segmented = segment(part)
        extracted = extract(segmented)
        found.append((part, segmented, extracted, link(extracted)))
    return found


def records(text: str) -> tuple[Record, ...]:
    """The records of a bundle."""
    return reconcile(tuple(describe(linked) for *_, linked in stages(text)))


def record(text: str) -> Record:
    """The record of a file with one paper."""
    (only,) = records(text)
    return only
