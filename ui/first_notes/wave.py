"""The waveform of the first seconds, filling as they sound."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.style.theme import colour, current_theme, scaled_px, theme_signals

if TYPE_CHECKING:
    from app.analysis.track_wave import WaveSource
    from app.core.timecode import Span

_HEIGHT_PX, _LOW_PX = 72, 44
_LEAST_PEAK = 0.05  # of full scale: silence isn't raised to music


class FirstWave(QWidget):
    """Without a waveform it is a line."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._wave: WaveSource | None = None
        self._span: Span | None = None
        self._at_ms = 0
        self._height_px = _HEIGHT_PX
        self._drawn: tuple[tuple[object, ...], QImage, QImage] | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme_signals().theme_changed.connect(self.update)

    def show_wave(self, wave: WaveSource | None, span: Span) -> None:
        self._wave, self._span, self._at_ms, self._drawn = wave, span, span.start_ms, None
        self.update()

    def show_place(self, at_ms: int) -> None:
        """The playhead, in the track."""
        if at_ms != self._at_ms:
            self._at_ms = at_ms
            self.update()

    def set_low(self, is_low: bool) -> None:
        self._height_px = _LOW_PX if is_low else _HEIGHT_PX
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        return QSize(200, scaled_px(self._height_px))

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, span = QPainter(self), self._span
        if span is None or span.is_point:
            return
        share = (self._at_ms - span.start_ms) / span.duration_ms
        played_px = self.width() * min(1.0, max(0.0, share))
        areas = (
            QRectF(0, 0, played_px, self.height()),
            QRectF(played_px, 0, self.width() - played_px, self.height()),
        )
        if self._wave is None:
            for area, token in zip(areas, ("accent", "wave"), strict=True):
                painter.fillRect(area.adjusted(0, area.height() / 2, 0, 1 - area.height() / 2),
                                 colour(token))  # fmt: skip
            return
        for area, picture in zip(areas, self._pictures(self._wave, span), strict=True):
            painter.setClipRect(area)
            painter.drawImage(QPointF(0, 0), picture)
        painter.setClipping(False)
        painter.fillRect(QRectF(played_px - 1, 0, 2, self.height()), colour("playhead"))

    def _pictures(self, wave: WaveSource, span: Span) -> tuple[QImage, QImage]:
        """What sounded, and the rest."""
        dpr = self.devicePixelRatio()
        key = (self.size(), dpr, current_theme().name)
        if self._drawn is None or self._drawn[0] != key:
            from ui.widgets.wave_picture import tinted, wave_coverage

            mins, maxs, _rms = wave.stretch(span.start_ms, span.end_ms, 1)
            gain = 1 / max(_LEAST_PEAK, -float(mins[0]), float(maxs[0]))
            columns, rows = max(1, round(self.width() * dpr)), max(1, round(self.height() * dpr))
            dense = wave_coverage(wave, span.start_ms, span.end_ms, columns, rows, gain)
            both = [tinted(dense, colour(token)) for token in ("accent", "wave")]
            for picture in both:
                picture.setDevicePixelRatio(dpr)
            self._drawn = key, both[0], both[1]
        return self._drawn[1], self._drawn[2]
