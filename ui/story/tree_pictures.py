"""Small stills for the rows of the story tree."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPainterPath, QPixmap

from ui.style.icons import paint_icon
from ui.style.theme import colour, current_theme
from ui.widgets.painting import filling

_RADIUS = 4


def drawn_still(image: QImage, size: QSize, dpr: float) -> QPixmap:
    """The middle of a picture with rounded corners."""
    canvas, painter, box = _canvas(size, dpr)
    path = QPainterPath()
    path.addRoundedRect(box, _RADIUS, _RADIUS)
    painter.setClipPath(path)
    painter.drawImage(box, image, filling(image, box))
    painter.end()
    return canvas


def plain_still(size: QSize, dpr: float) -> QPixmap:
    """For a scene without a picture; the same one for thousands of them."""
    return _plain_still(size.width(), size.height(), dpr, current_theme().name)


@lru_cache(maxsize=8)
def _plain_still(width: int, height: int, dpr: float, _theme: str) -> QPixmap:
    canvas, painter, box = _canvas(QSize(width, height), dpr)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour("pressed"))
    painter.drawRoundedRect(box, _RADIUS, _RADIUS)
    side = round(box.height() * 0.64)
    at = QRectF(0, 0, side, side)
    at.moveCenter(box.center())
    paint_icon(painter, at, "clapperboard", "ink_muted")
    painter.end()
    return canvas


def _canvas(size: QSize, dpr: float) -> tuple[QPixmap, QPainter, QRectF]:
    canvas = QPixmap(round(size.width() * dpr), round(size.height() * dpr))
    canvas.setDevicePixelRatio(dpr)
    canvas.fill(Qt.GlobalColor.transparent)
    painter = QPainter(canvas)
    painter.setRenderHints(
        QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform
    )
    return canvas, painter, QRectF(0, 0, size.width(), size.height())
