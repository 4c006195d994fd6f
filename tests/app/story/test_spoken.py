"""Lyrics of tracks and subtitles of episodes and films."""

from __future__ import annotations

import pytest

from app.core.errors import Problem
from app.spoken_files.line import Line
from app.story.records import WorkKind
from tests.support.opened_profile import OpenedProfile

TIMED = (Line("Aimer", 1_000, 2_500), Line("c’est 愛する", 2_500), Line("", 9_000, 9_500))
PLAIN = (Line("Somewhere"), Line(""), Line("out there"))


def test_lyrics_are_read_as_they_were_written(opened: OpenedProfile) -> None:
    lyrics, track = opened.services.lyrics, opened.track()
    timed = lyrics.add(track, TIMED, "fr", "by ear")
    plain = lyrics.add(track, PLAIN, "en")
    assert [(found.language, found.source) for found in lyrics.of_track(track)] == [
        ("en", ""),
        ("fr", "by ear"),
    ]
    assert (lyrics.lines(timed), lyrics.lines(plain)) == (TIMED, PLAIN)
    assert opened.changes[-1].track_ids == {track}


def test_an_edit_and_a_deletion_are_one_step_each(opened: OpenedProfile) -> None:
    lyrics, track = opened.services.lyrics, opened.track()
    song = lyrics.add(track, PLAIN)
    before = opened.tables()
    lyrics.edit(song, lines=TIMED, language="fr")
    assert lyrics.lines(song) == TIMED
    lyrics.remove(song)
    with pytest.raises(LookupError):
        lyrics.lines(song)
    for step in reversed(opened.steps()[-2:]):
        opened.services.ledger.undo(step)
    assert opened.tables() == before


def test_what_no_line_can_hold_is_left_out(opened: OpenedProfile) -> None:
    lyrics = opened.services.lyrics
    song = lyrics.add(opened.track(), [Line("one\0\r\n two\u2028three \ud800")])
    assert lyrics.lines(song) == (Line("one two three ?"),)


@pytest.mark.parametrize(
    "lines",
    [
        [Line("x" * 1_000_000)],
        [Line("x")] * 20_001,
        [Line("backwards", 9, 8)],
        [Line("before the start", -1)],
        [Line("an end alone", None, 8)],
    ],
)
def test_hostile_lines_are_refused(opened: OpenedProfile, lines: list[Line]) -> None:
    track = opened.track()
    with pytest.raises(Problem):
        opened.services.lyrics.add(track, lines)
    with pytest.raises(Problem):
        opened.services.lyrics.add(track, PLAIN, language="../x")
    assert opened.services.lyrics.of_track(track) == ()


def test_lines_of_another_program_are_read_as_plain_text(opened: OpenedProfile) -> None:
    lyrics = opened.services.lyrics
    song = lyrics.add(opened.track(), PLAIN)
    for kept in ("One\nTwo", '{"a": 1}', '[[9, 8, "x"]]', "[1, 2]"):
        with opened.services.ledger.store.write() as unit:
            unit.session.connection().exec_driver_sql("UPDATE lyrics SET lines = ?", (kept,))
            unit.commit()
        assert [line.text for line in lyrics.lines(song)] == kept.split("\n")


def test_subtitles_are_of_an_episode_or_of_a_film(opened: OpenedProfile) -> None:
    scenes, subtitles = opened.services.scenes, opened.services.subtitles
    work, film = scenes.add_work(WorkKind.SERIES, "Heart"), scenes.add_work(WorkKind.FILM, "Snow")
    second, first = scenes.add_episode(work, 1, 2), scenes.add_episode(work, 1, 1)
    of_all = subtitles.add(work, None, PLAIN)
    later, earlier = (subtitles.add(work, one, TIMED, "en") for one in (second, first))
    assert [found.id for found in subtitles.of_work(work)] == [earlier, later, of_all]
    assert subtitles.lines(later) == TIMED
    with pytest.raises(LookupError):
        subtitles.add(film, first, TIMED)
    scenes.remove("episode", second)
    assert [found.id for found in subtitles.of_work(work)] == [earlier, of_all]
    opened.services.ledger.undo(opened.last_step)
    assert subtitles.lines(later) == TIMED
