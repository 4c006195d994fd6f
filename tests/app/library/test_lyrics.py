"""An import takes lyrics in: from tags and from files beside the music."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from mutagen import wave

from app.core.ids import TrackId
from app.spoken_files.beside import LyricsBeside
from app.spoken_files.line import Line
from app.story.lyrics import LyricsOfTracks
from app.transactions import changes
from tests.app.library.conftest import Shelf, write_wav


@pytest.fixture
def lyrics(shelf: Shelf) -> LyricsOfTracks:
    return LyricsOfTracks(shelf.ledger)


def of_first(shelf: Shelf, lyrics: LyricsOfTracks) -> list[tuple[str, str, tuple[Line, ...]]]:
    track_id = shelf.library.tracks()[0].id
    return [(one.language, one.source, lyrics.lines(one.id)) for one in lyrics.of_track(track_id)]


def sing(path: Path, words: str, language: str = "eng") -> None:
    from mutagen.id3 import USLT

    tagged = wave.WAVE(path)
    if tagged.tags is None:
        tagged.add_tags()
    tagged.tags.add(USLT(encoding=3, lang=language, desc="", text=words))
    tagged.save()
    later_ns = path.stat().st_mtime_ns + 10**9
    os.utime(path, ns=(later_ns, later_ns))


def first(shelf: Shelf) -> TrackId:
    return shelf.library.tracks()[0].id


def test_lyrics_come_with_the_music_and_again_change_nothing(
    shelf: Shelf, lyrics: LyricsOfTracks
) -> None:
    song = write_wav(shelf.music / "Song.wav")
    sing(song, "No wish")
    (shelf.music / "Song.de.lrc").write_text("[00:01.00]Kein Wunsch")
    shelf.take_in()
    assert of_first(shelf, lyrics) == [
        ("de", "Song.de.lrc", (Line("Kein Wunsch", 1_000),)),
        ("en", "Song.wav", (Line("No wish"),)),
    ]
    assert any(change.touches(changes.LYRICS) for change in shelf.announced)
    os.utime(song, ns=(1, 1))
    shelf.announced.clear()
    assert shelf.take_in().updated == 1
    assert len(of_first(shelf, lyrics)) == 2
    assert not any(change.touches(changes.LYRICS) for change in shelf.announced)


def test_lyrics_follow_their_file_until_they_are_edited(
    shelf: Shelf, lyrics: LyricsOfTracks
) -> None:
    song = write_wav(shelf.music / "Song.wav")
    sing(song, "No wihs")
    shelf.take_in()
    sing(song, "No wish")
    shelf.take_in()
    ((_language, _source, lines),) = of_first(shelf, lyrics)
    assert lines == (Line("No wish"),)
    (kept,) = lyrics.of_track(first(shelf))
    lyrics.edit(kept.id, lines=[Line("No wish!")])
    sing(song, "No such wish")
    shelf.take_in()
    assert of_first(shelf, lyrics) == [("en", "Song.wav", (Line("No wish!"),))]


def test_deleted_lyrics_do_not_come_back_with_the_file(
    shelf: Shelf, lyrics: LyricsOfTracks
) -> None:
    song = write_wav(shelf.music / "Song.wav")
    sing(song, "No wish")
    shelf.take_in()
    (kept,) = lyrics.of_track(first(shelf))
    lyrics.remove(kept.id)
    assert lyrics.of_track(first(shelf)) == ()
    sing(song, "No such wish")
    shelf.take_in()
    assert lyrics.of_track(first(shelf)) == ()
    step = next(change.step for change in reversed(shelf.announced) if change.step)
    shelf.ledger.undo(step)
    assert of_first(shelf, lyrics) == [("en", "Song.wav", (Line("No wish"),))]


def test_a_file_put_beside_the_music_later_is_taken_in_once(
    shelf: Shelf, lyrics: LyricsOfTracks
) -> None:
    song = write_wav(shelf.music / "Song.wav")
    shelf.take_in()
    (shelf.music / "Song.lrc").write_text("[00:01.00]No wish")
    beside = LyricsBeside()
    assert lyrics.take_in(first(shelf), beside.of(song))
    assert not lyrics.take_in(first(shelf), beside.of(song))
    assert of_first(shelf, lyrics) == [("", "Song.lrc", (Line("No wish", 1_000),))]


def test_words_of_a_whole_album_are_of_none_of_its_tracks(
    shelf: Shelf, lyrics: LyricsOfTracks
) -> None:
    from sqlalchemy import update

    from db.models.all import TrackSource

    song = write_wav(shelf.music / "Song.wav")
    shelf.take_in()
    with shelf.ledger.write("Cut", "track", is_undoable=False) as writing:
        writing.session.execute(update(TrackSource).values(start_ms=100, end_ms=200))
    sing(song, "No wish")
    shelf.take_in()
    assert all(lyrics.of_track(row.id) == () for row in shelf.library.tracks() if row.id == 1)
