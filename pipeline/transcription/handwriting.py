"""Number and day by hand, read on the heading of a first page and put where the engine's guess stood.

A wrong number is worse than none: figures go into the text only where two looks at them agree, the calendar allows
them and the recogniser is sure; elsewhere the engine's reading stays, with a confidence that asks for a person.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from pipeline.schema import Line, Word
from pipeline.transcription.cleaning import CleanPage
from pipeline.transcription.handwriting_crop import Figures, figures_in, straightened
from pipeline.transcription.handwriting_digits import Reading, is_available, read_figures, steps
from pipeline.transcription.handwriting_slots import Kind, Slot, find_slots
from pipeline.transcription.page_image import Picture

_LONGEST: Final[dict[Kind, int]] = {"number": 5, "day": 2, "month": 2}
_FIGURES: Final = re.compile(r"\d{1,5}")
_TYPED: Final = 0.95
"""The engine's confidence in clean figures from which they are not looked at: type, or as good as type."""
_SURE: Final = 0.95
_SURER: Final = 0.98
"""The same where a stroke may have been cut off."""
_SUREST: Final = 0.99
"""The same for a single figure where the form wants two, though the engine read it too."""
_FIGURES_AT_ALL: Final = 0.3
"""Probability, of both looks, that there is nothing but these figures: letters and marks come out low."""
_FIGURES_AT_ONCE: Final = 0.6
_LOOKS: Final = ((0.2, 1.0), (0.4, 1.2))
"""White around the figures, in heights, and how far they are drawn apart. Measured beside seven others."""
_LAST_PADDED_MONTH: Final = 2
_AGREED: Final = 0.80
"""Enough where the engine read the same."""
_LIKELY: Final = 0.80
"""Enough to be shown, as doubtful, instead of the engine's reading."""
_DOUBT: Final = 0.50
"""The most that a doubtful reading is given."""


@dataclass(frozen=True)
class Verdict:
    """What a slot holds: figures for the text, or None where the engine's reading stays; and how sure that is."""

    text: str | None
    confidence: float


def read_by_hand(
    picture: Picture, sheet: CleanPage, lines: tuple[Line, ...]
) -> tuple[tuple[Line, ...], tuple[str, ...]]:
    """Lines (of the straightened page) with the figures of their slots read anew, and notes for a person."""
    slots = find_slots(lines, picture.page_height)
    if all(_is_typed(slot) for slot in slots) or not is_available():
        return lines, ()
    found = list(lines)
    notes: list[str] = []
    # From the end of a line to its beginning: what comes before keeps its place.
    for slot in sorted(slots, key=lambda slot: (slot.line, -slot.start)):
        figures = figures_in(picture, sheet, slot.box, slot.size, slot.mark)
        verdict = _confirm(slot, figures) if _is_typed(slot) else decide(slot, figures)
        found[slot.line] = _written(found[slot.line], slot, verdict)
        if verdict.text is None or verdict.confidence <= _DOUBT:
            notes.append(f"{slot.kind} by hand, not read with certainty: {verdict.text or slot.read or 'nothing'}")
        elif verdict.text != slot.read:
            notes.append(f"{slot.kind} read by hand reader: {verdict.text} ({verdict.confidence:.2f})")
    return tuple(found), tuple(reversed(notes))


def _is_typed(slot: Slot) -> bool:
    return slot.confidence >= _TYPED and _FIGURES.fullmatch(slot.read) is not None and fits(slot.kind, slot.read)


def decide(slot: Slot, figures: Figures | None) -> Verdict:
    """Figures for the text, where they are sure."""
    doubt = Verdict(None, min(slot.confidence, _DOUBT))
    candidates = _candidates(slot.kind, figures) if figures is not None else []
    if figures is None or not candidates:
        return doubt
    best = candidates[0]
    engine = slot.read if _FIGURES.fullmatch(slot.read) else None
    padded = _is_padded(slot.kind, best.text)
    if best.text == engine:
        agreed = best.probability >= (_AGREED if padded else _SUREST)
        return Verdict(best.text, max(best.probability, slot.confidence)) if agreed else doubt
    if len(best.text) < len(engine or "") or not padded:
        return doubt
    enough = _SURE if figures.whole and len(_core(slot.read)) <= len(best.text) else _SURER
    if best.absolute < _FIGURES_AT_ALL or best.probability < _LIKELY:
        return doubt
    # Likely figures are worth more to the one who checks than what the engine made of a hand.
    return Verdict(best.text, best.probability if best.probability >= enough else doubt.confidence)


