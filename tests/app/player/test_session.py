from __future__ import annotations

from pathlib import Path

import pytest

from app.core.errors import Problem
from app.core.ids import LineKey
from app.core.timecode import Span
from app.player.player import Player
from app.player.queue import PlayQueue, Repeat
from app.player.records import PlayableTrack, PlaybackFault, PlayerEvent, PlayState
from app.player.session import Session
from tests.support.lines import own
from tests.support.scripted_backend import HandClock, ScriptedBackend


class Evening:
    """A session with three tracks of two seconds and a clock turned by hand."""

    def __init__(self, folder: Path) -> None:
        self.clock = HandClock()
        self.backend = ScriptedBackend(self.clock, usual_duration_ms=2000)
        self.player = Player(self.backend, self.clock)
        self.unknown: set[int] = set()
        self.session = Session(self.player, PlayQueue(seed=1), self._find)
        self.events: list[PlayerEvent] = []
        self._folder = folder
        for track_id in (1, 2, 3):
            self.path_of(track_id).touch()

    def path_of(self, track_id: int) -> Path:
        return self._folder / f"{track_id}.ogg"

    def _find(self, line: LineKey) -> PlayableTrack:
        track_id, _entry_id = line
        if track_id in self.unknown:
            raise Problem(f"Track {track_id} has no file.")
        return PlayableTrack(track_id, self.path_of(track_id), 2000)

    def pass_ms(self, ms: int) -> None:
        for _ in range(ms // 16):
            self.clock.turn_ms(16)
            self.events.extend(self.session.poll())

    @property
    def playing(self) -> int | None:
        return self.player.track.track_id if self.player.track is not None else None

    @property
    def faults(self) -> list[str]:
        return [event.problem.what for event in self.events if isinstance(event, PlaybackFault)]


@pytest.fixture
def evening(tmp_path: Path) -> Evening:
    return Evening(tmp_path)


def test_the_next_track_plays_by_itself(evening: Evening) -> None:
    evening.session.play_lines(own(1, 2, 3))
    evening.pass_ms(2500)
    assert (evening.playing, evening.player.state) == (2, PlayState.PLAYING)


def test_the_next_track_is_prepared_before_it_is_needed(evening: Evening) -> None:
    evening.session.play_lines(own(1, 2))
    evening.pass_ms(1000)
    assert evening.backend.prepared == [(evening.path_of(2), 0)]


def test_after_a_seek_the_next_track_is_prepared_again(evening: Evening) -> None:
    evening.session.play_lines(own(1, 2))
    evening.pass_ms(500)
    evening.player.seek_ms(1200)
    evening.pass_ms(100)
    assert evening.backend.prepared == [(evening.path_of(2), 0)] * 2


def test_playback_stops_after_the_last_track(evening: Evening) -> None:
    evening.session.play_lines(own(1, 2))
    evening.pass_ms(6000)
    assert (evening.playing, evening.player.state) == (2, PlayState.ENDED)


def test_repeating_one_starts_it_again(evening: Evening) -> None:
    evening.session.queue.repeat = Repeat.ONE
    evening.session.play_lines(own(1, 2))
    evening.pass_ms(3000)
    assert (evening.playing, evening.player.state) == (1, PlayState.PLAYING)


@pytest.mark.logs("can’t be played")
def test_a_vanished_file_is_named_and_skipped(evening: Evening) -> None:
    evening.session.play_lines(own(1, 2, 3))
    evening.path_of(2).unlink()
    evening.pass_ms(2500)
    assert evening.playing == 3
    (fault,) = evening.faults
    assert "2.ogg" in fault


@pytest.mark.logs("can’t be played")
def test_a_file_that_breaks_while_playing_is_skipped(evening: Evening) -> None:
    evening.session.play_lines(own(1, 2, 3))
    evening.pass_ms(500)
    evening.backend.fail(Problem("“1.ogg” can’t be played."))
    evening.pass_ms(100)
    assert evening.playing == 2


def test_a_truncated_file_is_reported_and_the_next_one_plays(tmp_path: Path) -> None:
    evening = Evening(tmp_path)
    evening.backend.usual_duration_ms = 20_000
    evening.session.play_lines(own(1, 2, 3))
    evening.pass_ms(500)
    evening.backend.end()
    evening.pass_ms(100)
    assert evening.playing == 2
    (fault,) = evening.faults
    assert "breaks off at 0:00" in fault


def test_a_track_without_a_file_is_named_and_skipped(evening: Evening) -> None:
    evening.unknown = {2}
    evening.session.play_lines(own(1, 2, 3))
    evening.pass_ms(2500)
    assert evening.playing == 3
    assert evening.faults == ["Track 2 has no file."]


def test_when_nothing_can_be_played_it_gives_up(evening: Evening) -> None:
    evening.session.queue.repeat = Repeat.ALL
    evening.unknown = {1, 2, 3}
    evening.session.play_lines(own(1, 2, 3))
    evening.pass_ms(1000)
    assert len(evening.faults) == 3


def test_previous_first_goes_to_the_start(evening: Evening) -> None:
    evening.backend.usual_duration_ms = 60_000
    evening.session.play_lines(own(1, 2, 3), index=1)
    evening.pass_ms(4000)
    evening.session.play_previous()
    assert (evening.playing, evening.player.position_ms) == (2, 0)
    evening.session.play_previous()
    assert evening.playing == 1


def test_playing_a_passage_again_does_not_go_on_to_the_next_track(evening: Evening) -> None:
    evening.session.play_lines(own(1, 2))
    evening.pass_ms(200)
    evening.player.play_span(Span(1500, 2000))
    evening.pass_ms(2000)
    assert evening.playing == 1
