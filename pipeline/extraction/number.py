"""Numbers of documents (số và ký hiệu), the paper's own and those it cites."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.authority.symbols import find_symbols
from pipeline.schema import Document, DocumentNumber, Mention
from pipeline.text import view


def find(document: Document) -> Iterator[Mention]:
    """Mentions of kind ``"number"``; their value is a :class:`~pipeline.schema.DocumentNumber`."""
    seen = view(document.text)
    for symbol in find_symbols(seen):
        number = DocumentNumber(symbol.serial, symbol.symbol, symbol.code)
        sure = 0.98 if symbol.code and symbol.labelled else 0.93 if symbol.code else 0.8
        yield Mention("number", seen.span(symbol.start, symbol.end), number, "rule:number", sure)
