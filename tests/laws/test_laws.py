"""The seven laws that every paper must keep, whatever it holds (architecture: "Laws, each a property test")."""

from __future__ import annotations

import json
import pickle
import unicodedata
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError
from texts import records, stages, transcription

from pipeline.schema.record import Number, NumberFinding, Record, RecordRegion
from pipeline.text import strip_marks, view

HEADINGS = """\
ĐẢNG BỘ TỈNH LAM GIANG
HUYỆN ỦY ĐÔNG TUYỀN
*
Số 12-KH/HU
ĐẢNG CỘNG SẢN VIỆT NAM
Đông Tuyền, ngày 03 tháng 8 năm 2021
KẾ HOẠCH
về tiết kiệm điện
-----

HUYỆN ỦY ĐÔNG TUYỀN          ĐẢNG CỘNG SẢN VIỆT NAM
VĂN PHÒNG
   *
Số     -CV/VPHU      Đông Tuyền, ngày     tháng 5 năm 2022
Về chuẩn bị hội nghị
Kính gửi: - Các ban đảng,
- Các chi bộ.

ỦY BAN NHÂN DÂN
XÃ HÒA SƠN
Số: 7/QĐ-UBND
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Hòa Sơn, ngày 31/02/2020
QUYẾT ĐỊNH""".split("\n\n")
LINES = """\
Thực hiện Chỉ thị số 24-CT/TU, ngày 09/5/2022 của Ban Thường vụ Tỉnh ủy, Ban Thường vụ yêu cầu:
I- MỤC ĐÍCH, YÊU CẦU
II. NHIỆM VỤ
1. Ban Tổ chức Huyện ủy
a) Rà soát hồ sơ, xong trước ngày 15/9.
- Giao Văn phòng Huyện ủy chủ trì, phối hợp với Ban Dân vận báo cáo Thường trực trước ngày 20 hằng tháng.
Các chi bộ tổ chức học tập trong tháng 10; đồng chí Bí thư chịu trách nhiệm.
đềnghịcác chi bộ trực thuộc
TT\tNội dung\tChủ trì\tPhối hợp\tThời gian
1\tLập biểu\tBan Tổ chức\t\tQuý I/2023
| 2 | In sổ | Văn phòng | | Thường xuyên |
ĐẾN Số: 12
Ngày: 3/4/2022
Chuyển: P.TH
Nơi nhận:
- Như trên,
- Lưu VPHU.
T/M BAN THƯỜNG VỤ
PHÓ BÍ THƯ
Trần Văn Bình
PHỤ LỤC
(Kèm theo Kế hoạch số 12-KH/HU)
BẢN SAO
Số 3-BS/VPHU
2

* * *
MẬT
HỎA TỐC
""".split("\n")
ODD = st.text(st.characters(codec="utf-8", exclude_characters="\n\f"), max_size=60)


def changed(text: str, how: str) -> str:
    return {
        "as it is": text,
        "NFD": unicodedata.normalize("NFD", text),
        "NFC": unicodedata.normalize("NFC", text),
        "CRLF": text.replace("\n", "\r\n"),
        "tabs": text.replace(" ", "\t"),
        "emoji": text.replace("a", "a😀").replace(".", "🇻🇳."),
    }[how]


@st.composite
def papers(draw: st.DrawFn) -> str:
    parts = draw(st.lists(st.one_of(st.sampled_from(HEADINGS), st.sampled_from(LINES), ODD), max_size=24))
    how = draw(st.sampled_from(("as it is", "NFD", "NFC", "CRLF", "tabs", "emoji")))
    return changed("\n".join(parts), how)


def findings(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        if {"quote", "start", "end", "regions"} <= value.keys():
            yield value
        for inner in value.values():
            yield from findings(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from findings(inner)


many = settings(max_examples=40, deadline=None)


@many
@given(papers())
def test_law_1_a_quote_is_the_text(text: str) -> None:
    documents = [linked for *_, linked in stages(text)]
    assert "\n".join(document.text for document in documents) == transcription(text).text
    for document, record in zip(documents, records(text), strict=True):
        for finding in findings(json.loads(record.as_json())):
            assert document.text[finding["start"] : finding["end"]] == finding["quote"]


@many
@given(papers())
def test_law_2_a_stage_adds_its_own_layer_only(text: str) -> None:
    for part, segmented, extracted, linked in stages(text):
        assert segmented == part.with_layers(zones=segmented.zones, sections=segmented.sections)
        assert extracted == segmented.with_layers(mentions=extracted.mentions)
        assert linked == extracted.with_layers(citations=linked.citations, assignments=linked.assignments)


@many
@given(papers())
def test_law_3_every_word_has_a_zone_and_every_span_a_page(text: str) -> None:
    for *_, document in stages(text):
        spans = sorted(zone.span for zone in document.zones)
        assert all(one.end <= other.start for one, other in pairwise(spans)), "zones overlap"
        covered = {offset for span in spans for offset in range(span.start, span.end)}
        for line, where in zip(document.lines, document.line_spans, strict=True):
            for word in line.words:
                letters = [where.start + word.at + i for i, char in enumerate(word.text) if char.isalnum()]
                assert all(offset in covered for offset in letters), word
        for span in (*spans, *(mention.span for mention in document.mentions)):
            assert document.regions(span)


@many
@given(papers())
def test_law_4_pickle_and_json_give_the_same_back(text: str) -> None:
    for *_, linked in stages(text):
        assert pickle.loads(pickle.dumps(linked)) == linked
    for record in records(text):
        assert pickle.loads(pickle.dumps(record)) == record
        assert Record.model_validate_json(record.as_json()) == record


@many
@given(papers())
def test_law_5_the_same_paper_gives_the_same_bytes(text: str) -> None:
    once = [record.as_json() for record in records(text)]
    assert [record.as_json() for record in records(text)] == once


def test_law_6_no_value_without_evidence() -> None:
    number = Number(serial="1", symbol="CV/HU")
    place = RecordRegion(page=1)
    right = {
        "value": number,
        "quote": "x",
        "regions": (place,),
        "start": 0,
        "end": 1,
        "method": "rule:x",
        "confidence": 1.0,
    }
    assert NumberFinding(**right)
    for wrong in ({"regions": ()}, {"end": 5}, {"confidence": 1.2}, {"start": -1}):
        with pytest.raises(ValidationError):
            NumberFinding(**{**right, **wrong})


@many
@given(ODD)
def test_law_7_a_view_leads_back_from_any_form(text: str) -> None:
    for how in ("NFD", "NFC", "CRLF", "tabs", "emoji"):
        original = changed(text, how)
        seen = view(original)
        assert len(seen.text) == len(seen.folded) == len(seen.starts) == len(seen.ends)
        assert list(seen.starts) == sorted(seen.starts)
        assert strip_marks(seen.text) == seen.folded
        for at in range(len(seen.text)):
            span = seen.span(at, at + 1)
            assert 0 <= span.start <= span.end <= len(original)
            assert seen.place(span.start) >= 0
