"""Signs drawn many at a time are the same picture as each drawn by itself, whole."""

from __future__ import annotations

import random

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPainter, QPixmap
from PySide6.QtWidgets import QApplication

from app.core.timecode import Span
from app.emotions.records import Mode, TaggedEmotion
from tests.ui.timeline.builders import MADE_AT_MS, tagged
from ui.timeline.geometry.lane_area import LaneArea
from ui.timeline.geometry.time_axis import TimeAxis
from ui.timeline.lanes.emotion_lane import EmotionLane
from ui.timeline.lanes.mark_lane import MarkLane
from ui.timeline.lanes.new_marks import NewMarks
from ui.timeline.layout.laid_marks import LaidMarks
from ui.timeline.layout.sign_columns import SignColumns

DURATION_MS = 60_000
WIDTH, HEIGHT = 700, 280


class OneByOne(EmotionLane):
    """The plain rule: every sign whole, in its order, and none left out."""

    def in_front(self, laid: LaidMarks[TaggedEmotion], columns: SignColumns) -> SignColumns:
        return columns

    def paint_columns(
        self, painter: QPainter, laid: LaidMarks[TaggedEmotion], columns: SignColumns
    ) -> None:
        MarkLane.paint_columns(self, painter, laid, columns)


def marks(seed: int, many: int) -> list[TaggedEmotion]:
    chance = random.Random(seed)
    found = []
    for n in range(many):
        at, long = chance.randrange(DURATION_MS), chance.choice((0, 0, 300, 2_000, 9_000))
        one = tagged(
            n + 1, at, min(DURATION_MS, at + long),
            emotion=chance.randrange(5), intensity=chance.randint(1, 5),
            mode=chance.choice((Mode.FELT, Mode.FELT, Mode.EXPRESSED)),
            note=chance.choice(("", "", "here it comes", "the whole orchestra, and then silence")),
        )  # fmt: skip
        made = MADE_AT_MS + chance.choice((0, 0, 86_400_000))
        found.append(one._replace(tag=one.tag._replace(made_at_ms=made)))
    return sorted(found, key=lambda item: (item.tag.span, item.tag.id))


def picture(lane: EmotionLane, tags: list[TaggedEmotion], axis: TimeAxis, dpr: float) -> QImage:
    lane.set_values(tags)
    lane.set_new(NewMarks(since_ms=MADE_AT_MS + 43_200_000, year=2023))
    drawn = QPixmap(round(WIDTH * dpr), round(HEIGHT * dpr))
    drawn.setDevicePixelRatio(dpr)
    drawn.fill(Qt.GlobalColor.transparent)
    painter = QPainter(drawn)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    lane.paint(painter, LaneArea(axis, HEIGHT))
    painter.end()
    return drawn.toImage()


@pytest.mark.parametrize("dpr", [1.0, 2.0])
@pytest.mark.parametrize(("seed", "many"), [(1, 30), (2, 200), (3, 1_500)])
def test_many_at_a_time_are_the_same_picture(
    qapp: QApplication, seed: int, many: int, dpr: float
) -> None:
    tags = marks(seed, many)
    whole = TimeAxis.whole(DURATION_MS, WIDTH)
    for start, end in ((0, 8_000), (20_000, 31_000), (52_000, 60_000)):
        axis = whole.showing(Span(start, end), padding=0).aligned()
        assert EmotionLane().layout.closeness(axis) == 1, "rows of marks"
        fast = picture(EmotionLane(), tags, axis, dpr)
        assert fast == picture(OneByOne(), tags, axis, dpr)


@pytest.mark.parametrize("dpr", [1.0, 1.5])
@pytest.mark.parametrize(("seed", "many"), [(4, 60), (5, 900)])
def test_growing_many_at_a_time_is_the_same_picture(
    qapp: QApplication, seed: int, many: int, dpr: float
) -> None:
    tags = marks(seed, many)
    whole = TimeAxis.whole(DURATION_MS, WIDTH)
    for start, end in ((0, 24_000), (20_000, 42_000), (41_000, 60_000)):
        axis = whole.showing(Span(start, end), padding=0).aligned()
        lane = EmotionLane()
        fast = picture(lane, tags, axis, dpr)
        assert 0 < lane.layout.closeness(axis) < 1, "on the way from ridges to rows"
        assert fast == picture(OneByOne(), tags, axis, dpr)
