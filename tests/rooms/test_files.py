"""Which files a path stands for."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from pipeline.batch import find_files


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("b10.pdf", "b9.PDF", "B1.tif", "x.docx", ".z.pdf", "sub/a.md", ".git/a.txt", "sub/.b/c.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    return tmp_path


def names(files: tuple[Path, ...], folder: Path) -> list[str]:
    return [file.relative_to(folder).as_posix() for file in files]


def test_natural_order_readable_suffixes_no_hidden_ones(folder: Path) -> None:
    assert names(find_files([folder]), folder) == ["B1.tif", "b9.PDF", "b10.pdf", "sub/a.md"]


def test_what_is_named_is_always_taken_in_its_place(folder: Path) -> None:
    given = [folder / "x.docx", folder / "gone.pdf", folder / ".z.pdf", folder / "b9.PDF"]
    assert find_files(given) == tuple(given)


def test_a_file_is_read_once(folder: Path) -> None:
    (folder / "link.pdf").symlink_to(folder / "b9.PDF")
    found = find_files([folder / "b9.PDF", folder, folder])
    assert names(found, folder) == ["b9.PDF", "B1.tif", "b10.pdf", "sub/a.md"]


def test_links_that_run_in_a_circle(folder: Path) -> None:
    (folder / "sub" / "up").symlink_to(folder)
    (folder / "self").symlink_to(folder / "self")
    assert len(find_files([folder])) == 4


def test_links_to_folders_are_followed(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    (elsewhere / "c.png").touch()
    (folder / "away").symlink_to(elsewhere)
    assert "away/c.png" in names(find_files([folder]), folder)


def test_a_dead_link_is_taken_so_that_it_is_reported(folder: Path) -> None:
    (folder / "dead.pdf").symlink_to(folder / "nowhere.pdf")
    assert "dead.pdf" in names(find_files([folder]), folder)


def test_a_locked_folder_is_taken_so_that_it_is_reported(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    scandir = os.scandir

    def locked(path: str) -> object:  # chmod would not stop root
        if Path(path).name == "sub":
            raise PermissionError(13, "Permission denied", path)
        return scandir(path)

    monkeypatch.setattr(os, "scandir", locked)
    assert "sub" in names(find_files([folder]), folder)


def test_unicode_forms_sort_alike(tmp_path: Path) -> None:
    for name in ("Đ\u1ea1i 2.txt", "Đa\u0323i 10.txt"):
        (tmp_path / name).touch()
    assert [file.name[-6:] for file in find_files([tmp_path])] == [" 2.txt", "10.txt"]
