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
