"""A field that filters while one types."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from app.core.words import _
from ui.style.icons import icon
from ui.widgets.enter_keys import ENTER_KEYS

_PAUSE_MS = 120


class SearchField(QLineEdit):
    """A line edit with a magnifier and a clear button.

    Signals:
        search_changed(str): the trimmed text, after a pause of 120 ms in typing, or at once on
            Enter and on clearing; never twice the same.
        down_pressed(): the listener wants to move on to the results. enter_pressed(): maybe to
            open one, faster than the field could move on.
    """

    search_changed = Signal(str)
    down_pressed = Signal()
    enter_pressed = Signal()

    def __init__(self, placeholder: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("variant", "search")
        placeholder = placeholder or _("Search")
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(placeholder)
        self.addAction(icon("search", 16, "ink_muted"), QLineEdit.ActionPosition.LeadingPosition)
        self._clear = self.addAction(
            icon("x", 16, "ink_muted"), QLineEdit.ActionPosition.TrailingPosition
        )
        self._clear.setToolTip(_("Clear search"))
        self._clear.setVisible(False)
        self._clear.triggered.connect(self.clear)
        self._announced = ""
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self._announce)
        self.textChanged.connect(self._on_text_changed)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif key in ENTER_KEYS:
            self._announce()
            self.enter_pressed.emit()
        elif key == Qt.Key.Key_Down:
            self._announce()
            self.down_pressed.emit()
        else:
            super().keyPressEvent(event)

    def _on_text_changed(self, text: str) -> None:
        self._clear.setVisible(bool(text))
        if text.strip():
            self._pause.start()
        else:
            self._announce()

    def _announce(self) -> None:
        self._pause.stop()
        text = self.text().strip()
        if text != self._announced:
            self._announced = text
            self.search_changed.emit(text)
