"""Dates that a text layer or a reader damaged: repaired where one reading is possible, else none."""

from __future__ import annotations

import pytest

from pipeline.text import view
from pipeline.text.dates import find_dates


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("ngày 0882025", "2025-08-08"),
        ("ngày 26-52025", "2025-05-26"),
        ("ngày 1112025", None),
        ("ngày 01/02/2023", "2023-02-01"),
        ("ngày 15/8/2O23", "2023-08-15"),
        ("02.10.2023", "2023-10-02"),
        ("31/02/2023", None),
        ("có 2/3 số hộ", None),
        ("làm 24/7", None),
        ("nghỉ ½ ngày", None),
        ("số 0882025", None),
    ],
)
def test_damaged_dates(text: str, value: str | None) -> None:
    assert [date for _, _, date in find_dates(view(text).folded)] == ([value] if value else [])


def test_the_quote_is_the_text_as_it_stands() -> None:
    text = "Mường  Ngà, ngày 15/8/2O23 họp"
    seen = view(text)
    ((start, end, _),) = find_dates(seen.folded)
    assert seen.span(start, end).of(text) == "15/8/2O23"
