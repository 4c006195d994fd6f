"""The track as a quiet waveform: what was played in the colours of what was felt there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.core.timecode import format_ms
from app.core.words import _
from ui.stage.wave_colours import FeltColours
from ui.style.contrast import blend
from ui.style.theme import colour, current_theme, scaled_px, text_font, theme_signals
from ui.style.tokens import SPACE, TYPE
from ui.widgets.painting import clear_picture
from ui.widgets.wave_picture import loudest

if TYPE_CHECKING:
    from app.analysis.track_wave import WaveSource
    from app.timeline.records import TrackTimeline

_HIGH_PX, _SMALL_HIGH_PX = 56, 44
_OVER_PX = 8  # the playhead, above and below
_MOST_PX = 1000
_BAR_PX, STEP_PX = 2, 4
_TIME_GAP_PX = 12
_LEAST_GAIN_FOR = 0.05
_QUIET = 0.6  # of the wave's colour, on paper, before it is played
_PLAYHEAD_PX = 2


class StageWave(QWidget):
    """Time runs left to right in every layout. A press seeks. Signal: seek_requested(int ms)."""

    seek_requested = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._wave: WaveSource | None = None
        self._felt = FeltColours()
        self._duration_ms = self._position_ms = 0
        self._is_small = False
        self._room = QRect()
        self._pictures: tuple[QPixmap, QPixmap] | None = None
        self._made_for: tuple[int, int, float] | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(_("Position in the track"))
        theme_signals().theme_changed.connect(self._forget)

    def set_small(self, is_small: bool) -> None:
        if is_small != self._is_small:
            self._is_small = is_small
            self.updateGeometry()
            self._forget()

    def set_wave(self, wave: WaveSource | None) -> None:
        self._wave = wave
        self._forget()

    def set_timeline(self, timeline: TrackTimeline | None) -> None:
        if self._felt.set_timeline(timeline):
            self._forget()

    def set_duration(self, duration_ms: int) -> None:
        if duration_ms != self._duration_ms:
            self._duration_ms = duration_ms
            self._forget()

    def set_position(self, position_ms: int) -> None:
        """Only the columns between the old place and the new one are painted; the times once a
        second.
        """
        before, second = self._x, self._position_ms // 1_000
        self._position_ms = position_ms
        after = self._x
        if before != after:
            left, right = min(before, after), max(before, after)
            reach = _PLAYHEAD_PX + STEP_PX
            self.update(left - reach, 0, right - left + 2 * reach, self.height())
        if second != position_ms // 1_000:
            room = self._room
            self.update(0, 0, room.left() - 1, self.height())

    @property
    def ms_per_px(self) -> float:
        return self._duration_ms / max(1, self._room.width())

    @property
    def times(self) -> tuple[str, str]:
        """Elapsed and whole, as they are painted."""
        return self._times

    def sizeHint(self) -> QSize:
        return QSize(600, self._high + 2 * _OVER_PX)

    def minimumSizeHint(self) -> QSize:
        return QSize(200, self.sizeHint().height())

    @property
    def _high(self) -> int:
        return _SMALL_HIGH_PX if self._is_small else _HIGH_PX

    @property
    def _times(self) -> tuple[str, str]:
        if self._duration_ms <= 0:
            return "", ""
        return format_ms(min(self._position_ms, self._duration_ms)), format_ms(self._duration_ms)

    def _make_room(self) -> QRect:
        """Of the wave itself."""
        metrics = QFontMetricsF(text_font(TYPE.caption))
        time_px = round(metrics.horizontalAdvance("0:00:00")) + _TIME_GAP_PX
        edge = time_px + SPACE.xl
        wide = min(scaled_px(_MOST_PX), self.width() - 2 * edge)
        wide = max(STEP_PX, wide // STEP_PX * STEP_PX)
        return QRect((self.width() - wide) // 2, _OVER_PX, wide, self._high)

    @property
    def _x(self) -> int:
        room = self._room
        share = self._position_ms / self._duration_ms if self._duration_ms > 0 else 0.0
        return room.left() + round(room.width() * min(1.0, max(0.0, share)))

    # --- painting -------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._room = self._make_room()

    def _forget(self, _theme: object = None) -> None:
        self._room = self._make_room()
        self._pictures = None
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(event.rect(), colour("paper"))
        room, x = self._room, self._x
        if self._duration_ms <= 0:
            return
        unplayed, played = self._fitting(room)
        dpr = self.devicePixelRatioF()
        for picture, left, right in ((played, room.left(), x), (unplayed, x, room.right() + 1)):
            part = QRect(left, room.top(), right - left, room.height()) & event.rect()
            if not part.isEmpty():
                at = QRectF(part.translated(-room.topLeft()))
                source = QRectF(at.topLeft() * dpr, at.size() * dpr)
                painter.drawPixmap(QRectF(part), picture, source)
        self._paint_playhead(painter, x, room)
        if event.rect().left() < room.left() or event.rect().right() > room.right():
            self._paint_times(painter, room)

    def _paint_playhead(self, painter: QPainter, x: int, room: QRect) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour("playhead"))
        line = QRectF(x - _PLAYHEAD_PX / 2, 0, _PLAYHEAD_PX, self.height())
        painter.drawRoundedRect(line, 1, 1)

    def _paint_times(self, painter: QPainter, room: QRect) -> None:
        painter.setFont(text_font(TYPE.caption))
        painter.setPen(colour("ink_muted"))
        elapsed, whole = self._times
        before = QRectF(0, 0, room.left() - _TIME_GAP_PX, self.height())
        after = QRectF(room.right() + _TIME_GAP_PX, 0, room.left() - _TIME_GAP_PX, self.height())
        middle = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute
        painter.drawText(before, Qt.AlignmentFlag.AlignRight | middle, elapsed)
        painter.drawText(after, Qt.AlignmentFlag.AlignLeft | middle, whole)

    def _fitting(self, room: QRect) -> tuple[QPixmap, QPixmap]:
        made_for = room.width(), room.height(), self.devicePixelRatioF()
        if self._pictures is None or self._made_for != made_for:
            self._made_for = made_for
            self._pictures = self._painted(room, is_played=False), self._painted(room, True)
        return self._pictures

    def _painted(self, room: QRect, is_played: bool) -> QPixmap:
        picture = clear_picture(room.size(), self.devicePixelRatioF())
        painter = QPainter(picture)
        if self._wave is None:
            line = QRectF(0, room.height() / 2 - 0.5, room.width(), 1)
            painter.fillRect(line, colour("outline" if is_played else "hairline"))
        else:
            self._paint_bars(painter, room, self._wave, is_played)
        painter.end()
        return picture

    def _paint_bars(
        self, painter: QPainter, room: QRect, wave: WaveSource, is_played: bool
    ) -> None:
        import numpy as np

        bars = room.width() // STEP_PX
        lows, highs, rms = wave.stretch(0, self._duration_ms, bars)
        gain = 1 / max(_LEAST_GAIN_FOR, loudest(wave))
        peaks = np.maximum(np.abs(lows), np.abs(highs))
        tall = (0.55 * peaks + 0.45 * np.minimum(peaks, 1.6 * rms)) * gain  # calmer than peaks
        theme = current_theme()
        quiet = QColor(blend(theme.wave, theme.paper, _QUIET))
        plain = QColor(theme.outline)
        inks = self._felt.of_bars(self._duration_ms, bars, STEP_PX) if is_played else [""] * bars
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        middle = room.height() / 2
        for bar, (share, ink) in enumerate(zip(tall.tolist(), inks, strict=True)):
            high = max(1.0, min(1.0, share) * middle)
            painter.setBrush(QColor(ink) if ink else plain if is_played else quiet)
            at = QPointF(bar * STEP_PX + (STEP_PX - _BAR_PX) / 2, middle - high)
            painter.drawRoundedRect(QRectF(at.x(), at.y(), _BAR_PX, 2 * high), 1, 1)

    # --- pointer --------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        room = self._room
        if event.button() != Qt.MouseButton.LeftButton or self._duration_ms <= 0:
            event.ignore()
            return
        share = (event.position().x() - room.left()) / room.width()
        if -0.02 <= share <= 1.02:
            last_ms = max(0, self._duration_ms - 1)
            self.seek_requested.emit(min(last_ms, max(0, round(share * self._duration_ms))))
