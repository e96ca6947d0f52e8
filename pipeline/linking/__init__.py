"""Mentions become things: cited documents, calendar dates, assignments; records of one bundle check one another."""

from __future__ import annotations

from pipeline.linking.assignments import link_assignments
from pipeline.linking.citations import link_citations
from pipeline.linking.reconcile import reconcile
from pipeline.schema import Document

__all__ = ["link", "reconcile"]


def link(document: Document) -> Document:
    """The same document with its cited documents and its assignments."""
    issued = _date_of_issue(document)
    return document.with_layers(citations=link_citations(document), assignments=link_assignments(document, issued))


def _date_of_issue(document: Document) -> str | None:
    """The day of the place-and-date line, which gives the year to days that name none; else the first day of the body.

    Minutes have no such line: they are of the day of their meeting, which they tell first.
    """
    for roles in ({"place_date"}, {"body", "basis"}):
        zones = [zone.span for zone in document.zones if zone.role in roles]
        for mention in document.mentions_of("date"):
            if any(zone.overlaps(mention.span) for zone in zones):
                return str(mention.value)
    return None
