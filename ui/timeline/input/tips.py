"""The tooltip over the lanes."""

from __future__ import annotations

from PySide6.QtCore import QPointF
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QToolTip

from ui.timeline.accessibility.spoken import mark_in_words, tip_in_words
from ui.timeline.input.surface import Surface
from ui.widgets.text import plain_tip

_MOST_IN_TIP = 5


def show_tip(surface: Surface, event: QHelpEvent) -> None:
    canvas, at = surface.canvas, QPointF(event.pos())
    if canvas.is_on_lanes(at):
        QToolTip.showText(event.globalPos(), plain_tip(tip_at(surface, at)), canvas)
    else:
        QToolTip.hideText()


def tip_at(surface: Surface, at: QPointF) -> str:
    """The time, and the mark that is hit or those in other lanes at that time."""
    viewport, marks, canvas = surface.viewport, surface.marks, surface.canvas
    position_ms, hit = canvas.position_at(at), canvas.hit_at(at)
    here = [] if hit else marks.refs_at(position_ms)[:_MOST_IN_TIP]
    lines = [mark_in_words(canvas.lanes, ref) for ref in here]
    slot = canvas.lanes.slot_at(at.y())
    if slot is not None:
        area = slot.area(viewport.axis)
        lines = [*slot.lane.tip_at(area, canvas.axis_x(at), at.y() - slot.top, lines)]
    return tip_in_words(position_ms, hit, lines)
