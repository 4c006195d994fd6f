"""When a loop repeats and a passage played again ends."""

from __future__ import annotations

import pytest

from app.core.timecode import POINT_LASTS_MS, Span
from app.player.playback_range import Due, PlaybackRange

SPAN = Span(2_000, 6_000)


def test_a_loop_is_prepared_then_repeats() -> None:
    stretch = PlaybackRange()
    stretch.repeat(SPAN)
    assert [stretch.due(ms, 1.0) for ms in (3_000, 4_600, 5_995)] == [
        Due.NOTHING, Due.READINESS, Due.TURN,
    ]  # fmt: skip
    assert stretch.start_ms == SPAN.start_ms


@pytest.mark.parametrize("rate", [0.5, 1.0, 2.0])
def test_how_soon_a_loop_repeats_is_counted_in_real_time(rate: float) -> None:
    stretch = PlaybackRange()
    stretch.repeat(SPAN)
    assert stretch.due(SPAN.end_ms - round(4 * rate), rate) is Due.TURN
    assert stretch.due(SPAN.end_ms - round(1_000 * rate), rate) is Due.READINESS
    assert stretch.due(SPAN.end_ms - round(1_600 * rate), rate) is Due.NOTHING


def test_a_passage_ends_once_and_a_point_after_what_follows_it() -> None:
    stretch = PlaybackRange()
    stretch.hear_once(SPAN)
    assert (stretch.due(5_900, 1.0), stretch.due(5_995, 1.0)) == (Due.NOTHING, Due.END)
    stretch.hear_once(Span.point(2_000))
    assert stretch.due(2_010, 1.0) is Due.NOTHING
    assert stretch.due(2_000 + POINT_LASTS_MS, 1.0) is Due.END


def test_a_loop_and_a_passage_to_play_again_end_each_other() -> None:
    stretch = PlaybackRange()
    stretch.repeat(SPAN)
    stretch.hear_once(Span(7_000, 8_000))
    assert stretch.loop is None and stretch.start_ms == 0
    stretch.repeat(SPAN)
    assert stretch.heard_again is None


def test_a_point_cannot_be_a_loop() -> None:
    stretch = PlaybackRange()
    stretch.repeat(Span.point(2_000))
    assert stretch.loop is None and stretch.due(2_000, 1.0) is Due.NOTHING
