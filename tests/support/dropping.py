"""Something is dragged over a widget, and let go there if it may be."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QWidget


def drop(over: QWidget, data: QMimeData, at: QPoint) -> bool:
    """Whether it was taken."""
    action, held = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    none = Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(over, QDragEnterEvent(at, action, data, held, none))
    hover = QDragMoveEvent(at, action, data, held, none)
    QApplication.sendEvent(over, hover)
    if not hover.isAccepted():
        return False
    fall = QDropEvent(QPointF(at), action, data, held, none)
    QApplication.sendEvent(over, fall)
    return fall.isAccepted()
