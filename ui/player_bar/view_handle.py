"""The passage that the timeline shows, framed on the seek bar, with a grip to scroll by."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from app.core.timecode import Span
from ui.style.theme import colour

GRIP_PX = 9.0  # the upper part of the bar, where dragging moves the frame instead of seeking
_LEAST_PX = 26.0
_VEIL_ALPHA = 130
_WHOLE = 0.995  # the player and the library may measure a file some milliseconds apart


class ViewHandle:
    """Knows where the frame is and what dragging its grip means. x: in the seek bar's pixels."""

    def __init__(self) -> None:
        self.span: Span | None = None
        self._held_at_px: float | None = None  # how far into the frame

    @property
    def is_held(self) -> bool:
        return self._held_at_px is not None

    def show(self, span: Span | None) -> bool:
        """Sets what the timeline shows. Returns whether that has changed."""
        before, self.span = self.span, span
        return self.span != before

    def frame(self, room: QRectF, duration_ms: int) -> QRectF | None:
        """None for the whole track, which needs no frame.

        Never too narrow to grip: a deep zoom shows less than a pixel of a long track.
        """
        if self.span is None or self.span.duration_ms >= _WHOLE * duration_ms:
            return None
        left = room.left() + room.width() * self.span.start_ms / duration_ms
        width = room.width() * self.span.duration_ms / duration_ms
        if width < _LEAST_PX:
            left, width = left + (width - _LEAST_PX) / 2, _LEAST_PX
        left = min(max(left, room.left()), room.right() - width)
        return QRectF(left, room.top(), width, room.height())

    def is_on_grip(self, at: QPointF, room: QRectF, duration_ms: int) -> bool:
        frame = self.frame(room, duration_ms)
        return frame is not None and at.y() < GRIP_PX and frame.left() <= at.x() <= frame.right()

    def take(self, at: QPointF, room: QRectF, duration_ms: int) -> bool:
        """Take hold of the grip, if it is there."""
        frame = self.frame(room, duration_ms)
        if frame is None or not self.is_on_grip(at, room, duration_ms):
            return False
        self._held_at_px = at.x() - frame.left()
        return True

    def moved_to(self, x: float, room: QRectF, duration_ms: int) -> int:
        """The position of the timeline's left edge while the grip is dragged."""
        frame = self.frame(room, duration_ms)
        if frame is None or self._held_at_px is None or self.span is None:
            return 0
        spare = room.width() - frame.width()
        share = (x - self._held_at_px - room.left()) / spare if spare > 0 else 0.0
        last = max(0, duration_ms - self.span.duration_ms)
        return round(last * min(1.0, max(0.0, share)))

    def let_go(self) -> None:
        self._held_at_px = None

    def paint(self, painter: QPainter, bar: QRectF, room: QRectF, duration_ms: int) -> None:
        """What is out of view is dimmed; the frame and its grip are drawn above."""
        frame = self.frame(room, duration_ms)
        if frame is None:
            return
        veil = QColor(colour("raised"))
        veil.setAlpha(_VEIL_ALPHA)
        painter.fillRect(QRectF(bar.left(), 0, frame.left() - bar.left(), bar.height()), veil)
        painter.fillRect(QRectF(frame.right(), 0, bar.right() - frame.right(), bar.height()), veil)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(colour("outline"), 1.25))
        painter.drawRoundedRect(frame.adjusted(0.5, 2.5, -0.5, -0.5), 4, 4)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour("outline"))
        grip = QRectF(0, 0, min(28.0, frame.width() - 6), 5)
        grip.moveCenter(QPointF(frame.center().x(), frame.top() + 2.5))
        painter.drawRoundedRect(grip, 2.5, 2.5)
