"""A track's wave in the colours of what was felt at any time, with their patterns below."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.style.contrast import blend
from ui.style.theme import colour, current_theme, scaled_px, theme_signals
from ui.style.tokens import RADIUS
from ui.timeline.paint.feeling_colours import line_of
from ui.widgets.felt_strip import paint_felt_strip

if TYPE_CHECKING:
    from app.roles.records import Version
    from ui.story_line.waves import LineWaves

_WAVE_PX, _STRIP_PX = 44, 8
_BAR_PX, _STEP_PX, _PEAKS = 2.0, 3.0, 0.58


class FeltWave(QWidget):
    """Signal: pressed(int ms)."""

    pressed = Signal(int)

    def __init__(self, version: Version, waves: LineWaves, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._version, self._waves = version, waves
        self._head_ms = -1.0
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        waves.known.connect(self.update)
        theme_signals().theme_changed.connect(self.update)

    def show_head(self, at_ms: float) -> None:
        """Below 0 while it isn't heard."""
        if at_ms != self._head_ms:
            self._head_ms = at_ms
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(200, scaled_px(_WAVE_PX) + _STRIP_PX + 4)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            share = min(1.0, max(0.0, event.position().x() / max(1, self.width())))
            last_ms = max(0, self._version.track.duration_ms - 1)
            self.pressed.emit(min(last_ms, round(share * self._version.track.duration_ms)))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        high = self.height() - _STRIP_PX - 4
        area = QRectF(0, 0, self.width(), high)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour("sunken"))
        painter.drawRoundedRect(area, RADIUS.small, RADIUS.small)
        self._paint_wave(painter, area)
        strip = QRectF(0, self.height() - _STRIP_PX, self.width(), _STRIP_PX)
        paint_felt_strip(painter, strip, self._version.felt)
        if self._head_ms >= 0:
            x = self.width() * self._head_ms / max(1, self._version.track.duration_ms)
            painter.setPen(QPen(colour("playhead"), 2))
            painter.drawLine(round(x), 0, round(x), self.height())

    def _paint_wave(self, painter: QPainter, area: QRectF) -> None:
        import numpy as np

        shape = self._waves.shape(int(self._version.track.id))
        middle = area.center().y()
        if shape is None:
            painter.fillRect(QRectF(0, middle, area.width(), 1), colour("hairline"))
            return
        bars = max(1, math.floor(area.width() / _STEP_PX))
        lasts_ms = max(1, self._version.track.duration_ms) / bars
        peaks, rms = shape.between(np.arange(bars, dtype=np.float64) * lasts_ms, lasts_ms)
        inks, raised = self._inks(bars), current_theme().raised
        for heights, share in ((peaks, _PEAKS), (rms, 1.0)):
            for bar, (tall, ink) in enumerate(zip(heights.tolist(), inks, strict=True)):
                high = max(0.5, tall * (area.height() / 2 - 2))
                box = QRectF(bar * _STEP_PX, middle - high, _BAR_PX, 2 * high)
                painter.fillRect(box, QColor(blend(ink, raised, share)))

    def _inks(self, bars: int) -> list[str]:
        inks = [current_theme().wave] * bars
        for stretch in self._version.felt:
            for bar in range(
                math.floor(stretch.start * bars), min(bars, math.ceil(stretch.end * bars))
            ):
                inks[bar] = line_of(stretch.emotion.colour)
        return inks
