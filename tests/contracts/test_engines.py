"""Every engine that is found in the folder keeps the same contract."""

from __future__ import annotations

from pathlib import Path
from types import ModuleType

import numpy as np
import pytest
from papers import error_rate, letter, printed

from corpus.generator.scan import scan
from pipeline.errors import ModelMissing, TimeLimit
from pipeline.plugins import find_parts, load_part
from pipeline.schema import Box
from pipeline.settings import TranscriptionSettings
from pipeline.transcription.cleaning import clean
from pipeline.transcription.page_image import PageImage, Picture

ENGINES = "pipeline.transcription.engines"
SETTINGS = TranscriptionSettings()

pytestmark = pytest.mark.slow


@pytest.fixture(params=find_parts(ENGINES))
def engine(request: pytest.FixtureRequest) -> ModuleType:
    found = load_part(ENGINES, request.param)
    reason = found.available(SETTINGS)
    if reason is not None:
        pytest.skip(reason)
    return found


@pytest.fixture(scope="module")
def image() -> PageImage:
    (scanned,) = scan(letter(1), "clean", np.random.default_rng(3))
    points = 72 / scanned.dpi
    height, width = scanned.image.shape[:2]
    size = width * points, height * points
    return clean(Picture(scanned.image, Box(0, 0, *size), *size), 200).image


def test_words_with_boxes_and_confidence(engine: ModuleType, image: PageImage) -> None:
    lines = engine.recognise(image, SETTINGS)
    page = image.box(0, 0, image.width, image.height)
    for line in lines:
        assert line.text == " ".join(word.text for word in line.words)
        for word in line.words:
            assert word.text == word.text.strip() != ""
            assert line.text[word.at : word.at + len(word.text)] == word.text
            assert word.box is not None
            assert page.holds(word.box)
            assert 0 <= word.confidence <= 1
    read = {word.text for line in lines for word in line.words}
    truth = {word for text in printed(letter(1)) for word in text.split() if len(word) > 1}
    assert len(truth & read) >= 0.9 * len(truth)


def test_the_same_image_gives_the_same_lines(engine: ModuleType, image: PageImage) -> None:
    small = image.crop(Box(40, 40, 560, 120))
    assert small is not None
    assert engine.recognise(small, SETTINGS) == engine.recognise(small, SETTINGS)


def test_a_crop_is_read_as_a_block_in_the_places_of_the_page(engine: ModuleType, image: PageImage) -> None:
    place = Box(300, 50, 590, 75)
    crop = image.crop(place)
    assert crop is not None
    (line,) = engine.recognise(crop, SETTINGS)
    assert error_rate("ĐẢNG CỘNG SẢN VIỆT NAM", line.text) <= 0.05
    assert line.box is not None
    assert abs(line.box.middle[0] - 415) < 60
    assert place.holds(line.box)


def test_white_paper_has_no_words(engine: ModuleType, image: PageImage) -> None:
    white = PageImage(np.full((400, 600), 255, np.uint8), 200, image.scale)
    assert engine.recognise(white, SETTINGS) == ()


def test_a_missing_language_says_what_to_type(engine: ModuleType, image: PageImage, tmp_path: Path) -> None:
    settings = TranscriptionSettings(tessdata=tmp_path)
    reason = engine.available(settings)
    assert reason is not None
    assert "vie.traineddata" in reason
    with pytest.raises(ModelMissing, match="apt-get install"):
        engine.recognise(image, settings)


def test_the_limit_of_time_holds_and_the_engine_lives_on(engine: ModuleType, image: PageImage) -> None:
    with pytest.raises(TimeLimit, match="page_seconds"):
        engine.recognise(image, TranscriptionSettings(page_seconds=0.02))
    crop = image.crop(Box(300, 50, 590, 75))
    assert crop is not None
    assert engine.recognise(crop, SETTINGS)


def test_the_version_is_a_number(engine: ModuleType) -> None:
    assert engine.version()[0].isdigit()
