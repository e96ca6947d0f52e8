"""Builds findings: a value is nothing without the words it was read from and their place on a page."""

from __future__ import annotations

from typing import TypeVar

from pipeline.schema import Document, Span
from pipeline.schema.record import Finding, RecordRegion

T = TypeVar("T")


def regions_of(document: Document, span: Span) -> tuple[RecordRegion, ...]:
    """Places of the words, boxes rounded to a tenth of a point."""
    return tuple(
        RecordRegion(
            page=region.page,
            box=None
            if region.box is None
            else (round(region.box.x0, 1), round(region.box.y0, 1), round(region.box.x1, 1), round(region.box.y1, 1)),
        )
        for region in document.regions(span)
    )


def found(
    document: Document, span: Span, value: T, method: str, confidence: float, kind: type[Finding[T]]
) -> Finding[T]:
    """A finding of ``value`` in ``span``; what the page reader was unsure of makes the value less sure."""
    return kind(
        value=value,
        quote=document.quote(span),
        regions=regions_of(document, span),
        start=span.start,
        end=span.end,
        method=method,
        confidence=round(confidence * document.reading_confidence(span), 4),
    )
