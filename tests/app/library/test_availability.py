"""Files that vanish and come back, however many there are."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from app.core.jobs import JobCancelled, JobContext
from app.core.timecode import Span
from app.library import availability
from app.transactions.changes import AUDIO_FILE, TRACK
from tests.app.library.conftest import Shelf, write_wav
from tests.support.opened_profile import OpenedProfile


@pytest.fixture
def album(shelf: Shelf) -> Path:
    """“one” and “two” in one folder, “three” in another; unchanged for a while."""
    folder = shelf.music / "album"
    for sound, path in enumerate((folder / "one", folder / "two", shelf.music / "other/three"), 1):
        path.parent.mkdir(parents=True, exist_ok=True)
        write_wav(path.with_suffix(".wav"), sound=sound)
        settle(path.parent)
    shelf.take_in()
    look(shelf)
    shelf.announced.clear()
    return folder


def settle(folder: Path) -> None:
    """As if nothing had changed in it for a while."""
    before = folder.stat().st_mtime_ns - 10 * availability.SETTLED_NS
    os.utime(folder, ns=(before, before))


def look(shelf: Shelf, *, is_thorough: bool = True, sounding: int | None = None) -> int:
    return shelf.library.availability.look(JobContext(), is_thorough=is_thorough, sounding=sounding)


def missing(shelf: Shelf) -> set[str]:
    return {row.title for row in shelf.library.tracks() if not row.is_available}


def id_of(shelf: Shelf, title: str) -> int:
    return next(row.id for row in shelf.library.tracks() if row.title == title)


@pytest.mark.parametrize("is_thorough", [True, False])
def test_a_file_that_vanishes_and_comes_back_is_noticed(
    shelf: Shelf, album: Path, is_thorough: bool
) -> None:
    one = id_of(shelf, "one")
    assert look(shelf, is_thorough=is_thorough) == 0
    assert shelf.announced == []
    away = (album / "one.wav").rename(shelf.music.parent / "away.wav")
    assert look(shelf, is_thorough=is_thorough) == 1
    assert missing(shelf) == {"one"}
    away.rename(album / "one.wav")
    assert look(shelf, is_thorough=is_thorough) == 1
    assert missing(shelf) == set()
    assert [change.track_ids for change in shelf.announced] == [{one}, {one}]
    assert all(change.kinds == {AUDIO_FILE, TRACK} for change in shelf.announced)


@pytest.mark.parametrize("is_thorough", [True, False])
def test_a_whole_drive_vanishes_and_comes_back(
    shelf: Shelf, album: Path, is_thorough: bool
) -> None:
    away = shelf.music.rename(shelf.music.parent / "unplugged")
    assert look(shelf, is_thorough=is_thorough) == 3
    assert missing(shelf) == {"one", "two", "three"}
    away.rename(shelf.music)
    assert look(shelf, is_thorough=is_thorough) == 3
    assert missing(shelf) == set()


def test_unchanged_folders_are_not_listed(
    shelf: Shelf, album: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nor is the journal read: with 100,000 files, coming back to the window must be cheap."""
    monkeypatch.setattr(os, "scandir", lambda folder: pytest.fail(f"{folder} is listed"))
    monkeypatch.setattr(
        "db.queries.sources.all_files", lambda _connection: pytest.fail("the journal is read")
    )
    assert look(shelf, is_thorough=False) == 0


