"""The page renderer: what it says it printed is what stands on the page, and the same seed ages it the same way."""

from __future__ import annotations

import itertools
import json

import numpy as np
import pymupdf
import pytest

from corpus.generator import fonts, pdf
from corpus.generator.layout import (
    Autograph,
    Note,
    Paper,
    Received,
    Ring,
    Role,
    Seal,
    Side,
    Worn,
    block,
    plain,
    spans,
    table,
)
from corpus.generator.regimes import REGIMES
from corpus.generator.scan import TIERS, bind, scan
from corpus.generator.typeset import Typeset, typeset
from corpus.sample import build


def paper(regime: str = "party", paragraphs: int = 6) -> Paper:
    text = "Chi bộ thôn Đồng Mạ họp bàn việc sửa mương, dựng lại cổng làng và giữ đường sạch. " * 7
    blocks = (
        block(Role.PARENT_BODY, "HUYỆN ỦY THỬ NGHIỆM"),
        block(Role.ISSUING_BODY, "VĂN PHÒNG"),
        block(Role.STAR, "*"),
        block(Role.NUMBER, "Số {h|35}-CV/VPHU"),
        block(Role.SUBJECT, "về việc thử máy in và máy quét", side=Side.LEFT),
        block(Role.URGENCY, "KHẨN"),
        block(Role.MOTTO, "ĐẢNG CỘNG SẢN VIỆT NAM"),
        block(Role.PLACE_DATE, "Thử Nghiệm, ngày {h|07} tháng 8 năm 2021"),
        block(Role.ADDRESSEES, "Kính gửi:", "- Chi bộ Một,", "- Chi bộ Hai."),
        *(block(Role.PARAGRAPH, text, key=f"p{n}") for n in range(paragraphs)),
        block(Role.HEADING, "1. Việc phải làm", key="h1"),
        table((("TT", "Việc", "Hạn"), ("1", "Sửa mương ở đầu làng", "Tháng 9/2021")), (1, 6, 3), key="t"),
        block(Role.RECIPIENTS, "Nơi nhận:", "- Như trên,", "- Lưu VPHU."),
        block(Role.SIGNATURE, "CHÁNH VĂN PHÒNG", "", "Bạch Văn Ký"),
        block(Role.FOOTER, "Điện thoại nội bộ: 12"),
    )
    marks = (
        Received(("ĐẢNG ỦY XÃ NHẬN",), "99", "10/8/2021", at=(30, 30), angle=-3),
        Note(("Kg: đ/c Bí thư",), (360, 18), angle=2),
        Seal("ĐẢNG CỘNG SẢN VIỆT NAM", ("VĂN PHÒNG", "HUYỆN ỦY")),
        Autograph(1),
        Ring("h1"),
        Worn((100, 50, 200, 80)),
    )
    return Paper(regime, blocks, marks)


@pytest.fixture(scope="module")
def laid() -> Typeset:
    return typeset(paper())


@pytest.fixture(scope="module")
def short() -> Typeset:
    sheet = typeset(paper(paragraphs=2))
    assert sheet.pages == 1
    return sheet


