"""A picture of the window and of any dialog above it."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPen, QPixmap
from PySide6.QtWidgets import QApplication, QWidget

from ui.style.theme import colour

_VEIL = 70  # how much the window behind a dialog is dimmed, of 255


def photograph(window: QWidget) -> QPixmap:
    """Drawn by the widgets themselves, so without what covers the window on the screen."""
    picture = window.grab()
    for top in QApplication.topLevelWidgets():
        if top is not window and top.isVisible() and top.parentWidget() is not None:
            _put_over(picture, window, top)
    return picture


def _put_over(picture: QPixmap, window: QWidget, dialog: QWidget) -> None:
    at = window.mapFromGlobal(dialog.mapToGlobal(dialog.rect().topLeft()))
    painter = QPainter(picture)
    veil = colour("ink")
    veil.setAlpha(_VEIL)
    painter.fillRect(window.rect(), veil)
    painter.drawPixmap(at, dialog.grab())
    painter.setPen(QPen(colour("hairline"), 1))
    painter.drawRect(QRectF(dialog.rect().translated(at)).adjusted(-0.5, -0.5, 0.5, 0.5))
    painter.end()
