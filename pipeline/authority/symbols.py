"""The grammar of số và ký hiệu: ``230-CV/BTGTU``, ``Số 14 CT/TU``, ``61/2018/NĐ-CP``, ``740/UBND-GT`` (HD 36, NĐ 30).

Between serial and symbol stand a hyphen (Party), a slash (State) or, in old papers, only a blank.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Final

from pipeline.authority.tables import load_table
from pipeline.authority.types import type_codes
from pipeline.text import View, strip_marks

_ORGAN: Final = r"(?:[A-ZĐƯ][A-Za-zĐđƯưẢảỐố&]{0,4}[A-ZĐƯ0-9][A-Za-zĐđƯưố0-9&]*|[A-ZĐƯ](?![\w]))"
_ORGANS: Final = rf"{_ORGAN}(?:(?:-\n?|/|\.){_ORGAN})*"
_SERIAL: Final = r"(?P<serial>\d{1,5}[a-dA-D]?)"
_SHAPES: Final = ("typed", "blank", "bare", "damaged")
_JOINT: Final = r"[ ]?(?:[-/]|[ ])[ ]?"


@dataclass(frozen=True, slots=True)
class Symbol:
    """A number found in a view: ``start``/``end`` in the view's characters."""

    start: int
    end: int
    serial: str | None
    symbol: str
    code: str | None
    """The code of the kind as printed, where one stands there."""
    labelled: bool
    """The word "số" stands before it."""


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    codes = "|".join(sorted({*type_codes(), "QD", "QÐ", "CTĐ"}, key=lambda code: (-len(code), code)))
    kind = rf"(?P<code>{codes})[ ]?(?:[/-])\n?[ ]?(?P<organ>{_ORGANS})"
    typed = rf"(?<![\w/.,]){_SERIAL}{_JOINT}(?P<year>(?:19|20)\d\d/)?{kind}"
    blank = rf"(?<!\d)(?P<dots>[.…_ ]*)[ ]?[-/][ ]?{kind}"
    bare = rf"(?<![\w/.,]){_SERIAL}[ ]?[-/][ ]?(?P<year>(?:19|20)\d\d/)?(?P<organ>{_ORGANS})"
    # A handwritten serial read as "2%4" or run into the code: the code still tells what paper it is.
    damaged = rf"(?<=\b[Ss5][ốoôóồõỗ06])[:.]?(?P<dots>[^A-ZĐ\n]{{0,10}}[A-Z]?[\s/-]{{0,2}}){kind}"
    return tuple(map(re.compile, (typed, blank, bare, damaged)))


_LABEL: Final = re.compile(r"\b[s5][o06][ ]?[:.]?[ ]?$")


def _labelled(seen: View, start: int) -> int | None:
    """Where the word "số" before ``start`` begins; None when there is none."""
    found = _LABEL.search(seen.folded, max(0, start - 8), start)
    return found.start() if found else None


def find_symbols(seen: View) -> Iterator[Symbol]:
    """Numbers in order, also those with a blank serial and, behind the word "số", those that name only an organ."""
    taken: list[tuple[int, int]] = []
    found = sorted(
        (
            (match, shape)
            for shape, pattern in zip(_SHAPES, _patterns(), strict=True)
            for match in pattern.finditer(seen.text)
        ),
        key=lambda each: (each[1] == "damaged", each[0].start(), each[1] != "typed"),
    )
    for match, shape in found:
        symbol = _read(seen, match, shape)
        if symbol is not None and not any(symbol.start < end and start < symbol.end for start, end in taken):
            taken.append((symbol.start, symbol.end))
            yield symbol


def _read(seen: View, match: re.Match[str], shape: str) -> Symbol | None:
    label = _labelled(seen, match.start())
    organ = _known(match["organ"].replace("\n", ""))
    if shape == "bare":
        # "24/24", "65 m3/s", "12/Q3": an organ alone is believed only behind "số", or as a long code.
        # A year between ("33/2024/QH15") is as good as the word.
        known = label is not None or match["year"]
        if not known or sum(char.isupper() for char in organ) < 2 or match["organ"].split("-")[0] in type_codes():
            return None
        symbol = (match["year"] or "") + organ
        return Symbol(match.start(), match.end(), match["serial"], symbol, None, label is not None)
    if shape == "damaged":
        label = match.start() - 2
    if shape in {"blank", "damaged"}:
        if label is None:
            return None
        code = _code(match["code"])
        return Symbol(label, match.end(), None, _joined(seen, match, code, organ), code, True)
    code = _code(match["code"])
    year = match["year"] or ""
    return Symbol(
        match.start(), match.end(), match["serial"], year + _joined(seen, match, code, organ), code, label is not None
    )


def _joined(seen: View, match: re.Match[str], code: str, organ: str) -> str:
    between = seen.text[match.end("code") : match.start("organ")].strip()
    return f"{code}{between}{organ}"


def _code(printed: str) -> str:
    return {"QD": "QĐ", "QÐ": "QĐ"}.get(printed, printed)


@cache
def organ_codes() -> Mapping[str, tuple[str, ...]]:
    """Function and level codes, each with the organs it may stand for."""
    return MappingProxyType({row["code"]: tuple(row["organ"].split("|")) for row in load_table("organ_codes")})


@cache
def _compounds() -> Mapping[str, str]:
    """Codes with Đ by their form with D: OCR and old keyboards lose the bar (``BXDD``, ``DU``)."""
    advisory = [row["code"] for row in load_table("organ_codes") if row["level"] == "advisory"]
    committees = [row["code"] for row in load_table("organ_codes") if row["level"] == "committee"]
    every = {*advisory, *committees, *(a + c for a in advisory for c in committees)}
    return MappingProxyType({_undotted(code): code for code in sorted(every) if _undotted(code) != code})


def _undotted(code: str) -> str:
    return code.replace("Đ", "D").replace("đ", "d")


def _known(organ: str) -> str:
    """The organ's code with the bar of Đ put back where only one known code reads so."""
    return "-".join(_compounds().get(part, part) for part in organ.replace(" ", "").split("-"))


def kinds_of(code: str | None) -> tuple[str, ...]:
    """Kinds that a code may stand for; empty when it is unknown."""
    if code is None:
        return ()
    by_fold = {strip_marks(known): names for known, names in type_codes().items()}
    return type_codes().get(code) or by_fold.get(strip_marks(code), ())
