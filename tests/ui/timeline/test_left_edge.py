"""What is cut by the view's left edge says nothing wrong: times, names of long marks."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.timeline.builders import EMOTIONS, tagged, timeline
from tests.ui.timeline.timeline_view import shown_view
from ui.style.theme import apply_theme, current_theme
from ui.style.tokens import DARK, LIGHT, Theme
from ui.timeline.lanes.emotion_lane import EmotionLane
from ui.timeline.paint.label_picture import plate_width
from ui.timeline.paint.mark_paint import caption_height, text_width
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


@pytest.mark.parametrize("hidden_px", [25, 30, 60, 90])
def test_no_half_of_a_name_is_left_at_the_edge(qtbot: QtBot, hidden_px: int) -> None:
    solid = next(n for n, word in enumerate(EMOTIONS) if word.pattern == "solid")
    mark = tagged(1, 20_000, 20_120, emotion=solid, intensity=5)
    view = shown_view(qtbot, timeline(tags=[mark]))
    view.viewport.set_axis(view.viewport.axis.zoomed(1e9, 300).with_ms_at(20_000, -hidden_px))
    slot = view.lanes.slot_for(view.lanes.of(EmotionLane))
    assert slot is not None
    row = view.lanes.of(EmotionLane).rect_of(slot.area(view.viewport.axis), mark.ref)
    assert row is not None and row.left() == pytest.approx(-hidden_px)
    icon = plate_width(caption_height())
    visible = round(row.right())
    assert visible < plate_width(caption_height(), EMOTIONS[solid].name)
    first = icon if visible > icon else 0
    middle = round(slot.top + row.bottom()) - caption_height()
    line = seen(view, first, middle, max(1, visible - first - 8), 6)
    assert len(colours(line)) == 1
