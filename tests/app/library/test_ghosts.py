"""Tracks whose only file gave way to another before files and tracks were apart."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

import pytest
from sqlalchemy import select, update

from app.core.jobs import JobContext
from app.library.records import Role
from db.models.all import AlbumEntry, Listen, Refusal, Track, TrackSource
from tests.app.library.conftest import Shelf, set_title, write_wav

GHOST = "Prologue"


@pytest.fixture
def ghost(shelf: Shelf) -> int:
    """As an upgrade left it: a source, but no file."""
    there = write_wav(shelf.music / "b.wav", sound=2, title="Epilogue", seconds=4)
    set_title(there, "Epilogue", "Score", 2)
    shelf.take_in()
    with shelf.store.write() as unit:
        track = Track(title=GHOST, album="Score", track_number=1, duration_ms=500)
        unit.session.add(track)
        unit.session.flush()
        uid = str(uuid5(NAMESPACE_URL, f"{track.uid} 1:gone"))
        unit.session.add(
            TrackSource(track_id=track.id, payload_hash="1:gone", duration_ms=500, uid=uid)
        )
        unit.commit()
        return track.id


def titles(shelf: Shelf) -> list[str]:
    return [row.title for row in shelf.library.lines()]


def test_one_about_which_nothing_was_said_vanishes_with_the_next_rescan(
    shelf: Shelf, ghost: int
) -> None:
    shelf.take_in()
    assert titles(shelf) == [GHOST, "Epilogue"], "an import of some folder deletes nothing"
    shelf.announced.clear()
    assert shelf.rescan().unchanged == 1
    assert titles(shelf) == ["Epilogue"]
    assert any(change.touches("track") for change in shelf.announced)


def mark(shelf: Shelf, ghost: int) -> None:
    shelf.mark(ghost)


def give_role(shelf: Shelf, ghost: int) -> None:
    shelf.library.set_role([ghost], Role.LOVE_THEME)


def edit(shelf: Shelf, ghost: int) -> None:
    shelf.library.edit_lines([(ghost, None)], composer="Ada Lind")


def listen(shelf: Shelf, ghost: int) -> None:
    with shelf.ledger.write("Listen", "listen") as writing:
        writing.session.add(Listen(track_id=ghost, started_at=1, ended_at=2, heard_ms=1))


def edit_further_album(shelf: Shelf, ghost: int) -> None:
    with shelf.ledger.write("Add", "track") as writing:
        entry = AlbumEntry(track_id=ghost, title="Prologue, live", album="Live")
        writing.session.add(entry)
        writing.session.flush()
        key = ghost, entry.id
    shelf.library.edit_lines([key], composer="Ada Lind")


def refuse(shelf: Shelf, ghost: int) -> None:
    """“Not the same” was said of the two, and is kept with the other one."""
    with shelf.ledger.write("Refuse", "question") as writing:
        uid = writing.unit.get(Track, ghost).uid
        (other,) = (row.id for row in shelf.library.tracks() if row.id != ghost)
        writing.session.add(Refusal(kind="same_track", track_id=other, what=uid))


def prefer(shelf: Shelf, ghost: int) -> None:
    with shelf.ledger.write("Prefer", "track") as writing:
        mine = TrackSource.track_id == ghost
        writing.session.scalars(select(TrackSource).where(mine)).one().is_preferred = True


def restore(shelf: Shelf, ghost: int) -> None:
    """A track that came with an export, without music, has no file yet either."""
    with shelf.store.write() as unit:
        mine = TrackSource.track_id == ghost
        new = "01900000-0000-7000-8000-000000000000"
        unit.session.execute(update(TrackSource).where(mine).values(uid=new))
        unit.commit()


@pytest.mark.parametrize(
    "say", [mark, give_role, edit, listen, edit_further_album, refuse, prefer, restore]
)
def test_one_about_which_something_was_said_stays(
    shelf: Shelf, ghost: int, say: Callable[[Shelf, int], None]
) -> None:
    say(shelf, ghost)
    shelf.rescan()
    assert ghost in {row.id for row in shelf.library.lines()}


def test_one_that_stays_can_be_merged_with_the_track_that_has_a_file(
    shelf: Shelf, ghost: int
) -> None:
    shelf.mark(ghost)
    shelf.rescan()
    (there,) = (row.id for row in shelf.library.tracks() if row.id != ghost)
    shelf.same_tracks.merge(there, [ghost], JobContext())
    (row,) = shelf.library.tracks()
    assert (row.id, row.mark_count, row.is_available) == (there, 1, True)


def test_one_whose_sound_turns_up_again_is_the_track_that_it_was(shelf: Shelf, ghost: int) -> None:
    back = write_wav(shelf.music / "a.wav", title=GHOST)
    from app.library.identity import payload_hash

    with shelf.store.write() as unit:
        mine = TrackSource.track_id == ghost
        same = update(TrackSource).where(mine).values(payload_hash=payload_hash(back))
        unit.session.execute(same)
        unit.commit()
    shelf.rescan()
    assert {row.id: row.is_available for row in shelf.library.tracks()}[ghost]


def test_a_command_of_its_own_imports_a_file_that_was_replaced(tmp_path: Path) -> None:
    """It has loaded few models, and asks what any table says about the track left behind."""
    profile, path = tmp_path / "profile", tmp_path / "a.wav"
    main = Path(__file__).resolve().parents[3] / "main.py"
    command = [sys.executable, str(main), "--profile", str(profile), "import", str(path)]
    for sound in (1, 2):
        write_wav(path, sound=sound, title=f"Prologue {sound}")
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert (done.returncode, done.stderr) == (0, "")
