"""Mentions become things: cited documents, calendar dates, assignments; records of one bundle check one another."""

from __future__ import annotations

from pipeline.linking.citations import link_citations
from pipeline.linking.reconcile import reconcile
from pipeline.schema import Document

__all__ = ["link", "reconcile"]


def link(document: Document) -> Document:
    """The same document with its cited documents and its assignments."""
    return document.with_layers(citations=link_citations(document))
