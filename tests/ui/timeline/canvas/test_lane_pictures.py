"""Pictures of lanes: as approved by a person, and the same however they were painted."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pytest
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.emotions.records import Mode, TaggedEmotion
from app.themes.records import OccurrenceStatus
from app.timeline.records import TrackTimeline
from tests.ui.timeline.builders import (
    EMOTIONS,
    busy_timeline,
    cue,
    moment,
    occurrence,
    scene,
    tagged,
    timeline,
)
from tests.ui.timeline.test_pictures import assert_looks_like
from tests.ui.timeline.timeline_view import shown_view
from ui.style.theme import apply_theme
from ui.style.tokens import DARK, LIGHT, Theme
from ui.timeline.geometry.lane_area import LaneArea
from ui.timeline.geometry.time_axis import TimeAxis
from ui.timeline.lanes.emotion_lane import EmotionLane
from ui.timeline.lanes.lane import Lane
from ui.timeline.lanes.moment_lane import MomentLane
from ui.timeline.lanes.scene_lane import SceneLane
from ui.timeline.lanes.theme_lane import ThemeLane
from ui.timeline.view import TimelineView

WIDTH, DURATION_MS = 640, 60_000


def feelings() -> Lane:
    lane = EmotionLane()
    spans = [
        tagged(
            n + 1,
            1_000 + n * 6_400,
            5_800 + n * 6_400,
            emotion=n,
            intensity=n % 5 + 1,
            mode=Mode.EXPRESSED if n % 3 == 2 else Mode.FELT,
        )
        for n in range(9)
    ]
    points = [
        tagged(
            n + 20,
            2_000 + n * 3_100,
            emotion=n,
            intensity=5 - n % 5,
            mode=Mode.EXPRESSED if n % 4 == 3 else Mode.FELT,
        )
        for n in range(18)
    ]
    overlapping = [tagged(60, 500, 30_000, emotion=3, intensity=5)]
    lane.set_values(in_order([*spans, *points, *overlapping]))
    return lane


def crowds() -> Lane:
    lane = EmotionLane()
    lane.set_values(
        in_order(
            [
                tagged(n, 4_000 + n * n * 7 % 50_000, emotion=n * n % 9, intensity=n % 5 + 1)
                for n in range(1, 400)
            ]
        )
    )
    return lane


def favourites() -> Lane:
    lane = MomentLane()
    lane.set_values(
        (
            moment(1, 3_000, label="The horns"),
            moment(2, 15_000, 30_000, "She turns away"),
            moment(3, 40_000),
            moment(4, 40_100),
        )
    )
    return lane


def scenes() -> Lane:
    lane = SceneLane()
    lane.set_values(
        (
            cue(1, 2_000, 24_000, scene(1, "The harbour at night")),
            cue(2, 26_000, 44_000, scene(2, "Later", is_spoiler=True)),
            cue(3, 45_000, 50_000, scene(3, "Short")),
        )
    )
    return lane


def themes() -> Lane:
    """Confirmed, left open, and found and not answered yet."""
    lane = ThemeLane()
    open_one = occurrence(2, 22_000, 40_000, OccurrenceStatus.UNSURE)
    found = occurrence(3, 42_000, 59_000, OccurrenceStatus.CANDIDATE)
    lane.set_values((occurrence(1, 2_000, 20_000), open_one, found))
    return lane


def in_order(tags: list[TaggedEmotion]) -> tuple[TaggedEmotion, ...]:
    return tuple(sorted(tags, key=lambda tag: (tag.span.start_ms, tag.tag.id)))


def picture_of(lane: Lane, theme: Theme, height: int) -> QImage:
    image = QImage(WIDTH, height, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(QColor(theme.raised))
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    lane.paint(painter, LaneArea(TimeAxis.whole(DURATION_MS, WIDTH), height))
    painter.end()
    return image


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
@pytest.mark.parametrize(
    ("lane", "height"),
    [(feelings, 160), (crowds, 120), (favourites, 44), (scenes, 64), (themes, 36)],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_a_lane_looks_as_it_was_approved(
    qapp: QApplication, lane: type[Lane], height: int, theme: Theme
) -> None:
    apply_theme(qapp, theme)
    image = picture_of(lane(), theme, height)
    assert_looks_like(image, f"lane-{lane.__name__}-{theme.name}")


def difference_of(one: QImage, other: QImage) -> int:
    """The greatest difference of any channel of any pixel."""
    return int(np.abs(pixels(one).astype(np.int16) - pixels(other)).max())


def pixels(image: QImage) -> npt.NDArray[np.uint8]:
    plain = image.convertToFormat(QImage.Format.Format_RGB32)
    rows = np.frombuffer(plain.constBits(), np.uint8).reshape(plain.height(), -1, 4)
    return rows[:, : plain.width(), :3].copy()


def seen(view: TimelineView) -> QImage:
    QApplication.processEvents()
    return view.grab().toImage()


def afresh(view: TimelineView) -> QImage:
    view.canvas.pictures.forget()
    return seen(view)


@pytest.mark.parametrize("count", [60, 900])
def test_adding_a_mark_paints_the_same_as_from_scratch(qtbot: QtBot, count: int) -> None:
    busy = busy_timeline(240_000, count)
    view = shown_view(qtbot, busy)
    view.viewport.zoom(6.0, 300)
    seen(view)
    tags = list(busy.tags)
    for number, at_ms in enumerate((40_000, 55_000, 41_000)):
        tags.append(tagged(5_000 + number, at_ms, at_ms + 3_000 * number, emotion=number))
        view.marks.set_timeline(with_tags(busy, tags))
        assert difference_of(seen(view), afresh(view)) <= 2
    view.marks.set_timeline(with_tags(busy, tags[:-2]))
    assert difference_of(seen(view), afresh(view)) <= 2


@pytest.mark.parametrize("count", [60, 900])
def test_scrolling_paints_the_same_as_from_scratch(qtbot: QtBot, count: int) -> None:
    view = shown_view(qtbot, busy_timeline(240_000, count))
    view.viewport.zoom(10.0, 100)
    for px in (40, 200, 700, -90, -650, 3_000, 13):
        view.viewport.scroll_by(px)
        assert difference_of(seen(view), afresh(view)) <= 2


def with_tags(before: TrackTimeline, tags: list[TaggedEmotion]) -> TrackTimeline:
    return timeline(
        before.duration_ms,
        tags=tags,
        moments=list(before.moments),
        cues=list(before.cues),
        occurrences=list(before.occurrences),
    )


@pytest.mark.parametrize("mode", list(Mode))
def test_the_name_of_a_long_span_stays_at_the_edge(qtbot: QtBot, mode: Mode) -> None:
    long = tagged(1, 1_000, 95_000, intensity=5, mode=mode)
    view = shown_view(qtbot, timeline(100_000, tags=[long]))
    slot = view.lanes.slot_for(view.lanes.of(EmotionLane))
    assert slot is not None
    view.viewport.zoom(8.0, 500)

    def at_the_edge() -> QImage:
        return seen(view).copy(view.canvas.gutter_px, slot.top, 90, slot.height)

    view.viewport.scroll_by(700)
    first = at_the_edge()
    view.viewport.scroll_by(480)  # the pattern repeats itself in that
    assert difference_of(first, at_the_edge()) <= 2
    ink = QColor(EMOTIONS[0].colour)
    elsewhere = seen(view).copy(view.canvas.gutter_px + 300, slot.top, 90, slot.height)
    assert difference_of(first, elsewhere) > 60
    assert ink.isValid()


def test_a_name_is_shown_once_in_a_view(qtbot: QtBot) -> None:
    long = tagged(1, 1_000, 95_000, intensity=5, emotion=4)  # peacefulness has no pattern
    view = shown_view(qtbot, timeline(100_000, tags=[long]))
    slot = view.lanes.slot_for(view.lanes.of(EmotionLane))
    assert slot is not None
    view.viewport.zoom(8.0, 500)
    view.viewport.scroll_by(400)
    image = seen(view).copy(view.canvas.gutter_px + 200, slot.top, 700, slot.height)
    row = view.lanes.of(EmotionLane).rect_of(slot.area(view.viewport.axis), long.ref)
    assert row is not None
    colours = {image.pixelColor(x, round(row.center().y())).name() for x in range(700)}
    assert len(colours) == 1, "the bar alone"
