"""A field for a time inside a track."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QLineEdit, QToolTip, QWidget

from app.core.timecode import format_ms, parse_ms
from app.core.words import _
from ui.style.fonts import tabular
from ui.widgets.restyle import restyle

_STEP_MS = 10
_SHIFT_STEP_MS = 100
_CTRL_STEP_MS = 1000
_FRAME_PX = 28  # border, padding and the space around the cursor
_LONGEST_SHOWN = 20


class TimeEdit(QLineEdit):
    """A timecode such as `1:05.250`. Up and Down nudge by 10 ms, with Shift 100 ms, Ctrl 1 s.

    Signal: time_edited(int), milliseconds, when the listener has typed another time (Enter, leaving
    the field) or nudged it; never for `set_value_ms`.
    """

    time_edited = Signal(int)

    def __init__(self, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._value_ms = 0
        self._maximum_ms: int | None = None
        self.setAccessibleName(name or _("Time"))
        self.setAccessibleDescription(_("Minutes and seconds. Up and Down nudge it."))
        self.setFont(tabular(self.font()))
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.returnPressed.connect(self._commit)
        self.textEdited.connect(lambda _text: self._show_fault(""))
        self.set_value_ms(0)

    def value_ms(self) -> int:
        return self._value_ms

    def set_value_ms(self, value_ms: int) -> None:
        """Show a time, without a signal."""
        self._value_ms = self._bounded(value_ms)
        self.setText(format_ms(self._value_ms, with_millis=True))
        self._show_fault("")

    def refresh_value_ms(self, value_ms: int) -> None:
        """Show a time unless another is being typed, without a signal."""
        if self.hasFocus() and self._is_changed():
            self._value_ms = self._bounded(value_ms)
        else:
            self.set_value_ms(value_ms)

    def set_maximum_ms(self, maximum_ms: int | None) -> None:
        """The track's duration; None allows any time."""
        self._maximum_ms = maximum_ms
        self.refresh_value_ms(self._value_ms)

    def sizeHint(self) -> QSize:
        text = self.fontMetrics().horizontalAdvance("00:00:00.000")
        return QSize(text + _FRAME_PX, super().sizeHint().height())

    def is_time(self) -> bool:
        """Whether the text is a time; if not, the field says so."""
        try:
            parse_ms(self.text())
        except ValueError:
            fault = _no_time(self.text())
            self._show_fault(fault)
            QToolTip.showText(self.mapToGlobal(self.rect().bottomLeft()), fault, self)
            return False
        return True

    def text_room_px(self) -> int:
        """How wide it must be for the time it shows."""
        return self.fontMetrics().horizontalAdvance(self.text()) + _FRAME_PX

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._nudge(1 if key == Qt.Key.Key_Up else -1, event.modifiers())
        elif key == Qt.Key.Key_Escape and self._is_changed():
            self.set_value_ms(self._value_ms)
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if not self.hasFocus() or not event.angleDelta().y():
            event.ignore()
            return
        self._nudge(1 if event.angleDelta().y() > 0 else -1, event.modifiers())
        event.accept()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() == Qt.FocusReason.PopupFocusReason:
            return
        if not self._commit():
            self.set_value_ms(self._value_ms)

    def _commit(self) -> bool:
        try:
            typed = parse_ms(self.text())
        except ValueError:
            self._show_fault(_no_time(self.text()))
            return False
        self._take(typed)
        return True

    def _nudge(self, direction: int, modifiers: Qt.KeyboardModifier) -> None:
        step = _STEP_MS
        if modifiers & Qt.KeyboardModifier.ControlModifier:
            step = _CTRL_STEP_MS
        elif modifiers & Qt.KeyboardModifier.ShiftModifier:
            step = _SHIFT_STEP_MS
        try:
            start = parse_ms(self.text())
        except ValueError:
            start = self._value_ms
        self._take(start + direction * step)

    def _take(self, value_ms: int) -> None:
        before = self._value_ms
        self.set_value_ms(value_ms)
        if self._value_ms != before:
            self.time_edited.emit(self._value_ms)

    def _bounded(self, value_ms: int) -> int:
        value_ms = max(0, value_ms)
        return value_ms if self._maximum_ms is None else min(value_ms, self._maximum_ms)

    def _is_changed(self) -> bool:
        return self.text() != format_ms(self._value_ms, with_millis=True)

    def _show_fault(self, fault: str) -> None:
        if bool(self.property("invalid")) != bool(fault):
            restyle(self, invalid=bool(fault))
        self.setToolTip(fault)


def _no_time(text: str) -> str:
    shown = text if len(text) <= _LONGEST_SHOWN else text[:_LONGEST_SHOWN] + "…"
    return _("“{text}” isn’t a time. Type it like {example}.", text=shown, example="1:15.250")
