"""The first look and the library's own query give the same result."""

from __future__ import annotations

from pathlib import Path

import pytest

from db.file.errors import FaultKind, StorageFault
from db.models.all import AlbumEntry, AudioFile, Track, TrackSource, Work
from db.plain.first_look import first_look
from db.queries.library import track_lines
from db.store.opening import open_store


def test_first_look_lists_what_the_library_lists(tmp_path: Path) -> None:
    path = tmp_path / "journal.db"
    store = open_store(path)
    with store.write() as unit:
        work = Work(kind="film", title="The harbour")
        unit.session.add(work)
        unit.session.flush()
        for number, album in ((2, "B"), (1, "B"), (1, "A")):
            track = Track(
                title=f"{album}{number}",
                album=album,
                track_number=number,
                duration_ms=1000,
                work_id=work.id if album == "A" else None,
            )
            unit.session.add(track)
            unit.session.flush()
            unit.session.add(
                TrackSource(track_id=track.id, payload_hash=track.title, duration_ms=1000)
            )
            if album == "A":
                unit.session.add(AlbumEntry(track_id=track.id, title="A1", album="Aa"))
            file = AudioFile(
                path=f"/music/{album}{number}\udcff.ogg",
                size=1,
                mtime_ns=1,
                payload_hash=track.title,
                is_available=number == 1,
            )
            unit.session.add(file)
        unit.commit()
    with store.read() as connection:
        expected = [tuple(row) for row in track_lines(connection)]
    store.close()
    seen = first_look(path)
    assert seen is not None
    assert sorted(row[1] for row in seen.tracks) == ["A1", "A1", "B1", "B2"]
    assert seen.tracks == expected
    seen.version.close()


def test_first_look_leaves_a_new_profile_alone(tmp_path: Path) -> None:
    assert first_look(tmp_path / "journal.db") is None
    assert not (tmp_path / "journal.db").exists()


def test_first_look_refuses_a_file_that_is_no_database(tmp_path: Path) -> None:
    path = tmp_path / "journal.db"
    path.write_bytes(b"a letter to nobody" * 100)
    with pytest.raises(StorageFault) as caught:
        first_look(path)
    assert caught.value.kind is FaultKind.DAMAGED
