"""Seconds a stage, beside the floor measured in the same run: the quickest way to get the same characters.

    .venv/bin/python -m tests.benchmarks.stages [FILE...]

Without files it reads a born-digital paper of 35 pages that it makes itself, and the scanned sample. Machines are
noisy: look at the ratios, each the median of three runs, and compare only runs of one machine.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from corpus.generator import pdf
from corpus.generator.layout import Paper, Role, Side, block
from corpus.generator.typeset import typeset
from pipeline.description import describe
from pipeline.extraction import extract
from pipeline.linking import link
from pipeline.schema import Document
from pipeline.settings import Settings
from pipeline.structure import segment, split
from pipeline.transcription import open_source, transcribe

T = TypeVar("T")
RUNS = 3
PAGES = 35
SAMPLE = Path(__file__).parents[2] / "corpus" / "sample" / "bundle.pdf"
SENTENCE = (
    "Giao Ban Tổ chức Huyện ủy chủ trì, phối hợp với Văn phòng Huyện ủy rà soát hồ sơ, báo cáo Ban Thường vụ trước "
    "ngày 15/9/2021; các chi bộ trực thuộc nộp danh sách chậm nhất ngày 30/8/2021. "
)


def main() -> None:
    """Time every stage of the files named, or of the two papers of our own."""
    with tempfile.TemporaryDirectory() as folder:
        files = [Path(name) for name in sys.argv[1:]] or [_long_paper(Path(folder)), SAMPLE]
        for file in files:
            _report(file)


def _long_paper(folder: Path) -> Path:
    body = tuple(block(Role.PARAGRAPH, SENTENCE * 4, key=f"p{n}") for n in range(4 * PAGES))
    heading = (
        block(Role.PARENT_BODY, "ĐẢNG BỘ TỈNH THỬ NGHIỆM"),
        block(Role.ISSUING_BODY, "HUYỆN ỦY THỬ NGHIỆM"),
        block(Role.NUMBER, "Số 35-KH/HU", side=Side.LEFT),
        block(Role.MOTTO, "ĐẢNG CỘNG SẢN VIỆT NAM"),
        block(Role.PLACE_DATE, "Thử Nghiệm, ngày 07 tháng 8 năm 2021"),
        block(Role.PARAGRAPH, "KẾ HOẠCH", key="type"),
        block(Role.PARAGRAPH, "Ban Thường vụ Huyện ủy yêu cầu các chi bộ thực hiện các nhiệm vụ sau:", key="lead"),
    )
    sheets = typeset(Paper("party", (*heading, *body)))
    target = folder / "long.pdf"
    pdf.save([sheets], target)
    return target


def _median(call: Callable[[], T]) -> tuple[float, T]:
    seconds, result = [], call()
    for _ in range(RUNS):
        start = time.perf_counter()
        result = call()
        seconds.append(time.perf_counter() - start)
    return statistics.median(seconds), result


def _floor(file: Path) -> tuple[float, str]:
    """MuPDF's plain text; for a page without any, Tesseract's own recognition of the picture at 200 dpi."""
    import pymupdf
    from PIL import Image
    from tesserocr import PyTessBaseAPI

    models = Path(__file__).parents[2] / "pipeline" / "transcription" / "tessdata"

    def read() -> str:
        texts = []
        with pymupdf.open(file) as document, PyTessBaseAPI(path=str(models), lang="vie") as engine:
            for page in document:
                text = page.get_text()
                if not text.strip():
                    picture = page.get_pixmap(dpi=200, colorspace=pymupdf.csGRAY)
                    engine.SetImage(Image.frombytes("L", (picture.width, picture.height), picture.samples))
                    text = engine.GetUTF8Text()
                texts.append(text)
        return "\n".join(texts)

    return _median(read)


def _report(file: Path) -> None:
    source, settings = open_source(file), Settings()
    floor, _ = _floor(file)
    seconds, transcription = _median(lambda: transcribe(source, settings.transcription))
    size = len(transcription.text)
    print(f"{file.name}: {len(transcription.pages)} pages, {size:,} characters; floor {floor:.3f} s")
    _line("transcribe", seconds, floor, size)
    seconds, parts = _median(lambda: split(transcription))
    _line("split", seconds, floor, size)
    stages: tuple[tuple[str, Callable[[Document], Document]], ...] = (
        ("segment", segment),
        ("extract", extract),
        ("link", link),
    )
    documents = list(parts)
    for name, stage in stages:
        seconds, documents = _median(lambda stage=stage, given=documents: [stage(each) for each in given])  # type: ignore[misc]
        _line(name, seconds, floor, size)
    seconds, _ = _median(lambda: [describe(each) for each in documents])
    _line("describe", seconds, floor, size)


def _line(name: str, seconds: float, floor: float, characters: int) -> None:
    rate = characters / seconds / 1000 if seconds else 0.0
    print(f"  {name:<11} {seconds:8.3f} s  {seconds / floor:6.2f} x floor  {rate:9,.0f} k characters/s")


if __name__ == "__main__":
    main()
