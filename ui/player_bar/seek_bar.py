"""The seek bar: the whole track with all its marks and the playhead."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from app.core.timecode import Span, format_ms
from app.core.words import _
from ui.player_bar.time_accessible import SeekBarAccessible
from ui.player_bar.view_handle import ViewHandle
from ui.style.theme import colour, scaled_px, theme_signals
from ui.style.tokens import RADIUS
from ui.widgets.overview_painter import OverviewPicture, OverviewTick
from ui.widgets.painting import announce, draw_focus_ring

if TYPE_CHECKING:
    from app.analysis.track_wave import WaveSource

_HEIGHT_PX = 36
_STEP_MS = 5_000
_LEAP_MS = 30_000
_STEPS = {
    Qt.Key.Key_Left: -_STEP_MS,
    Qt.Key.Key_Right: _STEP_MS,
    Qt.Key.Key_Down: -_STEP_MS,
    Qt.Key.Key_Up: _STEP_MS,
    Qt.Key.Key_PageDown: -_LEAP_MS,
    Qt.Key.Key_PageUp: _LEAP_MS,
}
_PANS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


@dataclass(frozen=True, slots=True)
class TrackOverview:
    """What the seek bar shows of a track. peaks: None until they are known."""

    duration_ms: int = 0
    peaks: WaveSource | None = None
    ticks: Sequence[OverviewTick] = ()


class SeekBar(QWidget):
    """The whole track: a click or drag seeks, the grip of the frame scrolls the timeline.

    Signals: seek_requested(int ms), on release or key; previewed(int ms | -1) while dragging;
    view_moved(int ms), the new position of the timeline's left edge.
    """

    seek_requested = Signal(int)
    previewed = Signal(int)
    view_moved = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._picture = OverviewPicture()
        self._duration_ms = 0
        self._position_ms = 0
        self._drag_ms: int | None = None
        self._loop: Span | None = None
        self._handle = ViewHandle()
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(_("Position in the track"))
        self.setAccessibleDescription(
            _(
                "Left and Right move by 5 seconds, Page Up and Page Down by 30. Shift with Left or "
                "Right scrolls the timeline."
            )
        )
        theme_signals().theme_changed.connect(self._on_theme_changed)
        self.set_overview(TrackOverview())

    def make_accessible(self) -> SeekBarAccessible:
        return SeekBarAccessible(self, self)

    @property
    def duration_ms(self) -> int:
        return self._duration_ms

    @property
    def position_ms(self) -> int:
        """The position shown: under the pointer while dragging, otherwise the playhead."""
        return self._position_ms if self._drag_ms is None else self._drag_ms

    def set_overview(self, overview: TrackOverview) -> None:
        self._duration_ms = overview.duration_ms
        self._picture.set_content(overview.duration_ms, overview.peaks, overview.ticks)
        self.setEnabled(overview.duration_ms > 0)
        self.update()

    def set_position_ms(self, position_ms: int) -> None:
        """Repaints only the columns where the playhead was and is."""
        room = self._room()
        before = round(self._picture.x_of(room, self._position_ms))
        self._position_ms = position_ms
        after = round(self._picture.x_of(room, position_ms))
        if before != after and self._drag_ms is None:
            left, right = min(before, after), max(before, after)
            self.update(QRect(left - 3, 0, right - left + 6, self.height()))

    def set_loop(self, span: Span | None) -> None:
        self._loop = span
        self.update()

    def set_view(self, span: Span | None) -> None:
        """Frame what the timeline shows; None while the timeline is hidden."""
        if self._handle.show(span):
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(400, scaled_px(_HEIGHT_PX))

    def minimumSizeHint(self) -> QSize:
        return QSize(120, scaled_px(_HEIGHT_PX))

    # --- painting -------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        room = self._room()
        if self._duration_ms <= 0:
            middle = QRectF(room.left(), room.center().y() - 1, room.width(), 2)
            painter.fillRect(middle, colour("hairline"))
            return
        if self._loop is not None:
            self._paint_loop(painter, room, self._loop)
        self._picture.paint(painter, room, self.position_ms)
        self._handle.paint(painter, QRectF(self.rect()), QRectF(room), self._duration_ms)
        x = self._picture.x_of(room, self.position_ms)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour("playhead"))
        painter.drawRoundedRect(QRectF(x - 1, room.top(), 2, room.height()), 1, 1)
        if self.hasFocus():
            draw_focus_ring(painter, QRectF(self.rect()))

    def _paint_loop(self, painter: QPainter, room: QRect, loop: Span) -> None:
        left = self._picture.x_of(room, loop.start_ms)
        right = self._picture.x_of(room, loop.end_ms)
        ground = QColor(colour("selection"))
        painter.fillRect(QRectF(left, room.top(), right - left, room.height()), ground)
        painter.setPen(QPen(colour("accent"), 2))
        for x in (left, right):
            painter.drawLine(QPointF(x, room.top()), QPointF(x, room.bottom()))

    def _room(self) -> QRect:
        return self.rect().adjusted(RADIUS.small, 1, -RADIUS.small, -1)

    def _on_theme_changed(self, _theme: object) -> None:
        self._picture.forget()
        self.update()

    # --- pointer and keys -----------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton or not self._duration_ms:
            return
        if self._handle.take(event.position(), QRectF(self._room()), self._duration_ms):
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
        else:
            self._drag_to(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._handle.is_held:
            room = QRectF(self._room())
            self.view_moved.emit(
                self._handle.moved_to(event.position().x(), room, self._duration_ms)
            )
        elif self._drag_ms is not None:
            self._drag_to(event)
        else:
            self._show_cursor(event.position())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._handle.is_held:
            self._handle.let_go()
            self._show_cursor(event.position())
        elif self._drag_ms is not None and event.button() == Qt.MouseButton.LeftButton:
            target = self._drag_ms
            self._end_drag()
            self._position_ms = target
            self.seek_requested.emit(target)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key == Qt.Key.Key_Escape and self._drag_ms is not None:
            self._end_drag()
        elif key in _PANS and event.modifiers() == Qt.KeyboardModifier.ShiftModifier:
            self._pan(_PANS[key])
        elif event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
        elif key in _STEPS:
            self._seek_by(_STEPS[key])
        elif key == Qt.Key.Key_Home:
            self.seek_requested.emit(0)
        elif key == Qt.Key.Key_End:
            self.seek_requested.emit(max(0, self._duration_ms - _STEP_MS))
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        turned = event.angleDelta().y() or event.angleDelta().x()
        if turned and self._duration_ms:
            self._seek_by(_STEP_MS if turned > 0 else -_STEP_MS)
        event.accept()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            if self._duration_ms:
                at_ms = self._picture.position_at(self._room(), event.pos().x())
                QToolTip.showText(event.globalPos(), format_ms(at_ms), self)
            return True
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            is_own_key = Qt.Key(event.key()) in _STEPS and not event.modifiers()
            if is_own_key:
                event.accept()
                return True
        return super().event(event)

    def _pan(self, way: int) -> None:
        """Scrolls by half of what is in view."""
        span = self._handle.span
        if span is not None:
            last = self._duration_ms - span.duration_ms
            self.view_moved.emit(min(last, max(0, span.start_ms + way * span.duration_ms // 2)))

    def _show_cursor(self, at: QPointF) -> None:
        is_grip = self._handle.is_on_grip(at, QRectF(self._room()), self._duration_ms)
        shape = Qt.CursorShape.OpenHandCursor if is_grip else Qt.CursorShape.PointingHandCursor
        if self.cursor().shape() != shape:
            self.setCursor(shape)

    def seek_to(self, position_ms: int) -> None:
        self.seek_requested.emit(min(max(0, position_ms), max(0, self._duration_ms - 1)))

    def in_words(self, position_ms: int | None = None) -> str:
        """“0:12 of 1:22”: of the position shown, if none is given."""
        return _(
            "{time} of {duration}",
            time=format_ms(self.position_ms if position_ms is None else position_ms),
            duration=format_ms(self._duration_ms),
        )

    def _seek_by(self, delta_ms: int) -> None:
        target = min(max(0, self._position_ms + delta_ms), max(0, self._duration_ms - 1))
        self.seek_requested.emit(target)
        announce(self, self.in_words(target))

    def _drag_to(self, event: QMouseEvent) -> None:
        self._drag_ms = self._picture.position_at(self._room(), event.position().x())
        self.previewed.emit(self._drag_ms)
        self.update()

    def _end_drag(self) -> None:
        self._drag_ms = None
        self.previewed.emit(-1)
        self.update()
