"""Text becomes mentions: words that name a number, a date, a body, a person, a deadline. One file a kind.

Every module here without a leading underscore is a part: ``find(document) -> Iterator[Mention]``. Parts do not see
each other; what needs several kinds belongs to ``linking``.
"""

from __future__ import annotations

from pipeline.plugins import load_parts
from pipeline.schema import Document

__all__ = ["extract"]


def extract(document: Document) -> Document:
    """The same document with all mentions of all kinds, in the order of the text."""
    parts = load_parts("pipeline.extraction")
    found = [mention for part in parts for mention in part.find(document)]
    return document.with_layers(mentions=tuple(sorted(found, key=lambda m: (m.span, m.kind))))
