"""Covers: found beside the music, stored once, never trusted."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from app.library import covers
from app.library.covers import FolderPictures, acceptable, store_cover
from tests.support.pictures import jpeg, png

JPEG, PNG = jpeg(), png()


def test_the_same_picture_is_stored_once(tmp_path: Path) -> None:
    key = store_cover(tmp_path / "covers", JPEG)
    assert key.endswith(".jpg")
    assert store_cover(tmp_path / "covers", JPEG) == key
    assert store_cover(tmp_path / "covers", PNG) != key
    assert (tmp_path / "covers" / key).read_bytes() == JPEG
    assert len(list((tmp_path / "covers").iterdir())) == 2


def test_the_folder_picture_is_found_by_its_usual_names(tmp_path: Path) -> None:
    (tmp_path / "Folder.JPG").write_bytes(JPEG)
    (tmp_path / "back.png").write_bytes(PNG)
    assert FolderPictures().beside(tmp_path / "a.mp3") == JPEG
    (tmp_path / "cover.png").write_bytes(PNG)
    assert FolderPictures().beside(tmp_path / "a.mp3") == PNG


def test_a_folder_is_read_once_and_again_when_something_was_put_into_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pictures, read = FolderPictures(), os.scandir
    folders: list[str] = []
    monkeypatch.setattr(os, "scandir", lambda path: folders.append(path) or read(path))
    assert pictures.beside(tmp_path / "a.mp3") is None
    assert pictures.beside(tmp_path / "b.mp3") is None
    assert len(folders) == 1
    (tmp_path / "cover.png").write_bytes(PNG)
    os.utime(tmp_path, ns=(1, 1))  # file systems’ clocks are coarse
    assert pictures.beside(tmp_path / "c.mp3") == PNG


def test_other_files_and_too_large_pictures_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "cover.jpg").write_bytes(b"<html>not a picture</html>")
    (tmp_path / "front.png").write_bytes(PNG)
    assert FolderPictures().beside(tmp_path / "a.mp3") == PNG
    monkeypatch.setattr(covers, "MAX_COVER_BYTES", 20)
    assert acceptable(PNG) is None
    assert FolderPictures().beside(tmp_path / "a.mp3") is None


def test_a_missing_folder_has_no_picture(tmp_path: Path) -> None:
    assert FolderPictures().beside(tmp_path / "gone" / "a.mp3") is None


@pytest.mark.logs("was a folder where a file")
def test_a_folder_in_a_covers_place_is_moved_aside(tmp_path: Path) -> None:
    key = covers.cover_key(JPEG)
    (tmp_path / key).mkdir()
    (tmp_path / key / "letter.txt").write_text("mine")
    assert store_cover(tmp_path, JPEG) == key
    assert (tmp_path / key).read_bytes() == JPEG
    assert [each.read_text() for each in tmp_path.rglob("letter.txt")] == ["mine"]
