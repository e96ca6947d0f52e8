"""One picture of a page becomes a page: cleaned, turned upright, recognised, looked at again, put into order."""

from __future__ import annotations

from dataclasses import dataclass
from types import ModuleType
from typing import Final

from pipeline.errors import EngineMissing
from pipeline.plugins import load_part
from pipeline.schema import Line, Page, Word
from pipeline.settings import TranscriptionSettings
from pipeline.transcription.cleaning import CleanPage, clean, is_blank
from pipeline.transcription.coloured_marks import read_marks
from pipeline.transcription.handwriting import read_by_hand
from pipeline.transcription.lines import as_line
from pipeline.transcription.orientation import best_turn, is_poor, is_sideways
from pipeline.transcription.page_image import PageImage, Picture
from pipeline.transcription.quality import confidence
from pipeline.transcription.reading_order import arrange
from pipeline.transcription.second_look import look_again

BLANK: Final = "blank"
_SPECK_LETTERS: Final = 2
_SPECK_DOUBT: Final = 0.3
_SPECKS: Final = 3
_SPECK_CONFIDENCE: Final = 0.5
_TURNS: Final = {1: "a quarter to the left", 2: "upside down", 3: "a quarter to the right"}


@dataclass(frozen=True)
class Recogniser:
    """An engine with the settings it runs under."""

    engine: ModuleType
    settings: TranscriptionSettings

    @property
    def name(self) -> str:
        """The engine's name and version, as :attr:`Page.engine` carries it."""
        return f"{self.settings.engine} {self.engine.version()}"

    def read(self, image: PageImage) -> tuple[Line, ...]:
        """Words of an image in the engine's order, without the specks that it took for letters."""
        lines: tuple[Line, ...] = self.engine.recognise(image, self.settings)
        if not any(_is_speck(word) for line in lines for word in line.words):
            return lines
        kept = (as_line(word for word in line.words if not _is_speck(word)) for line in lines)
        return tuple(line for line in kept if line.words)


def _is_speck(word: Word) -> bool:
    """A letter or two that the engine itself does not believe: dust, strokes of a pen, pieces of a seal."""
    if len(word.text) > _SPECK_LETTERS or word.confidence >= _SPECK_DOUBT:
        return False
    # A day or a number by hand is doubted too, and is needed.
    return not any(map(str.isdigit, word.text))


def load_recogniser(settings: TranscriptionSettings) -> Recogniser:
    """The engine that ``settings`` name; :class:`EngineMissing` where there is no such file or it lacks something."""
    try:
        engine = load_part("pipeline.transcription.engines", settings.engine)
    except KeyError as error:
        raise EngineMissing(f"There is no engine {error.args[0]}.") from None
    return Recogniser(engine, settings)


def read_picture(picture: Picture, number: int, recogniser: Recogniser, notes: tuple[str, ...] = ()) -> Page:
    """The page that a picture shows, upright, its lines in reading order, boxes where they stand on the scan."""
    settings = recogniser.settings
    sheet = clean(picture, settings.dpi)
    if is_blank(sheet.image):
        return Page(number, picture.page_width, picture.page_height, (), BLANK, notes)
    picture, sheet, lines, quarters = _upright(picture, sheet, recogniser)
    width, height = picture.page_width, picture.page_height
    if quarters:
        notes = (*notes, f"scanned {_TURNS[quarters]}; read upright")
    words = [word for line in lines for word in line.words]
    if not words or (len(words) <= _SPECKS and confidence(words) < _SPECK_CONFIDENCE):
        return Page(number, width, height, (), recogniser.name, (*notes, "no words found in the image"))
    arrangement = arrange(lines, width, height)
    lines = look_again(sheet, lines, arrangement, recogniser.read) or lines
    marks, unread = read_marks(sheet, recogniser.read)
    if marks:
        lines = (*lines, *marks)
    arrangement = arrange(lines, width, height)
    lines, by_hand = read_by_hand(picture, sheet, arrangement.lines)
    lines = sheet.as_scanned(lines, width, height)
    return Page(number, width, height, lines, recogniser.name, (*notes, *unread, *by_hand))


def _upright(
    picture: Picture, sheet: CleanPage, recogniser: Recogniser
) -> tuple[Picture, CleanPage, tuple[Line, ...], int]:
    """The picture turned so that it can be read, its first reading, and the quarters it was turned by."""
    quarters = 0
    doubtful = is_sideways(sheet.image.grey)
    lines: tuple[Line, ...] = ()
    if not doubtful:
        lines = recogniser.read(sheet.image)
        doubtful = bool(lines) and is_poor(lines)
        if not doubtful:
            return picture, sheet, lines, 0
    quarters = best_turn(sheet.image, recogniser.read)
    if quarters:
        picture = picture.turned(quarters)
        sheet = clean(picture, recogniser.settings.dpi)
    if quarters or not lines:
        lines = recogniser.read(sheet.image)
    return picture, sheet, lines, quarters
