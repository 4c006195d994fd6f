"""Scrubbing: dragging along the ruler plays the music under the pointer, then plays on."""

from __future__ import annotations

from PySide6.QtCore import QObject, QPointF, Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication

from app.core.timecode import Span
from ui.timeline.input.surface import Surface


class RulerScrub(QObject):
    """Takes the left button on the ruler: a click seeks, a drag scrubs.

    Signals: seek_requested(int ms); scrubbed(int ms) at each step, and scrub_ended(int ms) once:
    also when it is cancelled, with the position from before.
    """

    seek_requested = Signal(int)
    scrubbed = Signal(int)
    scrub_ended = Signal(int)

    def __init__(self, surface: Surface, parent: QObject) -> None:
        super().__init__(parent)
        self._viewport, self._canvas = surface.viewport, surface.canvas
        self._pressed_at: QPointF | None = None
        self._before_ms = 0
        self._at_ms = 0
        self.is_scrubbing = False

    def press(self, event: QMouseEvent) -> bool:
        """Whether the press is on the ruler."""
        at = event.position()
        if event.button() != Qt.MouseButton.LeftButton or not self._canvas.is_on_ruler(at):
            return False
        self._pressed_at, self._before_ms = at, self._viewport.position_ms
        return True

    def move(self, event: QMouseEvent) -> bool:
        if self._pressed_at is None:
            return False
        at = event.position()
        far = abs(at.x() - self._pressed_at.x()) >= QApplication.startDragDistance() / 2
        if far or self.is_scrubbing:
            self.is_scrubbing = True
            self._go_to(self._canvas.position_at(at))
        return True

    def release(self) -> bool:
        if self._pressed_at is None:
            return False
        if self.is_scrubbing:
            self._end(self._at_ms)
        else:
            self.seek_requested.emit(self._canvas.position_at(self._pressed_at))
        self._pressed_at = None
        return True

    def cancel(self) -> None:
        """Goes back to where it was."""
        if self.is_scrubbing:
            self._end(self._before_ms)
        self._pressed_at = None

    def _go_to(self, position_ms: int) -> None:
        self._at_ms = position_ms
        self._viewport.set_position(position_ms)
        # Beyond the edge the view scrolls along, as far as the pointer moved.
        self._viewport.reveal(Span.point(position_ms), 0.0)
        self.scrubbed.emit(position_ms)

    def _end(self, position_ms: int) -> None:
        self.is_scrubbing = False
        self._viewport.set_position(position_ms)
        self.scrub_ended.emit(position_ms)
