"""A file becomes papers, a paper gets its zones (parts of the form) and its sections (numbered parts of the body)."""

from pipeline.schema import Document
from pipeline.structure.bundle import split
from pipeline.structure.sections import sections_of
from pipeline.structure.zones import zones_of

__all__ = ["segment", "split"]


def segment(document: Document) -> Document:
    """The same document with its zones and sections."""
    zones = zones_of(document)
    return document.with_layers(zones=zones, sections=sections_of(document, zones))
