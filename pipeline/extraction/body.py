"""Bodies ("Ban Tổ chức Huyện ủy") and groups of bodies ("các chi, đảng bộ trực thuộc") that the prose names."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from pipeline.authority.bodies import head_at, name_end, names_in
from pipeline.authority.names import sentence_case
from pipeline.schema import Document, Mention
from pipeline.text import view
from pipeline.text.sentences import words_of

_READ: Final = frozenset({"basis", "body", "closing", "annex", "addressees", "recipients", "subject"})
_LISTED: Final = frozenset({"addressees", "recipients"})
"""Zones with one name a line."""
_SURE: Final = {"body": 0.85, "group": 0.7}


def find(document: Document) -> Iterator[Mention]:
    """Mentions of kind ``"body"`` and ``"group"``; their value is the name in sentence case, syllables apart."""
    for zone in document.zones:
        if zone.role not in _READ:
            continue
        seen = view(document.quote(zone.span))
        text = seen.text.replace("\n", ";" if zone.role in _LISTED else " ")
        words = words_of(text)
        at = 0
        while at < len(words):
            head = head_at(words, at)
            if head is None or head.kind == "person":
                at += 1
                continue
            end = name_end(text, words, at, len(words))
            for name in names_in(text, words, at, end):
                proper = name.kind == "group" or any(char.isupper() for char in name.text[1:])
                if name.kind in _SURE and proper and " " in name.text.strip() + " " * name.text.isupper():
                    span = seen.span(name.start, name.end).shift(zone.span.start)
                    value = sentence_case(name.text) if " " in name.text else name.text
                    yield Mention(name.kind, span, value, "rule:head", _SURE[name.kind])
            at = max(end, at + 1)
