"""Persons: names behind "đồng chí", "đ/c", "ông", "bà"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from pipeline.schema import Document, Mention
from pipeline.text import view

_UPPER: Final = "A-ZÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝĂĐĨŨƠƯẠ-Ỹ"
_PERSON: Final = re.compile(
    rf"(?:[Đđ]ồng chí|[Đđ]/c|ĐỒNG CHÍ|\b[Ôô]ng|\b[Bb]à)\s+(?P<name>[{_UPPER}][\w'.]*(?:\s[{_UPPER}][\w'.]*){{1,4}})"
)
_OFFICES: Final = re.compile(
    r"(?:(?:pho )?(?:bi thu|truong|chu|chanh|giam doc)|thuong truc|uy vien|(?:tinh|huyen|thanh|thi|quan|dang) uy"
    r"|lanh dao|tong bi thu|nguyen|can bo|hieu|vien|cuc|ban|dai)\b"
)


def find(document: Document) -> Iterator[Mention]:
    """Mentions of kind ``"person"``; their value is the name, with single blanks."""
    seen = view(document.text)
    for match in _PERSON.finditer(seen.text):
        start, end = match.span("name")
        if not _OFFICES.match(seen.folded, start):
            yield Mention("person", seen.span(start, end), " ".join(match["name"].split()), "rule:person", 0.9)
