"""The whole track at a glance: seek anywhere, and see or move what the timeline shows."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QSizePolicy, QWidget

from app.timecode import Span, format_ms
from app.timeline.records import TrackTimeline
from ui.style.theme import colour, scaled_px, theme_signals
from ui.widgets.overview_painter import OverviewPicture, OverviewTick
from ui.widgets.overview_ticks import timeline_ticks
from ui.widgets.painting import draw_focus_ring
from ui.widgets.wave_picture import WaveSource

_STEP_MS = 5_000
_PAGE_MS = 30_000
_SEEKS = {
    Qt.Key.Key_Left: -_STEP_MS,
    Qt.Key.Key_Right: _STEP_MS,
    Qt.Key.Key_PageUp: -_PAGE_MS,
    Qt.Key.Key_PageDown: _PAGE_MS,
}
_VEIL_ALPHA = 150


class Minimap(QWidget):
    """A seek bar with marks, and a handle for the stretch in view.

    Signals: seek_requested(int ms); viewport_moved(int ms), where the timeline's left edge goes.
    """

    seek_requested = Signal(int)
    viewport_moved = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._picture = OverviewPicture()
        self._duration_ms = 0
        self._position_ms = 0
        self._viewport: Span | None = None
        self._pressed_at: QPointF | None = None
        self._grip_ms: int | None = None  # how far into the handle it is held; None: seeking
        self._is_panning = False
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("Position in the track")
        theme_signals().theme_changed.connect(self._on_theme_changed)

    def set_overview(
        self, duration_ms: int, peaks: WaveSource | None, ticks: Sequence[OverviewTick]
    ) -> None:
        self._duration_ms = duration_ms
        self._picture.set_content(duration_ms, peaks, ticks)
        self.update()

    def set_timeline(self, timeline: TrackTimeline | None, peaks: WaveSource | None) -> None:
        duration_ms = timeline.duration_ms if timeline else 0
        self.set_overview(duration_ms, peaks, timeline_ticks(timeline))

    def set_position(self, position_ms: int) -> None:
        before, self._position_ms = self._playhead_x(), position_ms
        after = self._playhead_x()
        if before != after:
            left = min(before, after) - 3
            self.update(left, 0, abs(after - before) + 6, self.height())
            self.setAccessibleDescription(
                f"{format_ms(position_ms)} of {format_ms(self._duration_ms)}"
            )

    def set_viewport(self, span: Span | None) -> None:
        """What the timeline shows; the whole track needs no handle."""
        is_whole = span is not None and span.duration_ms >= self._duration_ms
        self._viewport = None if is_whole else span
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(400, scaled_px(44))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setClipRect(event.rect())
        self._picture.paint(painter, self._map_rect(), self._position_ms)
        if self._viewport is not None:
            self._paint_handle(painter, self._handle_rect(self._viewport))
        if self._duration_ms > 0:
            x = self._playhead_x()
            painter.fillRect(QRect(x - 1, 0, 2, self.height()), colour("playhead"))
        if self.hasFocus():
            draw_focus_ring(painter, QRectF(self.rect()))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton or self._duration_ms <= 0:
            return
        self._pressed_at = event.position()
        at_ms = self._ms_at(event.position())
        viewport = self._viewport
        is_on_handle = viewport is not None and viewport.contains(at_ms)
        self._grip_ms = at_ms - viewport.start_ms if viewport and is_on_handle else None
        if self._grip_ms is None:
            self.seek_requested.emit(at_ms)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pressed_at is None:
            return
        at_ms = self._ms_at(event.position())
        if self._grip_ms is None:
            self.seek_requested.emit(at_ms)
            return
        moved = abs(event.position().x() - self._pressed_at.x())
        self._is_panning = self._is_panning or moved >= QApplication.startDragDistance() / 2
        if self._is_panning:
            self.viewport_moved.emit(max(0, at_ms - self._grip_ms))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._pressed_at is not None and self._grip_ms is not None and not self._is_panning:
            self.seek_requested.emit(self._ms_at(event.position()))
        self._pressed_at, self._grip_ms, self._is_panning = None, None, False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _SEEKS.get(Qt.Key(event.key()))
        if step is not None:
            at_ms = max(0, min(self._duration_ms, self._position_ms + step))
            self.seek_requested.emit(at_ms)
        elif event.key() == Qt.Key.Key_Home:
            self.seek_requested.emit(0)
        else:
            super().keyPressEvent(event)

    def _map_rect(self) -> QRect:
        return self.rect().adjusted(3, 3, -3, -3)

    def _ms_at(self, at: QPointF) -> int:
        return self._picture.position_at(self._map_rect(), at.x())

    def _playhead_x(self) -> int:
        return round(self._picture.x_of(self._map_rect(), self._position_ms))

    def _handle_rect(self, viewport: Span) -> QRectF:
        room = self._map_rect()
        left = self._picture.x_of(room, viewport.start_ms)
        right = self._picture.x_of(room, viewport.end_ms)
        middle, half = (left + right) / 2, max(4.0, (right - left) / 2)
        return QRectF(middle - half, 1.0, 2 * half, self.height() - 2.0)

    def _paint_handle(self, painter: QPainter, handle: QRectF) -> None:
        """What is out of view lies under a veil; the handle frames the rest."""
        veil = QColor(colour("paper"))
        veil.setAlpha(_VEIL_ALPHA)
        painter.fillRect(QRectF(0, 0, handle.left(), self.height()), veil)
        painter.fillRect(QRectF(handle.right(), 0, self.width(), self.height()), veil)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(colour("outline"), 1.5))
        painter.drawRoundedRect(handle.adjusted(1, 0, -1, 0), 4, 4)

    def _on_theme_changed(self) -> None:
        self._picture.forget()
        self.update()
