"""Small printed papers for the tests that read them back, and how far what was read is from what was printed."""

from __future__ import annotations

import numpy as np

from corpus.generator.layout import Paper, Role, Side, block, table
from corpus.generator.typeset import Typeset, typeset

SENTENCE = "Chi bộ thôn Đồng Mạ họp bàn việc sửa mương, dựng lại cổng làng và giữ đường sạch. "


def letter(paragraphs: int = 2, *, with_table: bool = False) -> Typeset:
    """One page with all that makes reading order hard: a heading and a foot in two columns, perhaps a table."""
    rows = (("TT", "Việc", "Hạn"), ("1", "Sửa mương ở đầu làng", "Tháng 9/2021"), ("2", "Dựng cổng", "Tháng 10/2021"))
    blocks = (
        block(Role.PARENT_BODY, "HUYỆN ỦY THỬ NGHIỆM"),
        block(Role.ISSUING_BODY, "VĂN PHÒNG"),
        block(Role.STAR, "*"),
        block(Role.NUMBER, "Số 35-CV/VPHU"),
        block(Role.SUBJECT, "về việc thử máy in và máy quét", side=Side.LEFT),
        block(Role.MOTTO, "ĐẢNG CỘNG SẢN VIỆT NAM"),
        block(Role.PLACE_DATE, "Thử Nghiệm, ngày 07 tháng 8 năm 2021"),
        block(Role.ADDRESSEES, "Kính gửi:", "- Chi bộ Một,", "- Chi bộ Hai."),
        *(block(Role.PARAGRAPH, SENTENCE * 3, key=f"p{n}") for n in range(paragraphs)),
        *((table(rows, (1, 6, 3), key="t"),) if with_table else ()),
        block(Role.RECIPIENTS, "Nơi nhận:", "- Như trên,", "- Huyện đoàn Thử Nghiệm,", "- Lưu VPHU."),
        block(Role.SIGNATURE, "CHÁNH VĂN PHÒNG", "", "Bạch Văn Ký"),
    )
    sheet = typeset(Paper("party", blocks))
    assert sheet.pages == 1
    return sheet


def printed(sheet: Typeset) -> list[str]:
    """The lines of the page as the typesetter set them: columns one after the other, tables cell by cell."""
    return [line.text for line in sheet.on(1)]


def error_rate(truth: str, read: str) -> float:
    """Edit distance as a share of the truth's length."""
    one, two = (np.frombuffer(text.encode("utf-32-le"), np.uint32) for text in (truth, read))
    places = np.arange(len(two) + 1)
    row = places.copy()
    for index, letter_ in enumerate(one):
        best = np.minimum(row[1:] + 1, row[:-1] + (two != letter_))
        # Insertions run along the row: their cost is a running minimum once the slope is taken off.
        row = np.minimum.accumulate(np.concatenate(([index + 1], best)) - places) + places
    return float(row[-1]) / len(truth)
