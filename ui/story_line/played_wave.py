"""Some seconds as a waveform in the colours of what was felt there, filling as they sound."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.story_line.wave_bars import UNPLAYED, bars_in, felt_inks, paint_wave_bars
from ui.style.theme import colour, current_theme, scaled_px, theme_signals
from ui.widgets.painting import clear_picture

if TYPE_CHECKING:
    from app.analysis.track_wave import WaveSource
    from app.core.timecode import Span
    from app.emotions.felt import FeltStrip

_STEP_PX = 3.0
_LEAST_PEAK = 0.05  # of full scale: silence isn't raised to music
_Pictures = tuple[QPixmap, QPixmap]


class PlayedWave(QWidget):
    """What sounded is full, the rest paler. Without a waveform it is a line."""

    def __init__(self, high_px: int, least_px: int = 0, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._high_px, self._least_px = high_px, least_px
        self._wave: WaveSource | None = None
        self._span: Span | None = None
        self._felt: FeltStrip = ()
        self._lasts_ms = 1
        self._at_ms = 0.0
        self._drawn: tuple[tuple[object, ...], _Pictures] | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme_signals().theme_changed.connect(self.update)

    def show_wave(
        self, wave: WaveSource | None, span: Span, felt: FeltStrip = (), lasts_ms: int = 0
    ) -> None:
        """felt: along the whole track, which lasts so long."""
        self._wave, self._span = wave, span
        self._felt, self._lasts_ms = felt, max(1, lasts_ms)
        self._at_ms, self._drawn = span.start_ms, None
        self.update()

    def show_place(self, at_ms: float) -> None:
        """The playhead, in the track."""
        if at_ms != self._at_ms:
            self._at_ms = at_ms
            self.update()

    def set_high(self, high_px: int) -> None:
        self._high_px = high_px
        self.updateGeometry()

    @property
    def share(self) -> float:
        """How much of it sounded, 0..1."""
        if self._span is None or self._span.is_point:
            return 0.0
        share = (self._at_ms - self._span.start_ms) / self._span.duration_ms
        return min(1.0, max(0.0, share))

    def sizeHint(self) -> QSize:
        return QSize(max(200, scaled_px(self._least_px)), scaled_px(self._high_px))

    def minimumSizeHint(self) -> QSize:
        return QSize(scaled_px(self._least_px), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, span = QPainter(self), self._span
        if span is None or span.is_point:
            return
        played_px = self.width() * self.share
        areas = (
            QRectF(0, 0, played_px, self.height()),
            QRectF(played_px, 0, self.width() - played_px, self.height()),
        )
        if self._wave is None:
            middle = QRectF(0, self.height() / 2, self.width(), 1)
            for area, token in zip(areas, ("accent", "wave"), strict=True):
                painter.fillRect(area.intersected(middle), colour(token))
            return
        for area, picture in zip(areas, self._pictures(self._wave, span), strict=True):
            painter.setClipRect(area)
            painter.drawPixmap(QPointF(0, 0), picture)
        painter.setClipping(False)
        painter.fillRect(QRectF(played_px - 1, 0, 2, self.height()), colour("playhead"))

    def _pictures(self, wave: WaveSource, span: Span) -> _Pictures:
        """What sounded, and the rest."""
        key = (self.size(), self.devicePixelRatio(), current_theme().name)
        if self._drawn is None or self._drawn[0] != key:
            self._drawn = key, (self._picture(wave, span, True), self._picture(wave, span, False))
        return self._drawn[1]

    def _picture(self, wave: WaveSource, span: Span, is_played: bool) -> QPixmap:
        import numpy as np

        theme = current_theme()
        bars = bars_in(self.width(), _STEP_PX)
        lows, highs, rms = wave.stretch(span.start_ms, span.end_ms, bars)
        peaks = np.maximum(np.abs(lows), np.abs(highs))
        gain = np.float32(1 / max(_LEAST_PEAK, float(peaks.max())))
        if self._felt:
            inks = self._inks(span, bars)
        else:
            inks = [theme.wave_played if is_played else theme.wave] * bars
        strength = UNPLAYED if self._felt and not is_played else 1.0
        picture = clear_picture(self.size(), self.devicePixelRatio())
        painter = QPainter(picture)
        paint_wave_bars(
            painter, QRectF(self.rect()), _STEP_PX, (peaks * gain, rms * gain), inks,
            [strength] * bars,
        )  # fmt: skip
        painter.end()
        return picture

    def _inks(self, span: Span, bars: int) -> list[str]:
        middles = (span.start_ms + (bar + 0.5) / bars * span.duration_ms for bar in range(bars))
        shares = (ms / self._lasts_ms for ms in middles)
        return list(felt_inks(self._felt, shares, current_theme().wave))
