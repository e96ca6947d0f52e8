"""Sets what offices add to a paper: the incoming stamp with its blanks filled, and handwritten notes."""

from __future__ import annotations

from dataclasses import dataclass

from corpus.generator import fonts
from corpus.generator.blocks import Row, RowLine, RowRule
from corpus.generator.layout import Note, Received, Role
from corpus.generator.lines import Ink, Run

_SIZE = 10.0
_LABELS = ("Số:", "Ngày:", "Chuyển:")
_CODE = "Số và ký hiệu HS:"


@dataclass(frozen=True, slots=True)
class _Field:
    label: str
    filled: str
    x: float
    y: float
    end: float


def _run(text: str, face: str, size: float, x: float, y: float, ink: Ink) -> Run:
    return Run(text, face, size, x, y, fonts.width(face, text, size), ink)


def _hand(text: str, size: float, x: float, y: float) -> Run:
    figures = all(ch in "0123456789/.- " for ch in text)
    face = fonts.face(fonts.FIGURES if figures else fonts.HAND)
    return _run(text, face, size * (1.35 if figures else 1.15), x, y, Ink.PEN)


def _line(runs: tuple[Run, ...], size: float, role: Role, key: str) -> RowLine:
    text = " ".join("".join(run.text for run in runs).split())
    return RowLine(runs, text, size, role, key, -1)


def _filled(field: _Field, key: str, ink: Ink) -> tuple[RowLine, RowRule]:
    """A label, its dotted blank, and the pen over the dots."""
    face = fonts.face(fonts.SERIF)
    label = _run(field.label + (" " if field.filled else ""), face, _SIZE, field.x, field.y, ink)
    start = label.x + label.width + 3
    runs = (label, _hand(field.filled, _SIZE + 2, start + 6, field.y - 1.5)) if field.filled else (label,)
    dots = RowRule(start, field.y, field.end, field.y, 0.6, ink, dotted=True)
    return _line(runs, _SIZE, Role.RECEIVED, key), dots


def received_row(mark: Received) -> Row:
    """The stamp in its own coordinates: receiver's name, ĐẾN at the left, the ruled blanks at the right."""
    bold = fonts.face(fonts.SERIF, bold=True)
    ink = Ink.STAMP if mark.red else Ink.BLUE_STAMP
    widest = max(fonts.width(bold, text, _SIZE + 0.5) for text in mark.body)
    width = max(172.0, widest + 16)
    lines: list[RowLine] = []
    y = 15.0
    for text in mark.body:
        x = (width - fonts.width(bold, text, _SIZE + 0.5)) / 2
        lines.append(_line((_run(text, bold, _SIZE + 0.5, x, y, ink),), _SIZE, Role.RECEIVED, "received/body"))
        y += 13.0
    top = y - 8.0
    rules = [RowRule(0.0, top, width, top, 0.8, ink)]
    values = (mark.serial, mark.date, mark.routed_to)
    for n, (label, filled) in enumerate(zip(_LABELS, values, strict=True)):
        line, dots = _filled(_Field(label, filled, 50.0, top + 15 + 15.5 * n, width - 6), f"received/{n}", ink)
        lines.append(line)
        rules.append(dots)
    lines.append(_line((_run("ĐẾN", bold, 15.0, 7.0, top + 28, ink),), 15.0, Role.RECEIVED, "received/word"))
    base = top + 15 + 15.5 * 3
    line, dots = _filled(_Field(_CODE, mark.file_code, 6.0, base, width - 6), "received/code", ink)
    height = base + 7.0
    frame = ((0.0, 0.0, width, 0.0), (width, 0.0, width, height), (width, height, 0.0, height), (0.0, height, 0.0, 0.0))
    rules += [dots, *(RowRule(*side, 1.3, ink) for side in frame)]
    return Row(height, (*lines, line), tuple(rules))


def note_row(mark: Note) -> Row:
    """Handwriting, a line under a line, each a little further in than the form would have it."""
    lines: list[RowLine] = []
    face = fonts.face(fonts.HAND)
    for n, text in enumerate(mark.lines):
        x = (0.0, 9.0, 4.0, 12.0, 6.0)[n % 5]
        run = _run(text, face, mark.size, x, mark.size * (1.0 + 1.12 * n), Ink.PEN)
        lines.append(_line((run,), mark.size, Role.ANNOTATION, "note"))
    return Row(mark.size * (0.4 + 1.12 * len(mark.lines)), tuple(lines))
