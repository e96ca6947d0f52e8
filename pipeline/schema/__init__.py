"""The nouns: frozen values that every room speaks in. Imports nothing of ours."""

from pipeline.schema.document import (
    Assignment,
    CitedDocument,
    Document,
    DocumentNumber,
    Due,
    Failure,
    Link,
    Mention,
    Participant,
    Section,
    Zone,
)
from pipeline.schema.layout import Box, Line, Page, Region, Source, Span, Transcription, Word

__all__ = [
    "Assignment",
    "Box",
    "CitedDocument",
    "Document",
    "DocumentNumber",
    "Due",
    "Failure",
    "Line",
    "Link",
    "Mention",
    "Page",
    "Participant",
    "Region",
    "Section",
    "Source",
    "Span",
    "Transcription",
    "Word",
    "Zone",
]
