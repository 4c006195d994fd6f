"""Other sound at a known path: the same recording encoded anew, or something else."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import select

from db.models.all import AudioFile, TrackSource
from tests.app.library.conftest import Shelf, set_title, write_wav


def encoded_anew(path: Path, title: str = "Prologue", seconds: float = 0.6) -> None:
    write_wav(path, sound=5, seconds=seconds)
    set_title(path, title, "Score")


def a_track(shelf: Shelf) -> Path:
    path = write_wav(shelf.music / "a.wav", sound=1)
    set_title(path, "Prologue", "Score")
    shelf.take_in()
    return path


def test_the_same_recording_encoded_anew_keeps_its_track_and_marks(shelf: Shelf) -> None:
    path = a_track(shelf)
    (before,) = shelf.library.tracks()
    shelf.mark(before.id)
    encoded_anew(path)
    assert shelf.take_in().updated == 1
    (after,) = shelf.library.tracks()
    assert (after.id, after.mark_count, after.is_available) == (before.id, 1, True)
    assert shelf.library.playable(before.id) == path


def test_the_old_sound_is_still_recognised(shelf: Shelf) -> None:
    path = a_track(shelf)
    (before,) = shelf.library.tracks()
    old = path.read_bytes()
    encoded_anew(path)
    shelf.take_in()
    (shelf.music / "old.wav").write_bytes(old)
    assert shelf.take_in().updated == 1
    assert {row.id for row in shelf.library.tracks()} == {before.id}


def test_another_recording_leaves_no_ghost_of_the_one_it_replaced(shelf: Shelf) -> None:
    path = a_track(shelf)
    encoded_anew(path, "Something else", 9)
    assert shelf.take_in().added == 1
    assert [row.title for row in shelf.library.tracks()] == ["Something else"]
    with shelf.ledger.read() as connection:
        assert connection.scalars(select(AudioFile.path)).all() == [str(path)]
        assert len(connection.scalars(select(TrackSource.id)).all()) == 1


def test_what_the_listener_marked_stays_without_its_file(shelf: Shelf) -> None:
    path = a_track(shelf)
    shelf.mark(shelf.library.tracks()[0].id)
    encoded_anew(path, "Something else", 9)
    shelf.take_in()
    found = {row.title: row.is_available for row in shelf.library.tracks()}
    assert found == {"Prologue": False, "Something else": True}


def test_what_else_the_new_encoding_says_is_taken(shelf: Shelf) -> None:
    path = a_track(shelf)
    encoded_anew(path)
    set_title(path, "Prologue", "Score", 7)
    shelf.take_in()
    (row,) = shelf.library.lines()
    assert (row.title, row.track_number) == ("Prologue", 7)
