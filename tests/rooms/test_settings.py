"""What may be chosen, and in which order choices count."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest

from pipeline.errors import SettingsError
from pipeline.library import PLACES, catalogue, choose
from pipeline.settings import load_settings


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_arguments_before_environment_before_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "vanban.toml").write_text("[batch]\nworkers = 2\ntime_limit = 20\nmemory_limit = 2000\n")
    monkeypatch.setenv("VANBAN_BATCH__WORKERS", "3")
    monkeypatch.setenv("VANBAN_BATCH__TIME_LIMIT", "30")
    found = load_settings(batch={"workers": 4}).batch
    assert (found.workers, found.time_limit, found.memory_limit) == (4, 30.0, 2000)


def test_a_wrong_setting_is_named() -> None:
    with pytest.raises(SettingsError, match=r"batch\.workers"):
        load_settings(batch={"workers": 0})


def test_a_misspelt_setting_is_named() -> None:
    with pytest.raises(SettingsError, match=r"batch\.worker"):
        load_settings(batch={"worker": 1})


def test_a_file_that_is_no_toml(tmp_path: Path) -> None:
    (tmp_path / "vanban.toml").write_text("workers: 2")
    with pytest.raises(SettingsError, match=r"vanban\.toml"):
        load_settings()


def test_settings_cross_process_borders() -> None:
    settings = choose(workers=3, engine="pytesseract", secrecy="process")
    assert pickle.loads(pickle.dumps(settings)) == settings


def test_settings_are_frozen() -> None:
    with pytest.raises(ValueError, match="frozen"):
        load_settings().batch.workers = 2  # type: ignore[misc]


def test_every_short_name_has_its_place() -> None:
    for place in PLACES.values():
        slot: object = load_settings()
        for name in place:
            slot = getattr(slot, name)


def test_none_is_no_choice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VANBAN_BATCH__WORKERS", "3")
    assert choose(workers=None).batch.workers == 3


def test_an_unknown_choice_names_the_known_ones() -> None:
    with pytest.raises(SettingsError, match="speed") as caught:
        choose(speed=9)
    assert "workers" in caught.value.hint


def test_settings_and_choices_exclude_each_other() -> None:
    with pytest.raises(SettingsError, match="not both"):
        catalogue("x.txt", load_settings(), workers=2)
