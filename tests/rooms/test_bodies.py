"""Names of bodies: where they begin and end, how a list of them parts, what is written out."""

from __future__ import annotations

import pytest

from pipeline.authority.bodies import head_at, name_end, names_in
from pipeline.extraction.body import find
from pipeline.schema import Document, Line, Page, Source, Zone
from pipeline.text.sentences import clauses, sentences, words_of

LISTS = [
    ("các huyện uỷ, thị uỷ và các ban, ngành trong tỉnh", ["các huyện uỷ, thị uỷ", "các ban, ngành trong tỉnh"]),
    ("Thường trực, Ban Thường vụ Đảng ủy", ["Thường trực Đảng ủy", "Ban Thường vụ Đảng ủy"]),
    ("HĐND, UBND tỉnh", ["HĐND tỉnh", "UBND tỉnh"]),
    ("tổ đảng xóm Đông, xóm Tây và xóm Bến", ["tổ đảng xóm Đông", "tổ đảng xóm Tây", "tổ đảng xóm Bến"]),
    ("Phòng Kinh tế, Hạ tầng và Đô thị, Phòng Nội vụ", ["Phòng Kinh tế, Hạ tầng và Đô thị", "Phòng Nội vụ"]),
    ("Sở Nông nghiệp và Môi trường", ["Sở Nông nghiệp và Môi trường"]),
    ("Văn phòng Hội đồng nhân dân và Ủy ban nhân dân xã", ["Văn phòng Hội đồng nhân dân và Ủy ban nhân dân xã"]),
    ("đồng chí Vi Văn Sâm, Phó Bí thư, Trưởng thôn", ["đồng chí Vi Văn Sâm, Phó Bí thư, Trưởng thôn"]),
    ("các chi bộ, đảng bộ trực thuộc", ["các chi bộ, đảng bộ trực thuộc"]),
    ("Các sở, ban, ngành; UBND các huyện", ["Các sở, ban, ngành", "UBND các huyện"]),
    ("Văn phòng các tỉnh ủy, thành ủy, đảng ủy trực thuộc", ["Văn phòng các tỉnh ủy, thành ủy, đảng ủy trực thuộc"]),
    ("Đoàn Thanh niên, Hội Nông dân xã", ["Đoàn Thanh niên", "Hội Nông dân xã"]),
    ("các cơ quan, ban, thôn và lực lượng Công an", ["các cơ quan, ban, thôn", "lực lượng Công an"]),
]


@pytest.mark.parametrize(("text", "names"), LISTS)
def test_a_list_of_bodies_parts_into_participants(text: str, names: list[str]) -> None:
    words = words_of(text)
    found = names_in(text, words, 0, len(words))
    assert [name.text for name in found] == names
    assert all(name.text.endswith(text[name.start : name.end].split()[-1]) or name.text for name in found)


@pytest.mark.parametrize(
    "text", ["Ban hành quyết định", "tổ chức hội nghị", "báo cáo kết quả", "Hội nghị cán bộ", "tổ dân"]
)
def test_look_alikes_are_no_heads(text: str) -> None:
    assert head_at(words_of(text), 0) is None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Ban Thường vụ Huyện ủy trước ngày 5/6", "Ban Thường vụ Huyện ủy"),
        ("Văn phòng Đảng ủy để tổng hợp", "Văn phòng Đảng ủy"),
        ("Ủy ban nhân dân xã phê duyệt", "Ủy ban nhân dân xã"),
        ("Đảng ủy cấp trên xem xét", "Đảng ủy cấp trên"),
    ],
)
def test_an_object_name_ends_before_time_purpose_and_action(text: str, name: str) -> None:
    words = words_of(text)
    assert text[: words[name_end(text, words, 0, len(words)) - 1].end] == name


def test_mentions_of_bodies_and_groups() -> None:
    lines = (Line("Giao Ban Dân vận Huyện ủy phối hợp với các đoàn thể huyện nắm tình hình ở Ban Thường vụĐảng uỷ."),)
    paper = Document(Source("x.txt", "0" * 64, "text/plain"), 1, 1, (Page(1, 595, 842, lines, "text"),))
    paper = paper.with_layers(zones=(Zone("body", paper.line_spans[0]),))
    found = {(mention.kind, mention.value) for mention in find(paper)}
    assert ("body", "Ban Dân vận Huyện ủy") in found
    assert ("body", "Ban Thường vụ Đảng uỷ") in found
    assert ("group", "các đoàn thể huyện") in found
    assert all(paper.quote(mention.span) for mention in find(paper))


def test_sentences_do_not_end_in_abbreviations_and_numbers() -> None:
    text = "Đ/c. Lò Văn A ở TP. Bến Xuân nhận 1.250 cuốn. Gửi trước 16.00 giờ (xem mục 2. Biểu mẫu). Hết./."
    parts = [text[a:b] for a, b in sentences(text)]
    assert parts == ["Đ/c. Lò Văn A ở TP. Bến Xuân nhận 1.250 cuốn", "Gửi trước 16.00 giờ (xem mục 2. Biểu mẫu)", "Hết"]


def test_clauses_part_at_semicolons_outside_brackets() -> None:
    text = "lập biểu (mẫu 1; mẫu 2); gửi về xã"
    assert [text[a:b] for a, b in clauses(text, 0, len(text))] == ["lập biểu (mẫu 1; mẫu 2)", "gửi về xã"]
