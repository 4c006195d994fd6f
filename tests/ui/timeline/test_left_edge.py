"""Nothing cut off at the view's left edge is misleading: times, names of long marks."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.timeline.builders import tagged, timeline
from tests.ui.timeline.timeline_view import shown_view
from ui.style.theme import apply_theme, current_theme
from ui.style.tokens import DARK, LIGHT, Theme
from ui.timeline.lanes.emotion_lane import EmotionLane
from ui.timeline.paint.mark_paint import text_width
from ui.timeline.view import TimelineView


def seen(view: TimelineView, left: int, top: int, width: int, height: int) -> QImage:
    """A part of the lanes; x on the axis."""
    QApplication.processEvents()
    part = QRect(view.canvas.gutter_px + left, top, width, height)
    return view.grab(part).toImage()


def colours(image: QImage) -> set[str]:
    return {
        image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())
    }


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
@pytest.mark.parametrize("hidden_px", [6, 20, 45, 60])
def test_a_time_whose_beginning_is_cut_is_not_shown(
    qtbot: QtBot, qapp: QApplication, theme: Theme, hidden_px: int
) -> None:
    apply_theme(qapp, theme)
    view = shown_view(qtbot, timeline(3 * 3_600_000))
    view.viewport.set_position(0)
    view.viewport.set_axis(view.viewport.axis.zoomed(1e9, 300).with_ms_at(4_000_000, -hidden_px))
    assert view.viewport.axis.ms_per_px == 1
    label = round(text_width("1:06:40"))
    words = seen(view, 0, 2, label, view.lanes.ruler_bottom - 7)
    assert colours(words) == {current_theme().raised.lower()}
    whole = seen(view, 0, 2, 600, view.lanes.ruler_bottom - 7)
    assert len(colours(whole)) > 1, "the next time is shown"


@pytest.mark.parametrize("hidden_px", [200, 900])
def test_a_passage_that_began_before_the_view_has_its_sign_at_the_edge(
    qtbot: QtBot, hidden_px: int
) -> None:
    mark = tagged(1, 20_000, 21_500, emotion=4, intensity=5)
    view = shown_view(qtbot, timeline(tags=[mark]))
    lane = view.lanes.of(EmotionLane)

    def beside(hidden: int, left: int) -> set[str]:
        view.viewport.set_axis(view.viewport.axis.zoomed(1e9, 300).with_ms_at(20_000, -hidden))
        slot = view.lanes.slot_for(lane)
        assert slot is not None
        row = lane.rect_of(slot.area(view.viewport.axis), mark.ref)
        assert row is not None and row.left() == pytest.approx(-hidden)
        image = seen(view, left, round(slot.top + row.top()) + 3, 14, round(row.height()) - 6)
        return colours(image)

    assert len(beside(hidden_px, 400)) == 1, "the bar alone"
    assert len(beside(hidden_px, 2)) > 3, "its icon"
