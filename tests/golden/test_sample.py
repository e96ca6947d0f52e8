"""The sample as a user meets it: a scanned bundle, a scanned conclusion and a dump, scored against their gold.

The bounds are a little under what was measured; they hold for the vendored language file and engine.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import pipeline
from pipeline.evaluation.score import score
from pipeline.schema.record import Record

SAMPLE = Path(__file__).parents[2] / "corpus" / "sample"


@pytest.fixture(scope="module")
def sample() -> tuple[Record, ...]:
    return pipeline.catalogue([SAMPLE / name for name in ("bundle.pdf", "congvan.txt", "ketluan.pdf")])


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_the_sample_against_its_gold(sample: tuple[Record, ...]) -> None:
    gold = json.loads((SAMPLE / "gold.json").read_text(encoding="utf-8"))["documents"]
    rows = score(gold, [json.loads(record.as_json()) for record in sample]).rows
    for field in ("documents", "document_type", "date_of_issue", "issuing_body", "subject", "addressees", "citation"):
        assert rows[field].f1 == 1.0, field
    for field, bound in (("recipients", 0.9), ("assignment", 0.9), ("participant", 0.8), ("due", 0.9)):
        assert rows[field].f1 >= bound, field


@pytest.mark.slow
def test_stamps_give_neither_number_nor_date(sample: tuple[Record, ...]) -> None:
    for record in sample:
        assert record.number is None or record.number.value.serial not in {"863", "312"}
        assert record.date_of_issue is None or record.date_of_issue.value not in {"2022-05-16", "2022-06-20"}
