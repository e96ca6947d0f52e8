"""How much some words look like Vietnamese, with no model: the signals that choose between two readings."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from pipeline.schema import Line, Word
from pipeline.text.syllables import is_syllable

_MARKS: Final = frozenset("\u0300\u0301\u0303\u0309\u0323\u0302\u0306\u031b")
_ODD: Final = frozenset("ª«¬®¯°±²³´µ¶·¸¹º»¼½¾¿ÖØÞåæçëîïðñöøþÿ©§¦¥¤£¢¡ÅÆÇËÎÏÐÑäÄß")
"""Latin-1 signs that Vietnamese never uses, but which TCVN3 and VNI layers are full of when read as Unicode."""


@dataclass(frozen=True, slots=True)
class Signal:
    """Measures of a text: ``letters`` counted, and three shares, 0..1."""

    letters: int
    syllables: float
    """Of the words with two letters or more, those that fit the grammar of the Vietnamese syllable."""
    vietnamese: float
    """Of the letters, those with a mark of tone or quality, and đ."""
    odd: float
    """Of the letters and signs, Latin-1 ones that a legacy font left behind, U+FFFD and private characters."""


def measure(texts: Iterable[str]) -> Signal:
    """Signals of some words; all shares 0.0 where nothing could be counted."""
    words = [unicodedata.normalize("NFC", text) for text in texts]
    signs = Counter("".join(words)).items()
    letters = sum(count for char, count in signs if char.isalpha())
    odd = sum(count for char, count in signs if char in _ODD or char == "\ufffd" or "\ue000" <= char <= "\uf8ff")
    marked = sum(count for char, count in signs if _is_marked(char))
    return Signal(
        letters=letters,
        syllables=syllable_share(words),
        vietnamese=marked / letters if letters else 0.0,
        odd=odd / max(letters, odd, 1),
    )


def syllable_share(words: Iterable[str]) -> float:
    """Share of the words of two letters or more that are well-formed syllables; 0.0 where there is no such word.

    Number signs such as ``15-CV/ĐU`` hold capitals only and say nothing about the reading; they are passed over.
    """
    seen = valid = 0
    for word in words:
        for bare in "".join(char if char.isalpha() else " " for char in unicodedata.normalize("NFC", word)).split():
            if len(bare) < 2 or (bare != word and bare.isupper()):
                continue
            seen += 1
            valid += is_syllable(bare)
    return valid / seen if seen else 0.0


def confidence(words: Iterable[Word]) -> float:
    """Mean confidence weighted by length, 0..1; 0.0 without words."""
    total = weight = 0.0
    for word in words:
        total += word.confidence * len(word.text)
        weight += len(word.text)
    return total / weight if weight else 0.0


def score(lines: Iterable[Line]) -> float:
    """Worth of a reading, 0..1: confidence times the share of valid syllables."""
    words = [word for line in lines for word in line.words]
    return confidence(words) * syllable_share(word.text for word in words)


def _is_marked(char: str) -> bool:
    if char < "\x80":
        return False
    return char in "đĐ" or any(mark in _MARKS for mark in unicodedata.normalize("NFD", char)[1:]) or char in _MARKS
