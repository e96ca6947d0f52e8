"""Words put together to a line."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.schema import Line, Word


def as_line(words: Iterable[Word]) -> Line:
    """The words in the order given, a blank between each two; their ``at`` is set anew."""
    placed: list[Word] = []
    at = 0
    for word in words:
        if word.at != at:
            # Spelled out: `replace` is three times as slow, and this runs for every word of an archive.
            word = Word(word.text, at, word.box, word.confidence, word.size, word.bold, word.italic)
        placed.append(word)
        at += len(word.text) + 1
    return Line(" ".join(word.text for word in placed), tuple(placed))