def squeezed(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("regime", sorted(REGIMES))
def test_every_block_is_in_the_text_layer(regime):
    given = paper(regime)
    document = pdf.draw([typeset(given)])
    layer = [squeezed(page.get_text()) for page in document]
    whole = "".join(layer)
    for piece in given.blocks:
        for line in piece.text.splitlines():
            words = line.split()
            # A paragraph may run over a page number; its two halves must be there.
            half = len(words) // 2
            assert squeezed(line) in whole or all(
                squeezed(" ".join(part)) in whole for part in (words[: half // 2], words[-(half // 2) :])
            ), line


@pytest.mark.parametrize("regime", sorted(REGIMES))
def test_the_lines_say_all_the_words_of_the_blocks(regime):
    given = paper(regime)
    lines = typeset(given).lines
    for index, piece in enumerate(given.blocks):
        if regime == "typewriter" and piece.role is Role.MOTTO:
            continue  # its rule is typed too
        own = [line for line in lines if line.block == index]
        assert squeezed("".join(line.text for line in own)) == squeezed(piece.text)
        assert {line.role for line in own} == {piece.role}


@pytest.mark.parametrize("regime", sorted(REGIMES))
def test_boxes_lie_on_the_page_and_body_lines_do_not_overlap(regime):
    sheet = typeset(paper(regime))
    for line in sheet.lines:
        x0, y0, x1, y1 = line.box
        assert 0 <= x0 < x1 <= sheet.size[0], line.text
        assert 0 <= y0 < y1 <= sheet.size[1], line.text
    for page in range(1, sheet.pages + 1):
        body = [line for line in sheet.on(page) if line.role is Role.PARAGRAPH]
        for above, below in itertools.pairwise(body):
            assert below.runs[0].y > above.runs[0].y


def test_boxes_are_where_the_printer_puts_the_words(laid):
    document = pdf.draw([laid])
    for line in laid.lines:
        if line.angle:
            continue
        found = squeezed(document[line.page - 1].get_textbox(pymupdf.Rect(line.box)))
        assert squeezed(line.text) in found, line.text


def test_heading_columns_and_foot_stand_side_by_side(laid):
    of = {role: [line for line in laid.lines if line.role is role] for role in Role}
    assert of[Role.PARENT_BODY][0].box[2] < of[Role.MOTTO][0].box[0]
    assert abs(of[Role.NUMBER][0].runs[0].y - of[Role.PLACE_DATE][0].runs[0].y) < 3
    assert of[Role.RECIPIENTS][0].page == of[Role.SIGNATURE][0].page
    assert of[Role.RECIPIENTS][0].box[2] < of[Role.SIGNATURE][0].box[0]
    assert [line.text for line in of[Role.PAGE_NUMBER]] == [str(n) for n in range(2, laid.pages + 1)]


@pytest.mark.parametrize("tier", sorted(TIERS))
def test_the_same_seed_gives_the_same_pixels(tier, short):
    (first,), (again,) = (scan(short, tier, np.random.default_rng(4)) for _ in range(2))
    assert first.dpi == TIERS[tier].dpi
    assert np.array_equal(first.image, again.image)
    assert np.array_equal(first.matrix, again.matrix)


def test_another_seed_gives_other_pixels(short):
    first, other = (scan(short, "bad", np.random.default_rng(seed))[0].image for seed in (4, 5))
    assert not np.array_equal(first, other)


def test_a_box_follows_the_page_when_it_turns(laid):
    scanned = scan(laid, "bad", np.random.default_rng(8))[-1]
    line = next(line for line in laid.lines if line.page == laid.pages and line.role is Role.HEADING)
    x0, y0, x1, y1 = (round(edge * scanned.dpi / 72) for edge in scanned.box(line.box))
    grey = scanned.image.mean(axis=2)
    assert np.percentile(grey[y0:y1, x0:x1], 5) < np.percentile(grey[y0 - 12 : y0 - 3, x0:x1], 5) - 40


@pytest.mark.parametrize(("tier", "codec"), [("medium", "/DCTDecode"), ("fax", "/CCITTFaxDecode")])
def test_bound_scans_are_images_only_and_stable(tier, codec, laid):
    pages = scan(laid, tier, np.random.default_rng(2))
    bound = bind(pages)
    assert bound == bind(pages)
    document = pymupdf.open(stream=bound)
    assert len(document) == laid.pages
    for number, page in enumerate(document):
        assert not page.get_text().strip()
        assert abs(page.rect.width - laid.size[0]) < 2
        assert document.xref_get_key(page.get_images()[0][0], "Filter")[1] == codec
        seen = page.get_pixmap(dpi=pages[number].dpi, colorspace=pymupdf.csGRAY)
        assert abs(np.frombuffer(seen.samples, np.uint8).mean() - pages[number].image.mean()) < 3


def test_the_faces_write_vietnamese():
    for name in ("Tinos-Regular", "Tinos-BoldItalic", "Arimo-Bold", "Cousine-Italic", "PatrickHand-Regular"):
        assert all(fonts.font(name).has_glyph(ord(letter)) for letter in "ẾỦựờẵỹĐđặộ½-/")


def test_markup_reads_back_plain():
    assert plain(spans("Số {h|12}-CV/{bi|X}")) == "Số 12-CV/X"
    assert [span.by_hand for span in spans("Số {h|12}-CV")] == [False, True, False]


def test_the_sample_is_built_from_its_sources(tmp_path):
    build.build(tmp_path)
    assert (tmp_path / "congvan.txt").read_bytes() == (build.HERE / "congvan.txt").read_bytes()
    assert (tmp_path / "bundle.pdf").stat().st_size < 3_000_000
    for name in ("ketluan.pdf", "bundle.pdf"):
        made, kept = pymupdf.open(tmp_path / name), pymupdf.open(build.HERE / name)
        assert len(made) == len(kept)
        for one, two in zip(made, kept, strict=True):
            assert one.get_text() == two.get_text()
            # Another processor may round a pixel otherwise; another source would move lines.
            seen = [np.frombuffer(page.get_pixmap(dpi=50).samples, np.uint8).astype(int) for page in (one, two)]
            assert np.abs(seen[0] - seen[1]).mean() < 1.0


def test_the_sample_answers_quote_the_sample():
    gold = json.loads((build.HERE / "gold.json").read_text("utf-8"))
    build.check(gold, build.papers())
    dump = " ".join((build.HERE / "congvan.txt").read_text("utf-8").split())
    assert all(assignment["task"] in dump for assignment in gold["documents"][-1]["assignments"])
