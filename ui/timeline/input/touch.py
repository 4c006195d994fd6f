"""Zooming and scrolling without keys: wheel, touchpad and touch screen.

A wheel moves in notches, so its zoom glides; fingers move evenly and are followed at once.
"""

from __future__ import annotations

import math
import time

from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QEventPoint, QMouseEvent, QNativeGestureEvent, QTouchEvent, QWheelEvent
from PySide6.QtWidgets import QApplication

from ui.timeline.input.pointer import Pointer
from ui.timeline.input.surface import Surface

WHEEL_ZOOM = 1.25
_NOTCH = 120
_TAPS_APART_PX = 24.0
_CLOSEST_FINGERS_PX = 8.0  # when closer, fingers shake more than they move
TOUCHES = (
    QEvent.Type.TouchBegin,
    QEvent.Type.TouchUpdate,
    QEvent.Type.TouchEnd,
    QEvent.Type.TouchCancel,
)
_MOUSE = {
    QEventPoint.State.Pressed: QEvent.Type.MouseButtonPress,
    QEventPoint.State.Updated: QEvent.Type.MouseMove,
    QEventPoint.State.Released: QEvent.Type.MouseButtonRelease,
}


def wheel(surface: Surface, event: QWheelEvent) -> None:
    """The wheel zooms at the pointer; sideways or with Shift it scrolls."""
    event.accept()
    view = surface.viewport
    turn, pixels = event.angleDelta(), event.pixelDelta()
    is_fine = not pixels.isNull()
    if abs(turn.x()) > abs(turn.y()):
        view.scroll_by(-(pixels.x() if is_fine else turn.x()))
    elif event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
        view.scroll_by(-(pixels.y() if is_fine else turn.y()))
    elif event.phase() != Qt.ScrollPhase.ScrollMomentum:  # a flick would zoom on for seconds
        factor = WHEEL_ZOOM ** (turn.y() / _NOTCH)
        zoom = view.zoom_along if is_fine else view.zoom
        zoom(factor, _anchor(surface, event.position()))


def pinch(surface: Surface, event: QNativeGestureEvent) -> bool:
    """Two fingers on a touchpad. Whether it was a pinch."""
    if event.gestureType() != Qt.NativeGestureType.ZoomNativeGesture:
        return False
    factor = max(0.1, 1 + event.value())
    surface.viewport.zoom_along(factor, _anchor(surface, event.position()))
    event.accept()
    return True


class Fingers:
    """One finger acts as the mouse; two zoom, and what is between them moves with them.

    Qt's own pinch recognizer is not used: in 6.11 it is fed each touch twice and doubles every
    zoom, and a widget that leaves single touches to Qt never hears of a second finger.
    """

    def __init__(self, surface: Surface, pointer: Pointer) -> None:
        self._surface, self._pointer = surface, pointer
        self._is_pinching = False  # until every finger is lifted
        self._tapped: tuple[QPointF, float] | None = None  # where and when, in seconds

    def touch(self, event: QTouchEvent) -> None:
        event.accept()
        points = event.points()
        if event.type() == QEvent.Type.TouchCancel:
            self._pointer.give_up()
            self._is_pinching = False
            return
        if len(points) >= 2:
            self._begin_pinch()
            self._pinch(points[0], points[1])
        elif not self._is_pinching:
            self._be_mouse(points[0])
        if event.type() == QEvent.Type.TouchEnd:
            self._is_pinching = False

    def _begin_pinch(self) -> None:
        if not self._is_pinching:
            self._is_pinching = True
            self._pointer.give_up()

    def _pinch(self, one: QEventPoint, other: QEventPoint) -> None:
        states = (one.state(), other.state())
        if QEventPoint.State.Pressed in states or QEventPoint.State.Released in states:
            return
        before, apart_before = _between(one.lastPosition(), other.lastPosition())
        here, apart = _between(one.position(), other.position())
        near = min(apart, apart_before) < _CLOSEST_FINGERS_PX
        factor = 1.0 if near else apart / apart_before
        anchor_x = _anchor(self._surface, before)
        self._surface.viewport.zoom_along(factor, anchor_x, here.x() - before.x())

    def _be_mouse(self, point: QEventPoint) -> None:
        kind = _MOUSE.get(point.state())
        if kind is None:
            return
        if kind == QEvent.Type.MouseButtonPress and self._is_second_tap(point.position()):
            kind = QEvent.Type.MouseButtonDblClick
        button = Qt.MouseButton.LeftButton
        is_up = kind == QEvent.Type.MouseButtonRelease
        QApplication.sendEvent(
            self._surface.canvas,
            QMouseEvent(
                kind,
                point.position(),
                point.globalPosition(),
                Qt.MouseButton.NoButton if kind == QEvent.Type.MouseMove else button,
                Qt.MouseButton.NoButton if is_up else button,
                QApplication.keyboardModifiers(),
            ),
        )

    def _is_second_tap(self, at: QPointF) -> bool:
        before, now_s = self._tapped, time.monotonic()
        self._tapped = (at, now_s)
        if before is None or (now_s - before[1]) * 1000 > QApplication.doubleClickInterval():
            return False
        self._tapped = None  # a third tap starts anew
        return _between(at, before[0])[1] <= _TAPS_APART_PX


def _between(one: QPointF, other: QPointF) -> tuple[QPointF, float]:
    """The middle between two fingers, and their distance."""
    return (one + other) / 2, math.hypot(one.x() - other.x(), one.y() - other.y())


def _anchor(surface: Surface, at: QPointF) -> float:
    return max(0.0, surface.canvas.axis_x(at))
