"""A short message over a page or in a dialog, which disappears after a few seconds."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from enum import Enum, auto

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QEnterEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QStackedWidget, QWidget
from shiboken6 import isValid

from app.core.words import _
from ui.style.tokens import SPACE
from ui.widgets.buttons import IconButton
from ui.widgets.painting import announce
from ui.widgets.text import TextLabel
from ui.widgets.text_lines import LinesLabel

_SHORTEST_S = 4.0
_PER_CHARACTER_S = 0.06
_WITH_ACTION_S = 8.0  # to be reached by keyboard, too
_HURRIED_S = 2.0  # while others wait, unless it offers something
_STEP_PX = 4
_LINE_LETTERS = 72  # in a line; longer ones are hard to read
_MOST_LINES = 3  # where room is kept

Said = tuple[str, str, Callable[[], object] | None, Callable[[], bool]]
KeepClear = Callable[[], Iterable[QRect]]  # in the page's coordinates


def always() -> bool:
    return True


def nothing() -> Iterable[QRect]:
    """By default, a message may be anywhere."""
    return ()


class QuietPlace(Enum):
    """BOTTOM: over the bottom of its parent. HEAD: at the top of a dialog, since its buttons are at
    the bottom; the content makes room. KEPT: in its parent's layout, which always keeps the same
    room for it.
    """

    BOTTOM = auto()
    HEAD = auto()
    KEPT = auto()


class QuietLine(QFrame):
    """A message that never takes the focus by itself. It doesn't move, whether motion is reduced or
    not.

    A new message replaces the last one. It stays while the pointer or the focus is on it; one that
    `stays` is shown until it is answered or closed.
    Signals:
        action_triggered(): the action button was clicked, after its own callable ran.
        closed(): the message disappeared, by itself or by its button.
        focus_left(): it disappeared while the focus was on it.
    """

    action_triggered = Signal()
    closed = Signal()
    focus_left = Signal()

    def __init__(
        self,
        parent: QWidget,
        where: QuietPlace = QuietPlace.BOTTOM,
        *,
        keep_clear: KeepClear = nothing,
    ) -> None:
        """keep_clear: what it must not cover, at the bottom."""
        super().__init__(parent)
        self._where = where
        self._keep_clear = keep_clear
        self._came_from: QWidget | None = None
        self._room_px = 0  # made at the top
        self.setProperty("surface", "quiet_line")
        self._on_action: Callable[[], object] | None = None
        self._holds: Callable[[], bool] = always
        self._stays = False
        self._text = LinesLabel(_MOST_LINES) if self.keeps_room else TextLabel(wrap=True)
        self._action = QPushButton()
        self._action.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._close = IconButton("x", _("Close this message"), size=16, colour_token="on_tooltip")
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
        for button in (self._action, self._close):
            button.installEventFilter(self)
        if self.keeps_room:
            policy = self.sizePolicy()
            policy.setRetainSizeWhenHidden(True)
            self.setSizePolicy(policy)
        else:
            parent.installEventFilter(self)
        if isinstance(parent, QStackedWidget):  # it raises each page that it shows
            parent.currentChanged.connect(self.raise_)
        self.hide()

    def text(self) -> str:
        return self._text.text()

    @property
    def keeps_room(self) -> bool:
        return self._where is QuietPlace.KEPT

    def say(
        self,
        text: str,
        action_text: str = "",
        on_action: Callable[[], object] | None = None,
        seconds: float | None = None,
        *,
        stays: bool = False,
        holds: Callable[[], bool] = always,
    ) -> None:
        """Show a message, with an action such as “Undo” or “Details”.

        seconds: how long; by default, as long as it takes to read. holds: whether it is still true,
        for who takes it.
        """
        self._on_action = on_action
        self._holds = holds
        self._stays = stays
        self._text.setText(text)
        self._action.setText(action_text)
        self._action.setVisible(bool(action_text))
        self.setAccessibleName(text)
        self.place()
        self.show()
        self.raise_()
        self._make_room(SPACE.s + self.height())
        self._timer.start(round(1000 * (seconds or _reading_time(text, bool(action_text)))))
        if stays or self.is_held:
            self._timer.stop()
        announce(self, text)

    def hurry(self) -> None:
        """Others wait: the message goes once it can have been read."""
        if self._timer.isActive() and self._action.isHidden():
            wanted_ms = round(1000 * (_HURRIED_S + _PER_CHARACTER_S * len(self.text())))
            self._timer.start(min(self._timer.remainingTime(), wanted_ms))

    def take_keyboard(self) -> None:
        if self.isVisible() and not self._has_focus:
            self._came_from = self.window().focusWidget()
            button = self._close if self._action.isHidden() else self._action
            button.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def dismiss(self) -> None:
        if self.isHidden():
            return
        self._timer.stop()
        is_left = self._has_focus and not self._give_keyboard_back()
        self.hide()
        self._make_room(0)
        self.closed.emit()
        if is_left:
            self.focus_left.emit()

    def take(self) -> Said | None:
        """Takes the message away, to be said elsewhere; None if there is none."""
        if self.isHidden():
            return None
        said = self.text(), self._action.text(), self._on_action, self._holds
        self.dismiss()
        return said

    def _give_keyboard_back(self) -> bool:
        back, self._came_from = self._came_from, None
        if back is None or not isValid(back) or not back.isVisible():
            return False
        back.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    @property
    def _has_focus(self) -> bool:
        return self._action.hasFocus() or self._close.hasFocus()

    @property
    def is_held(self) -> bool:
        """Whether the pointer or the focus is on it."""
        return self._has_focus or (self.isVisible() and self.underMouse())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.parentWidget():
            if event.type() == QEvent.Type.Resize and self.isVisible():
                self.place()
                # By then, what is to be kept clear has moved too.
                QTimer.singleShot(0, self, self.place)
        elif event.type() == QEvent.Type.FocusIn:
            self._timer.stop()
        elif event.type() == QEvent.Type.FocusOut:
            self._go_soon()
        return False

    def enterEvent(self, event: QEnterEvent) -> None:
        self._timer.stop()

    def leaveEvent(self, event: QEvent) -> None:
        self._go_soon()

    def _go_soon(self) -> None:
        if self.isVisible() and not self._stays and not self._has_focus:
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

    def make_way(self) -> None:
        """Something else is to be kept clear now: what isn’t shown is placed when it is."""
        if not self.isHidden():
            self.place()

    def place(self) -> None:
        """Where it covers nothing that is to be kept clear, as far down as possible."""
        page = self.parentWidget()
        if page is None or self.keeps_room:
            return
        room = page.rect()
        self._text.setWordWrap(False)
        width, text_px = self.sizeHint().width(), self._text.sizeHint().width()
        readable = width - text_px + self._text.fontMetrics().averageCharWidth() * _LINE_LETTERS
        widest = min(readable, max(200, room.width() - 2 * SPACE.xl))
        if width > widest:
            self._text.setWordWrap(True)
            width = widest
        self.resize(width, self._height_for(width))
        left = (room.width() - width) // 2
        is_at_head = self._where is QuietPlace.HEAD
        self.move(QPoint(left, SPACE.s if is_at_head else self._top(left, room)))

    def _top(self, left: int, room: QRect) -> int:
        """If something is covered anywhere, where that is least."""
        lowest = room.height() - self.height() - SPACE.xl
        clear = [rect.adjusted(0, -SPACE.s, 0, SPACE.s) for rect in self._keep_clear()]
        least, found = -1, lowest
        for top in range(lowest, SPACE.s - 1, -_STEP_PX):
            rect = QRect(QPoint(left, top), self.size())
            both = (rect.intersected(other) for other in clear)
            covered = sum(one.width() * one.height() for one in both if not one.isEmpty())
            if least < 0 or covered < least:
                least, found = covered, top
            if not covered:
                break
        return found

    def _make_room(self, room_px: int) -> None:
        dialog = self.parentWidget()
        words = dialog.layout() if dialog is not None else None
        if dialog is None or words is None or self._where is not QuietPlace.HEAD:
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
