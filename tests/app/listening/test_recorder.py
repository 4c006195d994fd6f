from __future__ import annotations

import itertools
from dataclasses import dataclass

from hypothesis import given, settings
from hypothesis import strategies as st

from app.core.timecode import Span
from app.listening.recorder import HeardSoFar, ListenRecorder

BEGAN = 1_700_000_000_000
MINUTE = 60_000


class Listener:
    """Looks at an imagined player every 250 ms."""

    def __init__(self) -> None:
        self.recorder = ListenRecorder()
        self.now_ms = BEGAN
        self.ended: list[HeardSoFar] = []

    def look(self, track_id: int | None, position_ms: int, is_playing: bool = True) -> None:
        over = self.recorder.look(track_id, position_ms, is_playing, self.now_ms)
        if over is not None:
            self.ended.append(over)

    def play(self, from_ms: int, to_ms: int, *, track_id: int = 1, rate: float = 1.0) -> None:
        self.look(track_id, from_ms)
        position_ms = from_ms
        while position_ms < to_ms:
            step_ms = min(250 * rate, to_ms - position_ms)
            self.now_ms += round(step_ms / rate)
            position_ms = round(position_ms + step_ms)
            self.look(track_id, position_ms)

    def go_and_play(self, from_ms: int, to_ms: int) -> None:
        self.recorder.go_elsewhere()
        self.play(from_ms, to_ms)

    def pause(self, position_ms: int, lasts_ms: int, *, track_id: int = 1) -> None:
        self.look(track_id, position_ms, is_playing=False)
        self.now_ms += lasts_ms
        self.look(track_id, position_ms, is_playing=False)

    @property
    def heard(self) -> tuple[Span, ...]:
        so_far = self.recorder.heard_so_far
        return so_far.spans if so_far is not None else ()


def test_playing_is_heard() -> None:
    listener = Listener()
    listener.play(0, 10_000)
    assert listener.heard == (Span(0, 10_000),)
    assert listener.recorder.heard_so_far == HeardSoFar(1, BEGAN, (Span(0, 10_000),))


def test_a_seek_splits_what_was_heard() -> None:
    listener = Listener()
    listener.play(0, 5000)
    listener.play(60_000, 64_000)
    assert listener.heard == (Span(0, 5000), Span(60_000, 64_000))


def test_a_skip_of_a_few_seconds_was_not_heard() -> None:
    listener = Listener()
    listener.play(0, 5000)
    listener.play(7000, 8000)
    assert listener.heard == (Span(0, 5000), Span(7000, 8000))


def test_hearing_a_stretch_twice_counts_it_once() -> None:
    listener = Listener()
    listener.play(0, 5000)
    listener.play(3000, 8000)
    assert listener.heard == (Span(0, 8000),)


def again(listener: Listener) -> tuple[int, ...]:
    so_far = listener.recorder.heard_so_far
    assert so_far is not None
    return so_far.begun_again_ms


def test_beginning_again_within_what_was_heard_is_told() -> None:
    listener = Listener()
    listener.play(0, 60_000)
    for _ in range(3):
        listener.go_and_play(31_000, 35_000)
    listener.go_and_play(50_000, 70_000)
    assert listener.heard == (Span(0, 70_000),)
    assert again(listener) == (31_000, 31_000, 31_000, 50_000)


def test_what_begins_a_stretch_is_not_told_twice() -> None:
    listener = Listener()
    listener.play(30_000, 35_000)
    listener.go_and_play(30_000, 35_000)
    assert (listener.heard, again(listener)) == ((Span(30_000, 35_000),), (30_000,))
    listener.go_and_play(10_000, 40_000)  # past it: both were begun there
    assert (listener.heard, again(listener)) == ((Span(10_000, 40_000),), (30_000, 30_000))


