"""The waveform: played and unplayed, in emotions' colours, with its loudness line."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.analysis.loudness import IntensityCurve, intensity_curve
from app.emotions.records import Mode
from tests.ui.timeline.builders import EMOTIONS, swelling_peaks, tagged, timeline
from tests.ui.timeline.timeline_view import shown_view
from ui.style.theme import apply_theme
from ui.style.tokens import DARK, LIGHT, Theme
from ui.timeline.geometry.lane_area import LaneArea
from ui.timeline.geometry.time_axis import TimeAxis
from ui.timeline.lanes.emotion_lane import EmotionLane
from ui.timeline.lanes.waveform_lane import WaveformLane
from ui.timeline.paint.feeling_colours import fill_of
from ui.timeline.paint.loudness_line import line_points
from ui.timeline.paint.mark_paint import seen_on
from ui.widgets.wave_picture import wave_coverage

AXIS = TimeAxis.whole(100_000, 1_024)  # 100 ms a pixel, x = 12 at 0
HEIGHT = 120
WONDER, SADNESS = 0, 8


def painted(lane: WaveformLane, *, is_played: bool = False, axis: TimeAxis = AXIS) -> QImage:
    image = QImage(round(axis.width_px), HEIGHT, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    lane.paint(painter, LaneArea(axis, HEIGHT, is_played=is_played))
    painter.end()
    return image


def lane_with(*tags: object, colours: bool = True) -> WaveformLane:
    lane = WaveformLane()
    lane.set_peaks(swelling_peaks(100_000))
    lane.has_colours = colours
    marks = timeline(tags=list(tags))  # type: ignore[arg-type]
    felt = EmotionLane()
    for one in (felt, lane):
        one.set_timeline(marks)
    lane.follow(felt)
    return lane


def colour_at(image: QImage, ms: int, share: float = 0.5) -> str:
    """Near the middle, where the core is dense."""
    return image.pixelColor(round(AXIS.x_of(ms)), round(HEIGHT * share)).name()


def is_near(found: str, wanted: str) -> bool:
    """Blending rounds."""
    pairs = zip(QColor(found).getRgb(), QColor(wanted).getRgb(), strict=True)
    return all(abs(a - b) <= 2 for a, b in pairs)


def ink_of(emotion: int, theme: Theme = LIGHT) -> str:
    return QColor(seen_on(fill_of(EMOTIONS[emotion].colour, theme), theme.raised)).name()


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
def test_each_place_has_the_colour_of_what_was_felt_there(qapp: QApplication, theme: Theme) -> None:
    apply_theme(qapp, theme)
    lane = lane_with(tagged(1, 20_000, 40_000, emotion=WONDER), tagged(2, 60_000, emotion=SADNESS))
    image = painted(lane, is_played=True)
    assert colour_at(image, 30_000) == ink_of(WONDER, theme)
    assert colour_at(image, 60_000) == ink_of(SADNESS, theme)
    assert colour_at(image, 50_000) == theme.outline.lower()


def test_the_strongest_of_several_emotions_leads() -> None:
    lane = lane_with(
        tagged(1, 20_000, 40_000, emotion=SADNESS, intensity=4),
        tagged(2, 30_000, 60_000, emotion=WONDER, intensity=2),
    )
    image = painted(lane, is_played=True)
    assert colour_at(image, 35_000) == ink_of(SADNESS)
    assert colour_at(image, 50_000) == ink_of(WONDER)


def test_without_marks_it_is_plain() -> None:
    image = painted(lane_with())
    assert colour_at(image, 30_000) == LIGHT.wave.lower()


def test_emotions_only_expressed_have_no_colour() -> None:
    lane = lane_with(tagged(1, 20_000, 40_000, mode=Mode.EXPRESSED))
    assert colour_at(painted(lane, is_played=True), 30_000) == LIGHT.outline.lower()


def test_played_and_unplayed_differ_with_and_without_colours() -> None:
    tags = [tagged(1, 20_000, 40_000)]
    for colours in (True, False):
        lane = lane_with(*tags, colours=colours)
        played, unplayed = painted(lane, is_played=True), painted(lane)
        for ms in (30_000, 70_000):
            assert colour_at(played, ms) != colour_at(unplayed, ms)
    assert colour_at(painted(lane_with(*tags, colours=False)), 30_000) == LIGHT.wave.lower()


def test_colours_follow_new_marks_and_their_toggle(qtbot: QtBot) -> None:
    view = shown_view(qtbot, timeline(100_000))
    view.waveform.set_peaks(swelling_peaks(100_000))
    view.viewport.set_position(100_000)
    view.waveform.set_look(has_colours=True, has_loudness=False)
    view.marks.set_timeline(timeline(100_000, tags=[tagged(1, 20_000, 40_000)]))
    coloured = view.grab().toImage()
    slot = view.lanes.slot_for(view.lanes.of(WaveformLane))
    assert slot is not None
    x, y = (
        round(view.canvas.gutter_px + view.viewport.axis.x_of(30_000)),
        slot.top + slot.height // 2,
    )
    assert coloured.pixelColor(x, y).name() == ink_of(WONDER)
    view.waveform.set_look(has_colours=False, has_loudness=False)
    assert view.grab().toImage().pixelColor(x, y).name() == LIGHT.wave_played.lower()


def test_the_loudness_line_is_drawn_and_in_the_tooltip(qtbot: QtBot) -> None:
    view = shown_view(qtbot, timeline(100_000))
    view.waveform.set_peaks(swelling_peaks(100_000))
    plain = view.grab().toImage()
    view.waveform.set_look(has_colours=False, has_loudness=True)
    assert view.grab().toImage() != plain
    lane = view.lanes.of(WaveformLane)
    slot = view.lanes.slot_for(lane)
    assert slot is not None
    area, axis = slot.area(view.viewport.axis), view.viewport.axis
    loud, quiet = (lane.tip_at(area, axis.x_of(ms), 5, ["Wonder"]) for ms in (17_000, 200))
    assert loud[0].startswith("Loudness ") and loud[1:] == quiet[1:] == ("Wonder",)
    assert int(loud[0].split()[1].rstrip("%")) > int(quiet[0].split()[1].rstrip("%"))


@pytest.mark.parametrize("zoom", [1, 20, 5_000])
def test_the_line_runs_through_the_curve_at_every_zoom(zoom: float) -> None:
    values = np.linspace(0, 1, 1_000, dtype=np.float32)
    axis = AXIS.zoomed(zoom, 600)
    points = line_points(axis, 100, IntensityCurve(100, values))
    assert len(points) > 200
    for x, y in points[::50]:
        wanted = np.interp(axis.ms_at(x) / 100 - 0.5, np.arange(1_000), values)
        assert (98 - y) / 92 == pytest.approx(wanted, abs=0.02)
    assert all(b[0] > a[0] for a, b in pairwise(points))


def test_a_three_hour_curve_is_drawn_without_reading_all_of_it() -> None:
    peaks = swelling_peaks(3 * 3_600_000)
    curve = intensity_curve(peaks)
    assert len(line_points(TimeAxis.whole(3 * 3_600_000, 1_600), 100, curve)) <= 540


class Steps:
    """A source of one steep step, as a wave at 1 ms a pixel is."""

    duration_ms = 100
    is_complete = True

    def stretch(self, start_ms: float, end_ms: float, columns: int) -> tuple[object, ...]:
        values = np.where(np.arange(columns) < columns // 2, -0.8, 0.8).astype(np.float32)
        return values, values, np.abs(values)


def test_zoomed_in_a_steep_wave_stays_one_line() -> None:
    coverage = wave_coverage(Steps(), 0, 100, 100, 80, 1.0)  # type: ignore[arg-type]
    rows = (coverage > 0).sum(axis=0)
    assert rows[10] <= 3, "a line, without a body"
    assert rows[50] > 50, "joined where it leaps"
    assert rows[90] <= 3


def test_zoomed_out_there_is_a_core_and_a_body() -> None:
    coverage = wave_coverage(swelling_peaks(100_000), 0, 100_000, 500, 100, 1.0)
    column = coverage[:, 250]
    assert set(np.unique(column)) >= {0, 120, 255}
    middle = np.flatnonzero(column == 255)
    body = np.flatnonzero(column >= 120)
    assert body[0] < middle[0] and body[-1] > middle[-1]


@given(st.integers(2, 60), st.floats(-1, 1), st.floats(0, 1))
def test_coverage_adds_up_to_what_is_covered(rows: int, low: float, more: float) -> None:
    class Flat:
        duration_ms = 1_000
        is_complete = True

        def stretch(self, start_ms: float, end_ms: float, columns: int) -> tuple[object, ...]:
            mins = np.full(columns, low, np.float32)
            maxs = np.full(columns, min(1.0, low + more), np.float32)
            return mins, maxs, np.zeros(columns, np.float32)

    coverage = wave_coverage(Flat(), 0, 10, 10, rows, 1.0)  # type: ignore[arg-type]
    tall = max(1.0, (min(1.0, low + more) - low) * rows / 2 * 0.94)
    covered = coverage.astype(np.float64).sum(axis=0) / 255
    assert covered == pytest.approx([tall] * 10, abs=0.6)
