"""Reads the authority files of ``authority/data``: knowledge as rows, apart from the rules that use it."""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files
from io import StringIO

Row = dict[str, str]


@cache
def load_table(name: str) -> tuple[Row, ...]:
    """Rows of ``data/<name>.csv``, each with every column as text (empty where nothing is known)."""
    table = files("pipeline.authority").joinpath(f"data/{name}.csv").read_text(encoding="utf-8")
    return tuple(csv.DictReader(StringIO(table)))
