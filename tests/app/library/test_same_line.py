"""One line of an album is the same one, whether files are recognised or tracks are merged."""

from __future__ import annotations

import shutil
from collections.abc import Callable

import pytest
from sqlalchemy import select, update

from app.core.jobs import JobContext
from db.models.all import AlbumEntry, AudioFile, Track
from tests.app.library.conftest import Shelf, set_title, write_wav

Place = tuple[str, int | None, int | None]


def recognised(shelf: Shelf, first: Place, second: Place) -> None:
    """A copy of a file whose tags say `second`, read when its line said `first`."""
    path = write_wav(shelf.music / "a.wav")
    tagged(shelf, path.name, first)
    shelf.take_in()
    shutil.copy(path, shelf.music / "b.wav")
    tagged(shelf, "b.wav", second)
    shelf.take_in()


def merged(shelf: Shelf, first: Place, second: Place) -> None:
    for sound, (name, place) in enumerate({"a.wav": first, "b.wav": second}.items(), 1):
        write_wav(shelf.music / name, sound=sound, seconds=sound * 4)
        tagged(shelf, name, place)
        shelf.take_in()
    one, two = sorted(row.id for row in shelf.library.tracks())
    shelf.same_tracks.merge(one, [two], JobContext())


def tagged(shelf: Shelf, name: str, place: Place) -> None:
    from mutagen.id3 import TALB, TIT2, TPOS, TRCK
    from mutagen.wave import WAVE

    set_title(shelf.music / name, "Prologue")
    file = WAVE(shelf.music / name)
    assert file.tags is not None
    album, disc, number = place
    file.tags.delall("TRCK")
    file.tags.add(TIT2(text=["Prologue"]))
    file.tags.add(TALB(text=[album]))
    for kind, value in ((TPOS, disc), (TRCK, number)):
        if value is not None:
            file.tags.add(kind(text=[str(value)]))
    file.save()


SCORE: Place = ("Score", 1, 5)
ways = pytest.mark.parametrize("way", [recognised, merged])


@ways
@pytest.mark.parametrize(
    "other",
    [SCORE, ("SCORE", 1, 5), ("Score", None, 5), ("Score", 1, None), ("Score", None, None)],
)
def test_it_is_one_line_unless_its_numbers_differ(
    shelf: Shelf, way: Callable[[Shelf, Place, Place], None], other: Place
) -> None:
    way(shelf, SCORE, other)
    (row,) = shelf.library.lines()
    assert (row.album, row.disc_number, row.track_number) == SCORE


@ways
@pytest.mark.parametrize("other", [("Score", 2, 5), ("Score", 1, 12), ("The best of", 1, 5)])
def test_an_album_may_have_a_track_twice(
    shelf: Shelf, way: Callable[[Shelf, Place, Place], None], other: Place
) -> None:
    way(shelf, SCORE, other)
    found = {(row.album, row.disc_number, row.track_number) for row in shelf.library.lines()}
    assert found == {SCORE, other}
    assert len({row.id for row in shelf.library.lines()}) == 1


def test_a_copy_belongs_to_the_line_with_its_very_numbers(shelf: Shelf) -> None:
    recognised(shelf, SCORE, ("Score", 1, 12))
    with shelf.store.write() as unit:
        unit.session.execute(update(Track).values(track_number=None))
        unit.commit()
    shutil.copy(shelf.music / "b.wav", shelf.music / "c.wav")
    (entry,) = (row.entry_id for row in shelf.library.lines() if row.entry_id)
    shelf.take_in()
    with shelf.ledger.read() as connection:
        path = str(shelf.music / "c.wav")
        held = connection.scalar(select(AudioFile.album_entry_id).where(AudioFile.path == path))
        assert held == entry
        assert len(connection.scalars(select(AlbumEntry.id)).all()) == 1
