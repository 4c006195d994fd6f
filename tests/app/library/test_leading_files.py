"""Of all files of a track, one leads: its tags are a line's words, whatever is read again."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from sqlalchemy import delete, select, update

from app.core.jobs import JobContext
from db.models.all import AudioFile, Track, TrackSource
from tests.app.library.conftest import Shelf, set_title, write_wav


def set_composer(path: Path, composer: str) -> None:
    from mutagen.id3 import TCOM
    from mutagen.wave import WAVE

    file = WAVE(path)
    assert file.tags is not None
    file.tags.add(TCOM(text=[composer]))
    file.save()


def touch(path: Path) -> None:
    stat = path.stat()
    os.utime(path, ns=(stat.st_atime_ns, stat.st_mtime_ns + 1_000_000_000))


@pytest.fixture
def merged(shelf: Shelf) -> tuple[Path, Path]:
    """Two encodings of one track; only the first names its composer."""
    paths = []
    for sound, name in ((1, "a"), (2, "b")):
        path = write_wav(shelf.music / f"{name}.wav", sound=sound)
        set_title(path, "Prologue", "Score", 1)
        paths.append(path)
    set_composer(paths[0], "Ada Lind")
    shelf.take_in()
    asked = [question.id for question in shelf.same_tracks.questions()]
    shelf.same_tracks.answer_yes(asked, JobContext())
    return paths[0], paths[1]


def composer(shelf: Shelf) -> str:
    (row,) = shelf.library.lines()
    return row.composer


def test_another_encoding_read_again_changes_no_words(
    shelf: Shelf, merged: tuple[Path, Path]
) -> None:
    touch(merged[1])
    assert shelf.take_in().updated == 1
    assert composer(shelf) == "Ada Lind"


def test_files_that_are_all_read_again_change_no_words(
    shelf: Shelf, merged: tuple[Path, Path]
) -> None:
    with shelf.store.write() as unit:
        unit.session.execute(update(AudioFile).values(read_by=0))
        unit.commit()
    shelf.take_in()
    assert composer(shelf) == "Ada Lind"


def test_the_first_encoding_is_still_followed(shelf: Shelf, merged: tuple[Path, Path]) -> None:
    set_composer(merged[0], "Ben Holm")
    shelf.take_in()
    assert composer(shelf) == "Ben Holm"


def test_the_preferred_encoding_leads(shelf: Shelf, merged: tuple[Path, Path]) -> None:
    with shelf.store.write() as unit:
        sources = unit.session.scalars(select(TrackSource).order_by(TrackSource.id)).all()
        sources[-1].is_preferred = True
        unit.commit()
    set_composer(merged[1], "Ben Holm")
    set_composer(merged[0], "Clara Ost")
    shelf.take_in()
    assert composer(shelf) == "Ben Holm"


def test_the_next_encoding_leads_when_the_first_is_gone(
    shelf: Shelf, merged: tuple[Path, Path]
) -> None:
    merged[0].unlink()
    set_composer(merged[1], "Ben Holm")
    shelf.take_in()
    assert composer(shelf) == "Ben Holm"


def test_a_newer_track_that_is_kept_keeps_its_words(shelf: Shelf) -> None:
    paths = []
    for sound, name in ((1, "a"), (2, "b")):
        path = write_wav(shelf.music / f"{name}.wav", sound=sound, seconds=sound)
        set_title(path, f"Prologue {name}", "Score", sound)
        paths.append(path)
        shelf.take_in()
    older, newer = sorted(shelf.library.tracks(), key=lambda row: row.id)
    shelf.same_tracks.merge(newer.id, [older.id], JobContext())
    for path in paths:
        touch(path)
    shelf.take_in()
    (row,) = shelf.library.tracks()
    assert row.title == "Prologue b"
    assert shelf.library.track(row.id).files[0].path == paths[1]


def test_a_file_that_is_known_without_a_track_becomes_one(shelf: Shelf) -> None:
    path = write_wav(shelf.music / "a.wav", title="Dawn")
    shelf.take_in()
    with shelf.ledger.write("Damage", "track", is_undoable=False) as writing:
        writing.session.execute(delete(Track))
    touch(path)
    assert shelf.take_in().added == 1
    assert [row.title for row in shelf.library.tracks()] == ["Dawn"]
