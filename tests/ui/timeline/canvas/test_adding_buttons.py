"""A lane whose marks are asked about has a button for it beside its name."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.support.seen import named
from tests.ui.timeline.builders import cue, timeline
from ui.timeline.lanes.registry import LaneParts
from ui.timeline.view import TimelineView
from ui.widgets.buttons import IconButton


@pytest.fixture
def view(qtbot: QtBot) -> TimelineView:
    view = TimelineView(LaneParts(keys_of="[{}]".format))
    qtbot.addWidget(view)
    view.resize(1_000, 560)
    view.marks.set_timeline(timeline(cues=[cue(1, 10_000, 40_000)]))
    view.setEnabled(True)
    with qtbot.waitActive(view):
        view.show()
        view.activateWindow()
    QApplication.processEvents()
    return view


def button(view: TimelineView) -> IconButton:
    return named(view, IconButton, "Assign scene…")


def is_beside_its_lane(view: TimelineView) -> bool:
    slot, at = view.canvas.gutter.slot_of("scenes"), button(view).geometry()
    assert slot is not None
    return slot.top <= at.top() and at.bottom() < slot.bottom and at.right() < view.canvas.gutter_px


@pytest.mark.parametrize("width", [1_000, 700])
def test_a_scene_is_asked_for_by_a_button_with_name_and_key(
    view: TimelineView, qtbot: QtBot, width: int
) -> None:
    view.resize(width, 560)
    QApplication.processEvents()
    plus = button(view)
    assert plus.isVisible() and is_beside_its_lane(view)
    assert plus.toolTip() == "Assign scene… · [scene]"
    assert plus.accessibleDescription() == "Shortcut: [scene]"
    with qtbot.waitSignal(view.adding_requested) as asked:
        qtbot.mouseClick(plus, Qt.MouseButton.LeftButton)
    assert asked.args == ["scenes"]


def test_it_moves_and_hides_with_its_lane(view: TimelineView) -> None:
    choices = view.lanes.choices
    below = choices.placed(view.lanes.by_key, "scenes", "themes")
    view.arrangement.choose(below)
    QApplication.processEvents()
    assert button(view).isVisible() and is_beside_its_lane(view)
    view.arrangement.choose(below.with_shown("scenes", False))
    QApplication.processEvents()
    assert not button(view).isVisible()


def test_tab_reaches_it_before_the_names(view: TimelineView, qtbot: QtBot) -> None:
    button(view).setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(button(view), Qt.Key.Key_Tab)
    assert view.canvas.gutter.hasFocus()
    qtbot.keyClick(view.canvas.gutter, Qt.Key.Key_Backtab)
    assert button(view).hasFocus()


def test_tab_leaves_the_names_where_there_are_marks_too(view: TimelineView, qtbot: QtBot) -> None:
    view.canvas.gutter.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(view.canvas.gutter, Qt.Key.Key_Tab)
    assert view.canvas.hasFocus() and view.marks.selection is None
