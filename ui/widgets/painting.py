"""What hand-painted widgets share: an empty picture, filling a box, the focus ring, and telling
screen readers about a change.
"""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QImage,
    QPainter,
    QPen,
    QPixmap,
)
from PySide6.QtWidgets import QWidget

from ui.style.theme import colour
from ui.style.tokens import RADIUS


def clear_picture(size: QSize | QSizeF, dpr: float) -> QPixmap:
    """A transparent picture of this size in device-independent pixels."""
    picture = QPixmap((QSizeF(size) * dpr).toSize())
    picture.setDevicePixelRatio(dpr)
    picture.fill(Qt.GlobalColor.transparent)
    return picture


def draw_focus_ring(painter: QPainter, rect: QRectF, radius: float = RADIUS.small) -> None:
    """The same 2 px ring that the stylesheet gives to other widgets."""
    painter.setPen(QPen(colour("focus"), 2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), radius, radius)


def describe(widget: QWidget, description: str) -> None:
    """Tell a screen reader the new value of a hand-painted widget. Qt tells of it, if it is new."""
    widget.setAccessibleDescription(description)


def announce(widget: QWidget, text: str) -> None:
    """Has a screen reader say it, if the widget can be seen: a hidden page says nothing."""
    if text and widget.isVisible():
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, text))


def filling(image: QImage, box: QRectF) -> QRectF:
    """The middle part of a picture that has the box's proportions."""
    scale = max(box.width() / image.width(), box.height() / image.height())
    part = QRectF(0, 0, box.width() / scale, box.height() / scale)
    part.moveCenter(QRectF(image.rect()).center())
    return part
