"""Records to files."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import pytest
from stand_ins import finding, record

from pipeline import export
from pipeline.errors import DamagedFile, SettingsError
from pipeline.export import jsonl, number_text
from pipeline.export.csv import guard
from pipeline.plugins import load_parts
from pipeline.schema.record import Number, Record

PARTS = load_parts("pipeline.export")


def due() -> dict[str, Any]:
    keys = {"start": "2023-11-01", "end": "2023-11-30", "bound": "on_or_before", "anchor": None, "offset": None}
    return finding({**keys, "approximate": False, "quote": "trong tháng 11/2023"}, confidence=0.4)


@pytest.fixture
def full() -> Record:
    participants = [
        {"body": finding("Đảng ủy xã A"), "id": None, "role": "lead"},
        {"body": finding("Chi bộ B"), "id": None, "role": "lead"},
        {"body": finding("Công an C"), "id": None, "role": "cooperate"},
        {"body": finding("Thành ủy"), "id": None, "role": "report_to"},
    ]
    task = finding("xây dựng kế hoạch", quote="xây dựng kế hoạch", page=2)
    citation = {
        "document_type": "quy định", "number": {"serial": "294", "symbol": "QĐ/TW"}, "date": "2025-05-26",
        "issuing_body": None, "title": None, "alias": None, "relation": "basis", "mentions": [finding("x", page=3)],
        "resolved": None,
    }  # fmt: skip
    return record(
        number=finding({"serial": None, "symbol": "CV/ĐU"}, quote="Số -CV/ĐU"),
        subject=finding("=HYPERLINK(1)", confidence=0.3),
        recipients=[finding("Như trên"), finding("Lưu")],
        citations=[citation],
        assignments=[
            {
                "participants": participants,
                "task": task,
                "due": due(),
                "recurrence": None,
                "product": None,
                "section": "2",
            }
        ],
    )


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.SUFFIX)
class TestEveryFormat:
    def test_has_a_suffix_of_its_own(self, part: Any) -> None:
        assert [other.SUFFIX for other in PARTS].count(part.SUFFIX) == 1
        assert part.SUFFIX.startswith(".")

    def test_no_records_make_a_file_too(self, part: Any, tmp_path: Path) -> None:
        part.write([], tmp_path / f"none{part.SUFFIX}")
        assert (tmp_path / f"none{part.SUFFIX}").is_file()

    def test_same_records_same_bytes(self, part: Any, tmp_path: Path, full: Record) -> None:
        for name in ("a", "b"):
            part.write(iter([full, full]), tmp_path / f"{name}{part.SUFFIX}")
        one, two = ((tmp_path / f"{name}{part.SUFFIX}").read_bytes() for name in ("a", "b"))
        assert one == two

    def test_a_failure_leaves_the_old_file_and_nothing_else(self, part: Any, tmp_path: Path, full: Record) -> None:
        target = tmp_path / f"records{part.SUFFIX}"
        target.write_text("old")

        def breaks() -> Any:
            yield full
            raise RuntimeError

        with pytest.raises(RuntimeError):
            part.write(breaks(), target)
        assert target.read_text() == "old"
        assert list(tmp_path.iterdir()) == [target]

    def test_obeys_the_umask_and_follows_links(self, part: Any, tmp_path: Path, full: Record) -> None:
        real = tmp_path / f"real{part.SUFFIX}"
        link = tmp_path / f"link{part.SUFFIX}"
        link.symlink_to(real)
        part.write([full], link)
        plain = tmp_path / "plain"
        plain.touch()
        assert link.is_symlink()
        assert real.stat().st_mode == plain.stat().st_mode


def test_jsonl_gives_the_same_records_back(tmp_path: Path, full: Record) -> None:
    target = tmp_path / "r.jsonl"
    jsonl.write([full, record("b.txt")], target)
    assert list(jsonl.read(target)) == [full, record("b.txt")]
    assert "Đảng ủy" in target.read_text(encoding="utf-8")


def test_a_line_that_is_no_record_is_named(tmp_path: Path, full: Record) -> None:
    target = tmp_path / "r.jsonl"
    target.write_text(full.as_json() + '\n\n{"schema": "9"}\n', encoding="utf-8")
    with pytest.raises(DamagedFile, match="line 3"):
        list(jsonl.read(target))


def test_csv_documents(tmp_path: Path, full: Record) -> None:
    export.write([full], tmp_path / "r.csv")
    assert (tmp_path / "r.csv").read_bytes().startswith(b"\xef\xbb\xbfsource,")
    (row,) = rows(tmp_path / "r.csv")
    assert (row["number"], row["serial"], row["subject"]) == ("'-CV/ĐU", "", "'=HYPERLINK(1)")
    assert (row["recipients"], row["part"], row["confidence"]) == ("Như trên; Lưu", "1", "0.3")
    assert (row["assignments"], row["citations"], row["review_needed"]) == ("1", "1", "False")


def test_csv_task_register(tmp_path: Path, full: Record) -> None:
    export.write([record(), full], tmp_path / "r.csv")
    (row,) = rows(tmp_path / "r.assignments.csv")
    assert row["leads"] == "Đảng ủy xã A; Chi bộ B"
    assert (row["cooperating"], row["other_roles"]) == ("Công an C", "report_to: Thành ủy")
    assert (row["due_start"], row["due_end"], row["due_bound"]) == ("2023-11-01", "2023-11-30", "on_or_before")
    assert (row["task"], row["section"], row["page"], row["confidence"]) == ("xây dựng kế hoạch", "2", "2", "0.4")


def test_csv_citations(tmp_path: Path, full: Record) -> None:
    export.write([full], tmp_path / "r.csv")
    (row,) = rows(tmp_path / "r.citations.csv")
    assert (row["cited_number"], row["relation"], row["page"], row["mentions"]) == ("294-QĐ/TW", "basis", "3", "1")


def test_more_records_than_one_chunk(tmp_path: Path) -> None:
    export.write((record(f"{n}.txt") for n in range(1_001)), tmp_path / "r.csv")
    found = rows(tmp_path / "r.csv")
    assert [found[0]["source"], found[-1]["source"], str(len(found))] == ["0.txt", "1000.txt", "1001"]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "＝"])
def test_formulas_are_defused(start: str) -> None:
    assert guard(f"{start}1") == f"'{start}1"


def test_numbers_and_plain_text_are_left_alone() -> None:
    assert [guard(-1), guard("a=1"), guard(None), guard("")] == [-1, "a=1", None, ""]


@pytest.mark.parametrize(
    ("serial", "symbol", "text"),
    [("230", "CV/BTGTU", "230-CV/BTGTU"), (None, "CV/ĐU", "-CV/ĐU"), ("12", None, "12"), (None, None, None)],
)
def test_number_text(serial: str | None, symbol: str | None, text: str | None) -> None:
    assert number_text(Number(serial=serial, symbol=symbol)) == text


def test_an_unknown_suffix_names_the_known_ones() -> None:
    with pytest.raises(SettingsError, match=r"\.xlsx") as caught:
        export.exporter_of(Path("r.xlsx"))
    assert ".csv, .jsonl" in caught.value.hint