def test_only_the_folder_that_changed_is_listed(
    shelf: Shelf, album: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    listed: list[str] = []
    scandir = os.scandir
    monkeypatch.setattr(os, "scandir", lambda folder: listed.append(folder) or scandir(folder))
    (album / "two.wav").unlink()
    assert look(shelf, is_thorough=False) == 1
    assert listed == [str(album)]


def test_a_folder_that_has_just_changed_is_listed_again(shelf: Shelf, album: Path) -> None:
    """Its time may not change if it changes again within a tick of the file system's clock."""
    (album / "new.txt").write_text("")
    assert look(shelf, is_thorough=False) == 0
    time_ns = album.stat().st_mtime_ns
    (album / "one.wav").unlink()
    os.utime(album, ns=(time_ns, time_ns))
    assert look(shelf, is_thorough=False) == 1


def test_later_imports_are_known_at_the_next_check(shelf: Shelf, album: Path) -> None:
    late = shelf.music / "late"
    late.mkdir()
    write_wav(late / "four.wav", sound=4)
    shelf.take_in()
    assert look(shelf, is_thorough=False) == 0
    shutil.rmtree(late)
    assert look(shelf, is_thorough=False) == 1
    assert missing(shelf) == {"four"}


def test_a_playing_track_isnt_called_missing(shelf: Shelf, album: Path) -> None:
    """An open file plays on after its name is gone; then it is checked again."""
    (album / "one.wav").unlink()
    assert look(shelf, sounding=id_of(shelf, "one")) == 0
    assert missing(shelf) == set()
    assert look(shelf, is_thorough=False) == 1
    assert missing(shelf) == {"one"}


def test_one_track_is_checked_by_itself(shelf: Shelf, album: Path) -> None:
    one = id_of(shelf, "one")
    away = (album / "one.wav").rename(shelf.music.parent / "away.wav")
    assert not shelf.library.availability.look_at_track(one, JobContext())
    assert missing(shelf) == {"one"}
    away.rename(album / "one.wav")
    assert shelf.library.availability.look_at_track(one, JobContext())
    assert missing(shelf) == set()


def test_a_folder_in_place_of_a_file_doesnt_count(shelf: Shelf, album: Path) -> None:
    (album / "one.wav").unlink()
    (album / "one.wav").mkdir()
    assert look(shelf) == 1
    assert missing(shelf) == {"one"}


def test_a_file_located_elsewhere_meanwhile_isnt_called_missing(
    shelf: Shelf, album: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The listener locates it while an earlier check is still running."""
    one = id_of(shelf, "one")
    moved = (album / "one.wav").rename(shelf.music.parent / "one.wav")
    scandir = os.scandir

    def located_first(folder: str) -> Iterator[os.DirEntry[str]]:
        monkeypatch.setattr(os, "scandir", scandir)
        shelf.library.locate(one, moved)
        return scandir(folder)

    monkeypatch.setattr(os, "scandir", located_first)
    look(shelf)
    assert os.scandir is scandir, "it was located during the check"
    assert missing(shelf) == set()


def test_a_cancelled_check_is_repeated(shelf: Shelf, album: Path) -> None:
    job = JobContext()
    job.cancel()
    (album / "one.wav").unlink()
    with pytest.raises(JobCancelled):
        shelf.library.availability.look(job)
    assert look(shelf, is_thorough=False) == 1


def test_a_check_that_hung_and_was_abandoned_changes_nothing(
    shelf: Shelf, album: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A drive that doesn't answer may do so after the window has closed."""
    job, stat = JobContext(), os.stat

    def answer_late(path: Any, **how: Any) -> os.stat_result:
        if path == str(album):
            job.cancel()
        return stat(path, **how)

    (album / "one.wav").unlink()
    monkeypatch.setattr(os, "stat", answer_late)
    with pytest.raises(JobCancelled):
        shelf.library.availability.look(job)
    assert missing(shelf) == set()


def test_no_mark_is_touched(opened: OpenedProfile, tmp_path: Path) -> None:
    services, path = opened.services, tmp_path / "theme.wav"
    write_wav(path, sound=1)
    services.importing.run([path], JobContext())
    (row,) = services.library.tracks()
    services.moments.add_moment(row.id, Span.point(5), note="Here")
    before = opened.tables()["favourite_moment"]
    path.unlink()
    assert services.library.availability.look(JobContext()) == 1
    assert opened.tables()["favourite_moment"] == before
