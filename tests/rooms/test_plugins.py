"""Parts are found by looking into a folder."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from pipeline.plugins import find_parts, load_part, load_parts


@pytest.fixture
def room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    folder = tmp_path / "a_room_for_a_test"
    folder.mkdir()
    (folder / "__init__.py").touch()
    for name in ("zulu", "alpha", "_private"):
        (folder / f"{name}.py").write_text(f"NAME = {name!r}")
    (folder / "broken.py").write_text("raise ImportError")
    monkeypatch.syspath_prepend(tmp_path)
    return folder.name


def test_parts_are_found_sorted_and_not_imported(room: str) -> None:
    assert find_parts(room) == ("alpha", "broken", "zulu")
    assert f"{room}.alpha" not in sys.modules


def test_a_part_is_loaded_by_its_name(room: str) -> None:
    assert load_part(room, "alpha").NAME == "alpha"


@pytest.mark.parametrize("name", ["omega", "_private", "__init__", "../alpha"])
def test_a_name_that_is_none_lists_those_that_are(room: str, name: str) -> None:
    with pytest.raises(KeyError, match="alpha, broken, zulu"):
        load_part(room, name)


def test_all_parts_of_real_rooms_load() -> None:
    for name in ("pipeline.transcription.engines", "pipeline.batch.executors", "pipeline.export", "pipeline.cli"):
        assert len(load_parts(name)) == len(find_parts(name)) > 0
