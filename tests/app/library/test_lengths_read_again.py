"""A length that an earlier version misread follows the file when it is read again."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import select, update

from app.core.jobs import JobContext
from db.models.all import AudioFile, Track, TrackSource
from tests.app.library.conftest import Shelf, set_title, write_wav


def age(shelf: Shelf, length_by: str = "header", only: Path | None = None) -> None:
    """As an earlier version left it: read by its reader, and lasting what the header claimed."""
    with shelf.store.write() as unit:
        session = unit.session
        session.execute(update(AudioFile).values(read_by=0))
        wrong = select(AudioFile.payload_hash)
        if only is not None:
            wrong = wrong.where(AudioFile.path == str(only))
        session.execute(
            update(TrackSource)
            .where(TrackSource.payload_hash.in_(wrong))
            .values(duration_ms=99_000, length_by=length_by)
        )
        if only is None:
            session.execute(update(Track).values(duration_ms=99_000))
        unit.commit()


def known(shelf: Shelf) -> list[tuple[int, int, str]]:
    """(of the track, of the source, how it is known)."""
    query = select(Track.duration_ms, TrackSource.duration_ms, TrackSource.length_by)
    with shelf.ledger.read() as connection:
        rows = connection.execute(query.join_from(TrackSource, Track).order_by(TrackSource.id))
        return [(row[0], row[1], row[2]) for row in rows]


def piped(path: Path) -> Path:
    """A WAV file of half a second, as it is written into a pipe: the header claims hours."""
    write_wav(path)
    data = bytearray(path.read_bytes())
    at = data.index(b"data") + 4
    data[at : at + 4] = b"\xff\xff\xff\x7f"
    path.write_bytes(data)
    return path


@pytest.mark.parametrize("is_rescan", [True, False])
def test_it_follows_with_how_it_is_known(shelf: Shelf, is_rescan: bool) -> None:
    piped(shelf.music / "a.wav")
    shelf.take_in()
    assert known(shelf) == [(500, 500, "decoded")]
    age(shelf)
    report = shelf.rescan() if is_rescan else shelf.take_in(*shelf.importing.outdated())
    assert (report.read_again, report.unchanged) == (1, 0)
    assert known(shelf) == [(500, 500, "decoded")]
    assert shelf.take_in().unchanged == 1


def test_a_length_by_the_header_follows_too(shelf: Shelf) -> None:
    write_wav(shelf.music / "a.wav")
    shelf.take_in()
    age(shelf)
    shelf.rescan()
    assert known(shelf) == [(500, 500, "header")]


def test_a_decoded_length_stays(shelf: Shelf) -> None:
    write_wav(shelf.music / "a.wav")
    shelf.take_in()
    age(shelf, "decoded")
    shelf.rescan()
    assert known(shelf) == [(99_000, 99_000, "decoded")]


def test_words_typed_by_the_listener_stay(shelf: Shelf) -> None:
    write_wav(shelf.music / "a.wav", title="Draft")
    shelf.take_in()
    (row,) = shelf.library.tracks()
    shelf.library.edit_lines([row.key], title="My own title")
    age(shelf)
    shelf.rescan()
    (row,) = shelf.library.tracks()
    assert (row.title, row.duration_ms) == ("My own title", 500)


def test_another_encoding_read_again_leaves_the_tracks_length(shelf: Shelf) -> None:
    for sound, name in ((1, "a"), (2, "b")):
        path = write_wav(shelf.music / f"{name}.wav", sound=sound, seconds=sound)
        set_title(path, "Prologue", "Score", 1)
        shelf.take_in()
    first, second = sorted(row.id for row in shelf.library.tracks())
    shelf.same_tracks.merge(first, [second], JobContext())
    age(shelf, only=shelf.music / "b.wav")
    shelf.rescan()
    assert known(shelf) == [(1_000, 1_000, "header"), (1_000, 2_000, "header")]


def test_the_stamps_of_the_rows_stay(shelf: Shelf) -> None:
    """A better reader isn’t a change by the listener."""
    write_wav(shelf.music / "a.wav")
    shelf.take_in()
    age(shelf)
    with shelf.store.write() as unit:
        unit.session.execute(update(Track).values(updated_at=7))
        unit.session.execute(update(TrackSource).values(updated_at=7))
        unit.commit()
    shelf.rescan()
    with shelf.ledger.read() as connection:
        assert connection.scalars(select(Track.updated_at)).all() == [7]
        assert connection.scalars(select(TrackSource.updated_at)).all() == [7]
