"""A picture that was scrolled step by step is the one painted there at once."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from tests.ui.timeline.builders import busy_timeline
from ui.timeline.canvas.lane_picture import LanePicture, LaneState, Look
from ui.timeline.geometry.time_axis import TimeAxis
from ui.timeline.lanes.emotion_lane import EmotionLane
from ui.timeline.lanes.lane import Lane
from ui.timeline.lanes.ruler_lane import RulerLane
from ui.timeline.lanes.years_lane import YearsLane

DURATION_MS, WIDTH, HEIGHT = 240_000, 301, 160
STEPS_PX = (1, 2, 7, 40, 130, 210, -5, -160, -190, 500, -1, 3)
BUSY = busy_timeline(DURATION_MS, 900)


def lane_of(kind: type[Lane]) -> Lane:
    lane = kind()
    lane.set_timeline(BUSY)
    if isinstance(lane, YearsLane):
        felt = EmotionLane()
        felt.set_timeline(BUSY)
        lane.follow(felt)
    return lane


def shown(picture: LanePicture) -> npt.NDArray[np.int16]:
    """The picture without what is spare of its pixmap."""
    image = picture.pixmap.toImage().convertToFormat(QImage.Format.Format_ARGB32_Premultiplied)
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), -1, 4)
    return rows[:, : int(picture.width_px * picture.look.dpr)].astype(np.int16)


@pytest.mark.parametrize("dpr", [1.0, 1.25, 1.5, 2.0])
@pytest.mark.parametrize(
    ("kind", "px_per_s"),
    [(EmotionLane, 10.0), (EmotionLane, 30.0), (EmotionLane, 120.0), (RulerLane, 10.0),
     (RulerLane, 120.0), (YearsLane, 30.0)],
)  # fmt: skip
def test_scrolling_step_by_step_leaves_what_is_painted_at_once(
    qapp: QApplication, kind: type[Lane], px_per_s: float, dpr: float
) -> None:
    lane = lane_of(kind)
    look = Look(1_000 / px_per_s, HEIGHT, LaneState(frozenset(), {}), False, dpr)
    axis = TimeAxis(DURATION_MS, WIDTH, look.ms_per_px, 600.0)
    picture = LanePicture.blank(look, 600, 600 + WIDTH, None)
    picture.paint_stretch(lane, axis, picture.left_px, picture.end_px)
    for step in STEPS_PX:
        axis = axis.scrolled_by(step).aligned()
        if not picture.spans_view(axis):
            picture = picture.moved_along(lane, axis)
        assert picture.spans_view(axis)
        fresh = LanePicture.blank(look, picture.left_px, picture.end_px, None)
        fresh.paint_stretch(lane, axis, fresh.left_px, fresh.end_px)
        differs = np.abs(shown(picture) - shown(fresh)).max(axis=2) > 2
        assert not differs.any()


def test_scrolling_within_a_picture_keeps_its_memory(qapp: QApplication) -> None:
    lane = lane_of(EmotionLane)
    look = Look(50.0, HEIGHT, LaneState(frozenset(), {}), False, 1.0)
    axis = TimeAxis(DURATION_MS, WIDTH, look.ms_per_px, 1_000.0)
    first = LanePicture.blank(look, 1_000, 1_000 + WIDTH, None)
    moved = first.moved_along(lane, axis.scrolled_by(30))
    for _step in range(12):
        axis = axis.scrolled_by(140)
        again = moved.moved_along(lane, axis)
        assert again.pixmap is moved.pixmap
        moved = again
