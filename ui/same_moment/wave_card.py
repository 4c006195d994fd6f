"""The seconds that are asked about, in their waveform: their edges can be moved."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.core.timecode import POINT_LASTS_MS, Span, format_ms
from app.core.words import _
from ui.same_moment.words import time_words
from ui.story_line.wave_bars import UNPLAYED, bars_in, felt_inks, paint_wave_bars
from ui.style.theme import colour, current_theme, scaled_px, text_font, theme_signals
from ui.style.tokens import RADIUS, SPACE, TYPE
from ui.widgets.painting import describe, draw_focus_ring

if TYPE_CHECKING:
    from app.emotions.felt import FeltStrip
    from ui.story_line.waves import LineWaves

STEP_MS = 100
_SEEN_MS = 18_000
_AROUND = 1.4  # a long moment has so many times itself in sight
_HIGH_PX, _FOOT_PX = 124, 26
_BAR_STEP_PX = 4.0
_GRIP_PX = 6
_TICKS_MS = (1_000, 2_000, 5_000, 10_000, 15_000, 30_000, 60_000)
_TICK_PX = 80


class WaveCard(QWidget):
    """Signals: edges_moved(Span), another stretch is asked about; sought(int ms), a click."""

    edges_moved = Signal(object)
    sought = Signal(int)

    def __init__(self, waves: LineWaves, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._waves = waves
        self._track_id, self._lasts_ms = 0, 1
        self._felt: FeltStrip = ()
        self.span = Span(0, 0)
        self._seen = Span(0, _SEEN_MS)
        self._head_ms = -1.0
        self._held: str = ""  # the edge that is dragged
        self._is_compact = False
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(_("The seconds that are asked about"))
        self.setToolTip(
            _("Drag an edge to ask about other seconds; nothing is changed or saved by it.")
        )
        waves.known.connect(self.update)
        theme_signals().theme_changed.connect(self.update)

    def show_moment(self, track_id: int, lasts_ms: int, span: Span, felt: FeltStrip) -> None:
        """What is in sight stays as it is while only the edges move."""
        is_other = track_id != self._track_id or not self._is_in_sight(span)
        self._track_id, self._lasts_ms, self._felt = track_id, max(1, lasts_ms), felt
        self._take(span)
        if is_other:
            self._seen = _around(span, self._lasts_ms)
        self.update()

    def show_head(self, at_ms: float) -> None:
        """Below 0 while it isn't heard."""
        if at_ms != self._head_ms:
            self._head_ms = at_ms
            self.update()

    def set_compact(self, is_compact: bool) -> None:
        """Lower, in a low window."""
        if is_compact != self._is_compact:
            self._is_compact = is_compact
            self.updateGeometry()

    def nudge(self, start_ms: int, end_ms: int) -> None:
        """Moves the edges by so much, each as far as the other one and the track let it."""
        start = min(max(0, self.span.start_ms + start_ms), self.span.end_ms)
        end = max(min(self._lasts_ms, self.span.end_ms + end_ms), self.span.start_ms)
        self._move_to(Span(min(start, end), max(start, end)))

    def sizeHint(self) -> QSize:
        return QSize(400, scaled_px(_HIGH_PX * (2 / 3 if self._is_compact else 1)))

    def minimumSizeHint(self) -> QSize:
        return QSize(200, self.sizeHint().height())

    # --- pointer --------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            return
        self._held = self._edge_at(event.position().x())
        if not self._held:
            self.sought.emit(self._ms_at(event.position().x()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        x = event.position().x()
        if not self._held:
            near = self._edge_at(x)
            shape = Qt.CursorShape.SizeHorCursor if near else Qt.CursorShape.PointingHandCursor
            self.setCursor(shape)
            return
        ms = round(self._ms_at(x) / STEP_MS) * STEP_MS
        start, end = self.span.start_ms, self.span.end_ms
        if self._held == "start":
            self._move_to(Span(min(ms, end), end))
        else:
            self._move_to(Span(start, max(start, min(ms, self._lasts_ms))))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._held = ""

    # --- painting -------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        card = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(QPen(colour("hairline"), 1))
        painter.setBrush(colour("raised"))
        painter.drawRoundedRect(card, RADIUS.large, RADIUS.large)
        first, last = self._x(self.span.start_ms), self._x(self.span.end_ms)
        moment = QRectF(first, 1, max(2.0, last - first), self.height() - 2)
        painter.fillRect(moment, colour("accent_soft"))
        self._paint_wave(painter)
        self._paint_ticks(painter)
        for x in (first, last):
            painter.fillRect(QRectF(x - 1, 1, 2, self.height() - 2), colour("accent"))
            grip = QRectF(x - 3, self._wave_area().center().y() - 10, 6, 20)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour("accent"))
            painter.drawRoundedRect(grip, 3, 3)
        if self._head_ms >= 0:
            self._paint_head(painter, self._x(self._head_ms))
        if self.hasFocus():
            draw_focus_ring(painter, QRectF(self.rect()), RADIUS.large)

    def _paint_wave(self, painter: QPainter) -> None:
        import numpy as np

        area, shape = self._wave_area(), self._waves.shape(self._track_id)
        middle = area.center().y()
        if shape is None:
            painter.fillRect(QRectF(area.left(), middle, area.width(), 1), colour("hairline"))
            return
        bars = bars_in(area.width(), _BAR_STEP_PX)
        lasts_ms = self._seen.duration_ms / bars
        starts = self._seen.start_ms + np.arange(bars, dtype=np.float64) * lasts_ms
        heights = shape.between(np.maximum(0, starts), lasts_ms)
        is_inside = (starts >= 0) & (starts < self._lasts_ms)
        shares = (starts / self._lasts_ms).tolist()
        inks = list(felt_inks(self._felt, shares, current_theme().wave))
        is_full = (starts < self._head_ms) | (self._head_ms < 0)
        strengths = np.where(is_full, 1.0, UNPLAYED) * is_inside
        inner = area.adjusted(0, 2, 0, -2)
        paint_wave_bars(painter, inner, _BAR_STEP_PX, heights, inks, strengths.tolist())

    def _paint_ticks(self, painter: QPainter) -> None:
        area = self._wave_area()
        most = max(1.0, area.width() / scaled_px(_TICK_PX))
        step = next(
            (one for one in _TICKS_MS if self._seen.duration_ms / one <= most), _TICKS_MS[-1]
        )
        painter.setFont(text_font(TYPE.caption))
        painter.setPen(colour("ink_muted"))
        first = math.ceil(max(0, self._seen.start_ms) / step) * step
        foot = scaled_px(_FOOT_PX)
        for ms in range(first, min(self._seen.end_ms, self._lasts_ms) + 1, step):
            x = self._x(ms)
            if not area.left() + 16 <= x <= area.right() - 16:
                continue
            painter.fillRect(QRectF(x, area.bottom() + 2, 1, 4), colour("outline"))
            words = QRectF(x - 40, self.height() - foot + 6, 80, foot - 8)
            painter.drawText(words, Qt.AlignmentFlag.AlignCenter, format_ms(ms))

    def _paint_head(self, painter: QPainter, x: float) -> None:
        area = self._wave_area()
        if not area.left() - 1 <= x <= area.right() + 1:
            return
        painter.fillRect(QRectF(x - 1, 1, 2, area.bottom()), colour("playhead"))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour("playhead"))
        painter.drawPolygon(
            QPolygonF(
                [QPointF(x - 6, 1), QPointF(x + 6, 1), QPointF(x + 6, 8), QPointF(x, 14),
                 QPointF(x - 6, 8)]
            )
        )  # fmt: skip

    # --- places ---------------------------------------------------------------------------------

    def _wave_area(self) -> QRectF:
        return QRectF(
            SPACE.l, SPACE.s, self.width() - 2 * SPACE.l, self.height() - scaled_px(_FOOT_PX) - 8
        )

    def _x(self, ms: float) -> float:
        area = self._wave_area()
        share = (ms - self._seen.start_ms) / max(1, self._seen.duration_ms)
        return area.left() + min(1.02, max(-0.02, share)) * area.width()

    def _ms_at(self, x: float) -> int:
        area = self._wave_area()
        share = min(1.0, max(0.0, (x - area.left()) / max(1.0, area.width())))
        ms = round(self._seen.start_ms + share * self._seen.duration_ms)
        return min(max(0, ms), self._lasts_ms)

    def _edge_at(self, x: float) -> str:
        first, last = self._x(self.span.start_ms), self._x(self.span.end_ms)
        if abs(x - last) <= _GRIP_PX and (abs(x - last) < abs(x - first) or x >= last):
            return "end"
        return "start" if abs(x - first) <= _GRIP_PX else ""

    def _is_in_sight(self, span: Span) -> bool:
        return self._seen.start_ms <= span.start_ms and span.end_ms <= self._seen.end_ms

    def _move_to(self, span: Span) -> None:
        if span != self.span:
            self._take(span)
            if not self._is_in_sight(span):
                self._seen = _around(span, self._lasts_ms)
            self.update()
            self.edges_moved.emit(span)

    def _take(self, span: Span) -> None:
        self.span = span
        describe(self, time_words(span))


def _around(span: Span, lasts_ms: int) -> Span:
    """What is in sight of a track around some seconds."""
    end_ms = span.end_ms if not span.is_point else span.end_ms + POINT_LASTS_MS
    wide = min(max(_SEEN_MS, round((end_ms - span.start_ms) * _AROUND)), max(1, lasts_ms))
    start = (span.start_ms + end_ms - wide) // 2
    start = max(0, min(start, lasts_ms - wide))
    return Span(start, start + wide)
