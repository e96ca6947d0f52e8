"""Names of persons and places, put together from syllables: thousands, hardly one twice."""

from __future__ import annotations

from random import Random

from corpus.generator.grammar import expand, words


def person(rng: Random) -> str:
    """A person's name, of a man or a woman."""
    sex = rng.choice("mmf")
    parts = [rng.choice(words("surname")), rng.choice(words(f"middle_{sex}")), rng.choice(words(f"given_{sex}"))]
    if rng.random() < 0.12:
        parts.pop(1)
    return " ".join(parts)


def place(rng: Random, upland: float = 0.25) -> str:
    """A place's name of two (now and then three) syllables; ``upland`` is the chance of a highland one."""
    if rng.random() < upland:
        return expand(rng, rng.choice(words("place_up")))
    first, second = rng.choice(words("place_a")), rng.choice(words("place_b"))
    while second == first:
        second = rng.choice(words("place_b"))
    third = " " + rng.choice(("Đông", "Tây", "Nam", "Bắc", "Thượng", "Hạ")) if rng.random() < 0.12 else ""
    return f"{first} {second}{third}"


def province(rng: Random, year: int) -> tuple[str, bool]:
    """A province of that year, and whether it is a city under the centre."""
    if rng.random() < 0.12:
        return rng.choice(words("city")[: 2 if year < 1997 else 4]), True
    kind = "province_old" if year < 1990 else "province_mid" if year < 2026 else "province_new"
    return rng.choice(words(kind)), False


def village(rng: Random) -> str:
    """A village or quarter with its unit word."""
    unit, name = rng.choice(words("village")), rng.choice(words("village_name"))
    return f"{unit} {name}"


def old_tones(text: str) -> str:
    """Tone marks where typewriters and the Party's style put them: uỷ, hoà, khoá."""
    for new, old in zip(_NEW, _OLD, strict=True):
        if new in text:
            text = text.replace(new, old)
    return text


_NEW = (
    "úy", "ùy", "ủy", "ũy", "ụy", "Ủy", "ỦY", "ÚY", "ÙY", "óa", "òa", "ỏa", "ọa", "ÓA", "ÒA", "ỎA", "ỌA", "óe", "òe",
    "ỏe", "ÓE", "ỎE",
)  # fmt: skip
_OLD = (
    "uý", "uỳ", "uỷ", "uỹ", "uỵ", "Uỷ", "UỶ", "UÝ", "UỲ", "oá", "oà", "oả", "oạ", "OÁ", "OÀ", "OẢ", "OẠ", "oé", "oè",
    "oẻ", "OÉ", "OẺ",
)  # fmt: skip
