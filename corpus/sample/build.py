"""Makes the sample: ``python -m corpus.sample.build``. The same sources give the same bytes.

``gold.json`` is written by hand; the build only checks that what it quotes stands in the papers.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np

from corpus.generator import pdf
from corpus.generator.layout import Autograph, Mark, Note, Paper, Received, Ring, Seal, Worn
from corpus.generator.scan import ScannedPage, Tier, bind, scan
from corpus.generator.typeset import Typeset, typeset
from corpus.sample.papers import read

HERE = Path(__file__).parent
SEED = 20220628
QUALITY = 60

OFFICE = Tier(
    "office", 200, blur=0.55, noise=3.0, skew=0.45, shade=0.06, tint=(0.985, 0.98, 0.965), uneven=0.3,
    bleed=0.035, speckle=0.35, holes=1.0, quality=0,
)  # fmt: skip
COPIED = Tier(
    "copied", 200, blur=0.75, noise=4.5, skew=0.8, shade=0.10, tint=(0.97, 0.965, 0.945), uneven=0.45,
    bleed=0.06, speckle=1.0, margin=0.5, fold=0.4, holes=1.0, quality=0,
)  # fmt: skip

BUNDLE: tuple[tuple[str, Tier, tuple[Mark, ...]], ...] = (
    ("cong-van", OFFICE, (Seal("ĐẢNG CỘNG SẢN VIỆT NAM", ("BAN TUYÊN GIÁO", "THÀNH ỦY", "VĨNH KHÊ")), Autograph(11))),
    (
        "chi-thi",
        COPIED,
        (
            Received(("THÀNH ỦY VĨNH KHÊ",), "863", "16/5/2022", at=(26.0, 17.0), angle=-2.4, red=False),
            Note(
                ("Kg: - Thường trực, các đ/c UV BTV", "- Ban TG tham mưu kế hoạch", "- VP sao gửi các đảng ủy"),
                (330.0, 13.0),
                angle=-2.0,
                size=13.0,
            ),
            Ring("i4"),
        ),
    ),
    (
        "ke-hoach",
        COPIED,
        (
            Worn((60.0, 50.0, 265.0, 92.0), left=0.28),
            Received(
                ("BAN TUYÊN GIÁO", "THÀNH ỦY VĨNH KHÊ"), "312", "20/6/2022", "đ/c Lam", at=(72.0, 22.0), angle=1.6
            ),
        ),
    ),
)


def papers() -> dict[str, Typeset]:
    """Every paper of the sample, laid out, by the name of its source text."""
    marks = {name: given for name, _, given in BUNDLE}
    names = (*marks, "ket-luan", "cong-van-van-phong")
    return {name: typeset(Paper("party", read(name), marks.get(name, ()))) for name in names}


def dump(paper: Typeset) -> str:
    """What a text export of the paper looks like: its own line breaks, a blank line between blocks, no layout."""
    lines: list[str] = []
    block = -1
    for line in (line for line in paper.lines if line.block >= 0):
        if lines and line.block != block and line.block > 6:
            lines.append("")
        block = line.block
        lines.append(line.text)
    return "\n".join(lines) + "\n"


def check(gold: dict[str, Any], laid: dict[str, Typeset]) -> None:
    """Every task of the gold file must stand in its paper word for word."""
    texts = {name: paper.body_text() for name, paper in laid.items()}
    order = [*(("bundle.pdf", n + 1, name) for n, (name, _, _) in enumerate(BUNDLE))]
    order += [("ketluan.pdf", 1, "ket-luan"), ("congvan.txt", 1, "cong-van-van-phong")]
    for (source, part, name), document in zip(order, gold["documents"], strict=True):
        if (document["source"], document["part"]) != (source, part):
            raise ValueError(f"gold.json is out of order at {source} {part}")
        for assignment in document["assignments"]:
            if assignment["task"] not in texts[name]:
                raise ValueError(f"not in {name}: {assignment['task']}")


def build(folder: Path = HERE) -> None:
    """Write the bundle, the text dump and the digital PDF."""
    laid = papers()
    check(json.loads((HERE / "gold.json").read_text("utf-8")), laid)
    rng = np.random.default_rng(SEED)
    pages: list[ScannedPage] = []
    for name, tier, _ in BUNDLE:
        pages += scan(laid[name], tier, rng)
    (folder / "bundle.pdf").write_bytes(bind(pages, quality=QUALITY))
    (folder / "congvan.txt").write_bytes(dump(laid["cong-van-van-phong"]).replace("\n", "\r\n").encode("utf-8"))
    pdf.save([laid["ket-luan"]], folder / "ketluan.pdf", title="Kết luận số 118-KL/HU")


if __name__ == "__main__":
    build()
