"""The numbers of marks that stand together: inside the track, and never under a selected mark."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication

from app.core.marks import MarkRef
from app.emotions.records import TaggedEmotion
from tests.ui.timeline.builders import tagged
from ui.timeline.geometry.lane_area import LaneArea
from ui.timeline.geometry.time_axis import TimeAxis
from ui.timeline.lanes import mark_lane
from ui.timeline.lanes.emotion_lane import EmotionLane
from ui.timeline.paint.label_picture import NumberLook, number_height

DURATION_MS, WIDTH, HEIGHT = 60_000, 640, 100
Number = tuple[QRectF, int, bool]


@pytest.fixture
def numbers(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> list[Number]:
    """What is painted: where, how many, and whether they are those without a row."""
    painted: list[Number] = []

    def note(_painter: QPainter, rect: QRectF, number: int, look: NumberLook) -> None:
        painted.append((QRectF(rect), number, look.is_rest))

    monkeypatch.setattr(mark_lane, "paint_number", note)
    return painted


def lane_of(tags: list[TaggedEmotion]) -> EmotionLane:
    lane = EmotionLane()
    lane.set_values(tuple(sorted(tags, key=lambda tag: (tag.span.start_ms, tag.tag.id))))
    return lane


def area(*selected: MarkRef) -> LaneArea:
    return LaneArea(TimeAxis.whole(DURATION_MS, WIDTH), HEIGHT, frozenset(selected))


def painted(lane: EmotionLane, where: LaneArea) -> None:
    image = QImage(WIDTH, HEIGHT, QImage.Format.Format_ARGB32_Premultiplied)
    painter = QPainter(image)
    lane.paint(painter, where)
    painter.end()


def crowd(start_ms: int, count: int = 60) -> list[TaggedEmotion]:
    return [tagged(n + 1, start_ms + n * 7, emotion=n % 9) for n in range(count)]


def test_a_mark_taken_out_of_a_crowd_stands_above_its_number(numbers: list[Number]) -> None:
    tags = crowd(30_000)
    lane, chosen = lane_of(tags), tags[30]
    where = area(chosen.ref)
    x = where.axis.x_of(chosen.span.start_ms)
    on_number = HEIGHT - 3 - number_height() / 2
    hit = lane.hit(where, x, on_number)
    assert hit is not None and hit.ref is None, "a click on the number is for the number"
    above = lane.hit(where, x, HEIGHT - 3 - number_height() - 4)
    assert above is not None and above.ref == chosen.ref
    painted(lane, where)
    assert [number for _, number, _ in numbers] == [len(tags)], "a crowd counts all of its marks"


def rest(count: int) -> list[TaggedEmotion]:
    """Spans that overlap, more of them than the lane has rows; the last ones have none."""
    return [tagged(n + 1, 30_000 + n, 50_000, emotion=n % 9) for n in range(count)]


def test_a_mark_taken_out_of_the_rest_is_counted_no_more(numbers: list[Number]) -> None:
    seen = set()
    for count in range(1, 12):
        early = [tagged(100 + n, 1_000 + n, 20_000, emotion=n % 9) for n in range(count)]
        lane = lane_of([*rest(20), *early])
        painted(lane, area())
        before = [number for _, number, _ in numbers]
        numbers.clear()
        hidden = next((tag for tag in early if is_counted(lane, tag)), None)
        assert (hidden is None) == (len(before) == 1)
        if hidden is not None:
            painted(lane, area(hidden.ref))
            of_early, of_others = before
            left = [of_early - 1] if of_early > 1 else []
            assert [number for _, number, _ in numbers] == [*left, of_others]
            seen.add(of_early)
            numbers.clear()
    assert {1, 2} <= seen


def is_counted(lane: EmotionLane, tag: TaggedEmotion) -> bool:
    return lane.rect_of(area(), tag.ref) is None


def test_the_number_of_the_rest_steps_aside(numbers: list[Number]) -> None:
    tags = rest(20)
    lane = lane_of(tags)
    hidden = next(tag for tag in tags if is_counted(lane, tag))
    painted(lane, area(hidden.ref))
    ((rect, _, _),) = numbers
    assert rect.right() <= area().axis.x_of(hidden.span.start_ms)


def test_a_number_at_the_very_start_steps_to_the_right(numbers: list[Number]) -> None:
    tags = [tagged(n + 1, n, 20_000, emotion=n % 9) for n in range(20)]
    lane = lane_of(tags)
    hidden = next(tag for tag in tags if is_counted(lane, tag))
    painted(lane, area(hidden.ref))
    ((rect, _, _),) = numbers
    assert rect.left() >= area().axis.x_of(hidden.span.end_ms)


def test_the_last_number_stands_inside_the_track(numbers: list[Number]) -> None:
    lane = lane_of(crowd(DURATION_MS - 900))
    painted(lane, area())
    end = area().axis.x_of(DURATION_MS)
    assert numbers and all(rect.center().x() <= end for rect, _, _ in numbers)
    assert all(rect.width() > 0 for rect, _, _ in numbers)


def test_the_last_of_the_rest_stand_inside_the_track(numbers: list[Number]) -> None:
    start = DURATION_MS - 20
    tags = [tagged(n + 1, start, DURATION_MS, emotion=n % 9) for n in range(60)]
    long = [tagged(100 + n, 1_000 + n, 50_000, emotion=n % 9) for n in range(20)]
    lane = lane_of([*tags, *long])
    painted(lane, area())
    end = area().axis.x_of(DURATION_MS)
    assert numbers and all(rect.center().x() <= end for rect, _, _ in numbers)
