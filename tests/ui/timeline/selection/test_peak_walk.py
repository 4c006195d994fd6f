"""From peak to peak of the ridges by keys."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from pytestqt.qtbot import QtBot

from tests.ui.timeline.builders import tagged, timeline
from tests.ui.timeline.timeline_view import shown_view
from ui.timeline.view import TimelineView

Key = Qt.Key
WONDER = [tagged(n, 20_000 + 50 * n) for n in range(1, 12)]
LATER = [tagged(100 + n, 70_000 + 50 * n) for n in range(1, 12)]
PEACE = [tagged(200 + n, 60_000 + 50 * n, emotion=4) for n in range(1, 12)]


@pytest.fixture
def view(qtbot: QtBot) -> TimelineView:
    view = shown_view(qtbot, timeline(100_000, tags=[*WONDER, *LATER, *PEACE]))
    view.viewport.set_reduced_motion(True)
    return view


def said(view: TimelineView) -> str:
    return QAccessible.queryAccessibleInterface(view.canvas).text(QAccessible.Text.Description)


def test_down_reaches_the_ridges_and_sideways_their_peaks(qtbot: QtBot, view: TimelineView) -> None:
    before = view.grab().toImage()
    qtbot.keyClick(view.canvas, Key.Key_Down)
    assert said(view) == "Wonder, peak at 0:20, 11 marks. Enter zooms to it."
    assert view.grab().toImage() != before
    qtbot.keyClick(view.canvas, Key.Key_Right)
    assert said(view).startswith("Wonder, peak at 1:10")
    qtbot.keyClick(view.canvas, Key.Key_Right)
    assert said(view).startswith("Wonder, peak at 1:10"), "there is no other"
    qtbot.keyClick(view.canvas, Key.Key_Down)
    assert said(view).startswith("Peacefulness, peak at 1:00")
    qtbot.keyClick(view.canvas, Key.Key_Up)
    assert said(view).startswith("Wonder, peak at 1:10"), "the nearest one"


def test_enter_zooms_to_twelve_seconds_around_the_peak(qtbot: QtBot, view: TimelineView) -> None:
    qtbot.keyClick(view.canvas, Key.Key_Down)
    qtbot.keyClick(view.canvas, Key.Key_Return)
    seen = view.viewport.axis.visible
    assert 12_000 <= seen.duration_ms < 15_000
    assert seen.contains(20_300)
    assert view.peaks.at is None and not view.peaks.can_walk()


def test_escape_and_a_selection_leave_the_ridges(qtbot: QtBot, view: TimelineView) -> None:
    qtbot.keyClick(view.canvas, Key.Key_Down)
    qtbot.keyClick(view.canvas, Key.Key_Escape)
    assert view.peaks.at is None
    qtbot.keyClick(view.canvas, Key.Key_Down)
    view.marks.set_selection(WONDER[0].ref)
    assert view.peaks.at is None
    assert said(view).startswith("Wonder, felt")


def test_where_every_mark_stands_alone_the_keys_are_left_to_the_window(qtbot: QtBot) -> None:
    view = shown_view(qtbot, timeline(100_000, tags=WONDER[:3]))
    qtbot.keyClick(view.canvas, Key.Key_Down)
    assert view.peaks.at is None