def test_going_on_after_a_pause_begins_nothing() -> None:
    listener = Listener()
    listener.play(0, 40_000)
    listener.go_and_play(30_000, 35_000)
    listener.pause(35_000, 1000)
    listener.play(35_000, 36_000)
    assert again(listener) == (30_000,)
    listener.pause(36_000, 1000)
    listener.recorder.go_elsewhere()
    listener.pause(20_000, 1000)
    listener.play(20_000, 22_000)
    assert again(listener) == (20_000, 30_000)


def test_a_place_gone_to_from_which_nothing_sounds_is_no_beginning() -> None:
    listener = Listener()
    listener.play(0, 40_000)
    for place in (10_000, 10_300, 10_600):  # along the seek bar
        listener.recorder.go_elsewhere()
        listener.now_ms += 250
        listener.look(1, place)
    listener.go_and_play(35_000, 36_000)
    assert again(listener) == (35_000,)


def test_the_passes_of_a_loop_begin_nothing() -> None:
    listener = Listener()
    listener.play(0, 40_000)
    listener.go_and_play(30_000, 33_000)
    for _ in range(5):
        listener.play(30_000, 33_000)
    assert again(listener) == (30_000,)


def test_paused_time_is_not_heard() -> None:
    listener = Listener()
    listener.play(0, 5000)
    listener.pause(5000, 10 * MINUTE)
    listener.play(5000, 6000)
    assert listener.heard == (Span(0, 6000),)
    assert listener.ended == []


def test_a_seek_while_paused_was_not_heard() -> None:
    listener = Listener()
    listener.play(0, 5000)
    listener.pause(5000, 1000)
    listener.pause(5300, 1000)
    listener.play(5300, 6000)
    assert listener.heard == (Span(0, 5000), Span(5300, 6000))


def test_a_pause_of_more_than_half_an_hour_ends_the_listen() -> None:
    listener = Listener()
    listener.play(0, 5000)
    listener.pause(5000, 31 * MINUTE)
    assert [over.spans for over in listener.ended] == [(Span(0, 5000),)]
    listener.play(5000, 6000)
    assert listener.heard == (Span(5000, 6000),)


def test_another_track_begins_another_listen() -> None:
    listener = Listener()
    listener.play(0, 5000)
    listener.play(0, 3000, track_id=2)
    assert [over.track_id for over in listener.ended] == [1]
    assert listener.heard == (Span(0, 3000),)


def test_looking_at_another_track_without_playing_it_ends_nothing() -> None:
    listener = Listener()
    listener.play(0, 5000)
    listener.pause(0, 1000, track_id=2)
    assert listener.ended == []


def test_stopping_ends_the_listen_once() -> None:
    listener = Listener()
    listener.play(0, 5000)
    over = listener.recorder.stop()
    assert over is not None
    assert over.heard_ms == 5000
    assert listener.recorder.stop() is None


def test_a_listen_with_nothing_heard_is_none() -> None:
    listener = Listener()
    listener.look(1, 0)
    assert listener.recorder.stop() is None


def test_at_double_rate_all_of_it_is_heard() -> None:
    listener = Listener()
    listener.play(0, 8000, rate=2.0)
    assert listener.heard == (Span(0, 8000),)


@dataclass(frozen=True)
class Stretch:
    start_ms: int
    lasts_ms: int


@settings(deadline=None)
@given(
    st.lists(
        st.builds(Stretch, st.integers(0, 60_000), st.integers(1, 5000)), min_size=1, max_size=12
    )
)
def test_what_was_heard_is_the_union_of_what_played(stretches: list[Stretch]) -> None:
    listener = Listener()
    seconds: set[int] = set()
    for stretch in stretches:
        start_ms, end_ms = stretch.start_ms, stretch.start_ms + stretch.lasts_ms
        listener.play(start_ms, end_ms)
        listener.pause(end_ms, 10)
        seconds.update(range(start_ms, end_ms))
    heard = listener.heard
    assert sum(span.duration_ms for span in heard) == len(seconds)
    assert all(span.start_ms in seconds and span.end_ms - 1 in seconds for span in heard)
    assert all(a.end_ms < b.start_ms for a, b in itertools.pairwise(heard))
