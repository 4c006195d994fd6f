"""What was counted for one lane serves the others, and never a track that has changed."""

from __future__ import annotations

import numpy as np
import pytest

from app.emotions.records import Mode, TaggedEmotion
from tests.ui.timeline.builders import tagged
from ui.timeline.geometry.time_axis import TimeAxis
from ui.timeline.lanes.emotion_lane import EmotionLane

WHOLE = TimeAxis.whole(60_000, 1_200)


def lane_with(many: int) -> EmotionLane:
    modes = (Mode.FELT, Mode.EXPRESSED)
    lane = EmotionLane()
    lane.set_values([tagged(n + 1, n * 1_500, emotion=n, mode=modes[n % 2]) for n in range(many)])
    return lane


@pytest.mark.parametrize("is_felt", [True, False])
def test_a_part_of_it_is_what_counting_that_part_finds(is_felt: bool) -> None:
    lane, part = lane_with(40), WHOLE.window(313, 200)
    plan = lane.layout.plans.everything()
    lane.layout.plans.density.of(plan, WHOLE, 320.0, is_felt=False)
    served = lane.layout.plans.density.of(plan, part, 8.0, is_felt=is_felt)
    counted = lane_with(40)
    alone = counted.layout.plans.density.of(
        counted.layout.plans.everything(), part, 8.0, is_felt=is_felt
    )
    assert served.first_bin == alone.first_bin
    assert served.amounts.shape == alone.amounts.shape
    assert np.allclose(served.amounts, alone.amounts, atol=1e-9)


def test_a_new_mark_is_counted() -> None:
    lane = lane_with(10)
    before = lane.layout.plans.density.of(lane.layout.plans.everything(), WHOLE, 0.0)
    new: list[TaggedEmotion] = [*lane.index.values, tagged(99, 50_000, emotion=0)]
    lane.set_values(new)
    after = lane.layout.plans.density.of(lane.layout.plans.everything(), WHOLE, 0.0)
    assert after.amounts.sum() > before.amounts.sum() + 1
