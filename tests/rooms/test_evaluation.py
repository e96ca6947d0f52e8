"""The score counts as the reference score does: the expected table was printed by the reference on these fixtures."""

from __future__ import annotations

import json
import math
from pathlib import Path
from typing import Any

import pytest

from pipeline.evaluation.matching import alike, fold, number_key, overlap, pair
from pipeline.evaluation.score import Row, score

HERE = Path(__file__).resolve().parent / "scoring"
GOLD: list[dict[str, Any]] = json.loads((HERE / "gold.json").read_text("utf-8"))["documents"]
RECORDS = [json.loads(line) for line in (HERE / "records.jsonl").read_text("utf-8").splitlines()]

EXPECTED = """\
field                     P      R     F1    hit   pred   gold
documents             0.750  0.750  0.750      3      4      4
bundle exact          0.333  0.333  0.333      1      3      3
document_type         1.000  0.750  0.857      3      3      4
number                1.000  0.500  0.667      1      1      2
serial                1.000  0.500  0.667      1      1      2
symbol                1.000  0.667  0.800      2      2      3
date_of_issue         0.500  0.500  0.500      1      2      2
place_of_issue        1.000  1.000  1.000      1      1      1
issuing_body          1.000  1.000  1.000      1      1      1
parent_body           0.000    nan  0.000      0      1      0
secrecy               0.000    nan  0.000      0      1      0
subject               1.000  1.000  1.000      2      2      2
recipients            0.500  0.500  0.500      1      2      2
signatory.name        1.000  1.000  1.000      1      1      1
signatory.office      0.000  0.000  0.000      0      1      1
signatory.authority   1.000  1.000  1.000      1      1      1
received.serial         nan  0.000  0.000      0      0      1
received.date           nan  0.000  0.000      0      0      1
citation              0.500  0.500  0.500      1      2      2
citation.date         1.000  1.000  1.000      1      1      1
assignment            0.500  0.667  0.571      2      4      3
assignment.whole      0.250  0.333  0.286      1      4      3
participant           0.333  0.333  0.333      1      3      3
due                   0.500  1.000  0.667      1      2      1
urgency               1.000  1.000  1.000      1      1      1
addressees            0.000    nan  0.000      0      1      0"""

EXPECTED_ONLY = """\
field                     P      R     F1    hit   pred   gold
documents             0.500  0.500  0.500      1      2      2
bundle exact          0.000  0.000  0.000      0      2      2
document_type         1.000  0.500  0.667      1      1      2
number                  nan  0.000  0.000      0      0      1
serial                  nan  0.000  0.000      0      0      1
symbol                  nan  0.000  0.000      0      0      1
subject                 nan    nan    nan      0      0      0
recipients              nan    nan    nan      0      0      0
citation                nan    nan    nan      0      0      0
citation.date           nan    nan    nan      0      0      0"""


def test_the_table_is_the_reference_one() -> None:
    assert score(GOLD, RECORDS).as_table() == EXPECTED


def test_some_sources_only() -> None:
    assert score(GOLD, RECORDS, only=["other", "absent"]).as_table() == EXPECTED_ONLY


def test_misses_say_what_was_wanted_and_found() -> None:
    misses = score(GOLD, RECORDS).misses
    assert len(misses) == 18
    assert ("date_of_issue", "bundle.pdf#2", "2025-10-01", "2025-10-02") in [
        (miss.field, miss.document, miss.want, miss.got) for miss in misses
    ]
    assert "- subject" not in score(GOLD, RECORDS).as_table(misses=True)


def test_a_record_scores_full_against_itself_as_gold() -> None:
    rows = score([GOLD[0]], [{**GOLD[0], "source": {"path": "bundle.pdf", "part": 1}}]).rows
    assert all(row.hit == row.predicted == row.gold for row in rows.values())


def test_a_serial_the_labeller_could_not_read_is_not_scored() -> None:
    rows = score([GOLD[1]], [RECORDS[0]]).rows
    assert "serial" not in rows
    assert rows["symbol"] == Row(1, 1, 1)


def test_nothing_found_and_nothing_wanted_has_no_ratio() -> None:
    assert math.isnan(Row().f1)
    assert score([], []).rows == {}


@pytest.mark.parametrize(
    ("a", "b"),
    [("Hoà Bình", "HÒA BÌNH"), ("Lý – Luật", "lí-luật"), ("Đảng uỷ", "Ðảng ủy"), (" 15 - CV / TU. ", "15-cv/tu")],
)
def test_folding_forgets_what_does_not_count(a: str, b: str) -> None:
    assert fold(a) == fold(b)
    assert alike(a, b) == 1.0


def test_folding_keeps_what_counts() -> None:
    assert len({fold(text) for text in ("ma", "mà", "má", "mả", "mã", "mạ", "mâ")}) == 7


def test_overlap_counts_repeated_words_as_often_as_both_have_them() -> None:
    assert overlap("a a b", "a b b") == pytest.approx(2 / 4)
    assert overlap("", "a") == 0.0


def test_pairs_are_best_first_and_one_to_one() -> None:
    likeness = {("a", 1): 0.9, ("a", 2): 0.8, ("b", 1): 0.85, ("b", 2): 0.1}
    assert pair("ab", [1, 2], lambda g, p: likeness[g, p], 0.5) == [(0, 0)]
    assert pair("ab", [1, 2], lambda g, p: likeness[g, p], 0.0) == [(0, 0), (1, 1)]


def test_number_key() -> None:
    assert number_key({"serial": "007", "symbol": "CV/ĐU"}) == ("7", "cv/đu")
    assert number_key(None) == number_key({"serial": None, "symbol": ""}) == (None, None)
