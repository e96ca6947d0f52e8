"""An evaluation counts what it says: missed files, inventions, deadlines, confidences, changes."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from texts import SHORT_LETTER

from pipeline.errors import InputError, MissingFile
from pipeline.evaluation.calibration import calibrate
from pipeline.evaluation.comparison import compare
from pipeline.evaluation.gold import GoldSet, load_gold
from pipeline.evaluation.intervals import bootstrap_f1, wilson
from pipeline.evaluation.measures import Evaluation, Share, evaluate
from pipeline.evaluation.phrasing import mask, novelty
from pipeline.evaluation.score import Row
from pipeline.evaluation.tables import as_json, changes, headline, misses, tables

ROOT = Path(__file__).resolve().parents[2]


def gold_paper(source: str) -> dict[str, Any]:
    return {
        "source": source,
        "part": 1,
        "document_type": "công văn",
        "number": {"serial": None, "symbol": "CV/ĐU"},
        "date_of_issue": "2025-10-XX",
        "secrecy": None,
        "urgency": None,
        "subject": "báo cáo kết quả",
        "assignments": [
            {
                "participants": [{"role": "lead", "body": "các chi bộ"}],
                "task": "gửi báo cáo kết quả trước ngày 20/10/2025",
                "due": {"start": None, "end": "2025-10-20", "offset": None, "quote": "trước ngày 20/10/2025"},
            },
            {"participants": [], "task": "quán triệt sâu rộng trong đảng viên", "due": None},
        ],
    }


def found(value: object, confidence: float = 0.9) -> dict[str, Any]:
    return {"value": value, "quote": str(value), "confidence": confidence}


def record(source: str, **changed: Any) -> dict[str, Any]:
    paper = gold_paper(source)
    assignments = [
        {
            "participants": [{"role": one["role"], "body": found(one["body"])} for one in assignment["participants"]],
            "task": found(assignment["task"], 0.8),
            "due": found(assignment["due"]) if assignment["due"] else None,
        }
        for assignment in paper["assignments"]
    ]
    return {
        "source": {"path": f"there/{source}", "part": 1},
        "document_type": found("công văn"),
        "number": found({"serial": None, "symbol": "CV/ĐU"}),
        "date_of_issue": found("2025-10-XX"),
        "secrecy": None,
        "urgency": None,
        "subject": found("V/v báo cáo kết quả"),
        "assignments": assignments,
        **changed,
    }


def gold_set(*sources: str, split: str = "dev") -> GoldSet:
    return GoldSet("set", tuple(map(gold_paper, sources)), (), dict.fromkeys((s.split(".")[0] for s in sources), split))


def test_what_is_right_is_full() -> None:
    done = evaluate(gold_set("a.txt"), [record("a.txt")])
    assert all(row.hit == row.predicted == row.gold for row in done.rows().values())
    assert done.header_exact == done.no_deadline == Share(1, 1)
    assert done.invented_overall == Share(0, 4)  # secrecy, urgency, the serial and the day


def test_a_file_that_did_not_come_out_is_everything_missed() -> None:
    done = evaluate(gold_set("a.txt", "b.txt"), [record("a.txt")], ["b.txt"])
    assert done.rows()["document_type"] == Row(1, 1, 2)
    assert done.rows()["assignment"] == Row(2, 2, 4)
    assert done.header_exact == Share(1, 2)
    assert "2 files (1 failed), 2 documents" in headline(done)


def test_inventions_are_counted_where_the_paper_has_nothing() -> None:
    guess = record("a.txt", secrecy=found("mật"), number=found({"serial": "7", "symbol": "CV/ĐU"}),
                   date_of_issue=found("2025-10-03"))  # fmt: skip
    done = evaluate(gold_set("a.txt"), [guess])
    assert done.invented == {
        "secrecy": Share(1, 1),
        "urgency": Share(0, 1),
        "serial left blank": Share(1, 1),
        "date left blank": Share(1, 1),
    }
    assert done.header_exact == Share(0, 1)


def test_a_deadline_where_there_is_none_is_counted() -> None:
    late = record("a.txt")
    late["assignments"][1]["due"] = found({"start": None, "end": "2025-12-31", "offset": None})
    assert evaluate(gold_set("a.txt"), [late]).no_deadline == Share(0, 1)


def test_calibration_of_bins() -> None:
    one = calibrate([(0.9, True), (0.9, True), (0.9, False), (0.9, True), (0.2, False)])
    assert one is not None
    assert one.error == pytest.approx((4 * (0.9 - 0.75) + 0.2) / 5)
    assert (one.count, one.right) == (5, 0.6)
    assert calibrate([]) is None


def test_findings_are_judged_by_their_confidence() -> None:
    done = evaluate(gold_set("a.txt"), [record("a.txt", document_type=found("thông báo", 0.7))])
    assert done.judgements["document_type"] == [(0.7, False)]
    assert done.judgements["assignment"] == [(0.8, True), (0.8, True)]
    assert done.judgements["participant"] == done.judgements["due"] == [(0.9, True)]


def test_intervals() -> None:
    low, high = wilson(8, 10) or (0, 0)
    assert (low, high) == (pytest.approx(0.490, abs=1e-3), pytest.approx(0.943, abs=1e-3))
    assert wilson(0, 0) is bootstrap_f1([]) is None
    perfect = bootstrap_f1([Row(5, 5, 5)] * 3) or (1, 1)
    assert perfect[0] < 0.5  # three perfect files do not look certain
    mixed = bootstrap_f1([Row(5, 5, 5), Row(0, 5, 5), Row(3, 5, 5)]) or (0, 0)
    assert mixed == bootstrap_f1([Row(5, 5, 5), Row(0, 5, 5), Row(3, 5, 5)])
    assert mixed[0] < 8 / 15 < mixed[1]


def test_changes_have_their_sentence() -> None:
    before = record("a.txt", document_type=found("thông báo"))
    before["assignments"] = before["assignments"][:1]
    now = record("a.txt", secrecy=found("mật"))
    told = compare(gold_set("a.txt"), [now], [before])
    assert [(one.way, one.field, one.want, one.now) for one in told] == [
        ("gained", "document_type", "công văn", "công văn"),
        ("lost", "secrecy", "nothing", "mật"),
        ("gained", "assignment", "quán triệt sâu rộng trong đảng viên", "quán triệt sâu rộng trong đảng viên"),
        ("gained", "assignment.leads", "nobody | quán triệt sâu rộng trong đảng viên", "nobody"),
        ("gained", "due", "no deadline | quán triệt sâu rộng trong đảng viên", "no deadline"),
    ]
    assert told[2].sentence == "quán triệt sâu rộng trong đảng viên"


def test_a_spurious_task_that_goes_is_gained() -> None:
    before = record("a.txt")
    before["assignments"].append({"participants": [], "task": found("là nhiệm vụ quan trọng hàng đầu"), "due": None})
    (gained,) = compare(gold_set("a.txt"), [record("a.txt")], [before])
    assert (gained.way, gained.before, gained.now) == ("gained", "là nhiệm vụ quan trọng hàng đầu", "nothing")


@pytest.mark.parametrize(("split", "shown"), [("dev", True), ("test", False)])
def test_papers_of_test_are_counted_and_never_shown(split: str, shown: bool) -> None:
    gold, wrong = gold_set("a.txt", split=split), record("a.txt", document_type=found("thông báo"))
    done = evaluate(gold, [wrong])
    told = compare(gold, [wrong], [record("a.txt")])
    texts = ["\n".join(misses(done)), "\n".join(changes(done, told)), json.dumps(as_json(done, told))]
    assert ["document_type | a.txt#1" in text for text in (texts[0], texts[1])] == [shown, shown]
    assert ("changes" in texts[2]) is shown
    assert "1 lost" in texts[1]


def test_tables_say_the_same_in_text_and_markdown() -> None:
    done: Evaluation = evaluate(gold_set("a.txt"), [record("a.txt")])
    for table in tables(done):
        lines = table.as_text().splitlines()
        assert len(lines) == len(table.rows) + 2
        assert table.as_markdown().count("\n| ") == len(table.rows) + 2


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Xây dựng kế hoạch trước ngày 05/10/2025", "xây dựng kế hoạch trước ngày 7.3.1999"),
        ("báo cáo Trần Văn Bình", "báo cáo UBND"),
        ("Mở đợt II tại Bản Chu", "mở đợt IV tại Khe Mừ"),
    ],
)
def test_masking_forgets_names_and_numbers(one: str, other: str) -> None:
    assert mask(one) == mask(other) != mask("một câu khác")


def test_names_that_are_given_are_masked_whatever_their_case() -> None:
    assert mask("gửi các chi bộ trực thuộc", ["Các chi bộ trực thuộc"]) == mask("gửi @")


def test_novelty_counts_what_train_never_says() -> None:
    assert novelty(gold_set("a.txt"), gold_set("b.txt"))["task, whole"] == Share(0, 2)
    assert novelty(GoldSet("none", (), ()), gold_set("b.txt"))["due"] == Share(1, 1)


def annotated(folder: Path, **splits: str) -> Path:
    for name, split in splits.items():
        (folder / f"{name}.txt").write_text(SHORT_LETTER, encoding="utf-8")
        paper = {"documents": [gold_paper(f"{name}.txt")], "about": {"split": split}}
        (folder / f"{name}.json").write_text(json.dumps(paper), encoding="utf-8")
    return folder


def test_an_annotated_folder_is_a_set_a_split(tmp_path: Path) -> None:
    gold = load_gold(annotated(tmp_path, a="train", b="test", c="train"))
    assert [(part.name.split(", ")[1], len(part.files), part.shown) for part in gold.parts()] == [
        ("train", 2, True),
        ("test", 1, False),
    ]
    assert not gold.shown


def test_a_gold_file_has_its_papers_beside_it_or_named(tmp_path: Path) -> None:
    (tmp_path / "gold.json").write_text(json.dumps({"documents": [gold_paper("a.pdf")]}), encoding="utf-8")
    with pytest.raises(MissingFile, match=r"a\.pdf is in gold"):
        load_gold(tmp_path)
    (tmp_path / "a.txt").write_text(SHORT_LETTER, encoding="utf-8")
    gold = load_gold(tmp_path / "gold.json", [tmp_path / "a.txt"])
    assert gold.files == (tmp_path / "a.txt",)
    assert gold.parts() == (gold,)
    with pytest.raises(InputError, match="no splits"):
        gold.only("dev")


def test_two_files_of_one_name_are_refused_since_records_are_joined_by_name(tmp_path: Path) -> None:
    for name in ("a.txt", "a.pdf"):
        (tmp_path / name).write_text(SHORT_LETTER, encoding="utf-8")
    documents = {"documents": [gold_paper("a.txt"), gold_paper("a.pdf")]}
    (tmp_path / "gold.json").write_text(json.dumps(documents), encoding="utf-8")
    with pytest.raises(InputError, match="name of its own"):
        load_gold(tmp_path)


def vanban(*arguments: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", "from pipeline.cli import main; main()", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", timeout=100)


def test_the_command_reads_scores_and_compares(tmp_path: Path) -> None:
    folder, out = annotated(tmp_path, a="train", b="test"), tmp_path / "out" / "figures.json"
    out.parent.mkdir()
    before = tmp_path / "before.jsonl"
    before.write_text(json.dumps(record("a.txt", document_type=None)) + "\n", encoding="utf-8")
    run = vanban("evaluate", folder, "--against", before, "--misses", "--json", out, "--workers", 1)
    assert run.returncode == 0, run.stderr
    assert "train: 1 files (none failed), 1 documents" in run.stdout
    assert "gained document_type: 1" in run.stdout
    assert "papers of a test split are counted and never shown" in run.stdout
    assert "b.txt#1" not in run.stdout
    assert ": phrasing" in run.stdout
    assert [one["fields"]["document_type"]["hit"] for one in json.loads(out.read_text("utf-8"))["sets"]] == [1, 1]


def test_the_command_prints_markdown(tmp_path: Path) -> None:
    run = vanban("evaluate", annotated(tmp_path, a="dev"), "--split", "dev", "--markdown")
    assert run.returncode == 0, run.stderr
    assert "| document_type | 1.000 |" in run.stdout


def test_the_command_counts_a_file_that_cannot_be_read_and_names_it(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(SHORT_LETTER, encoding="utf-8")
    (tmp_path / "b.pdf").write_bytes(b"no PDF \x00\x01\x02" * 9)
    documents = {"documents": [gold_paper("a.txt"), gold_paper("b.pdf")]}
    (tmp_path / "gold.json").write_text(json.dumps(documents), encoding="utf-8")
    run = vanban("evaluate", tmp_path, "--train", tmp_path / "gold.json")
    assert run.returncode == 1
    assert "2 files (1 failed), 2 documents" in run.stdout
    assert "b.pdf" in run.stderr
    assert re.search(r"^document_type +1\.000 +0\.500 .* 1 +1 +2 +2$", run.stdout, re.MULTILINE), run.stdout
    assert re.search(r"^task, whole +0\.000", run.stdout, re.MULTILINE)


@pytest.mark.skipif(not (ROOT / ".git").exists(), reason="no git checkout")
def test_the_command_reads_with_an_older_revision(tmp_path: Path) -> None:
    run = vanban("evaluate", annotated(tmp_path, a="dev"), "--against", "HEAD")
    assert run.returncode == 0, run.stderr
    assert re.search(r"dev: \d+ gained, \d+ lost", run.stdout)


def test_a_revision_that_is_none_is_told(tmp_path: Path) -> None:
    run = vanban("evaluate", annotated(tmp_path, a="dev"), "--against", "no-such-revision")
    assert run.returncode == 2
    assert "neither a file of records nor a git revision" in run.stderr
