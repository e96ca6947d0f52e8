"""The numbered parts of a paper: I-, 1., 1.1-, a), Điều 1, Phần thứ nhất (HD 36-HD/VPTW; NĐ 30/2020/NĐ-CP)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from pipeline.schema import Document, Section, Span, Zone
from pipeline.text import view

_CIRCLED: Final = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_LABELS: Final = (
    (1, re.compile(r"(?:Phần|PHẦN)\s+(?:thứ\s+)?(?P<label>[\wÀ-ỹ]+)\b[.:-]?\s*")),
    (1, re.compile(r"(?:Chương|CHƯƠNG)\s+(?P<label>[IVXLC\d]+)\b[.:-]?\s*")),
    (2, re.compile(r"(?P<label>[IVX]{1,6})\s?[-./)]+\s*(?=\S)")),
    (3, re.compile(r"(?:Điều|ĐIỀU|Mục|MỤC)\s+(?P<label>\d{1,3})\s?[.:]?\s*")),
    (4, re.compile(r"(?P<label>\d{1,2})\s?(?:[./)]|-(?=\s?\D))+\s*(?=[^\d\s])")),
    (4, re.compile(rf"(?P<label>[{_CIRCLED}])\s*")),
    (5, re.compile(r"(?P<label>\d{1,2}(?:\.\d{1,2}){1,3})\s?[.)-]*\s*(?=[^\d\s])")),
    (6, re.compile(r"\(?(?P<label>[a-zđ])\s?[).]-?\s+(?=\S)")),
)
_HEADING: Final = 160


@dataclass(frozen=True, slots=True)
class _Opening:
    level: int
    label: str
    heading: str
    start: int


def sections_of(document: Document, zones: Sequence[Zone]) -> tuple[Section, ...]:
    """Sections in order; each runs to the next of the same or a higher level, or to the end of body or annexes."""
    found: list[Section] = []
    for roles in (frozenset({"body", "basis", "closing"}), frozenset({"annex"})):
        own = [zone for zone in zones if zone.role in roles]
        if not own:
            continue
        openings = list(_openings(document, own))
        end = own[-1].span.end
        for at, opening in enumerate(openings):
            stop = next((other.start for other in openings[at + 1 :] if other.level <= opening.level), end)
            found.append(Section(opening.level, opening.label, opening.heading, Span(opening.start, stop)))
    return tuple(sorted(found, key=lambda section: (section.span.start, section.level)))


def _openings(document: Document, zones: Sequence[Zone]) -> Iterator[_Opening]:
    for zone in zones:
        seen = view(document.quote(zone.span))
        text = seen.text.lstrip()
        for level, pattern in _LABELS:
            match = pattern.match(text)
            if match is None:
                continue
            label = match["label"]
            if label in _CIRCLED:
                label = str(_CIRCLED.index(label) + 1)
            if level == 5:
                level += label.count(".") - 1
            yield _Opening(level, label, _heading(text[match.end() :]), zone.span.start)
            break


def _heading(text: str) -> str:
    """The words behind a label when they are a title: short, one sentence without a stop, or ended by a colon."""
    words = " ".join(text.split()).strip(" *_")
    if not words or len(words) > _HEADING:
        return ""
    if words.endswith(":"):
        return words[:-1].strip()
    stripped = words.rstrip(".")
    sentence = words.endswith((".", ";", "!")) and not (stripped.isupper() or len(stripped) <= 60)
    if sentence or ". " in stripped:
        return ""
    return stripped
