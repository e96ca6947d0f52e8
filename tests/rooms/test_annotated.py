"""The annotated papers keep their promise, and the check sees what does not."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pipeline.evaluation import forms
from pipeline.evaluation.checking import check_folder
from pipeline.evaluation.score import score

ANNOTATED = Path(__file__).resolve().parents[2] / "corpus" / "annotated"
SECOND = ANNOTATED.parent / "second_reading.jsonl"
TEXT = """HUYỆN ỦY TÂN LÂM
*
Số 12-CV/HU
Đề nghị Đảng ủy các xã rà soát
danh sách đảng viên trước ngày 05/10/2025.
Căn cứ Quy định số03-QĐ/TW.
Nguyễn Văn An
"""
PAPER: dict[str, Any] = {
    "documents": [
        {
            "source": "a.txt",
            "part": 1,
            "family": "đảng",
            "document_type": "công văn",
            "number": {"serial": "12", "symbol": "CV/HU"},
            "date_of_issue": "2025-09-XX",
            "place_of_issue": None,
            "issuing_body": "Huyện ủy Tân Lâm",
            "parent_body": None,
            "acting_body": None,
            "subject": None,
            "secrecy": None,
            "urgency": None,
            "addressees": [],
            "recipients": [],
            "archived_at": None,
            "signatories": [{"name": "Nguyễn Văn An", "office": None, "authority": None, "on_behalf_of": None}],
            "received": [],
            "copies": [],
            "annotations": [],
            "citations": [
                {
                    "document_type": "quy định",
                    "number": {"serial": "03", "symbol": "QĐ/TW"},
                    "date": None,
                    "issuing_body": None,
                    "relation": "basis",
                }
            ],
            "citations_unnumbered": [],
            "assignments": [
                {
                    "participants": [{"role": "lead", "body": "Đảng ủy các xã"}],
                    "task": "rà soát danh sách đảng viên trước ngày 05/10/2025",
                    "due": {
                        "start": None,
                        "end": "2025-10-05",
                        "bound": "before",
                        "anchor": None,
                        "offset": None,
                        "quote": "trước ngày 05/10/2025",
                    },
                    "recurrence": None,
                    "section": None,
                }
            ],
            "mentions": {"body": [], "group": ["Đảng ủy các xã"], "person": ["Nguyễn Văn An"]},
        }
    ],
    "about": {"office": "x", "level": "huyện", "year": 2025, "type": "công văn", "manner": "x", "split": "train"},
}


def put(folder: Path, name: str, paper: Any, text: str = TEXT) -> None:
    (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    (folder / f"{name}.json").write_text(json.dumps(paper, ensure_ascii=False), encoding="utf-8")


def test_the_annotated_papers_have_no_fault() -> None:
    faults, documents = check_folder(ANNOTATED)
    assert [str(fault) for fault in faults] == []
    assert documents >= 60


def test_two_annotators_agree() -> None:
    """``second_reading.jsonl`` was labelled from the text alone; this is about as well as a program can score."""
    records = [json.loads(line) for line in SECOND.read_text(encoding="utf-8").splitlines()]
    files = [(ANNOTATED / record["source"]["path"]).with_suffix(".json") for record in records]
    papers = [paper for file in files for paper in json.loads(file.read_text(encoding="utf-8"))["documents"]]
    rows = score([{key: paper[key] for key in ("source", "part", "assignments")} for paper in papers], records).rows
    assert rows["assignment.whole"].gold >= 45
    assert rows["assignment.whole"].f1 > 0.88
    assert rows["participant"].f1 > 0.9
    assert rows["due"].f1 > 0.9


def test_a_sound_paper_has_no_fault(tmp_path: Path) -> None:
    put(tmp_path, "a", PAPER)
    assert check_folder(tmp_path) == ([], 1)


def _set(path: str, value: Any) -> Callable[[dict[str, Any]], None]:
    *steps, last = path.split(".")

    def change(paper: dict[str, Any]) -> None:
        place: Any = paper
        for step in steps:
            place = place[int(step) if step.isdecimal() else step]
        place[int(last) if last.isdecimal() else last] = value

    return change


ONE = "documents.0"


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (_set(f"{ONE}.assignments.0.task", "rà soát danh sách hội viên"), "task is not in the text"),
        (_set(f"{ONE}.assignments.0.due.quote", "trước ngày 06/10/2025"), "due.quote is not in the text"),
        (_set(f"{ONE}.assignments.0.due.end", "2025-10-06"), "is not the 'trước ngày 05/10/2025' it quotes"),
        (_set(f"{ONE}.assignments.0.due.end", "2025-10-32"), "due.end is '2025-10-32'"),
        (_set(f"{ONE}.assignments.0.due.bound", "on_or_before"), "due.bound on_or_before"),
        (_set(f"{ONE}.assignments.0.due.anchor", "khi có quyết định"), "with offset None"),
        (_set(f"{ONE}.assignments.0.recurrence", "FREQ=MONTHLY;BYMONTHDAY=32"), "recurrence is"),
        (_set(f"{ONE}.assignments.0.recurrence", "FREQ=MONTHLY"), "both recurrence and due"),
        (_set(f"{ONE}.assignments.0.participants.0.role", "boss"), "role is 'boss'"),
        (_set(f"{ONE}.citations.0.relation", "because"), "relation is 'because'"),
        (_set(f"{ONE}.citations.0.number.serial", "04"), "number of a citation '04'-'QĐ/TW' is not in the text"),
        (_set(f"{ONE}.number.symbol", "cv hu"), "no plausible code"),
        (_set(f"{ONE}.date_of_issue", "09/2025"), "date_of_issue is '09/2025'"),
        (_set(f"{ONE}.colour", "red"), "document has 'colour'"),
        (_set(f"{ONE}.mentions.person", ["Trần Văn B"]), "mention (person) is not in the text"),
        (_set(f"{ONE}.signatories.0.name", "Lê Thị Bình"), "name of a signatory is not in the text"),
        (_set(f"{ONE}.signatories.0.authority", "TM"), "authority is 'TM'"),
        (_set("about.split", "exam"), "split 'exam'"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_label_that_cannot_stand_is_told(change: Any, told: str, tmp_path: Path) -> None:
    paper = copy.deepcopy(PAPER)
    change(paper)
    put(tmp_path, "a", paper)
    faults = [str(fault) for fault in check_folder(tmp_path)[0]]
    assert [fault for fault in faults if told in fault and fault.startswith("a.json")], faults


def test_one_body_and_year_in_two_splits_is_told(tmp_path: Path) -> None:
    put(tmp_path, "a", PAPER)
    other = copy.deepcopy(PAPER)
    other["documents"][0]["source"] = "b.txt"
    other["about"]["split"] = "test"
    put(tmp_path, "b", other)
    (fault,) = check_folder(tmp_path)[0]
    assert "Huyện ủy Tân Lâm (2025) is in test here and in train in a.json" in str(fault)


def test_pairs_that_are_none_are_told(tmp_path: Path) -> None:
    (tmp_path / "alone.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "lost.json").write_text("{}", encoding="utf-8")
    put(tmp_path, "broken", {})
    (tmp_path / "broken.json").write_text("{", encoding="utf-8")
    put(tmp_path, "empty", {"documents": []})
    told = [str(fault) for fault in check_folder(tmp_path)[0]]
    assert len(told) == 4
    assert any("alone.txt: has no labels" in one for one in told)


@pytest.mark.parametrize("date", ["2025", "2025-09", "2025-09-30", "2025-09-XX", "20XX-XX-XX"])
def test_dates(date: str) -> None:
    assert forms.is_date(date)


@pytest.mark.parametrize("date", ["", "25", "2025-13", "2025-02-30", "2025-9-3", 2025, "2025-XX-32"])
def test_no_dates(date: object) -> None:
    assert not forms.is_date(date)
