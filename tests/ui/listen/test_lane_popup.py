"""The list of lanes: shown or not, their order and heights."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.timeline.builders import busy_timeline
from tests.ui.timeline.timeline_view import shown_view
from ui.listen.lane_popup import LanePopup
from ui.timeline.lanes.lane_choices import LaneChoices
from ui.timeline.lanes.waveform_lane import WaveformLane
from ui.timeline.view import TimelineView

Key = Qt.Key
ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def view(qtbot: QtBot) -> TimelineView:
    view = shown_view(qtbot, busy_timeline(100_000, 40))
    view.resize(1_000, 760)
    QApplication.processEvents()
    return view


@pytest.fixture
def popup(qtbot: QtBot, view: TimelineView) -> LanePopup:
    popup = LanePopup(view.lanes, view)
    popup.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(popup)
    popup.chosen.connect(view.arrangement.choose)
    popup.open_under(view)
    return popup


def names(view: TimelineView) -> list[str]:
    return [slot.lane.key for slot in view.lanes.slots[1:]]


def rows(popup: LanePopup) -> list[str]:
    """Keys from top to bottom, as they stand on the screen."""
    popup.body.activate()
    return sorted(popup.rows, key=lambda key: popup.rows[key].y())


def test_a_lane_is_hidden_and_shown(view: TimelineView, popup: LanePopup) -> None:
    assert popup.rows["feelings"].shown.isChecked()
    assert not popup.rows["trace"].shown.isChecked()
    popup.rows["feelings"].shown.click()
    popup.rows["trace"].shown.click()
    assert names(view) == ["scenes", "music", "favourites", "themes", "trace", "earlier"]


def test_a_lane_moves_and_its_row_with_it(
    qtbot: QtBot, view: TimelineView, popup: LanePopup
) -> None:
    popup.rows["music"].down.click()  # below “Intensity”, which isn't shown on this track
    popup.rows["music"].down.click()
    assert names(view)[:3] == ["scenes", "feelings", "music"]
    for _each in ("feelings", "intensity", "lyrics", "scenes"):
        qtbot.keyClick(popup.rows["music"].shown, Key.Key_Up, ALT)
    assert names(view)[:3] == ["music", "scenes", "feelings"]
    assert rows(popup)[:5] == ["music", "scenes", "lyrics", "intensity", "feelings"]
    assert not popup.rows["music"].up.isEnabled()


def test_a_lane_gets_taller_and_shorter_down_to_its_least(
    view: TimelineView, popup: LanePopup
) -> None:
    def height() -> int:
        slot = view.lanes.slot_for(view.lanes.of(WaveformLane))
        assert slot is not None
        return slot.height

    before = height()
    popup.rows["music"].smaller.click()
    assert height() < before
    while popup.rows["music"].smaller.isEnabled():
        popup.rows["music"].smaller.click()
    assert height() == view.lanes.of(WaveformLane).heights().least
    popup.rows["music"].larger.click()
    assert height() > view.lanes.of(WaveformLane).heights().least


def test_reset_lanes_undoes_every_choice(view: TimelineView, popup: LanePopup) -> None:
    usual = names(view)
    assert not popup.reset.isEnabled()
    popup.rows["music"].down.click()
    popup.rows["scenes"].shown.click()
    popup.reset.click()
    assert names(view) == usual
    assert view.lanes.choices == LaneChoices()
    assert popup.rows["scenes"].shown.isChecked()


def test_every_part_has_a_name_and_is_reached_by_tab(popup: LanePopup) -> None:
    for row in popup.rows.values():
        for part in (row.up, row.down, row.larger, row.smaller):
            assert part.accessibleName() and part.toolTip()
            assert part.focusPolicy() & Qt.FocusPolicy.TabFocus
        assert row.shown.focusPolicy() & Qt.FocusPolicy.TabFocus
