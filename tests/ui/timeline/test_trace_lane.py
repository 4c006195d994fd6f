"""The trace lane: where its lines are, that gaps stay gaps, that many samples cost little."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.core.ids import TraceId
from app.core.timecode import Span
from app.traces.records import STEP_MS, Stretch, Trace, sample_of
from tests.ui.timeline.builders import TRACK, timeline
from tests.ui.timeline.timeline_view import shown_view
from ui.style.theme import apply_theme, colour
from ui.style.tokens import DARK, LIGHT, Theme
from ui.timeline.geometry.edges import Edge
from ui.timeline.geometry.lane_area import LaneArea
from ui.timeline.geometry.time_axis import TimeAxis
from ui.timeline.lanes.trace_lane import ToldLine, TraceLane, pieces_of

AXIS = TimeAxis.whole(100_000, 1_024)  # 100 ms a pixel, x = 12 at 0
HEIGHT = 100


def trace(start_ms: int, end_ms: int, valence: float, arousal: float) -> Trace:
    count = (end_ms - start_ms) // STEP_MS
    samples = sample_of((valence, arousal)) * count
    return Trace(TraceId(start_ms), f"{start_ms}", TRACK, Span(start_ms, end_ms), STEP_MS, samples)


def painted(lane: TraceLane, axis: TimeAxis = AXIS) -> QImage:
    image = QImage(round(axis.width_px), HEIGHT, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    lane.paint(painter, LaneArea(axis, HEIGHT))
    painter.end()
    return image


def inked(image: QImage, x: int, ink: QColor) -> list[int]:
    """The rows of a column where a line of this colour runs."""
    found = []
    for y in range(20, image.height()):  # below the words
        pixel = image.pixelColor(x, y)
        near = all(
            abs(a - b) < 40
            for a, b in zip(pixel.getRgb()[:3], ink.getRgb()[:3], strict=True)  # type: ignore[index]
        )
        if pixel.alpha() > 120 and near:
            found.append(y)
    return found


@pytest.mark.parametrize("theme", [LIGHT, DARK])
def test_pleasure_is_solid_and_energy_is_dashed(qapp: QApplication, theme: Theme) -> None:
    apply_theme(qapp, theme)
    lane = TraceLane()
    lane.set_traces([trace(20_000, 80_000, 0.5, -0.5)])
    image = painted(lane)
    columns = range(300, 700)
    valence = [inked(image, x, colour("accent")) for x in columns]
    arousal = [inked(image, x, colour("focus")) for x in columns]
    assert all(rows and max(rows) < HEIGHT / 2 for rows in valence)
    drawn = [rows for rows in arousal if rows]
    assert all(min(rows) > HEIGHT / 2 for rows in drawn)
    assert 0.4 < len(drawn) / len(arousal) < 0.9, "told apart without colour"


def test_a_gap_stays_a_gap(qapp: QApplication) -> None:
    lane = TraceLane()
    lane.set_traces([trace(0, 30_000, -0.5, 0.9), trace(60_000, 90_000, -0.5, 0.9)])
    image = painted(lane)
    told = [bool(inked(image, 12 + x, colour("accent"))) for x in (150, 450, 750)]
    assert told == [True, False, True]


def test_what_is_recorded_now_hides_earlier_traces_of_the_same_seconds(qapp: QApplication) -> None:
    lane = TraceLane()
    lane.set_traces([trace(0, 90_000, -0.8, -0.8)])
    told = sample_of((0.2, -0.9)) * (20_000 // STEP_MS)
    lane.set_live([Stretch(30_000, told)])
    image = painted(lane)
    before, now = (inked(image, 12 + x, colour("accent")) for x in (150, 400))
    assert before and min(before) > 80
    assert now and max(now) < HEIGHT / 2


def test_three_hours_are_drawn_with_a_few_hundred_points() -> None:
    line = ToldLine(Span(0, 10_800_000), STEP_MS, sample_of((0.5, 0.0)) * 216_000)
    axis = TimeAxis.whole(10_800_000, 1_600)
    points = line.points(0, axis, 50.0, 45.0)
    assert 600 < len(points) <= 802
    assert all(abs(point.y() - 27.4) < 0.5 for point in points)
    near = axis.showing(Span(5_000_000, 5_010_000))
    assert len(line.points(0, near, 50.0, 45.0)) < 260


def test_dashes_stay_put_when_the_view_is_scrolled() -> None:
    line = ToldLine(Span(0, 100_000), STEP_MS, sample_of((0.5, 0.5)) * 2_000)
    axis = TimeAxis.whole(100_000, 1_024).zoomed(4, 0.0).clamped()
    scrolled = axis.scrolled_by(37.0)

    def dashed_at(one: TimeAxis) -> set[int]:
        points = line.points(1, one, 50.0, 45.0)
        pieces = pieces_of(points, one.left_px, is_dashed=True)
        return {round(one.ms_at(piece.x1())) for piece in pieces}

    both = range(round(scrolled.start_ms) + 500, round(axis.end_ms) - 500)
    assert {ms for ms in dashed_at(axis) if ms in both} == {
        ms for ms in dashed_at(scrolled) if ms in both
    }


def test_the_lane_is_shown_with_traces_and_while_it_is_wanted(qtbot: QtBot) -> None:
    view = shown_view(qtbot, timeline())
    lane = view.lanes.of(TraceLane)
    assert view.lanes.slot_for(lane) is None
    view.traces.want_lane(True)
    assert view.lanes.slot_for(lane) is not None
    view.traces.want_lane(False)
    assert view.lanes.slot_for(lane) is None
    view.traces.show([trace(0, 5_000, 0.1, 0.1)])
    slot = view.lanes.slot_for(lane)
    assert slot is not None and lane.summary(view.viewport.axis, set()) == "0:05 traced in one part"
    assert lane.edges_near(view.viewport.axis, view.viewport.axis.x_of(5_000) + 3, 8) == [
        Edge(5_000, "Trace")
    ]
    view.traces.show(())
    assert view.lanes.slot_for(lane) is None


@pytest.mark.parametrize("seconds", [1, 4, 60])
def test_energy_is_dashed_at_every_zoom_and_length(qapp: QApplication, seconds: int) -> None:
    lane = TraceLane()
    lane.set_traces([trace(0, seconds * 1000, 0.5, -0.5)])
    axis = TimeAxis.whole(100_000, 1_024).showing(Span(0, seconds * 1000))
    image = painted(lane, axis)
    columns = range(round(axis.x_of(0)) + 20, round(axis.x_of(seconds * 1000)) - 20)
    drawn = [x for x in columns if inked(image, x, colour("focus"))]
    assert 0.4 < len(drawn) / len(columns) < 0.9
    assert all(inked(image, x, colour("accent")) for x in columns)
