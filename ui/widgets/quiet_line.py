"""Small news: one line over the foot of a page, gone again after a few seconds."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QEnterEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QStackedWidget, QWidget

from ui.style.tokens import SPACE
from ui.widgets.buttons import IconButton
from ui.widgets.text import TextLabel

_SHORTEST_S = 4.0
_PER_CHARACTER_S = 0.06
_WITH_ACTION_S = 4.0


class QuietLine(QFrame):
    """A line that floats over the foot of its parent, or its head, and never takes the focus.

    A new message replaces the one before. It stays while the pointer or the focus is on it; one
    that `stays` is there until it is answered or closed.
    Signals:
        action_triggered(): the action button was used, after its own callable ran.
        closed(): the line went away, by itself or by its button.
    """

    action_triggered = Signal()
    closed = Signal()

    def __init__(self, parent: QWidget, *, is_at_head: bool = False) -> None:
        """is_at_head: at the head of a dialog, whose buttons are at the foot and whose words make
        room for it.
        """
        super().__init__(parent)
        self._is_at_head = is_at_head
        self._room_px = 0  # made at the head
        self.setProperty("surface", "quiet_line")
        self._on_action: Callable[[], object] | None = None
        self._stays = False
        self._text = TextLabel(wrap=True)
        self._action = QPushButton()
        self._action.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._close = IconButton("x", "Close this message", size=16, colour_token="on_tooltip")
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACE.l, SPACE.s, SPACE.s, SPACE.s)
        row.setSpacing(SPACE.m)
        row.addWidget(self._text, 1)
        row.addWidget(self._action)
        row.addWidget(self._close)
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.dismiss)
        self._action.clicked.connect(self._run_action)
        self._close.clicked.connect(self.dismiss)
        parent.installEventFilter(self)
        if isinstance(parent, QStackedWidget):  # it puts each page that it turns to on top
            parent.currentChanged.connect(self.raise_)
        self.hide()

    def text(self) -> str:
        return self._text.text()

    @property
    def stays(self) -> bool:
        """Whether the message is, or was at last, one that stays."""
        return self._stays

    def say(
        self,
        text: str,
        action_text: str = "",
        on_action: Callable[[], object] | None = None,
        seconds: float | None = None,
        *,
        stays: bool = False,
    ) -> None:
        """Show a message; with an action such as “Undo” or “Details”.

        seconds: how long; by default as long as it takes to read.
        """
        self._on_action = on_action
        self._stays = stays
        self._text.setText(text)
        self._action.setText(action_text)
        self._action.setVisible(bool(action_text))
        self.setAccessibleName(text)
        self._place()
        self.show()
        self.raise_()
        self._make_room(SPACE.s + self.height())
        self._timer.start(round(1000 * (seconds or _reading_time(text, bool(action_text)))))
        if stays:
            self._timer.stop()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))

    def dismiss(self) -> None:
        if self.isHidden():
            return
        self._timer.stop()
        self.hide()
        self._make_room(0)
        self.closed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            watched is self.parentWidget()
            and event.type() == QEvent.Type.Resize
            and self.isVisible()
        ):
            self._place()
        return False

    def enterEvent(self, event: QEnterEvent) -> None:
        self._timer.stop()

    def leaveEvent(self, event: QEvent) -> None:
        if self.isVisible() and not self._stays and not self._action.hasFocus():
            self._timer.start(round(1000 * _SHORTEST_S))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.dismiss()
        else:
            super().keyPressEvent(event)

    def _run_action(self) -> None:
        on_action = self._on_action
        self.dismiss()
        if on_action is not None:
            on_action()
        self.action_triggered.emit()

    def _place(self) -> None:
        page = self.parentWidget()
        if page is None:
            return
        room = page.rect()
        widest = max(200, room.width() - 2 * SPACE.xl)
        self._text.setWordWrap(False)
        width = self.sizeHint().width()
        if width > widest:
            self._text.setWordWrap(True)
            width = widest
        self.resize(width, self._height_for(width))
        top = SPACE.s if self._is_at_head else room.height() - self.height() - SPACE.xl
        self.move(QPoint((room.width() - width) // 2, top))

    def _make_room(self, room_px: int) -> None:
        dialog = self.parentWidget()
        words = dialog.layout() if dialog is not None else None
        if dialog is None or words is None or not self._is_at_head:
            return
        margins = words.contentsMargins()
        margins.setTop(margins.top() + room_px - self._room_px)
        self._room_px = room_px
        words.setContentsMargins(margins)
        needed_px = words.totalHeightForWidth(dialog.width())
        dialog.resize(dialog.width(), max(dialog.height(), needed_px))

    def _height_for(self, width: int) -> int:
        layout = self.layout()
        if layout is not None and layout.hasHeightForWidth():
            return layout.totalHeightForWidth(width)
        return self.sizeHint().height()


def _reading_time(text: str, has_action: bool) -> float:
    return _SHORTEST_S + _PER_CHARACTER_S * len(text) + (_WITH_ACTION_S if has_action else 0)
