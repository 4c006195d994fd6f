"""A pass becomes samples on the track's time."""

from __future__ import annotations

from app.core.ids import TrackId
from app.core.timecode import Span
from app.traces.recorder import TraceRecorder
from app.traces.records import STEP_MS, Affect, Stretch, affect_of

TRACK = TrackId(1)


def told(stretch: Stretch) -> list[Affect]:
    pairs = range(0, len(stretch.samples), 2)
    return [affect_of(stretch.samples[at : at + 2]) for at in pairs]


class Pass:
    """Readings 50 ms apart on the clock, at a playback speed."""

    def __init__(self, rate: float = 1.0, start_ms: int = 0) -> None:
        self.recorder = TraceRecorder(TRACK)
        self.rate = rate
        self.position_ms = float(start_ms)
        self.now_ms = 1_000_000

    def play(self, ms: int, affect: Affect = (0.5, -0.5)) -> None:
        for _ in range(ms // 50):
            self.recorder.look(round(self.position_ms), affect, self.now_ms)
            self.position_ms += 50 * self.rate
            self.now_ms += 50

    def spans(self) -> list[Span]:
        return [stretch.span for stretch in self.recorder.fresh]


def test_a_second_of_listening_makes_twenty_samples() -> None:
    one = Pass()
    one.play(1000)
    (stretch,) = one.recorder.fresh
    assert stretch.span == Span(0, 1000)
    assert {(round(v, 1), round(a, 1)) for v, a in told(stretch)} == {(0.5, -0.5)}
    one.recorder.forget()
    assert one.recorder.fresh == ()
    one.play(100)
    assert one.spans() == [Span(1000, 1100)]


def test_double_speed_leaves_no_gaps_and_half_speed_no_duplicates() -> None:
    fast, slow = Pass(rate=2.0), Pass(rate=0.5)
    fast.play(1000)
    slow.play(2000)
    assert fast.spans() == [Span(0, 1950)]
    assert slow.spans() == [Span(0, 1000)]


def test_samples_between_two_readings_are_interpolated() -> None:
    recorder = TraceRecorder(TRACK)
    recorder.look(0, (-1.0, 0.0), 0)
    recorder.look(200, (1.0, 0.4), 100)
    (stretch,) = recorder.fresh
    valence = [round(v, 1) for v, _ in told(stretch)]
    assert valence == [-1.0, -0.5, 0.0, 0.5, 1.0]
    assert [round(a, 1) for _, a in told(stretch)] == [0.0, 0.1, 0.2, 0.3, 0.4]


def test_a_seek_leaves_a_gap() -> None:
    one = Pass()
    one.play(500)
    one.position_ms = 10_000
    one.play(500)
    assert one.spans() == [Span(0, 500), Span(10_000, 10_500)]


def test_nothing_is_drawn_across_a_pause() -> None:
    one = Pass()
    one.play(200)
    one.recorder.rest()
    one.position_ms += 100
    one.play(200)
    assert one.spans() == [Span(0, 200), Span(300, 500)]


def test_a_loops_next_round_replaces_the_one_before() -> None:
    one = Pass(start_ms=1000)
    one.play(500, (0.0, 0.0))
    one.position_ms = 1000
    one.play(200, (1.0, 1.0))
    (stretch,) = one.recorder.fresh
    assert stretch.span == Span(1000, 1500)
    assert [v for v, _ in told(stretch)] == [1.0] * 4 + [0.0] * 6


def test_readings_are_placed_on_the_grid() -> None:
    one = Pass(start_ms=1033)
    one.play(200)
    assert one.spans() == [Span(1000, 1200)]
    assert STEP_MS == 50
