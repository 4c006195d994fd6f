"""What is laid out from the left, where a window that reads from the right shows it."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt


@dataclass(frozen=True, slots=True)
class Mirror:
    """Within `room`; it changes nothing in a window that reads from the left. As
    `QStyle.visualRect`, in fractions of pixels.
    """

    room: QRectF
    direction: Qt.LayoutDirection

    @property
    def is_on(self) -> bool:
        return self.direction is Qt.LayoutDirection.RightToLeft

    def seen(self, box: QRectF) -> QRectF:
        """Where a box is seen that was laid out from the left."""
        if not self.is_on or box.isNull():
            return box
        left = self.room.left() + self.room.right() - box.right()
        return QRectF(left, box.top(), box.width(), box.height())

    def laid_out(self, at: QPointF) -> QPointF:
        """The point that is seen there, as if everything were laid out from the left."""
        if not self.is_on:
            return at
        return QPointF(self.room.left() + self.room.right() - at.x(), at.y())
