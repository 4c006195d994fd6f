"""A cover that the cache has lost is restored from the music, and from nowhere else."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from mutagen.flac import FLAC, Picture

from app.core.jobs import JobContext
from app.library.covers import cover_key, store_cover
from app.library.lost_covers import LostCovers
from app.transactions.changes import TRACK
from tests.app.library.conftest import Shelf
from tests.support.audio import tone, write_audio
from tests.support.pictures import png

PNG, OTHER = png(1), png(2)


@pytest.fixture
def lost(shelf: Shelf, tmp_path: Path) -> LostCovers:
    """A library with one album, its cover embedded, and the cache deleted."""
    for number in range(3):
        _with_picture(write_audio(shelf.music / f"{number}.flac", tone(0.5, 300 + number)), PNG)
    shelf.take_in()
    assert {row.cover for row in shelf.library.tracks()} == {cover_key(PNG)}
    shutil.rmtree(tmp_path / "covers")
    return LostCovers(shelf.ledger, tmp_path / "covers")


def test_a_lost_cover_is_made_again_from_the_music(lost: LostCovers) -> None:
    path = lost.again(cover_key(PNG))
    assert path is not None
    assert path.read_bytes() == PNG


def test_a_damaged_cover_is_replaced(lost: LostCovers, tmp_path: Path) -> None:
    key = cover_key(PNG)
    (tmp_path / "covers").mkdir()
    (tmp_path / "covers" / key).write_bytes(PNG[:30])
    path = lost.again(key)
    assert path is not None
    assert path.read_bytes() == PNG
    (tmp_path / "covers" / key).write_bytes(PNG[:30])
    assert store_cover(tmp_path / "covers", PNG) == key
    assert path.read_bytes() == PNG, "an import repairs it, too"


def test_a_cover_from_the_folder_is_found_there_again(shelf: Shelf, tmp_path: Path) -> None:
    write_audio(shelf.music / "a.wav", tone(0.5))
    (shelf.music / "cover.png").write_bytes(PNG)
    shelf.take_in()
    shutil.rmtree(tmp_path / "covers")
    path = LostCovers(shelf.ledger, tmp_path / "covers").again(cover_key(PNG))
    assert path is not None
    assert path.read_bytes() == PNG


def test_a_different_picture_there_now_is_used_and_announced(shelf: Shelf, tmp_path: Path) -> None:
    write_audio(shelf.music / "a.wav", tone(0.5))
    (shelf.music / "cover.png").write_bytes(PNG)
    shelf.take_in()
    before = shelf.library.tracks()
    shutil.rmtree(tmp_path / "covers")
    (shelf.music / "cover.png").write_bytes(OTHER)
    shelf.announced.clear()
    assert LostCovers(shelf.ledger, tmp_path / "covers").again(cover_key(PNG)) is None
    (row,) = shelf.library.tracks()
    assert row == before[0]._replace(cover=cover_key(OTHER))
    assert (tmp_path / "covers" / cover_key(OTHER)).read_bytes() == OTHER
    assert [change.kinds for change in shelf.announced] == [frozenset({TRACK})]


def test_a_missing_cover_is_looked_for_again_when_files_are_back(
    lost: LostCovers, shelf: Shelf
) -> None:
    away = shelf.music.rename(shelf.music.with_name("away"))
    assert lost.again(cover_key(PNG)) is None, "gone before the library noticed"
    shelf.library.availability.look(JobContext())
    assert lost.again(cover_key(PNG)) is None
    away.rename(shelf.music)
    shelf.library.availability.look(JobContext())
    assert lost.again(cover_key(PNG)) is not None


def test_music_without_the_picture_is_read_once(
    lost: LostCovers, shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    for path in shelf.music.iterdir():
        flac = FLAC(path)
        flac.clear_pictures()
        flac.save()
    assert lost.again(cover_key(PNG)) is None
    monkeypatch.setattr("app.library.reader.cover_of", lambda *_words: pytest.fail("read again"))
    assert lost.again(cover_key(PNG)) is None


@pytest.mark.parametrize(
    "key", ["../../etc/passwd", "/etc/passwd", "", ".", "a" * 32, "A" * 32 + ".png", "\0"]
)
def test_an_invalid_key_finds_nothing(lost: LostCovers, key: str) -> None:
    assert lost.path(key) is None
    assert lost.again(key) is None


def _with_picture(path: Path, data: bytes) -> None:
    picture = Picture()
    picture.type, picture.mime, picture.data = 3, "image/png", data
    flac = FLAC(path)
    flac.add_picture(picture)
    flac.save()
