"""The overview of a track in the seek bar."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication

from app.analysis.peaks import Peaks
from app.core.timecode import Span
from tests.ui.timeline.builders import busy_timeline, swelling_peaks
from ui.style.theme import apply_theme
from ui.style.tokens import LIGHT
from ui.widgets.overview_painter import OverviewPicture, OverviewTick, paint_overview
from ui.widgets.overview_ticks import TrackTicks
from ui.widgets.wave_picture import loudest, tinted, wave_coverage

SIZE = QRectF(0, 0, 400, 40)


def painted(duration_ms: int, ticks: list[OverviewTick], *, has_peaks: bool = True) -> QImage:
    image = QImage(400, 40, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    peaks = swelling_peaks(100_000) if has_peaks else None
    paint_overview(painter, SIZE, duration_ms, peaks, ticks)
    painter.end()
    return image


def test_ticks_are_where_their_marks_are(qapp: QApplication) -> None:
    image = painted(100_000, [OverviewTick(Span(50_000, 60_000), "#00ff00", "band")])
    assert image.pixelColor(220, 38).name() == "#00ff00"
    assert image.pixelColor(180, 38).alpha() == 0


def test_a_mark_at_the_very_end_is_visible(qapp: QApplication) -> None:
    image = painted(100_000, [OverviewTick(Span.point(100_000), "#00ff00", "band")])
    assert any(image.pixelColor(x, 38).name() == "#00ff00" for x in range(396, 400))


def test_without_peaks_there_is_a_line_and_without_a_track_nothing(qapp: QApplication) -> None:
    assert painted(100_000, [], has_peaks=False).pixelColor(200, 20).alpha() > 0
    empty = painted(0, [])
    nothing = QImage(empty.size(), empty.format())
    nothing.fill(Qt.GlobalColor.transparent)
    assert empty == nothing


def test_the_picture_is_played_up_to_the_position(qapp: QApplication) -> None:
    apply_theme(qapp, LIGHT)
    picture = OverviewPicture()
    picture.set_content(100_000, swelling_peaks(100_000), [])
    image = QImage(400, 40, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(QColor("white"))
    painter = QPainter(image)
    picture.paint(painter, QRect(0, 0, 400, 40), 50_000)
    painter.end()
    assert image.pixelColor(100, 20).name() == LIGHT.wave_played.lower()
    assert image.pixelColor(300, 20).name() == LIGHT.wave.lower()


def test_x_and_position_convert_both_ways() -> None:
    picture = OverviewPicture()
    picture.set_content(100_000, None, [])
    rect = QRect(10, 0, 400, 40)
    assert picture.position_at(rect, picture.x_of(rect, 25_000)) == 25_000
    assert picture.position_at(rect, -50) == 0
    assert picture.position_at(rect, 5_000) == 100_000


def test_every_kind_of_mark_has_a_tick_with_favourites_on_top() -> None:
    busy = busy_timeline(100_000, 40)
    ticks = TrackTicks().of(busy)
    assert len(ticks) == len(busy.marks())
    assert {tick.shape for tick in ticks} == {"line", "band", "dot"}
    assert ticks[-1].shape == "dot"
    assert TrackTicks().of(None) == []


def test_coverage_follows_the_amplitude_and_ends_with_the_track() -> None:
    peaks = swelling_peaks(50_000)
    coverage = wave_coverage(peaks, -10_000, 60_000, 70, 50, 1 / loudest(peaks))
    rows = (coverage > 0).sum(axis=0)
    assert rows[:10].max() == 0 and rows[60:].max() == 0
    assert rows[10:60].min() >= 1
    assert rows[10:60].max() > 40


def test_a_tint_is_as_dense_as_its_coverage() -> None:
    coverage = np.array([[0, 128, 255]], dtype=np.uint8)
    image = tinted(coverage, QColor(200, 100, 50))
    assert [image.pixelColor(x, 0).alpha() for x in range(3)] == [0, 128, 255]
    assert image.pixelColor(2, 0).getRgb() == (200, 100, 50, 255)


def test_where_there_are_many_marks_the_most_frequent_colour_is_shown(qapp: QApplication) -> None:
    rare = [OverviewTick(Span(n * 100, n * 100 + 50), "#0000ff", "band") for n in range(200)]
    common = [OverviewTick(Span(n * 20, n * 20 + 50), "#00ff00", "band") for n in range(1_000)]
    image = painted(100_000, [*common, *rare])
    assert {image.pixelColor(x, 38).name() for x in range(78)} == {"#00ff00"}
    assert image.pixelColor(200, 38).alpha() == 0


def test_a_new_mark_repaints_the_marks_but_not_the_waveform(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    picture, peaks = OverviewPicture(), swelling_peaks(100_000)
    picture.set_content(100_000, peaks, [])
    image = QImage(400, 40, QImage.Format.Format_ARGB32_Premultiplied)
    painter = QPainter(image)
    picture.paint(painter, QRect(0, 0, 400, 40), 0)
    monkeypatch.setattr(Peaks, "stretch", lambda *_: pytest.fail("the waveform is drawn again"))
    picture.set_content(100_000, peaks, [OverviewTick(Span(50_000, 60_000), "#00ff00", "band")])
    picture.paint(painter, QRect(0, 0, 400, 40), 0)
    painter.end()
    assert image.pixelColor(220, 38).name() == "#00ff00"
