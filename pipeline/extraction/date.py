"""Calendar dates written out: ``ngày 05 tháng 02 năm 2024``, ``15/8/2023``, ``31-X-1979``, also with blank parts."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.schema import Document, Mention
from pipeline.text import view
from pipeline.text.dates import find_dates


def find(document: Document) -> Iterator[Mention]:
    """Mentions of kind ``"date"``; their value is ISO 8601, or EDTF where a part is blank (``2025-10-XX``)."""
    seen = view(document.text)
    for start, end, value in find_dates(seen.folded):
        yield Mention("date", seen.span(start, end), value, "rule:date", 0.97)
