"""Feelings by the hour of the day."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFontMetricsF,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from app.core.words import _
from app.years.records import Count
from ui.style.theme import colour, scaled_px, text_font
from ui.style.tokens import TYPE
from ui.widgets.cards import Card
from ui.widgets.enter_keys import ENTER_KEYS
from ui.widgets.own_keys import claims_key
from ui.widgets.painting import describe, draw_focus_ring
from ui.widgets.text import plain_tip
from ui.words.dates import hour_in_words
from ui.words.lists import comma_list
from ui.words.locale import digits
from ui.years.words import marks_in_words

_HOURS = 24
_NAMED = (0, 6, 12, 18)
_HEIGHT_PX, _GAP_PX = 96, 3
_KEYS = frozenset((Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Home, Qt.Key.Key_End))


class HoursCard(Card):
    """Signal: opened(JournalFilter)."""

    opened = Signal(object)

    def __init__(self, counts: Sequence[Count]) -> None:
        super().__init__(_("By the hour"))
        self.columns = _Columns(counts)
        self.columns.opened.connect(self.opened)
        self.body.addWidget(self.columns, 1)


class _Columns(QWidget):
    """Left and Right go by hours, Enter or a click opens one."""

    opened = Signal(object)

    def __init__(self, counts: Sequence[Count]) -> None:
        super().__init__()
        self._by_hour = {int(one.key): one for one in counts}
        self._most = max(one.marks for one in counts)
        self._here = max(self._by_hour, key=lambda hour: self._by_hour[hour].marks)
        self.setAccessibleName(_("By the hour"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._tell()

    def sizeHint(self) -> QSize:
        return QSize(scaled_px(220), scaled_px(_HEIGHT_PX))

    def minimumSizeHint(self) -> QSize:
        return QSize(scaled_px(140), scaled_px(_HEIGHT_PX))

    def event(self, event: QEvent) -> bool:
        if claims_key(event, _KEYS):
            return True
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            said = plain_tip(self._words(self._hour_at(event.pos().x())))
            QToolTip.showText(event.globalPos(), said, self)
            return True
        return bool(super().event(event))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in ENTER_KEYS and not event.isAutoRepeat():
            self._open(self._here)
        elif key in _KEYS:
            to = {
                Qt.Key.Key_Left: self._here - 1,
                Qt.Key.Key_Right: self._here + 1,
                Qt.Key.Key_Home: 0,
                Qt.Key.Key_End: _HOURS - 1,
            }[key]
            self._here = min(_HOURS - 1, max(0, to))
            self._tell()
            self.update()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._open(self._hour_at(round(event.position().x())))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        is_there = self._hour_at(round(event.position().x())) in self._by_hour
        shape = Qt.CursorShape.PointingHandCursor if is_there else Qt.CursorShape.ArrowCursor
        self.setCursor(shape)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        font = text_font(TYPE.caption)
        line = QFontMetricsF(font).height()
        painter.setFont(font)
        for hour in range(_HOURS):
            column = self._rect(hour, line)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour("sunken"))
            painter.drawRoundedRect(column, 2, 2)
            one = self._by_hour.get(hour)
            if one is not None:
                tall = max(3.0, column.height() * one.marks / self._most)
                painter.setBrush(colour("accent"))
                bar = QRectF(column.left(), column.bottom() - tall, column.width(), tall)
                painter.drawRoundedRect(bar, 2, 2)
            if hour in _NAMED:
                painter.setPen(colour("ink_muted"))
                painter.drawText(QPointF(column.left(), self.height() - 3), digits(hour))
        if self.hasFocus():
            draw_focus_ring(painter, self._rect(self._here, line).adjusted(-2, -2, 2, 2), 4)

    def _rect(self, hour: int, line: float) -> QRectF:
        pitch = self.width() / _HOURS
        return QRectF(hour * pitch + 1, 2, pitch - _GAP_PX, self.height() - line - 6)

    def _hour_at(self, x: int) -> int:
        return min(_HOURS - 1, max(0, int(x * _HOURS / max(1, self.width()))))

    def _open(self, hour: int) -> None:
        if hour in self._by_hour:
            self.opened.emit(self._by_hour[hour].wanted)

    def _words(self, hour: int) -> str:
        one = self._by_hour.get(hour)
        counted = _("nothing yet") if one is None else marks_in_words(one.marks)
        return comma_list((hour_in_words(hour), counted))

    def _tell(self) -> None:
        describe(self, self._words(self._here))
