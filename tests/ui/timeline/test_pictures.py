"""Ruler and waveform against pictures that were looked at, in both themes, with tolerance.

After a change that is meant: `WRITE_PICTURES=1` in the environment writes them anew; look at them
before they are kept.
"""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.timeline.records import TrackTimeline
from tests.ui.timeline.builders import busy_timeline, swelling_peaks, tagged, timeline
from tests.ui.timeline.timeline_view import shown_view
from ui.style.theme import apply_theme
from ui.style.tokens import DARK, LIGHT, Theme
from ui.timeline.lanes.lane_choices import LaneChoices
from ui.timeline.view import TimelineView

PICTURES = Path(__file__).parent / "pictures"
COARSER = 3  # pictures are compared at a third of their size: edges may fall differently
MEAN_MAY_DIFFER = 2.5  # of 255
FEW_MAY_DIFFER = 48  # the worst half percent of the pixels
ONLY_MUSIC = LaneChoices(
    shown=dict.fromkeys(("scenes", "feelings", "favourites", "themes", "earlier", "trace"), False)
)
FELT = timeline(
    240_000,
    tags=[
        tagged(1, 20_000, 80_000, emotion=3),
        tagged(2, 60_000, 120_000, emotion=7),
        tagged(3, 150_000, emotion=0),
        tagged(4, 180_000, 200_000, emotion=5),
    ],
)


def music_view(qtbot: QtBot, marks: TrackTimeline) -> TimelineView:
    view = shown_view(qtbot, marks, 900)
    view.resize(900, 260)
    view.arrangement.show(ONLY_MUSIC)
    view.waveform.set_peaks(swelling_peaks(marks.duration_ms))
    view.viewport.set_position(marks.duration_ms // 3)
    view.clearFocus()
    QApplication.processEvents()
    return view


def coarse(image: QImage) -> np.ndarray:
    size = QSize(image.width() // COARSER, image.height() // COARSER)
    small = image.scaled(
        size, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
    ).convertToFormat(QImage.Format.Format_RGB888)
    rows = np.frombuffer(small.constBits(), np.uint8).reshape(small.height(), -1)
    return rows[:, : small.width() * 3].astype(np.int16)


def assert_looks_like(image: QImage, name: str) -> None:
    path = PICTURES / f"{name}.png"
    if os.environ.get("WRITE_PICTURES"):
        path.parent.mkdir(exist_ok=True)
        assert image.save(str(path))
    kept = QImage(str(path))
    assert kept.size() == image.size()
    apart = np.abs(coarse(image) - coarse(kept))
    assert apart.mean() <= MEAN_MAY_DIFFER, f"{name} looks different all over"
    assert np.percentile(apart, 99.5) <= FEW_MAY_DIFFER, f"{name} looks different somewhere"


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
def test_a_whole_track(qtbot: QtBot, qapp: QApplication, theme: Theme) -> None:
    apply_theme(qapp, theme)
    view = music_view(qtbot, FELT)
    view.waveform.set_look(has_colours=False, has_loudness=True)
    assert_looks_like(view.grab().toImage(), f"whole-{theme.name}")


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
def test_the_colours_of_what_was_felt(qtbot: QtBot, qapp: QApplication, theme: Theme) -> None:
    apply_theme(qapp, theme)
    view = music_view(qtbot, FELT)
    view.waveform.set_look(has_colours=True, has_loudness=False)
    view.overlays.show_hover(200_000)
    assert_looks_like(view.grab().toImage(), f"felt-{theme.name}")


def test_three_hours(qtbot: QtBot) -> None:
    view = music_view(qtbot, timeline(3 * 3_600_000))
    view.waveform.set_look(has_colours=False, has_loudness=True)
    assert_looks_like(view.grab().toImage(), "three-hours")


def test_a_picture_that_differs_is_noticed(qtbot: QtBot) -> None:
    if os.environ.get("WRITE_PICTURES"):
        pytest.skip("pictures are being written")
    view = music_view(qtbot, FELT)
    view.waveform.set_look(has_colours=True, has_loudness=True)
    with pytest.raises(AssertionError, match="looks different"):
        assert_looks_like(view.grab().toImage(), "whole-light")


def test_a_right_to_left_layout_changes_no_pixel(qtbot: QtBot, qapp: QApplication) -> None:
    def looked_at() -> QImage:
        view = shown_view(qtbot, busy_timeline(240_000, 40), 900)
        view.waveform.set_peaks(swelling_peaks(240_000))

        view.viewport.zoom(5, 300)
        view.viewport.scroll_by(40)
        view.clearFocus()
        QApplication.processEvents()
        return view.grab().toImage()

    usual = looked_at()
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    try:
        mirrored = looked_at()
    finally:
        qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    assert mirrored == usual
