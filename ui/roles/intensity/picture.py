"""The curve of a whole track with its events: seen, walked by keys, and heard."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QLineF, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from app.core.timecode import format_ms
from app.core.words import _, dotted, number
from app.intensity.records import EventKind
from ui.style.theme import colour, scaled_px, theme_signals
from ui.style.tokens import RADIUS
from ui.timeline.geometry.time_axis import TimeAxis
from ui.timeline.layout.event_places import EventPlace, place_of, under
from ui.timeline.paint.event_signs import paint_chosen_event, paint_event
from ui.timeline.paint.intensity_curve import CurveColumns, paint_curve
from ui.timeline.paint.mark_paint import caption_height
from ui.widgets.enter_keys import ENTER_KEYS
from ui.widgets.own_keys import claims_key, is_bare
from ui.widgets.painting import describe, draw_focus_ring
from ui.widgets.text import plain_tip
from ui.words.intensity import counted, placed_in_words

if TYPE_CHECKING:
    from app.intensity.records import IntensityEvent
    from app.roles.records import Dynamics

Key = Qt.Key
_HIGH_PX, _LOW_PX = 148, 96
_GAP_PX = 4.0
_OWN = frozenset((Key.Key_Left, Key.Key_Right, Key.Key_Home, Key.Key_End, Key.Key_P))


class IntensityPicture(QWidget):
    """Left and Right go from event to event; P plays from the one that is selected, or all.

    Signals: play_requested(int ms), from there on; opened(int ms), the track there.
    """

    play_requested = Signal(int)
    opened = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.events: tuple[IntensityEvent, ...] = ()
        self.selected = -1
        self._columns: CurveColumns | None = None
        self._lasts_ms = 1
        self._head_ms = -1.0
        self._is_low = False
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(_("Intensity"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme_signals().theme_changed.connect(self.updateGeometry)

    def show_dynamics(self, dynamics: Dynamics, lasts_ms: int) -> None:
        before = self.event_selected
        self.events, self._lasts_ms = dynamics.events, max(1, lasts_ms)
        self._columns = CurveColumns(dynamics.curve)
        self.selected = self.events.index(before) if before in self.events else -1
        self._tell()
        self.update()

    def show_head(self, at_ms: float) -> None:
        if at_ms != self._head_ms:
            self._head_ms = at_ms
            self.update()

    def set_low(self, is_low: bool) -> None:
        if is_low != self._is_low:
            self._is_low = is_low
            self.updateGeometry()

    def select(self, place: int) -> None:
        """-1 for none."""
        self.selected = place
        self._tell()
        self.update()

    @property
    def event_selected(self) -> IntensityEvent | None:
        return self.events[self.selected] if 0 <= self.selected < len(self.events) else None

    def sizeHint(self) -> QSize:
        return QSize(400, scaled_px(_LOW_PX if self._is_low else _HIGH_PX) + caption_height())

    def minimumSizeHint(self) -> QSize:
        return QSize(200, self.sizeHint().height())

    # --- keys and mouse -------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            QToolTip.showText(event.globalPos(), plain_tip(self.tip_at(event.pos())), self)
            return True
        return True if claims_key(event, _OWN) else super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, last = Key(event.key()), len(self.events) - 1
        to = {
            Key.Key_Left: max(0, self.selected - 1),
            Key.Key_Right: min(last, self.selected + 1),
            Key.Key_Home: 0,
            Key.Key_End: last,
        }.get(key)
        if not is_bare(event):
            super().keyPressEvent(event)
        elif key == Key.Key_P:
            self.play_requested.emit(self._start_ms())
        elif to is not None and self.events:
            self.select(to)
        elif key in ENTER_KEYS:
            self.opened.emit(self._start_ms())
        elif key == Key.Key_Escape and self.selected >= 0:
            self.select(-1)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            return
        at, axis = event.position(), self._axis()
        found = under(self._places(axis), at.x()) if at.y() <= self._row_px() + 2 else None
        if found is not None:
            self.select(self.events.index(found.event))
            self.play_requested.emit(self._start_ms())
        else:
            self.play_requested.emit(min(self._lasts_ms - 1, axis.position_at(at.x())))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.opened.emit(self._axis().position_at(event.position().x()))

    def tip_at(self, at: QPoint) -> str:
        axis = self._axis()
        found = under(self._places(axis), at.x()) if at.y() <= self._row_px() + 2 else None
        return placed_in_words(found.event) if found else format_ms(axis.position_at(at.x()))

    def _start_ms(self) -> int:
        event = self.event_selected
        return 0 if event is None else event.span.start_ms

    # --- painting -------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        axis, row = self._axis(), self._row_px()
        ground = QRectF(0, row + _GAP_PX, self.width(), self.height() - row - _GAP_PX)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour("sunken"))
        painter.drawRoundedRect(ground, RADIUS.small, RADIUS.small)
        places = self._places(axis)
        if self._columns is not None:
            tops = [one for one in places if one.event.kind is EventKind.CLIMAX]
            strong = [(one.left_px, one.right_px) for one in tops]
            bottom = self.height() - 1.0
            paint_curve(painter, axis, self._columns, ground.top() + 6, bottom, strong)
        for place in places:
            paint_event(painter, place, row, axis.width_px)
        if 0 <= self.selected < len(places):
            paint_chosen_event(painter, places[self.selected], row)
        elif self.hasFocus():
            draw_focus_ring(painter, ground)
        if self._head_ms >= 0:
            x = axis.x_of(self._head_ms)
            painter.setPen(QPen(colour("playhead"), 2))
            painter.drawLine(QLineF(x, row, x, self.height()))

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def _axis(self) -> TimeAxis:
        return TimeAxis.whole(self._lasts_ms, float(self.width()))

    def _places(self, axis: TimeAxis) -> list[EventPlace]:
        return [place_of(axis, one) for one in self.events]

    def _row_px(self) -> float:
        return float(max(14, caption_height()))

    def _tell(self) -> None:
        event = self.event_selected
        if event is None:
            describe(self, counted(self.events) or _("No builds or climaxes."))
            return
        numbered = _(
            "{place} of {count}",
            place=number(self.selected + 1),
            count=number(len(self.events)),
        )
        describe(self, dotted(numbered, placed_in_words(event)))
