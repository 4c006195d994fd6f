"""The clock alone, against imagined sound whose true position is known."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.player.backend import TimeReport
from app.player.clock import PositionClock

LOOK_MS = 16
STEP_MS = 275.0
START_NS = 5_000_000_000_000


class Imagined:
    """Sound with a true position, and a clock that learns it in steps."""

    def __init__(self) -> None:
        self.clock = PositionClock()
        self.now_ms = 0.0
        self.true_ms = 0.0
        self.rate = 1.0
        self.plays = self.is_stalled = False
        self.shown: list[int] = []
        self._since_report_ms = 0.0

    @property
    def now_ns(self) -> int:
        return START_NS + int(self.now_ms * 1e6)

    def start(self, position_ms: int = 0) -> None:
        self.clock.jump(position_ms, self.now_ns)
        self.clock.run(self.now_ns)
        self.now_ms += 20
        self.true_ms, self.plays = float(position_ms), True
        self.clock.report(TimeReport(self.now_ns, position_ms))

    def seek(self, position_ms: int) -> None:
        self.clock.jump(position_ms, self.now_ns)
        self.now_ms += 2
        self.true_ms = float(position_ms)
        self.clock.report(TimeReport(self.now_ns, position_ms))
        self._since_report_ms = 0.0
        self.shown = [position_ms]

    def look(self, late_ms: float = 0.0) -> int:
        """16 ms later: a report if one is due, but delayed or computed late."""
        self.now_ms += LOOK_MS
        if self.plays and not self.is_stalled:
            self.true_ms += LOOK_MS * self.rate
        self._since_report_ms += LOOK_MS
        if self._since_report_ms >= STEP_MS and not self.is_stalled and self.plays:
            self._since_report_ms -= STEP_MS
            late = int(self.true_ms - late_ms * self.rate)
            self.clock.report(TimeReport(self.now_ns, late))
        self.shown.append(self.clock.position_ms(self.now_ns))
        return self.shown[-1]

    def look_for(self, ms: float) -> None:
        for _ in range(round(ms / LOOK_MS)):
            self.look()

    @property
    def error_ms(self) -> float:
        return self.clock.position_ms(self.now_ns) - self.true_ms


@pytest.fixture
def sound() -> Imagined:
    imagined = Imagined()
    imagined.start()
    return imagined


def test_steady_playback_is_shown_to_the_millisecond(sound: Imagined) -> None:
    sound.look_for(3000)
    assert abs(sound.error_ms) <= 2


def test_the_position_moves_evenly_between_reports(sound: Imagined) -> None:
    sound.look_for(3000)
    moves = {b - a for a, b in zip(sound.shown[50:], sound.shown[51:], strict=False)}
    assert moves <= {15, 16, 17}


def test_a_repeated_polled_value_does_not_pull_the_clock_back(sound: Imagined) -> None:
    sound.look_for(600)
    stuck = int(sound.true_ms)
    for _ in range(16):  # a polled get_time() says the same until libVLC updates it
        sound.clock.report(TimeReport(sound.now_ns, stuck))
        sound.look()
    assert abs(sound.error_ms) <= 3


def test_paused_the_position_does_not_change_at_all(sound: Imagined) -> None:
    sound.look_for(700)
    sound.clock.stand(sound.now_ns)
    frozen_ms = sound.clock.position_ms(sound.now_ns)
    sound.plays = False
    sound.clock.report(TimeReport(sound.now_ns + 1, 999_999))
    sound.shown.clear()
    sound.look_for(60_000)
    assert set(sound.shown) == {frozen_ms}


def test_resuming_goes_on_without_a_step(sound: Imagined) -> None:
    sound.look_for(700)
    sound.clock.stand(sound.now_ns)
    sound.plays = False
    sound.look_for(5000)
    sound.plays = True
    sound.clock.run(sound.now_ns)
    sound.look_for(1000)
    assert abs(sound.error_ms) <= 3


def test_a_seek_shows_its_target_at_once(sound: Imagined) -> None:
    sound.look_for(500)
    sound.clock.jump(42_000, sound.now_ns)
    assert sound.clock.position_ms(sound.now_ns) == 42_000


def test_the_target_is_held_until_the_sound_flows(sound: Imagined) -> None:
    sound.look_for(500)
    sound.clock.jump(42_000, sound.now_ns)
    sound.now_ms += 3000
    assert sound.clock.position_ms(sound.now_ns) == 42_000


def test_a_report_from_before_the_seek_is_ignored(sound: Imagined) -> None:
    sound.look_for(500)
    stale = TimeReport(sound.now_ns, 516)
    sound.now_ms += 1
    sound.seek(30_000)
    sound.clock.report(stale)
    sound.look_for(300)
    assert abs(sound.error_ms) <= 10


def test_a_report_from_before_the_seek_does_not_start_the_clock(sound: Imagined) -> None:
    sound.look_for(500)
    early_ns = sound.now_ns
    sound.now_ms += 1
    sound.clock.jump(30_000, sound.now_ns)
    sound.clock.report(TimeReport(early_ns, 500))
    sound.now_ms += 200
    assert sound.clock.position_ms(sound.now_ns) == 30_000


def test_a_start_a_little_off_its_target_is_approached_smoothly(sound: Imagined) -> None:
    """Sound begins at a codec’s block, up to 50 ms from the target."""
    sound.look_for(500)
    sound.clock.jump(30_000, sound.now_ns)
    sound.shown = [30_000]
    sound.now_ms += 40
    sound.true_ms = 29_950.0
    sound.clock.report(TimeReport(sound.now_ns, 29_950))
    sound.look_for(500)
    assert abs(sound.error_ms) <= 5
    assert sound.shown == sorted(sound.shown)


def test_a_start_far_from_its_target_is_shown_at_once(sound: Imagined) -> None:
    sound.look_for(500)
    sound.clock.jump(30_000, sound.now_ns)
    sound.now_ms += 40
    sound.true_ms = 24_000.0
    sound.clock.report(TimeReport(sound.now_ns, 24_000))
    sound.look()
    assert abs(sound.error_ms) <= 2


def test_the_clock_follows_a_sound_that_starts_later_than_assumed(sound: Imagined) -> None:
    sound.look_for(500)
    sound.seek(10_000)
    sound.true_ms -= 60
    sound.look_for(900)
    assert abs(sound.error_ms) <= 5


def test_a_far_position_is_believed_once_several_reports_agree(sound: Imagined) -> None:
    """A demuxer that seeks wrongly reports the true position afterwards."""
    sound.look_for(500)
    sound.seek(20_000)
    sound.true_ms += 4800
    sound.look_for(1800)
    assert abs(sound.error_ms) <= 5


def test_nothing_passes_the_duration(sound: Imagined) -> None:
    sound.clock.set_duration(1000)
    sound.look_for(2000)
    assert max(sound.shown) == 1000


lateness = st.floats(0, 300)


@settings(deadline=None)
@given(late=st.lists(lateness, min_size=150, max_size=300), rate=st.sampled_from([0.5, 1, 1.5, 2]))
def test_jitter_never_makes_it_step_back_nor_err_by_more_than_the_jitter(
    late: list[float], rate: float
) -> None:
    sound = Imagined()
    sound.clock.set_rate(rate, sound.now_ns)
    sound.rate = rate
    sound.start()
    for late_ms in late:
        sound.look(late_ms)
        if sound.now_ms > 528:
            assert -300 * rate - 20 <= sound.error_ms <= 20
    assert sound.shown == sorted(sound.shown)


@settings(deadline=None)
@given(
    before_ms=st.integers(300, 3000),
    stalls_ms=st.integers(0, 4000),
    rate=st.sampled_from([0.5, 1.0, 2.0]),
)
def test_a_stall_is_overrun_by_at_most_one_report_and_100_ms(
    before_ms: int, stalls_ms: int, rate: float
) -> None:
    sound = Imagined()
    sound.clock.set_rate(rate, sound.now_ns)
    sound.rate = rate
    sound.start()
    sound.look_for(before_ms)
    sound.is_stalled = True
    sound.look_for(stalls_ms)
    # a stall cannot be known before the next report (275 to 300 ms) is missing
    most_ms = STEP_MS + LOOK_MS if before_ms > 6 * STEP_MS else 300
    assert sound.error_ms <= (most_ms + 100) * rate + LOOK_MS
    sound.is_stalled = False
    sound.look_for(STEP_MS + 2 * LOOK_MS)  # until the first report afterwards
    sound.look_for(STEP_MS + 500)
    assert abs(sound.error_ms) <= 25
    assert sound.shown == sorted(sound.shown)


@dataclass(frozen=True)
class Act:
    verb: str
    value: int
    looks: int


acts = st.builds(
    Act,
    st.sampled_from(["look", "pause", "run", "seek", "rate", "stall", "flow on"]),
    st.integers(0, 60_000),
    st.integers(0, 60),
)


# At double speed, less than NEAR_MS of music: a first report farther away is rightly shown at once.
near = st.floats(0, 240)


@settings(max_examples=300, deadline=None)
@given(script=st.lists(acts, max_size=25), late=st.lists(near, min_size=1, max_size=20))
def test_only_a_seek_jumps_and_steady_reports_converge(
    script: list[Act], late: list[float]
) -> None:
    sound = Imagined()
    sound.start()
    for number, act in enumerate(script):
        _do(sound, act)
        for look in range(act.looks):
            sound.look(late[(number + look) % len(late)])
        assert sound.shown == sorted(sound.shown)
    _do(sound, Act("run", 0, 0))
    sound.is_stalled = False
    sound.look_for(10 * STEP_MS)
    assert abs(sound.error_ms) <= 15 * sound.rate
    assert sound.shown == sorted(sound.shown)


def _do(sound: Imagined, act: Act) -> None:
    match act.verb:
        case "pause" if sound.plays:
            sound.clock.stand(sound.now_ns)
            sound.plays = False
        case "run" if not sound.plays:
            sound.clock.run(sound.now_ns)
            sound.plays = True
        case "seek":
            sound.seek(act.value)
        case "rate":
            sound.rate = 0.5 + act.value % 4 * 0.5
            sound.clock.set_rate(sound.rate, sound.now_ns)
        case "stall":
            sound.is_stalled = True
        case "flow on":
            sound.is_stalled = False
