"""The lanes' border, painted in parts, is one rounded line."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QImage, QPainter, QPen
from PySide6.QtWidgets import QApplication

from ui.style.theme import colour
from ui.style.tokens import RADIUS
from ui.timeline.paint.frame import paint_frame

WHOLE = QRect(0, 0, 300, 160)


def test_the_border_has_no_seams(qapp: QApplication) -> None:
    parts, line = (
        QImage(WHOLE.size(), QImage.Format.Format_ARGB32_Premultiplied) for _ in range(2)
    )
    for image in (parts, line):
        image.fill(Qt.GlobalColor.white)
    painter = QPainter(parts)
    paint_frame(painter, WHOLE, QRect(50, 0, 10, 10), has_focus=False)  # without its corners
    painter.end()
    painter = QPainter(line)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(colour("hairline"), 1))
    edge = QRectF(WHOLE).adjusted(0.5, 0.5, -0.5, -0.5)
    painter.drawRoundedRect(edge, RADIUS.large, RADIUS.large)
    painter.end()
    apart = np.abs(pixels(parts) - pixels(line))
    assert apart.max() <= 1, "where an arc meets a side, of 255"
    assert (apart > 0).mean() < 0.001


def pixels(image: QImage) -> np.ndarray:
    return np.frombuffer(image.constBits(), np.uint8).astype(np.int16)
