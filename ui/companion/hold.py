"""Holds the card still while somebody is about to press something in it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QWidget

_HELD_MS = 2500  # to move on and press


class Hold(QObject):
    """Signal: let_go(), the part needn't be held still any longer."""

    let_go = Signal()

    def __init__(self, part: QWidget) -> None:
        super().__init__(part)
        self._part = part
        self._pointed_at = QTimer(self, singleShot=True, interval=_HELD_MS)
        self._pointed_at.timeout.connect(self.let_go)
        part.setAttribute(Qt.WidgetAttribute.WA_Hover)
        part.installEventFilter(self)

    @property
    def is_on(self) -> bool:
        """Whether the pointer moves over the part, or did a moment ago; a pointer left there holds
        nothing.
        """
        return self._pointed_at.isActive() and self._part.isVisible()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.HoverEnter, QEvent.Type.HoverMove):
            self._pointed_at.start()
        elif event.type() == QEvent.Type.HoverLeave:
            self._pointed_at.stop()
            self.let_go.emit()
        return super().eventFilter(watched, event)
