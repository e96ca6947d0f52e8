"""Figures by hand on generated headings: ``python -m tests.benchmarks.handwriting [pages]``.

Prints for each hand (a vendored font, resized and shifted) and tier how many slots come out exact, wrong and sure
(confidence over 0.5), or unsure. Fonts are tidier than people: real hands are read worse.
"""

from __future__ import annotations

import sys
from collections import Counter
from dataclasses import replace

import numpy as np

from corpus.generator import fonts
from corpus.generator.layout import Paper, Role, block
from corpus.generator.lines import Ink, Run
from corpus.generator.scan import scan
from corpus.generator.typeset import Typeset, typeset
from pipeline.schema import Box, Page
from pipeline.settings import TranscriptionSettings
from pipeline.transcription.handwriting_slots import find_slots
from pipeline.transcription.page_image import Picture
from pipeline.transcription.recognition import load_recogniser, read_picture

HANDS = ("Caveat-Regular", "PatrickHand-Regular")
TIERS = ("light", "bad")


def paper(rng: np.random.Generator, face: str) -> tuple[Typeset, dict[str, str]]:
    """A heading with a number and a day by hand, and what they are."""
    serial, day = f"{int(10 ** rng.uniform(0, 3.3)):02d}", f"{rng.integers(1, 32):02d}"
    laid = typeset(
        Paper(
            "party",
            (
                block(Role.PARENT_BODY, "HUYỆN ỦY ĐÔNG TUYỀN"),
                block(Role.ISSUING_BODY, "VĂN PHÒNG"),
                block(Role.NUMBER, f"Số {{h|{serial}}}-{rng.choice(['CV', 'KH', 'BC', 'CTr'])}/VPHU"),
                block(Role.MOTTO, "ĐẢNG CỘNG SẢN VIỆT NAM"),
                block(Role.PLACE_DATE, f"Đông Tuyền, ngày {{h|{day}}} tháng {rng.integers(3, 10)} năm 2023"),
                block(Role.PARAGRAPH, "Các đảng ủy, chi bộ trực thuộc Huyện ủy tổng hợp ý kiến, kiến nghị."),
            ),
        )
    )
    size, sink = rng.uniform(0.85, 1.2), rng.normal(0, 1.0)

    def by_hand(run: Run) -> Run:
        if run.ink is not Ink.PEN:
            return run
        width = fonts.width(face, run.text, run.size * size)
        x = run.x + (run.width - width) / 2
        return replace(run, face=face, size=run.size * size, width=width, x=x, y=run.y + sink)

    lines = tuple(replace(line, runs=tuple(map(by_hand, line.runs))) for line in laid.lines)
    return replace(laid, lines=lines), {"number": serial, "day": day}


def read(laid: Typeset, tier: str, rng: np.random.Generator) -> Page:
    """The page scanned and read."""
    sheet = scan(laid, tier, rng)[0]
    pixels = np.ascontiguousarray(sheet.image[..., ::-1] if sheet.image.ndim == 3 else sheet.image)
    width, height = pixels.shape[1] * 72 / sheet.dpi, pixels.shape[0] * 72 / sheet.dpi
    picture = Picture(pixels, Box(0, 0, width, height), width, height)
    return read_picture(picture, 1, load_recogniser(TranscriptionSettings()))


def main(pages: int) -> None:
    """Print the table."""
    for face in HANDS:
        for tier in TIERS:
            counts: Counter[str] = Counter()
            for seed in range(pages):
                rng = np.random.default_rng(seed)
                laid, truth = paper(rng, face)
                page = read(laid, tier, rng)
                slots = {slot.kind: slot for slot in find_slots(page.lines, page.height)}
                for kind, wanted in truth.items():
                    slot = slots.get(kind)  # type: ignore[call-overload]
                    sure = slot is not None and slot.confidence > 0.5
                    counts["unsure" if not sure else "exact" if slot.read == wanted else "wrong and sure"] += 1
            print(face, tier, dict(counts), flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 50)
