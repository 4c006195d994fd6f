"""What the player makes of its backend's news, with time turned by hand."""

from __future__ import annotations

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


def test_without_a_track_the_verbs_do_nothing(desk: Desk) -> None:
    desk.player.play()
    desk.player.toggle()
    desk.player.seek_ms(100)
    desk.player.stop()
    desk.player.play_span(Span(0, 10))
    assert (desk.player.state, desk.player.position_ms) == (PlayState.EMPTY, 0)
    assert desk.backend.opened == []


def test_states_are_told_in_order(desk: Desk) -> None:
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
def test_fifty_rounds_of_a_loop_do_not_drift(desk: Desk, rate: float) -> None:
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


def test_a_seek_ends_hearing_a_span_again(desk: Desk) -> None:
    desk.play()
    desk.player.play_span(Span(10_000, 11_000))
    desk.player.seek_ms(10_500)
    desk.pass_ms(2000)
    assert desk.told(SpanFinished) == []
    assert desk.player.state is PlayState.PLAYING


def test_a_point_heard_again_is_heard_with_what_follows(desk: Desk) -> None:
    desk.play()
    desk.player.play_span(Span.point(10_000), preroll_ms=2000)
    desk.pass_ms(4500)
    assert desk.player.state is PlayState.PLAYING
    desk.pass_ms(700)
    assert desk.told(SpanFinished) == [SpanFinished(Span.point(10_000))]
    assert desk.player.state is PlayState.PAUSED


def test_the_preroll_stops_at_the_start_of_the_track(desk: Desk) -> None:
    desk.play()
    desk.player.play_span(Span(500, 900), preroll_ms=2000)
    assert desk.player.position_ms == 0


def test_a_span_at_the_tracks_end_is_not_the_end_of_the_track(desk: Desk) -> None:
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


def test_seeking_after_the_end_stands_ready_there(desk: Desk) -> None:
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


def test_an_unknown_duration_is_told_when_the_backend_knows_it(desk: Desk) -> None:
    desk.player.load(PlayableTrack(7, desk.track.path, 0))
    desk.player.play()
    desk.pass_ms(16)
    assert desk.told(DurationKnown) == [DurationKnown(7, 60_000)]


@pytest.mark.logs("No sound device was found")
def test_a_fault_that_is_not_fatal_lets_it_play_on(desk: Desk) -> None:
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


def test_only_jumps_jump(desk: Desk) -> None:
    desk.play()
    desk.pass_ms(1000)
    desk.player.seek_ms(20_000)
    desk.pass_ms(1000)
    assert [event.position_ms for event in desk.events if isinstance(event, Jumped)] == [0, 20_000]
    steps = [b - a for a, b in zip(desk.shown, desk.shown[1:], strict=False)]
    assert len([step for step in steps if not 0 <= step <= 32]) == 1
