"""With a slow output device, the position shown is the one heard."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.timecode import Span
from app.player.backend import TimeReport
from app.player.output_latency import HeardClock, HeardPosition
from app.player.player import Player
from app.player.records import Jumped, JumpReason, PlayableTrack, PlayState
from app.profile.setting_values import LONGEST_OUTPUT_LATENCY_MS
from tests.support.scripted_backend import HandClock, ScriptedBackend

STEP_MS = 16.0

latencies = st.integers(0, LONGEST_OUTPUT_LATENCY_MS)
rates = st.sampled_from([0.5, 0.75, 1.0, 1.5, 2.0])


class Music:
    """A player's position that runs, stops, changes its rate and jumps, and the one heard.

    `truth` keeps every (running time, position): looking back in it by the latency is the answer.
    """

    def __init__(self, latency_ms: int) -> None:
        self.heard = HeardPosition()
        self.heard.aim(latency_ms)
        self.heard.jump(0.0)
        self.ran_ms = self.position_ms = 0.0
        self.shown: list[float] = [0.0]

    def run(self, ms: float, rate: float) -> None:
        left_ms = ms
        while left_ms > 0:
            step_ms = min(STEP_MS, left_ms)
            left_ms -= step_ms
            self.ran_ms += step_ms
            self.position_ms += step_ms * rate
            self.shown.append(self.heard.advance(step_ms, self.position_ms))

    def jump(self, position_ms: float) -> None:
        self.position_ms = position_ms
        self.heard.jump(position_ms)
        self.shown.append(self.heard.advance(0.0, position_ms))


@given(latencies, rates)
def test_the_heard_position_is_behind_by_latency_times_rate(latency_ms: int, rate: float) -> None:
    music = Music(latency_ms)
    music.run(3000, rate)
    assert music.shown[-1] == pytest.approx(music.position_ms - latency_ms * rate, abs=1e-6)


@given(latencies, rates, st.floats(0, 1e6), st.floats(1, 5000))
def test_a_jump_is_shown_at_once_and_held_until_it_is_heard(
    latency_ms: int, rate: float, target_ms: float, ran_ms: float
) -> None:
    music = Music(latency_ms)
    music.run(ran_ms, rate)
    music.jump(target_ms)
    assert music.shown[-1] == target_ms
    music.run(latency_ms, rate)
    assert music.shown[-1] == pytest.approx(target_ms, abs=1e-3)
    music.run(1500, rate)
    assert music.shown[-1] == pytest.approx(target_ms + 1500 * rate, abs=1e-3)


@given(latencies, st.lists(st.tuples(st.floats(1, 800), rates), min_size=1, max_size=12))
def test_a_change_of_rate_is_heard_a_latency_later(
    latency_ms: int, stretches: list[tuple[float, float]]
) -> None:
    music = Music(latency_ms)
    ran, at = [0.0], [0.0]
    for ms, rate in stretches:
        music.run(ms, rate)
        ran.append(music.ran_ms)
        at.append(music.position_ms)
    assert music.shown[-1] == pytest.approx(_between(ran, at, music.ran_ms - latency_ms), abs=1e-3)


def _between(xs: list[float], ys: list[float], x: float) -> float:
    """The height of the polyline at `x`; before its start, the first height."""
    for x0, x1, y0, y1 in zip(xs, xs[1:], ys, ys[1:], strict=False):
        if x < x1:
            return y0 + (y1 - y0) * max(0.0, x - x0) / (x1 - x0)
    return ys[-1]


@given(
    st.lists(
        st.one_of(
            st.tuples(st.just("run"), st.floats(0, 700), rates),
            st.tuples(st.just("aim"), latencies, rates),
        ),
        max_size=30,
    )
)
def test_a_change_of_latency_never_makes_it_step_back_or_leap(
    doings: list[tuple[str, float, float]],
) -> None:
    music = Music(0)
    for verb, value, rate in doings:
        if verb == "run":
            music.run(value, rate)
        else:
            music.heard.aim(int(value))
    steps = [after - before for before, after in zip(music.shown, music.shown[1:], strict=False)]
    assert all(-1e-6 <= step <= 2.0 * STEP_MS * 1.5 + 1e-6 for step in steps)


@given(latencies, latencies)
def test_a_new_latency_is_reached_within_twice_the_change(before: int, after: int) -> None:
    music = Music(before)
    music.run(3000, 1.0)
    music.heard.aim(after)
    music.run(2 * abs(after - before) + STEP_MS, 1.0)
    assert music.shown[-1] == pytest.approx(music.position_ms - after, abs=1e-3)


@given(latencies, st.floats(0, 5000), st.floats(0, 1000))
def test_a_loop_is_heard_to_its_end_before_it_repeats(
    latency_ms: int, start_ms: float, later_ms: float
) -> None:
    music = Music(latency_ms)
    music.jump(start_ms)
    music.run(2000, 1.0)
    end_ms = music.position_ms
    music.heard.turn(start_ms)
    music.position_ms = start_ms
    music.run(later_ms, 1.0)
    heard = music.heard.advance(0.0, music.position_ms)
    if later_ms < latency_ms:
        assert heard == pytest.approx(max(start_ms, end_ms - latency_ms + later_ms), abs=1e-3)
    else:
        assert heard == pytest.approx(start_ms + later_ms - latency_ms, abs=1e-3)


@given(latencies, latencies, rates, st.floats(0, 40))
def test_a_longer_latency_set_right_after_a_jump_prolongs_the_hold(
    before: int, after: int, rate: float, ran_ms: float
) -> None:
    music = Music(before)
    music.jump(5000)
    music.run(ran_ms, min(rate, 1.0))
    shown_ms = music.shown[-1]
    music.heard.aim(max(before, after))
    music.run(max(before, after), rate)
    assert music.shown[-1] <= max(shown_ms, 5000 + ran_ms)
    music.run(500, rate)
    assert music.shown[-1] == pytest.approx(music.position_ms - max(before, after) * rate, abs=1e-3)
    assert music.shown[2:] == sorted(music.shown[2:])


def test_it_keeps_no_more_than_the_latency_needs() -> None:
    music = Music(LONGEST_OUTPUT_LATENCY_MS)
    music.run(2 * LONGEST_OUTPUT_LATENCY_MS, 1.0)
    filled_bytes = len(pickle.dumps(music.heard))
    music.run(60_000, 1.0)
    assert len(pickle.dumps(music.heard)) < 1.1 * filled_bytes


@pytest.mark.parametrize(("wished", "kept"), [(-50, 0), (5000, LONGEST_OUTPUT_LATENCY_MS)])
def test_a_latency_out_of_range_is_clamped(wished: int, kept: int) -> None:
    music = Music(wished)
    music.run(3000, 1.0)
    assert music.shown[-1] == pytest.approx(music.position_ms - kept)


# The player


@dataclass
class Rig:
    clock: HandClock
    backend: ScriptedBackend
    player: Player

    def turn(self, ms: float, while_true: Callable[[], bool] = lambda: True) -> None:
        left_ms = ms
        while left_ms > 0 and while_true():
            self.clock.turn_ms(min(10, left_ms))
            left_ms -= 10
            self.player.poll()

    def play(self, latency_ms: int, start_ms: int = 0) -> None:
        self.player.output.set_latency(latency_ms)
        self.player.load(PlayableTrack(1, Path(__file__), 60_000), start_ms)
        self.player.play()
        self.turn(40)  # the scripted backend's buffering

    @property
    def ahead_ms(self) -> float:
        return self.backend.position_ms - self.player.position_ms


@pytest.fixture
def rig() -> Rig:
    clock = HandClock()
    backend = ScriptedBackend(clock)
    return Rig(clock, backend, Player(backend, clock))


@pytest.mark.parametrize("rate", [0.5, 1.0, 2.0])
def test_the_shown_position_is_the_latency_behind_the_sound(rig: Rig, rate: float) -> None:
    rig.player.set_rate(rate)
    rig.play(200)
    rig.turn(5000)
    assert rig.ahead_ms == pytest.approx(200 * rate, abs=10 * rate)


def test_at_its_start_a_track_waits_for_its_first_sound(rig: Rig) -> None:
    rig.play(300)
    rig.turn(250)
    assert rig.player.position_ms == 0
    rig.turn(250)
    assert rig.player.position_ms == pytest.approx(200, abs=20)


def test_a_change_of_latency_moves_nothing_while_paused(rig: Rig) -> None:
    rig.play(200)
    rig.turn(3000)
    rig.player.pause()
    stood_at = rig.player.position_ms
    rig.turn(1000)
    rig.player.output.set_latency(900)
    rig.turn(1000)
    assert rig.player.position_ms == stood_at
    rig.player.play()
    rig.turn(20)
    assert stood_at <= rig.player.position_ms <= stood_at + 20


@pytest.mark.parametrize("is_paused", [True, False])
def test_a_seek_goes_to_its_target(rig: Rig, is_paused: bool) -> None:
    rig.play(400)
    rig.turn(3000)
    if is_paused:
        rig.player.pause()
    rig.player.seek_ms(10_000)
    assert rig.player.position_ms == 10_000
    assert rig.backend.position_ms == 10_000
    rig.turn(300)
    assert rig.player.position_ms == 10_000, "its sound isn't heard yet"


def test_the_backend_repeats_a_loop_before_that_is_heard(rig: Rig) -> None:
    rig.play(300, start_ms=5000)
    rig.player.set_loop(Span(5000, 7000))
    turned: list[Jumped] = []
    while not turned:
        rig.clock.turn_ms(10)
        news = rig.player.poll()
        turned = [at for at in news if isinstance(at, Jumped) and at.reason is JumpReason.LOOP]
    assert rig.player.position_ms == pytest.approx(6700, abs=40), "the end isn't heard yet"
    rig.turn(250)
    assert 6900 <= rig.player.position_ms <= 7000
    rig.turn(100)
    assert 5000 <= rig.player.position_ms <= 5100


def test_a_passage_played_again_stops_at_its_end(rig: Rig) -> None:
    rig.play(300)
    rig.player.play_span(Span(2000, 4000))
    rig.turn(5000, lambda: rig.player.state is not PlayState.PAUSED)
    assert rig.backend.position_ms == pytest.approx(4000, abs=30)
    rig.player.play()
    rig.turn(1000)
    assert rig.ahead_ms == pytest.approx(300, abs=15)


def test_a_track_that_ended_stays_at_its_end(rig: Rig) -> None:
    rig.play(500, start_ms=58_000)
    rig.turn(5000, lambda: rig.player.state is not PlayState.ENDED)
    assert rig.player.position_ms == 60_000


def test_a_latency_of_zero_changes_nothing() -> None:
    rng = [3, 250, 16, 16, 999, 1, 40]
    plain, heard = _followed(rng, 0), _followed(rng, None)
    assert plain == heard


def _followed(steps: list[int], latency_ms: int | None) -> list[int]:
    clock = HeardClock()
    if latency_ms is not None:
        clock.set_output_latency(latency_ms, 0)
    now_ns = 1_000_000_000
    clock.jump(1000, now_ns)
    clock.run(now_ns)
    now_ns += 100_000_000
    clock.report(TimeReport(now_ns, 1000))
    seen = []
    for step in steps:
        now_ns += step * 1_000_000
        believed, shown = clock.believed_ms(now_ns), clock.position_ms(now_ns)
        assert believed == shown
        seen.append(shown)
    return seen
