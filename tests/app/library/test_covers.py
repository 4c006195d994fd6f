"""Covers: found beside the music, kept once, never trusted."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.library import covers
from app.library.covers import FolderPictures, acceptable, store_cover

JPEG = b"\xff\xd8\xff\xe0" + b"jpeg" * 50
PNG = b"\x89PNG\r\n\x1a\n" + b"png" * 50


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


def test_a_folder_is_read_once(tmp_path: Path) -> None:
    pictures = FolderPictures()
    assert pictures.beside(tmp_path / "a.mp3") is None
    (tmp_path / "cover.png").write_bytes(PNG)
    assert pictures.beside(tmp_path / "b.mp3") is None


def test_what_is_no_picture_or_too_large_is_declined(
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
