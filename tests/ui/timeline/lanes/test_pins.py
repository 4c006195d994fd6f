"""This listen’s pins stand side by side in one row: none hides another, whatever was felt."""

from __future__ import annotations

import pytest

from app.core.marks import MarkKind, MarkRef
from app.emotions.records import TaggedEmotion
from tests.ui.timeline.builders import MADE_AT_MS, tagged
from ui.timeline.geometry.lane_area import LaneArea
from ui.timeline.geometry.time_axis import TimeAxis
from ui.timeline.lanes.emotion_lane import EmotionLane
from ui.timeline.lanes.new_marks import NewMarks

DAY_MS = 86_400_000
AT_MS = 30_000
FAR = TimeAxis.whole(60_000, 600)
HALF_WAY = TimeAxis.whole(60_000, 1_700)
CLOSE = TimeAxis.whole(60_000, 4_000)


def today(tag_id: int, at_ms: int, emotion: int) -> TaggedEmotion:
    item = tagged(tag_id, at_ms, emotion=emotion)
    return item._replace(tag=item.tag._replace(made_at_ms=MADE_AT_MS + DAY_MS + tag_id))


def lane_with(*new: TaggedEmotion) -> EmotionLane:
    lane = EmotionLane()
    old = [tagged(100 + n, n * 1_000, emotion=n) for n in range(50)]
    everything = sorted([*old, *new], key=lambda item: (item.tag.span, item.tag.id))
    lane.set_values(everything)
    lane.set_new(NewMarks(since_ms=MADE_AT_MS + DAY_MS, year=2023))
    return lane


def refs(*ids: int) -> set[MarkRef]:
    return {MarkRef(MarkKind.TAG, mark_id) for mark_id in ids}


@pytest.mark.parametrize("axis", [FAR, HALF_WAY])
def test_pins_in_one_place_are_one_sign_that_tells_of_all(axis: TimeAxis) -> None:
    lane = lane_with(today(1, AT_MS, 2), today(2, AT_MS + 100, 5), today(3, 50_000, 5))
    area = LaneArea(axis, 300)
    assert lane.layout.closeness(axis) < 1
    place = lane.place_of(area, MarkRef(MarkKind.TAG, 1))
    assert place is not None
    hit = lane.hit(area, place.center().x(), place.center().y())
    assert hit is not None and set(hit.refs) == refs(1, 2)
    assert set(lane.counted_with(area, MarkRef(MarkKind.TAG, 2))) == refs(1, 2)
    assert lane.counted_with(area, MarkRef(MarkKind.TAG, 3)) == ()


def test_a_pin_beside_them_is_clicked_alone() -> None:
    lane = lane_with(today(1, AT_MS, 2), today(2, AT_MS + 6_000, 5))
    area = LaneArea(FAR, 300)
    for mark_id in (1, 2):
        place = lane.rect_of(area, MarkRef(MarkKind.TAG, mark_id))
        assert place is not None
        hit = lane.hit(area, place.center().x(), place.center().y())
        assert hit is not None and hit.ref == MarkRef(MarkKind.TAG, mark_id)


def test_close_by_each_is_in_its_own_row() -> None:
    lane = lane_with(today(1, AT_MS + 500, 2), today(2, AT_MS + 500, 5))
    area = LaneArea(CLOSE, 300)
    assert lane.layout.closeness(CLOSE) == 1
    places = [lane.rect_of(area, MarkRef(MarkKind.TAG, mark_id)) for mark_id in (1, 2)]
    assert places[0] is not None and places[1] is not None
    assert places[0].bottom() <= places[1].top()