def _confirm(slot: Slot, figures: Figures | None) -> Verdict:
    """The engine's figures, which it is sure of, unless other ones are seen as surely.

    Beside a slot by hand the next may be by hand too, and the engine takes a slanting 1 for a 7 with 0.97.
    """
    candidates = _candidates(slot.kind, figures) if figures is not None else []
    if candidates and candidates[0].text != slot.read and candidates[0].probability >= _SURE:
        return Verdict(None, _DOUBT)
    return Verdict(slot.read, slot.confidence)


def _candidates(kind: Kind, figures: Figures) -> list[Reading]:
    """Strings that can stand in a slot of this kind, the likeliest first: one look, or the mean of two if in doubt."""
    looks: list[tuple[Reading, ...]] = []
    for edge, stretch in _LOOKS:
        looks.append(read_figures(steps(straightened(figures.pixels, edge, stretch)), _LONGEST[kind] + 1))
        if looks[0] and looks[0][0].probability >= _SURER and looks[0][0].absolute >= _FIGURES_AT_ONCE:
            break
    found: dict[str, Reading] = {}
    for reading in (reading for look in looks for reading in look if fits(kind, reading.text)):
        before = found.get(reading.text, Reading(reading.text, 0.0, 0.0))
        probability = before.probability + reading.probability / len(looks)
        found[reading.text] = Reading(reading.text, probability, before.absolute + reading.absolute / len(looks))
    return sorted(found.values(), key=lambda reading: -reading.probability)


def fits(kind: Kind, text: str) -> bool:
    """Can these figures be a number, a day, a month."""
    value = int(text)
    if kind == "number":
        return value > 0 and len(text) <= _LONGEST[kind] and (text[0] != "0" or len(text) == 2)
    return 1 <= value <= (31 if kind == "day" else 12) and len(text) <= 2


def _is_padded(kind: Kind, text: str) -> bool:
    """The form writes 05 for a number and a day, 02 for a month, 5 only for a month: one figure may have lost one."""
    return len(text) > 1 or (kind == "month" and int(text) > _LAST_PADDED_MONTH)


def _core(text: str) -> str:
    """What the engine read, without the marks at its ends: as many signs as there are figures, or fewer."""
    return text.strip(" .,:;-_„\"'")


def _written(line: Line, slot: Slot, verdict: Verdict) -> Line:
    """The line with the verdict in it; law: every word is found in the text at its place."""
    if verdict.text is None:
        return replace(line, words=tuple(_doubted(line.words, slot, verdict.confidence)))
    if verdict.text == slot.read:
        return replace(line, words=tuple(_confirmed(line.words, slot, verdict.confidence)))
    words = _split(line, slot)
    before = [word for word in words if word.at < slot.start]
    behind = [word for word in words if word.at >= slot.end]
    gap = line.text[slot.start : slot.end]
    # The symbol's mark stands close behind a number; all else is apart.
    trail = " " if slot.kind != "number" or gap[-1:].isspace() else ""
    start = line.text[: slot.start].rstrip() + " "
    rest = line.text[slot.end :].lstrip()
    text = start + verdict.text + trail + rest
    shift = len(text) - len(line.text)
    figures = Word(verdict.text, len(start), slot.box, verdict.confidence)
    return Line(text, (*before, figures, *(replace(word, at=word.at + shift) for word in behind)))


def _doubted(words: Iterable[Word], slot: Slot, confidence: float) -> Iterable[Word]:
    for word in words:
        inside = word.at < slot.end and slot.start < word.at + len(word.text)
        yield replace(word, confidence=min(word.confidence, confidence)) if inside else word


def _confirmed(words: Iterable[Word], slot: Slot, confidence: float) -> Iterable[Word]:
    for word in words:
        alone = slot.start <= word.at and word.at + len(word.text) <= slot.end
        yield replace(word, confidence=max(word.confidence, confidence)) if alone else word


def _split(line: Line, slot: Slot) -> Sequence[Word]:
    """The words of a line without those in the slot; words that reach over its ends keep what is outside."""
    parts: list[Word] = []
    for word in line.words:
        end = word.at + len(word.text)
        if end <= slot.start or word.at >= slot.end:
            parts.append(word)
            continue
        for start, stop in ((word.at, slot.start), (slot.end, end)):
            text = line.text[start:stop] if start < stop else ""
            if text.strip():
                at = start + len(text) - len(text.lstrip())
                parts.append(_part(word, text.strip(), at, slot))
    return parts


def _part(word: Word, text: str, at: int, slot: Slot) -> Word:
    """What is left of a word outside a slot, with its share of the box."""
    box = word.box
    if box is not None:
        x0, x1 = (slot.box.x1, box.x1) if at >= slot.end else (box.x0, slot.box.x0)
        box = replace(box, x0=min(max(x0, box.x0), box.x1), x1=max(min(x1, box.x1), box.x0))
        box = box if box.x0 <= box.x1 else word.box
    return replace(word, text=text, at=at, box=box)
