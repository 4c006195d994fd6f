"""Dragging along the ruler: the music sounds under the pointer, and plays on from where it ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication

from app.core.timecode import Span

if TYPE_CHECKING:
    from ui.timeline.view import TimelineView


class RulerScrub:
    """Takes the left button on the ruler: a click seeks, a drag scrubs.

    A scrub is told as view.scrubbed(ms) at each step and view.scrub_ended(ms) once, also when it is
    given up; then with the position from before.
    """

    def __init__(self, view: TimelineView) -> None:
        self._view = view
        self._pressed_at: QPointF | None = None
        self._before_ms = 0
        self._at_ms = 0
        self.is_scrubbing = False

    def press(self, event: QMouseEvent) -> bool:
        """Whether the press is ours."""
        at = event.position()
        if event.button() != Qt.MouseButton.LeftButton or not self._view.is_on_ruler(at):
            return False
        self._pressed_at, self._before_ms = at, self._view.position_ms
        return True

    def move(self, event: QMouseEvent) -> bool:
        if self._pressed_at is None:
            return False
        at = event.position()
        far = abs(at.x() - self._pressed_at.x()) >= QApplication.startDragDistance() / 2
        if far or self.is_scrubbing:
            self.is_scrubbing = True
            self._go_to(self._view.position_at(at))
        return True

    def release(self, event: QMouseEvent) -> bool:
        if self._pressed_at is None:
            return False
        if self.is_scrubbing:
            self._end(self._at_ms)
        else:
            self._view.seek_requested.emit(self._view.position_at(self._pressed_at))
        self._pressed_at = None
        return True

    def cancel(self) -> None:
        """Back to where it was."""
        if self.is_scrubbing:
            self._end(self._before_ms)
        self._pressed_at = None

    def _go_to(self, position_ms: int) -> None:
        self._at_ms = position_ms
        view = self._view
        view.set_position(position_ms)
        # Beyond the edge the view comes along, as far as the pointer went.
        view.set_axis(view.goal_axis.revealing(Span.point(position_ms), 0.0))
        view.scrubbed.emit(position_ms)

    def _end(self, position_ms: int) -> None:
        self.is_scrubbing = False
        self._view.set_position(position_ms)
        self._view.scrub_ended.emit(position_ms)
