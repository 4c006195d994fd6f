"""The waveform: played and unplayed, in the colours of what was felt, with its loudness line."""

from __future__ import annotations

from itertools import pairwise
from random import Random
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.analysis.loudness import IntensityCurve, intensity_curve
from app.emotions.records import Mode, TaggedEmotion
from tests.ui.timeline.builders import EMOTIONS, swelling_peaks, tagged, timeline
from tests.ui.timeline.timeline_view import shown_view
from ui.style.theme import apply_theme
from ui.style.tokens import DARK, LIGHT, Theme
from ui.timeline.geometry.lane_area import LaneArea
from ui.timeline.geometry.time_axis import TimeAxis
from ui.timeline.lanes.waveform_lane import WaveformLane
from ui.timeline.paint.emotion_tint import POINT_LASTS_MS, FeltColours, shared_height
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
    lane.set_timeline(timeline(tags=list(tags)))  # type: ignore[arg-type]
    return lane


def colour_at(image: QImage, ms: int, share: float = 0.5) -> str:
    """Near the middle, where the core is dense."""
    return image.pixelColor(round(AXIS.x_of(ms)), round(HEIGHT * share)).name()


def is_near(found: str, wanted: str) -> bool:
    """Blending rounds."""
    pairs = zip(QColor(found).getRgb(), QColor(wanted).getRgb(), strict=True)
    return all(abs(a - b) <= 2 for a, b in pairs)


