from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.player.backend import TimeReport
from app.player.report_rhythm import ReportRhythm


def at(ms: float, position_ms: int) -> TimeReport:
    return TimeReport(int(ms * 1e6), position_ms)


def begun(block_ms: float = 0.0, *, is_full: bool = True, rate: float = 1.0) -> ReportRhythm:
    """At 0 ms, at the file's start."""
    rhythm = ReportRhythm()
    rhythm.begin(0, 0.0, rate, block_ms=block_ms, is_full=is_full)
    return rhythm


def filled(rhythm: ReportRhythm, from_ms: int, to_ms: int) -> list[tuple[float, int]]:
    reports = (rhythm.fill(int(ms * 1e6)) for ms in range(from_ms, to_ms, 16))
    return [(report.monotonic_ns / 1e6, report.position_ms) for report in reports if report]


def test_usual_reports_are_left_alone() -> None:
    rhythm = begun()
    for number in range(10):
        report = at(255 * number + 15, 255 * number)
        assert rhythm.hear(report) == report
        assert filled(rhythm, 255 * number + 16, 255 * number + 260) == []


def test_only_what_libvlc_repeats_and_what_is_made_up_is_reckoned() -> None:
    rhythm = begun(2000)
    assert not rhythm.hear(at(1990, 1980)).is_reckoned
    assert rhythm.hear(at(2290, 1980)).is_reckoned
    made = rhythm.fill(int(2600e6))
    assert made is not None
    assert made.is_reckoned
    assert not rhythm.hear(at(3990, 3980)).is_reckoned


def test_a_missing_report_of_short_blocks_is_not_made_up() -> None:
    """Its absence is the first sign of a stall."""
    rhythm = begun()
    for number in range(10):
        rhythm.hear(at(255 * number + 15, 255 * number))
    assert filled(rhythm, 2400, 9000) == []


@given(block_ms=st.integers(1000, 13_000), rate=st.sampled_from([0.5, 1.0, 2.0]))
def test_within_a_long_block_reports_are_made_as_time_passes(block_ms: int, rate: float) -> None:
    rhythm = begun(block_ms, rate=rate)
    lasts_ms = block_ms / rate
    made = filled(rhythm, 0, int(lasts_ms))
    assert len(made) >= lasts_ms // 270 - 1
    assert all(where == pytest.approx(rate * (ms - 10), abs=1) for ms, where in made)
    assert filled(rhythm, int(lasts_ms) + 400, int(lasts_ms) + 9000) == []


def test_the_rhythm_of_an_unknown_file_is_learned_from_its_first_blocks() -> None:
    rhythm = begun()
    assert [ms for ms, _ in filled(rhythm, 0, 5000) if ms > 1100] == []
    rhythm.hear(at(1990, 1980))
    rhythm.hear(at(3990, 3980))
    assert len(filled(rhythm, 4000, 5980)) == 7


def test_a_start_that_libvlc_has_not_buffered_is_waited_for() -> None:
    assert filled(begun(is_full=False), 0, 5000) == []


def test_a_block_that_ends_on_time_is_no_stall_however_long_it_is() -> None:
    rhythm = begun()
    rhythm.hear(at(10, 0))
    assert not rhythm.has_stalled(at(6710, 6700))
    assert rhythm.has_stalled(at(6710, 1300))


def test_the_sound_goes_on_while_libvlc_repeats_where_the_last_block_began() -> None:
    rhythm = begun(2000)
    rhythm.hear(at(10, 0))
    rhythm.hear(at(2010, 2000))
    rhythm.hear(at(2410, 2250))  # less than it was: it is repeated from now on
    assert rhythm.hear(at(2660, 2250)).position_ms == 2650
    assert not rhythm.has_stalled(at(3960, 2250))
    assert rhythm.hear(at(3960, 2250)).position_ms == 3950


def test_a_pause_within_a_long_block_takes_no_time() -> None:
    rhythm = begun(6000)
    rhythm.hear(at(10, 0))
    rhythm.pause(int(1010e6))
    rhythm.resume(int(9010e6))
    assert filled(rhythm, 9010, 9500)[0][1] == pytest.approx(1250, abs=20)
    assert not rhythm.has_stalled(at(14_010, 6000))
