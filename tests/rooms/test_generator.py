"""The writer of invented papers: what its gold says stands in the text, and the same seed writes the same papers."""

from __future__ import annotations

import json
import re
import time
from collections import Counter
from datetime import date

import pymupdf
import pytest

from corpus.generator import produce
from corpus.generator.heading import CODES
from corpus.generator.paper import REGIMES
from corpus.generator.tagging import Tags, bare
from pipeline.evaluation.checking import check_document

COUNT = 450


@pytest.fixture(scope="module")
def made():
    return list(produce.texts(11, COUNT, 0.0))


@pytest.fixture(scope="module")
def documents(made):
    return [(text, document) for _, text, gold in made for document in gold]


def test_the_same_seed_writes_the_same_papers():
    assert list(produce.texts(3, 25)) == list(produce.texts(3, 25))
    assert next(produce.texts(3, 1))[1] != next(produce.texts(4, 1))[1]


def test_a_thousand_papers_take_less_than_a_minute():
    start = time.process_time()
    assert len(list(produce.texts(5, 50))) == 50
    assert time.process_time() - start < 3.0


def test_every_quote_stands_at_its_span(documents):
    for text, document in documents:
        assert text == bare(text)
        for path, span in document["spans"].items():
            assert text[span["start"] : span["end"]] == span["quote"], path
            assert span["quote"].strip(), path


def test_every_assignment_has_its_words(documents):
    for text, document in documents:
        squeezed = " ".join(text.split())
        for number, assignment in enumerate(document["assignments"]):
            assert assignment["task"], document["source"]
            assert assignment["task"] in squeezed
            for place in range(len(assignment["participants"])):
                assert f"assignments/{number}/participants/{place}" in document["spans"]


def test_numbers_and_names_are_printed(documents):
    for text, document in documents:
        number = document["number"]
        if number and number["serial"]:
            assert document["spans"]["number/serial"]["quote"] == number["serial"]
            assert document["spans"]["number/symbol"]["quote"] == number["symbol"]
        for signer in document["signatories"]:
            assert signer["name"].lower() in text.lower()
        for one in document["citations"]:
            assert one["number"]["serial"] in text
            assert one["number"]["symbol"] in text


def test_the_gold_has_the_form_of_the_annotated_papers(documents):
    for text, document in documents:
        plain = {key: value for key, value in document.items() if key not in {"spans", "about"}}
        kept = json.loads(json.dumps(plain | {"mentions": {"body": [], "group": [], "person": []}}))
        assert not list(check_document(kept, text)), document["source"]


def test_dates_are_days_of_the_calendar(documents):
    for _, document in documents:
        issued = document["date_of_issue"]
        if "X" not in issued:
            date.fromisoformat(issued)
        for cited in document["citations"]:
            if cited["date"]:
                assert date.fromisoformat(cited["date"]) < date.fromisoformat(issued.replace("XX", "28"))
        for due in (one["due"] for one in document["assignments"]):
            if not due:
                continue
            assert due["end"] or due["offset"]
            ends = [date.fromisoformat(due[key]) for key in ("start", "end") if due[key]]
            assert ends == sorted(ends)
            if due["offset"]:
                assert re.fullmatch(r"-?P(T?\d+[DBH])", due["offset"])
                assert due["anchor"]


def test_every_type_level_family_and_regime_occurs(documents):
    assert {document["document_type"] for _, document in documents} >= CODES.keys() - {"chương trình hành động"}
    assert {document["about"]["level"] for _, document in documents} == {
        "tw", "tinh", "huyen", "xa", "coso", "chibo", "khoi",
    }  # fmt: skip
    assert {document["about"]["regime"] for _, document in documents} == REGIMES.keys()
    assert {document["family"] for _, document in documents} == {"đảng", "nhà nước", "đoàn thể"}
    roles = {one["role"] for _, d in documents for a in d["assignments"] for one in a["participants"]}
    assert roles >= {"lead", "cooperate", "advise", "direct", "report_to", "via", "approve", "monitor"}


def test_sentences_hardly_repeat(documents):
    tasks = Counter(one["task"] for _, document in documents for one in document["assignments"])
    assert sum(tasks.values()) > 1500
    assert len(tasks) > 0.9 * sum(tasks.values())
    signers = [one["name"] for _, document in documents for one in document["signatories"]]
    assert len(set(signers)) > 0.95 * len(signers)


def test_pages_carry_boxes_where_the_words_stand(tmp_path):
    papers = produce.write(2, 4, tmp_path, "digital")
    gold = json.loads((tmp_path / "gold.json").read_text("utf-8"))["documents"]
    assert len(gold) == papers
    found = total = 0
    for document in gold:
        pages = [page.get_text("words") for page in pymupdf.open(tmp_path / document["source"])]
        assert 1 <= document["pages"][0] <= document["pages"][1] <= len(pages)
        for span in document["spans"].values():
            words = "".join(
                word[4]
                for region in span["regions"]
                for word in pages[region["page"] - 1]
                if pymupdf.Rect(region["box"]).intersects(word[:4])
            )
            total += 1
            found += "".join(span["quote"].split())[:12] in words
    assert found > 0.97 * total


def test_a_scan_is_the_same_again(tmp_path):
    for name in ("one", "two"):
        produce.write(9, 1, tmp_path / name, "fax")
    assert (tmp_path / "one/0000.pdf").read_bytes() == (tmp_path / "two/0000.pdf").read_bytes()
    assert (tmp_path / "one/gold.json").read_bytes() == (tmp_path / "two/gold.json").read_bytes()


def test_no_slot_is_left_open(made):
    for name, text, _ in made:
        assert not re.search(r"[<>{}]", text), name


def test_nested_marks_read_back():
    tags = Tags()
    inner = tags.wrap(0, "b", "hai")
    text, spans = tags.read("một " + tags.wrap(0, "a", f"{inner} ba") + " bốn")
    assert text == "một hai ba bốn"
    assert spans == {(0, "a"): (4, 10), (0, "b"): (4, 7)}