def ink_of(emotion: int, theme: Theme = LIGHT) -> str:
    return QColor(seen_on(EMOTIONS[emotion].colour, theme.raised)).name()


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
def test_each_stretch_takes_the_colour_of_what_was_felt_there(
    qapp: QApplication, theme: Theme
) -> None:
    apply_theme(qapp, theme)
    lane = lane_with(tagged(1, 20_000, 40_000, emotion=WONDER), tagged(2, 60_000, emotion=SADNESS))
    image = painted(lane, is_played=True)
    assert colour_at(image, 30_000) == ink_of(WONDER, theme)
    assert colour_at(image, 60_000 + POINT_LASTS_MS // 2) == ink_of(SADNESS, theme)
    assert colour_at(image, 50_000) == theme.outline.lower()


def test_what_was_felt_at_once_shares_the_height() -> None:
    lane = lane_with(
        tagged(1, 20_000, 40_000, emotion=SADNESS), tagged(2, 30_000, 50_000, emotion=WONDER)
    )
    image = painted(lane, is_played=True)
    both = [colour_at(image, 35_000, share) for share in (0.48, 0.53)]
    assert is_near(both[0], ink_of(WONDER)) and is_near(both[1], ink_of(SADNESS))
    alone = [colour_at(image, 25_000, share) for share in (0.48, 0.53)]
    assert is_near(alone[0], ink_of(SADNESS)) and is_near(alone[1], ink_of(SADNESS))


def test_what_is_only_expressed_colours_nothing() -> None:
    lane = lane_with(tagged(1, 20_000, 40_000, mode=Mode.EXPRESSED))
    assert colour_at(painted(lane, is_played=True), 30_000) == LIGHT.outline.lower()


def test_played_and_unplayed_are_told_apart_with_colours_and_without() -> None:
    tags = [tagged(1, 20_000, 40_000)]
    for colours in (True, False):
        lane = lane_with(*tags, colours=colours)
        played, unplayed = painted(lane, is_played=True), painted(lane)
        for ms in (30_000, 70_000):
            assert colour_at(played, ms) != colour_at(unplayed, ms)
    assert colour_at(painted(lane_with(*tags, colours=False)), 30_000) == LIGHT.wave.lower()


@given(
    st.lists(st.tuples(st.integers(0, 100_000), st.integers(0, 20_000), st.integers(0, 8))),
    st.floats(1, 200),
    st.floats(0, 1),
)
def test_columns_have_the_colours_of_what_was_felt_there(
    felt: list[tuple[int, int, int]], zoom: float, share: float
) -> None:
    axis = AXIS.zoomed(zoom, AXIS.width_px * share)
    colours = FeltColours()
    tags = [
        tagged(n, start, start + long, emotion=word) for n, (start, long, word) in enumerate(felt)
    ]
    colours.set_tags(tuple(tags))
    masks = colours.masks(axis, 1_024)
    for column in range(0, 1_024, 97):
        ms = axis.ms_at(column + 0.5)
        sure = {
            item.emotion.colour
            for item in tags
            if item.span.start_ms
            <= ms
            < (item.span.start_ms + POINT_LASTS_MS if item.span.is_point else item.span.end_ms)
        }
        found = {name for name, mask in zip(colours.colours, masks, strict=True) if mask[column]}
        assert sure <= found
        near = {
            item.emotion.colour
            for item in tags
            if item.span.start_ms - 2 * axis.ms_per_px
            <= ms
            <= max(item.span.end_ms, item.span.start_ms + POINT_LASTS_MS) + 2 * axis.ms_per_px
        }
        assert found <= near


@given(
    st.lists(
        st.lists(st.tuples(st.integers(0, 90_000), st.integers(0, 9_000), st.integers(0, 8))),
        min_size=2,
        max_size=5,
    ),
    st.randoms(use_true_random=False),
)
def test_marks_that_come_and_go_colour_what_all_of_them_afresh_would(
    rounds: list[list[tuple[int, int, int]]], chance: Random
) -> None:
    followed, tags = FeltColours(), list[TaggedEmotion]()
    for number, come in enumerate(rounds):
        tags = [item for item in tags if chance.random() < 0.7]
        for place, (start, long, word) in enumerate(come):
            mode = Mode.EXPRESSED if chance.random() < 0.2 else Mode.FELT
            new = tagged(100 * number + place, start, start + long, emotion=word, mode=mode)
            tags.append(new)
        tags.sort(key=lambda item: (item.span, item.tag.id))
        followed.set_tags(tuple(tags))
        afresh = FeltColours()
        afresh.set_tags(tuple(tags))
        assert followed.colours == afresh.colours
        assert np.array_equal(followed.masks(AXIS, 1_024), afresh.masks(AXIS, 1_024))


def test_many_marks_at_once_are_looked_at_afresh() -> None:
    followed = FeltColours()
    followed.set_tags((tagged(1, 1_000, 2_000, emotion=WONDER),))
    assert len(followed.colours) == 1
    many = tuple(tagged(n, 100 * n, 100 * n + 90, emotion=SADNESS) for n in range(2, 500))
    followed.set_tags(many)
    assert followed.colours == [EMOTIONS[SADNESS].colour]


@given(arrays(np.bool_, st.tuples(st.integers(0, 12), st.integers(1, 30))), st.integers(1, 60))
def test_bands_share_a_column_evenly_and_in_order(masks: Any, rows: int) -> None:
    places = shared_height(masks, rows)
    assert places.shape == (rows, masks.shape[1])
    for column in range(masks.shape[1]):
        felt = np.flatnonzero(masks[:, column])
        seen = places[:, column]
        if len(felt) == 0:
            assert (seen == len(masks)).all()
            continue
        assert (np.diff(seen.astype(int)) >= 0).all()
        assert set(seen) <= set(felt)
        if len(felt) <= rows:
            heights = [(seen == word).sum() for word in felt]
            assert max(heights) - min(heights) <= 1


def test_colours_follow_new_marks_and_their_toggle(qtbot: QtBot) -> None:
    view = shown_view(qtbot, timeline(100_000))
    view.waveform.set_peaks(swelling_peaks(100_000))
    view.viewport.set_position(100_000)
    plain = view.grab().toImage()
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
    assert view.grab().toImage().pixelColor(x, y) == plain.pixelColor(x, y)


def test_the_loudness_line_is_drawn_and_told(qtbot: QtBot) -> None:
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


def test_a_three_hour_curve_is_measured_and_drawn_without_being_walked() -> None:
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


def test_close_up_a_steep_wave_stays_one_line() -> None:
    coverage = wave_coverage(Steps(), 0, 100, 100, 80, 1.0)  # type: ignore[arg-type]
    rows = (coverage > 0).sum(axis=0)
    assert rows[10] <= 3, "a line, without a body"
    assert rows[50] > 50, "joined where it leaps"
    assert rows[90] <= 3


def test_from_afar_there_is_a_core_and_a_body() -> None:
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
