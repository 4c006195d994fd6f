"""Covers with rounded corners, and a placeholder for an album that has none."""

from __future__ import annotations

import zlib
from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QImage,
    QLinearGradient,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QPixmap,
)
from PySide6.QtWidgets import QWidget

from app.core.words import _
from ui.style.contrast import blend
from ui.style.theme import current_theme, theme_signals
from ui.style.tokens import RADIUS
from ui.widgets.initials import initials

_GROUND, _EDGE = 0.22, 0.55  # of an emotion's colour
_HUES = (344, 18, 36, 92, 152, 188, 214, 258, 292)


class Cover(QWidget):
    """A square cover; without a picture, a simple drawing made from the title.

    size_px: side in device-independent pixels.
    """

    def __init__(
        self, size_px: int, radius: int = RADIUS.medium, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._radius = radius
        self._title = ""
        self._image: QImage | None = None
        self._shown: tuple[tuple[object, ...], QPixmap] | None = None
        self.setFixedSize(size_px, size_px)
        theme_signals().theme_changed.connect(self.update)

    def set_cover(self, title: str, image: QImage | None = None) -> None:
        """Show an album's or work's picture; None, or a null image, draws the placeholder."""
        self._title = title
        self._image = image if image is not None and not image.isNull() else None
        self._shown = None
        self.setAccessibleName(_("Cover of {title}", title=title) if title else _("Cover"))
        self.update()

    @property
    def has_picture(self) -> bool:
        """Whether it shows more than the placeholder."""
        return self._image is not None

    def paintEvent(self, event: QPaintEvent) -> None:
        side = min(self.width(), self.height())
        at = QPointF((self.width() - side) / 2, (self.height() - side) / 2)
        painter = QPainter(self)
        painter.drawPixmap(at, self._picture(side))

    def _picture(self, side: int) -> QPixmap:
        dpr = self.devicePixelRatio()
        key = (side, dpr, current_theme().name)
        if self._shown is None or self._shown[0] != key:
            if self._image is None:
                picture = placeholder(self._title, side, dpr, self._radius)
            else:
                picture = rounded(self._image, side, dpr, self._radius)
            self._shown = (key, picture)
        return self._shown[1]


def rounded(image: QImage, side: int, dpr: float, radius: float = RADIUS.medium) -> QPixmap:
    """The middle square of a picture, `side` device-independent pixels wide, corners rounded."""
    device_side = round(side * dpr)
    filled = image.scaled(
        device_side,
        device_side,
        Qt.AspectRatioMode.KeepAspectRatioByExpanding,
        Qt.TransformationMode.SmoothTransformation,
    )
    offset = ((filled.width() - device_side) // 2, (filled.height() - device_side) // 2)
    canvas, painter = _canvas(side, dpr)
    painter.setClipPath(_outline(side, radius))
    cut = QPixmap.fromImage(filled.copy(*offset, device_side, device_side))
    cut.setDevicePixelRatio(dpr)
    painter.drawPixmap(0, 0, cut)
    painter.end()
    return canvas


def placeholder(title: str, side: int, dpr: float, radius: float = RADIUS.medium) -> QPixmap:
    """The drawing for a title without a picture; always the same for the same title."""
    return _placeholder(title, side, dpr, radius, current_theme().is_dark)


def initials_on(
    shade: str, title: str, side: int, dpr: float, radius: float = RADIUS.medium
) -> QPixmap:
    """The initials of a title on the soft ground of a colour, an emotion’s.

    It has an edge: the ground may be much like that of what is selected.
    """
    raised = current_theme().raised
    canvas, painter = _canvas(side, dpr)
    painter.setClipPath(_outline(side, radius))
    painter.fillRect(QRectF(0, 0, side, side), QColor(blend(shade, raised, _GROUND)))
    painter.setPen(QPen(QColor(blend(shade, raised, _EDGE)), 2))  # half of it is cut off
    painter.drawPath(_outline(side, radius))
    _write_initials(painter, title, side, QColor(current_theme().ink))
    painter.end()
    return canvas


@lru_cache(maxsize=256)
def _placeholder(title: str, side: int, dpr: float, radius: float, is_dark: bool) -> QPixmap:
    seed = zlib.crc32(title.encode("utf-8", "surrogatepass"))
    hue = _HUES[(seed + 5) % len(_HUES)]
    canvas, painter = _canvas(side, dpr)
    painter.setClipPath(_outline(side, radius))
    painter.fillRect(QRectF(0, 0, side, side), _ground(hue, side, is_dark))
    _draw_rings(painter, side, seed, hue, is_dark)
    _draw_initials(painter, title, side, hue, is_dark)
    painter.end()
    return canvas


def _canvas(side: int, dpr: float) -> tuple[QPixmap, QPainter]:
    canvas = QPixmap(round(side * dpr), round(side * dpr))
    canvas.setDevicePixelRatio(dpr)
    canvas.fill(Qt.GlobalColor.transparent)
    painter = QPainter(canvas)
    painter.setRenderHints(
        QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform
    )
    return canvas, painter


def _outline(side: int, radius: float) -> QPainterPath:
    path = QPainterPath()
    path.addRoundedRect(QRectF(0, 0, side, side), radius, radius)
    return path


def _ground(hue: int, side: int, is_dark: bool) -> QLinearGradient:
    gradient = QLinearGradient(0, 0, side, side)
    near, far = (0.34, 0.20) if is_dark else (0.90, 0.78)
    saturation = 0.24 if is_dark else 0.46
    gradient.setColorAt(0, QColor.fromHslF(hue / 360, saturation, near))
    gradient.setColorAt(1, QColor.fromHslF(((hue + 24) % 360) / 360, saturation, far))
    return gradient


def _draw_rings(painter: QPainter, side: int, seed: int, hue: int, is_dark: bool) -> None:
    """Rings spreading from a corner that depends on the title, as around a drop in water."""
    centre = QPointF(side * (0.1 + 0.8 * ((seed >> 8) % 2)), side * (0.1 + 0.8 * ((seed >> 9) % 2)))
    tint = QColor.fromHslF(hue / 360, 0.5, 0.75 if is_dark else 0.42)
    for ring in range(1, 6):
        tint.setAlphaF(0.20 - 0.028 * ring)
        painter.setPen(QPen(tint, max(1.0, side / 60)))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(centre, side * 0.17 * ring, side * 0.17 * ring)


def _draw_initials(painter: QPainter, title: str, side: int, hue: int, is_dark: bool) -> None:
    _write_initials(
        painter, title, side, QColor.fromHslF(hue / 360, 0.38, 0.86 if is_dark else 0.27)
    )


def _write_initials(painter: QPainter, title: str, side: int, ink: QColor) -> None:
    letters = initials(title)
    if not letters or side < 28:
        return
    font = QFont(painter.font())
    font.setPixelSize(max(10, round(side * (0.34 if len(letters) == 1 else 0.28))))
    font.setWeight(QFont.Weight.DemiBold)
    painter.setFont(font)
    painter.setPen(ink)
    painter.drawText(QRectF(0, 0, side, side), Qt.AlignmentFlag.AlignCenter, letters)
