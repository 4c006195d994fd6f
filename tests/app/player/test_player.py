"""What the player makes of its backend's events, with a clock turned by hand."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from app.core.errors import Problem
from app.core.timecode import Span
from app.player.player import Player
from app.player.records import (
    DurationKnown,
    Jumped,
    PlayableTrack,
    PlaybackFault,
    PlayerEvent,
    PlayState,
    SpanFinished,
    StateChanged,
    TrackEnded,
)
from tests.support.scripted_backend import HandClock, ScriptedBackend


class Desk:
    def __init__(self, path: Path, jitter_ms: float = 0.0) -> None:
        self.clock = HandClock()
        self.backend = ScriptedBackend(self.clock, jitter_ms=jitter_ms)
        self.player = Player(self.backend, self.clock)
        self.track = PlayableTrack(7, path, 60_000)
        self.events: list[PlayerEvent] = []
        self.shown: list[int] = []

    def pass_ms(self, ms: int) -> None:
        for _ in range(ms // 16):
            self.clock.turn_ms(16)
            self.events.extend(self.player.poll())
            self.shown.append(self.player.position_ms)

    def play(self) -> None:
        self.player.load(self.track)
        self.player.play()
        self.pass_ms(64)

    def told(self, kind: type[PlayerEvent]) -> list[PlayerEvent]:
        return [event for event in self.events if isinstance(event, kind)]


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    path = tmp_path / "theme.ogg"
    path.touch()
    return Desk(path)


def test_without_a_track_nothing_happens(desk: Desk) -> None:
    desk.player.play()
    desk.player.toggle()
    desk.player.seek_ms(100)
    desk.player.stop()
    desk.player.play_span(Span(0, 10))
    assert (desk.player.state, desk.player.position_ms) == (PlayState.EMPTY, 0)
    assert desk.backend.opened == []


def test_states_are_reported_in_order(desk: Desk) -> None:
    desk.play()
    desk.player.pause()
    desk.pass_ms(16)
    states = [event.state for event in desk.events if isinstance(event, StateChanged)]
    assert states == [PlayState.STOPPED, PlayState.LOADING, PlayState.PLAYING, PlayState.PAUSED]


def test_late_reports_do_not_shake_the_playhead(tmp_path: Path) -> None:
    path = tmp_path / "theme.ogg"
    path.touch()
    desk = Desk(path, jitter_ms=280)
    desk.play()
    desk.pass_ms(20_000)
    assert desk.shown == sorted(desk.shown)
    assert desk.player.position_ms == pytest.approx(desk.backend.position_ms, abs=120)


@pytest.mark.parametrize("rate", [0.5, 1.0, 2.0])
def test_a_loop_does_not_drift_in_fifty_rounds(desk: Desk, rate: float) -> None:
    desk.player.set_rate(rate)
    desk.play()
    desk.player.set_loop(Span(4000, 6000))
    turned_at = []
    before_ms = desk.backend.position_ms
    while len(turned_at) < 50:
        desk.pass_ms(16)
        if desk.backend.position_ms < before_ms:
            turned_at.append(before_ms)
        before_ms = desk.backend.position_ms
    assert all(abs(at_ms - 6000) <= 50 for at_ms in turned_at[1:])


def test_a_seek_ends_playing_a_passage_again(desk: Desk) -> None:
    desk.play()
    desk.player.play_span(Span(10_000, 11_000))
    desk.player.seek_ms(10_500)
    desk.pass_ms(2000)
    assert desk.told(SpanFinished) == []
    assert desk.player.state is PlayState.PLAYING


def test_a_point_is_played_again_with_what_follows(desk: Desk) -> None:
    desk.play()
    desk.player.play_span(Span.point(10_000), preroll_ms=2000)
    desk.pass_ms(4500)
    assert desk.player.state is PlayState.PLAYING
    desk.pass_ms(700)
    assert desk.told(SpanFinished) == [SpanFinished(Span.point(10_000))]
    assert desk.player.state is PlayState.PAUSED


def test_the_lead_in_stops_at_the_start_of_the_track(desk: Desk) -> None:
    desk.play()
    desk.player.play_span(Span(500, 900), preroll_ms=2000)
    assert desk.player.position_ms == 0


def test_the_end_of_a_passage_at_the_end_of_a_track_is_not_the_tracks(desk: Desk) -> None:
    desk.play()
    desk.player.play_span(Span(59_500, 60_000))
    desk.pass_ms(1500)
    assert desk.told(SpanFinished) == [SpanFinished(Span(59_500, 60_000))]
    assert desk.told(TrackEnded) == []


def test_another_track_ends_the_loop(desk: Desk) -> None:
    desk.play()
    desk.player.set_loop(Span(1000, 2000))
    desk.player.play_track(desk.track)
    assert desk.player.loop is None


def test_a_seek_past_the_end_stops_at_it(desk: Desk) -> None:
    desk.play()
    desk.player.pause()
    desk.player.seek_ms(99_999)
    assert desk.player.position_ms == 60_000


def test_after_the_end_a_seek_makes_it_ready_to_play_there(desk: Desk) -> None:
    desk.play()
    desk.player.seek_ms(59_900)
    desk.pass_ms(400)
    assert desk.player.state is PlayState.ENDED
    desk.player.seek_ms(30_000)
    desk.player.play()
    desk.pass_ms(500)
    assert desk.player.position_ms == pytest.approx(30_450, abs=30)


def test_the_rate_stays_between_a_half_and_two(desk: Desk) -> None:
    desk.player.set_rate(7)
    assert desk.player.rate == desk.backend.rate == 2.0
    desk.player.set_rate(0.1)
    assert desk.player.rate == 0.5


def test_an_unknown_duration_is_reported_once_the_backend_knows_it(desk: Desk) -> None:
    desk.player.load(PlayableTrack(7, desk.track.path, 0))
    desk.player.play()
    desk.pass_ms(16)
    assert desk.told(DurationKnown) == [DurationKnown(7, 60_000)]


def test_the_silence_that_an_encoder_added_makes_no_track_longer(desk: Desk) -> None:
    desk.player.load(PlayableTrack(7, desk.track.path, 59_972))
    desk.player.play()
    desk.pass_ms(16)
    assert desk.told(DurationKnown) == []
    assert desk.player.duration_ms == 59_972


@pytest.mark.parametrize("drains_ms", [100, 600])
@pytest.mark.parametrize("known_ms", [0, 60_000])
def test_while_the_output_finishes_no_known_length_grows(
    desk: Desk, known_ms: int, drains_ms: int
) -> None:
    desk.backend.step_ms, desk.backend.drains_ms = 80, drains_ms
    desk.player.load(PlayableTrack(7, desk.track.path, known_ms), 58_000)
    desk.player.play()
    desk.pass_ms(3_000)
    assert desk.player.state is PlayState.ENDED
    assert desk.told(DurationKnown) == ([] if known_ms else [DurationKnown(7, 60_000)])
    assert desk.player.duration_ms == desk.player.position_ms == 60_000


def test_sound_that_clearly_goes_on_past_the_known_length_is_right(desk: Desk) -> None:
    desk.backend.guesses_length = True
    desk.player.load(PlayableTrack(7, desk.track.path, 55_000), 54_000)
    desk.player.play()
    desk.pass_ms(1_100)
    assert desk.player.duration_ms == 55_000
    desk.pass_ms(5_500)
    assert desk.player.state is PlayState.ENDED
    assert desk.player.duration_ms == pytest.approx(60_000, abs=desk.backend.step_ms)


def test_a_guessed_length_grows_with_the_sound_even_if_that_is_only_reckoned(desk: Desk) -> None:
    desk.backend.usual_duration_ms, desk.backend.guesses_length = 3_000, True
    desk.backend.drains_ms = 2_000
    desk.player.load(PlayableTrack(7, desk.track.path, 0))
    desk.player.play()
    desk.pass_ms(5_100)
    assert desk.player.state is PlayState.ENDED
    assert desk.player.duration_ms == pytest.approx(5_000, abs=desk.backend.step_ms)


def test_a_length_that_the_library_put_right_is_followed(desk: Desk) -> None:
    desk.play()
    another = desk.track.track_id + 1
    desk.player.correct(replace(desk.track, track_id=another, duration_ms=1_000))
    desk.player.correct(replace(desk.track, duration_ms=59_000))
    desk.pass_ms(16)
    assert desk.told(DurationKnown) == [DurationKnown(desk.track.track_id, 59_000)]
    assert desk.player.duration_ms == 59_000


@pytest.mark.logs("No sound device was found")
def test_it_plays_on_after_a_fault_that_is_not_fatal(desk: Desk) -> None:
    desk.play()
    desk.backend.fail(Problem("No sound device was found."), is_fatal=False)
    desk.pass_ms(300)
    assert desk.player.state is PlayState.PLAYING
    assert len(desk.told(PlaybackFault)) == 1


def test_a_stalled_backend_does_not_let_the_playhead_run_away(desk: Desk) -> None:
    desk.play()
    desk.pass_ms(3000)
    desk.backend.is_stalled = True
    desk.pass_ms(5000)
    assert desk.player.position_ms - desk.backend.position_ms <= 400


def test_only_a_jump_moves_the_position_at_once(desk: Desk) -> None:
    desk.play()
    desk.pass_ms(1000)
    desk.player.seek_ms(20_000)
    desk.pass_ms(1000)
    assert [event.position_ms for event in desk.events if isinstance(event, Jumped)] == [0, 20_000]
    steps = [b - a for a, b in zip(desk.shown, desk.shown[1:], strict=False)]
    assert len([step for step in steps if not 0 <= step <= 32]) == 1
