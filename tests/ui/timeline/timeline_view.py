"""A timeline view on a screen, and where its marks are: for tests with real events."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.core.marks import MarkRef
from app.timeline.records import TrackTimeline
from tests.ui.timeline.builders import EMOTIONS
from ui.marks.table.table import LaneTable
from ui.timeline.lanes.waveform_lane import WaveformLane
from ui.timeline.view import TimelineView

NO_KEYS = Qt.KeyboardModifier.NoModifier


def shown_view(qtbot: QtBot, timeline: TrackTimeline | None, width: int = 1_000) -> TimelineView:
    view = TimelineView()
    qtbot.addWidget(view)
    view.resize(width, 520)
    view.marks.set_timeline(timeline)
    with qtbot.waitActive(view):
        view.show()
        view.activateWindow()  # no window is active by itself where no window manager runs
    view.setFocus()
    QApplication.processEvents()
    return view


def shown_table(qtbot: QtBot, timeline: TrackTimeline) -> LaneTable:
    """With the focus, and every emotion of the builders to choose from. The keys of a command are
    told as “<command>”.
    """
    table = LaneTable(lambda: EMOTIONS, "<{}>".format)
    qtbot.addWidget(table)
    table.resize(900, 300)
    table.set_timeline(timeline)
    with qtbot.waitActive(table):
        table.show()
        table.activateWindow()
    table.setFocus()
    return table


def view_before_button(
    qtbot: QtBot, timeline: TrackTimeline
) -> tuple[QWidget, TimelineView, QPushButton]:
    """In one window, where the focus can leave the timeline; it is in the timeline now."""
    window = QWidget()
    qtbot.addWidget(window)
    view, button = TimelineView(), QPushButton("After")
    column = QVBoxLayout(window)
    column.addWidget(view)
    column.addWidget(button)
    view.marks.set_timeline(timeline)
    window.resize(900, 500)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    view.setFocus()
    return window, view, button


def x_at(view: TimelineView, ms: float) -> int:
    return round(view.canvas.gutter_px + view.viewport.axis.x_of(ms))


def point_at(view: TimelineView, ms: float, y: int | None = None) -> QPoint:
    """A time in the waveform lane, where no mark is; or at another height."""
    slot = view.lanes.slot_for(view.lanes.of(WaveformLane))
    assert slot is not None
    return QPoint(
        round(view.canvas.gutter_px + view.viewport.axis.x_of(ms)),
        slot.top + slot.height // 2 if y is None else y,
    )


def mark_point(view: TimelineView, ref: MarkRef, ms: float) -> QPoint:
    """A time on a mark's own row."""
    slot = view.lanes.slot_holding(ref)
    assert slot is not None and slot.lane.marks is not None
    rect = slot.lane.marks.rect_of(slot.area(view.viewport.axis), ref)
    assert rect is not None
    return QPoint(
        round(view.canvas.gutter_px + view.viewport.axis.x_of(ms)),
        round(slot.top + rect.center().y()),
    )


def drag(
    qtbot: QtBot,
    view: TimelineView,
    start: QPoint,
    end: QPoint,
    *,
    keys: Qt.KeyboardModifier = NO_KEYS,
    button: Qt.MouseButton = Qt.MouseButton.LeftButton,
    release: bool = True,
) -> None:
    qtbot.mousePress(view.canvas, button, keys, start)
    for share in (0.3, 0.7, 1.0):
        at = start + (end - start) * share
        move(view, at, button, keys)
    if release:
        qtbot.mouseRelease(view.canvas, button, keys, end)


def move(
    view: TimelineView,
    at: QPoint,
    button: Qt.MouseButton = Qt.MouseButton.NoButton,
    keys: Qt.KeyboardModifier = NO_KEYS,
) -> None:
    """QTest's own move carries no buttons, so a drag needs this one."""
    where = QPointF(at)
    event = QMouseEvent(
        QMouseEvent.Type.MouseMove,
        where,
        QPointF(view.mapToGlobal(at)),
        Qt.MouseButton.NoButton,
        button,
        keys,
    )
    QApplication.sendEvent(view.canvas, event)


def wheel(view: TimelineView, at: QPoint, turn: int, keys: Qt.KeyboardModifier = NO_KEYS) -> None:
    event = QWheelEvent(
        QPointF(at),
        QPointF(view.mapToGlobal(at)),
        QPoint(),
        QPoint(0, turn),
        Qt.MouseButton.NoButton,
        keys,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(view.canvas, event)
