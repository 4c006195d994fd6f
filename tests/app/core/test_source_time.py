"""A track's own time is the same sound in every source."""

from __future__ import annotations

import pytest

from app.core.source_time import SourceTime

CHAPTER = SourceTime(start_ms=60_000, end_ms=90_000)


def test_a_plain_file_has_the_tracks_time() -> None:
    plain = SourceTime()
    assert plain.is_plain
    assert [plain.to_file(ms) for ms in (0, 1, 59_999)] == [0, 1, 59_999]
    assert (plain.first_ms, plain.ends_ms(61_000), plain.ends_ms(0)) == (0, 61_000, 0)


def test_a_stretch_begins_at_the_tracks_zero() -> None:
    assert not CHAPTER.is_plain
    assert (CHAPTER.to_track(60_000), CHAPTER.to_track(75_250)) == (0, 15_250)
    assert (CHAPTER.to_file(0), CHAPTER.to_file(15_250)) == (60_000, 75_250)
    assert (CHAPTER.first_ms, CHAPTER.ends_ms(180_000)) == (0, 30_000)


def test_no_place_outside_the_stretch_is_ever_played() -> None:
    assert (CHAPTER.to_file(-500), CHAPTER.to_file(31_000)) == (60_000, 90_000)


def test_what_comes_before_the_track_is_skipped_and_marks_stay_on_the_sound() -> None:
    longer = SourceTime(offset_ms=-2_000)
    assert (longer.to_file(0), longer.to_file(10_000)) == (2_000, 12_000)
    assert (longer.first_ms, longer.ends_ms(62_000)) == (0, 60_000)


def test_a_source_that_begins_later_leaves_the_tracks_beginning_empty() -> None:
    shorter = SourceTime(offset_ms=2_000)
    assert (shorter.first_ms, shorter.to_file(0), shorter.to_file(2_500)) == (2_000, 0, 500)


def test_a_faster_source_is_stretched_to_the_tracks_time() -> None:
    faster = SourceTime(start_ms=1_000, end_ms=25_000, offset_ms=40, tempo_ratio=25 / 24)
    assert faster.to_track(1_000 + 24_000) == 40 + 25_000
    assert faster.to_file(40 + 12_500) == 13_000


@pytest.mark.parametrize("ratio", [0.5, 24 / 25, 0.9999, 1.0])
def test_a_sought_time_is_shown_to_the_millisecond(ratio: float) -> None:
    source = SourceTime(317, 900_000, 123, ratio)
    times = [*range(123, 4_000), *range(400_000, 404_000)]
    assert [source.to_track(source.to_file(ms)) for ms in times] == times


@pytest.mark.parametrize("ratio", [1.0, 1.0001, 25 / 24, 2.0])
def test_a_place_in_the_file_is_found_again_to_the_millisecond(ratio: float) -> None:
    source = SourceTime(317, 900_000, 123, ratio)
    places = [*range(317, 4_000), *range(400_000, 404_000)]
    assert [source.to_file(source.to_track(ms)) for ms in places] == places


def test_chapters_that_touch_continue_in_one_another() -> None:
    assert CHAPTER.continues_in(SourceTime(90_000))
    assert CHAPTER.continues_in(SourceTime(88_000, 120_000, offset_ms=-2_000))
    assert not CHAPTER.continues_in(SourceTime(90_000, offset_ms=-1))
    assert not SourceTime(60_000).continues_in(SourceTime(90_000))
