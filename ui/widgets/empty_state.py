"""What a page shows while it is empty, and what to do about it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from ui.style.icons import pixmap
from ui.style.theme import scaled_px, theme_signals
from ui.style.tokens import SPACE
from ui.widgets.buttons import PrimaryButton, PushButton, QuietButton
from ui.widgets.enter_keys import ENTER_KEYS
from ui.widgets.text import TextLabel

_ICON_PX = 44
_TEXT_WIDTH_PX = 420


class EmptyState(QWidget):
    """An icon, a title, one warm sentence and buttons to start with. With the focus, Enter presses
    the first one; Space is left to the music.
    """

    def __init__(
        self, icon_name: str, title: str, sentence: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._icon_name = icon_name
        self._picture = QLabel()
        self._title = TextLabel(title, "title", wrap=True)
        self._sentence = TextLabel(sentence, "muted", wrap=True)
        self._actions = QHBoxLayout()
        self.setAccessibleName(title)
        self.setAccessibleDescription(sentence)
        self._lay_out()
        self._paint_icon()
        theme_signals().theme_changed.connect(self._paint_icon)

    def add_action(
        self, text: str, on_clicked: Callable[[], object], icon_name: str = ""
    ) -> PushButton:
        """Add a button; the first is the primary one."""
        kind = QuietButton if self._actions.count() else PrimaryButton
        button = kind(text, icon_name)
        button.clicked.connect(lambda _checked=False: on_clicked())
        self._actions.addWidget(button)
        return button

    def keyPressEvent(self, event: QKeyEvent) -> None:
        first = self._actions.itemAt(0)
        button = first.widget() if first is not None else None
        is_enter = event.key() in ENTER_KEYS
        if is_enter and not event.isAutoRepeat() and isinstance(button, QPushButton):
            button.click()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._paint_icon()

    def _lay_out(self) -> None:
        centre = Qt.AlignmentFlag.AlignHCenter
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE.xl, SPACE.xl, SPACE.xl, SPACE.xl)
        column.setSpacing(SPACE.s)
        column.addStretch(2)
        for label in (self._picture, self._title, self._sentence):
            label.setAlignment(centre)
        column.addWidget(self._picture)
        column.addSpacing(SPACE.s)
        column.addWidget(self._title)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self._sentence, 3)
        row.addStretch(1)
        column.addLayout(row)
        column.addSpacing(SPACE.m)
        self._actions.setSpacing(SPACE.s)
        self._actions.setAlignment(centre)
        column.addLayout(self._actions)
        column.addStretch(3)

    def _paint_icon(self) -> None:
        side = scaled_px(_ICON_PX)
        self._sentence.setMaximumWidth(scaled_px(_TEXT_WIDTH_PX))
        self._sentence.setMinimumWidth(scaled_px(_TEXT_WIDTH_PX) // 2)
        self._picture.setPixmap(pixmap(self._icon_name, side, "accent", self.devicePixelRatio()))
