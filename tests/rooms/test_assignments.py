"""Who must do what: the expected answer stands inside the sentence.

``<lead>``, ``<cooperate>`` ... mark participants, ``<task>`` the words of the task where they are not all to the end.
All bodies, persons and papers are invented.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from pipeline.extraction import extract
from pipeline.linking.assignments import link_assignments
from pipeline.schema import Assignment, Document, Line, Page, Source, Zone
from pipeline.structure.sections import sections_of

_TAG = re.compile(r"</?(?P<name>[a-z_]+)>")


def document(text: str, role: str = "body") -> Document:
    """A paper that has nothing but the paragraphs of ``text``, one a line."""
    lines = tuple(Line(line) for line in text.split("\n"))
    paper = Document(Source("x.txt", "0" * 64, "text/plain"), 1, 1, (Page(1, 595, 842, lines, "text"),))
    zones = tuple(Zone(role, span) for span in paper.line_spans if len(span))
    return extract(paper.with_layers(zones=zones, sections=sections_of(paper, zones)))


def read(text: str, role: str = "body") -> tuple[Assignment, ...]:
    """The assignments of ``text``, a paper of 1 March 2024."""
    return link_assignments(document(text, role), "2024-03-01")


def marked(text: str) -> tuple[str, list[tuple[str, str]], str | None]:
    """``(text without marks, (role, body) in order, task)``."""
    bodies: list[tuple[str, str]] = []
    task = None
    for found in re.finditer(r"<([a-z_]+)>(.*?)</\1>", text, re.DOTALL):
        if found[1] == "task":
            task = _TAG.sub("", found[2])
        bodies += [(found[1], _TAG.sub("", found[2]))] if found[1] != "task" else []
        if found[1] == "task":
            bodies += re.findall(r"<([a-z_]+)>(.*?)</\1>", found[2])
    return _TAG.sub("", text), bodies, task


def shown(found: Assignment) -> list[tuple[str, str]]:
    """``(role, body)`` of every participant."""
    return [(each.role, each.body) for each in found.participants]


def sentences(name: str) -> list[str]:
    """The sentences of ``assignments/<name>.txt``, one a line."""
    return (Path(__file__).parent / "assignments" / f"{name}.txt").read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("sentence", sentences("one"))
def test_one_assignment(sentence: str) -> None:
    text, bodies, task = marked(sentence)
    text = text.replace("Ban Thường vụ Đảng uỷ", "Ban Thường vụĐảng uỷ")
    found = read(f"IV. TỔ CHỨC THỰC HIỆN\n1. {text}")
    assert [sorted(shown(each)) for each in found] == [sorted(bodies)], [document(text).quote(f.task) for f in found]
    paper = document(f"IV. TỔ CHỨC THỰC HIỆN\n1. {text}")
    assert task is None or paper.quote(found[0].task) == task.replace("Ban Thường vụ Đảng uỷ", "Ban Thường vụĐảng uỷ")
    for each in found[0].participants:
        assert paper.quote(each.span)


@pytest.mark.parametrize("sentence", sentences("none"))
def test_no_assignment(sentence: str) -> None:
    assert [shown(each) for each in read(sentence)] == []
    assert [shown(each) for each in read(f"IV. TỔ CHỨC THỰC HIỆN\n{sentence}")] == []


def brief(text: str, role: str = "body") -> list[tuple[list[tuple[str, str]], str, str | None]]:
    """``(participants, task, last day)`` of every assignment."""
    paper = document(text, role)
    found = link_assignments(paper, "2024-03-01")
    return [(shown(each), paper.quote(each.task), each.due.end if each.due else None) for each in found]


def test_a_heading_gives_its_bodies_to_the_sentences_below() -> None:
    text = "II. NHIỆM VỤ\n1. Ban Tuyên giáo, Hội Nông dân xã\nMở hội thi. Viết bài cho trang tin của xã."
    leads = [("lead", "Ban Tuyên giáo"), ("lead", "Hội Nông dân xã")]
    assert brief(text) == [(leads, "Mở hội thi", None), (leads, "Viết bài cho trang tin của xã", None)]


def test_a_sentence_with_its_own_subject_wins_over_the_heading() -> None:
    text = "1. Văn phòng Đảng ủy\nSoạn thảo giấy mời. Công an xã bảo đảm trật tự tại hội trường."
    assert [each[0] for each in brief(text)] == [[("lead", "Văn phòng Đảng ủy")], [("lead", "Công an xã")]]


def test_a_lead_in_gives_its_bodies_to_the_items() -> None:
    text = (
        "Ban Thường vụ yêu cầu các chi bộ trực thuộc thực hiện một số việc sau:\n- Rà soát đảng số.\n- Lập sổ theo dõi."
    )
    assert [each[0] for each in brief(text)] == [[("lead", "các chi bộ trực thuộc")]] * 2


def test_tasks_without_anybody_have_no_participants() -> None:
    assert brief("II. NHIỆM VỤ VÀ GIẢI PHÁP\n1. Đẩy mạnh trồng rừng gỗ lớn.") == [
        ([], "Đẩy mạnh trồng rừng gỗ lớn", None)
    ]


def test_aims_are_no_tasks() -> None:
    assert brief("I. MỤC ĐÍCH, YÊU CẦU\n1. Các cấp ủy thực hiện nghiêm túc việc học tập.\n2. Nâng cao nhận thức.") == []


def test_different_dates_part_a_sentence() -> None:
    text = (
        "III. PHÂN CÔNG\n1. Chi bộ Bến Đò tu sửa nhà văn hóa trước ngày 15/5/2024; kẻ vẽ khẩu hiệu trong tháng 6/2024."
    )
    lead = [("lead", "Chi bộ Bến Đò")]
    assert brief(text) == [
        (lead, "tu sửa nhà văn hóa trước ngày 15/5/2024", "2024-05-15"),
        (lead, "kẻ vẽ khẩu hiệu trong tháng 6/2024", "2024-06-30"),
    ]


def test_a_dated_report_belongs_to_the_work_before_it() -> None:
    text = "III. PHÂN CÔNG\n1. Chi bộ Bến Đò rà soát hộ nghèo; gửi danh sách về Đảng ủy xã trước ngày 15/5/2024."
    ((participants, _, due),) = brief(text)
    assert participants == [("lead", "Chi bộ Bến Đò"), ("report_to", "Đảng ủy xã")]
    assert due == "2024-05-15"


def test_different_leads_part_a_sentence() -> None:
    text = "III. PHÂN CÔNG\n1. Phòng Kinh tế lập dự toán; Công an xã lập phương án phân luồng."
    assert [each[0] for each in brief(text)] == [[("lead", "Phòng Kinh tế")], [("lead", "Công an xã")]]


def test_a_line_of_time_dates_the_items_above_it() -> None:
    text = "II. NỘI DUNG\n1. Hội nghị\n- Chi ủy tổ chức hội nghị.\n- Thời gian: hoàn thành trong tháng 4/2024."
    assert [each[2] for each in brief(text)] == ["2024-04-30"]


def test_lines_below_an_item_say_who_does_it() -> None:
    text = (
        "II. NHIỆM VỤ\n1. Ban hành quy chế mẫu.\n+ Chủ trì: Văn phòng Tỉnh ủy.\n+ Phối hợp: Sở Tư pháp, các ban đảng."
    )
    ((participants, _, _),) = brief(text)
    assert participants == [("lead", "Văn phòng Tỉnh ủy"), ("cooperate", "Sở Tư pháp"), ("cooperate", "các ban đảng")]


TABLE = """PHỤ LỤC
TT | Nội dung công việc | Cơ quan chủ trì | Phối hợp | Thời gian hoàn thành
I | Tổ chức |
1 | Lập đề án | Ban Tổ chức Huyện ủy | Phòng Nội vụ; Công an huyện | Trước 20/5/2024
2 | In tài liệu | | | Quý III/2024"""


@pytest.mark.parametrize("gap", [" | ", "\t"])
def test_a_row_of_a_task_table_is_an_assignment(gap: str) -> None:
    rows = [gap.join(cell.strip() for cell in row.split("|")) for row in TABLE.split("\n")]
    found = read("\n".join(rows), "annex")
    assert [shown(each) for each in found] == [
        [("lead", "Ban Tổ chức Huyện ủy"), ("cooperate", "Phòng Nội vụ"), ("cooperate", "Công an huyện")],
        [("lead", "Ban Tổ chức Huyện ủy")],
    ]
    assert [each.due.end if each.due else None for each in found] == ["2024-05-20", "2024-09-30"]
    assert [each.section for each in found] == ["Phụ lục.I.1", "Phụ lục.I.2"]


def test_confidence_says_which_rule_named_the_lead() -> None:
    order, inherited = (
        read("Giao Ban Tổ chức Huyện ủy lập danh sách đảng viên dự bị."),
        read("Đề nghị các chi bộ thực hiện các việc sau:\n- Lập danh sách đảng viên dự bị."),
    )
    assert order[0].method == "rule:order"
    assert inherited[0].method == "rule:inherited"
    assert order[0].confidence > inherited[0].confidence
