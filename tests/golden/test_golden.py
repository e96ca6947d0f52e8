"""Whole records held still: a change of any value, span or confidence shows as a difference to look at.

pytest tests/golden --update-golden     writes them anew; look at the difference before it is committed
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from texts import COPY, LETTER, ORDER, PLAN, STAMP, records

HERE = Path(__file__).parent
PAPERS = {
    "letter": LETTER,
    "plan-stamped-and-copied": PLAN.replace("                         KẾ", f"{STAMP}\n                         KẾ")
    + COPY,
    "bundle": LETTER + PLAN + ORDER,
}


@pytest.mark.parametrize("name", PAPERS)
def test_records_are_as_they_were(name: str, request: pytest.FixtureRequest) -> None:
    got = [json.loads(record.as_json()) for record in records(PAPERS[name])]
    file = HERE / f"{name}.json"
    if request.config.getoption("--update-golden"):
        file.write_text(json.dumps(got, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    assert got == json.loads(file.read_text(encoding="utf-8"))


def test_the_golden_files_were_not_written_by_this_run(request: pytest.FixtureRequest) -> None:
    assert not request.config.getoption("--update-golden"), "golden files written: look at the difference and run again"
