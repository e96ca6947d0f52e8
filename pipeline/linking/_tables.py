"""Task tables: stub."""
from __future__ import annotations
def table_assignments(document, read, mentions, issued):  # type: ignore
    return ()
