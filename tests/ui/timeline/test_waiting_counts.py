"""A number that stands for many marks says when some of them wait to be saved."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication

from app.core.timecode import Span
from app.emotions.records import TaggedEmotion
from app.moments.records import Moment
from tests.ui.timeline.builders import moment, tagged
from ui.timeline.geometry.lane_area import LaneArea
from ui.timeline.geometry.time_axis import TimeAxis
from ui.timeline.lanes.emotion_lane import EmotionLane
from ui.timeline.lanes.moment_lane import MomentLane

MANY = 60
AREA = LaneArea(TimeAxis.whole(100_000, 1_024).showing(Span(45_000, 55_000)), 60)


def favourites(waiting: int) -> MomentLane:
    lane = MomentLane()
    lane.set_values([_loved(n, n <= waiting) for n in range(1, MANY + 1)])
    return lane


def feelings(waiting: int) -> EmotionLane:
    lane = EmotionLane()
    lane.set_values([_felt(n, n <= waiting) for n in range(1, MANY + 1)])
    return lane


def _loved(number: int, waits: bool) -> Moment:
    return replace(moment(number, 50_000 + number), is_waiting=waits)


def _felt(number: int, waits: bool) -> TaggedEmotion:
    kept = tagged(number, 50_000 + number)
    return kept._replace(tag=kept.tag._replace(is_waiting=waits))


def told(lane: MomentLane | EmotionLane) -> str:
    """The tooltip of the number."""
    x = AREA.axis.x_of(50_010)
    hits = (lane.hit(AREA, x, y) for y in range(AREA.height - 1, 0, -1))
    return next(hit.text for hit in hits if hit is not None and hit.ref is None)


def painted(lane: MomentLane | EmotionLane) -> QImage:
    image = QImage(1_024, AREA.height, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    lane.paint(painter, AREA)
    painter.end()
    return image


@pytest.mark.parametrize("make", [favourites, feelings])
@pytest.mark.parametrize(
    ("waiting", "words"),
    [
        (0, "60 marks: click to open"),
        (1, "60 marks, 1 waiting to be saved: click to open"),
        (7, "60 marks, 7 waiting to be saved: click to open"),
        (60, "60 marks, all waiting to be saved: click to open"),
    ],
)
def test_a_number_says_how_many_of_its_marks_wait(
    qapp: QApplication, make: Any, waiting: int, words: str
) -> None:
    assert told(make(waiting)) == words


@pytest.mark.parametrize("make", [favourites, feelings])
def test_a_number_looks_different_as_soon_as_one_of_its_marks_waits(
    qapp: QApplication, make: Any
) -> None:
    assert painted(make(1)) != painted(make(0))


def test_a_number_looks_as_before_once_all_are_saved(qapp: QApplication) -> None:
    lane = favourites(3)
    kept: Sequence[Moment] = [_loved(n, False) for n in range(1, MANY + 1)]
    lane.set_values(kept)
    assert painted(lane) == painted(favourites(0))
