"""Two passages that are the same music."""

from __future__ import annotations

import pytest

from app.core.aligned_passages import AlignedPassages, Side
from app.core.ids import TrackId
from app.core.time_map import TimeMap
from app.core.timecode import POINT_LASTS_MS, Span

HOME = TrackId(1), Span(10_000, 18_000)


def test_a_return_twice_as_fast_takes_half_the_time() -> None:
    pair = AlignedPassages.from_starts(HOME, (TrackId(2), Span(50_000, 54_000)), 2.0)
    assert pair.track_ms(Side.SECOND, 14_000) == 52_000
    assert pair.musical_ms(Side.SECOND, 52_000) == 14_000
    assert pair.across(Side.FIRST, 16_000) == 53_000
    assert pair.across(Side.SECOND, 53_000) == 16_000
    assert pair.track_id(Side.SECOND) == 2


@pytest.mark.parametrize(
    ("end_ms", "middle_ms"),
    [(58_800, 54_400), (60_500, 54_000)],
    ids=["about as long", "much longer"],
)
def test_without_a_tempo_passages_of_about_one_length_end_together(
    end_ms: int, middle_ms: int
) -> None:
    pair = AlignedPassages.from_starts(HOME, (TrackId(2), Span(50_000, end_ms)))
    assert pair.across(Side.FIRST, 14_000) == middle_ms


def test_what_a_passage_lacks_is_its_start() -> None:
    pair = AlignedPassages.from_starts(HOME, (TrackId(2), Span(50_000, 53_000)), 1.0)
    assert pair.across(Side.FIRST, 12_999) == 52_999
    assert pair.across(Side.FIRST, 13_000) == 50_000
    assert pair.place_in(Side.FIRST, 9_000) == 10_000


def test_several_anchors_align_versions() -> None:
    versions = TimeMap(((0, 2_000), (10_000, 12_000), (20_000, 32_000)))
    pair = AlignedPassages((TrackId(1), Span(0, 20_000)), (TrackId(2), Span(0, 32_000)), versions)
    assert pair.across(Side.FIRST, 15_000) == 22_000
    assert pair.across(Side.SECOND, 7_000) == 5_000


def test_a_point_is_heard_for_a_moment() -> None:
    pair = AlignedPassages.from_starts((TrackId(1), Span.point(500)), HOME)
    assert pair.span(Side.FIRST) == Span(500, 500 + POINT_LASTS_MS)
    assert pair.across(Side.FIRST, 1_500) == 11_000
