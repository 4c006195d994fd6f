"""What a page shows while it is empty, and what to do about it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from ui.style.icons import pixmap
from ui.style.theme import scaled_px, theme_signals
from ui.style.tokens import SPACE
from ui.widgets.buttons import PrimaryButton, PushButton, QuietButton
from ui.widgets.enter_keys import ENTER_KEYS
from ui.widgets.text import TextLabel

_ICON_PX = 44
_TEXT_WIDTH_PX = 420
_LOW_PX, _LOW_FOLDED_PX = 200, 300  # below which there is no icon


class EmptyState(QWidget):
    """An icon, a title, one warm sentence and buttons to start with: one below the other where they
    have no room beside each other, and without the icon where it is low. With the focus, Enter
    presses the first one; Space is left to the music.

    picture: in place of the icon and the sentence, which is told to screen readers alone.
    """

    def __init__(
        self,
        icon_name: str,
        title: str,
        sentence: str,
        parent: QWidget | None = None,
        *,
        picture: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._icon_name = icon_name
        self._picture, self._drawn = QLabel(), picture
        self._title = TextLabel(title, "title", wrap=True)
        self._sentence = TextLabel(sentence, "muted", wrap=True)
        self._actions = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._further = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self.setAccessibleName(title)
        self.setAccessibleDescription(sentence)
        self._lay_out()
        self._paint_icon()
        theme_signals().theme_changed.connect(self._paint_icon)

    def set_sentence(self, sentence: str) -> None:
        self._sentence.setText(sentence)
        self.setAccessibleDescription(sentence)

    def add_action(
        self, text: str, on_clicked: Callable[[], object], icon_name: str = ""
    ) -> PushButton:
        """Add a button; the first is the primary one."""
        kind = QuietButton if self._actions.count() else PrimaryButton
        return self._add(kind(text, icon_name), on_clicked, self._actions)

    def add_further(
        self, text: str, on_clicked: Callable[[], object], icon_name: str = ""
    ) -> PushButton:
        """Add a quiet button in a second row."""
        return self._add(QuietButton(text, icon_name), on_clicked, self._further)

    def _add(
        self, button: PushButton, on_clicked: Callable[[], object], row: QBoxLayout
    ) -> PushButton:
        button.clicked.connect(lambda _checked=False: on_clicked())
        row.addWidget(button)
        self._fit()
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
            self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def minimumSizeHint(self) -> QSize:
        """As narrow as its widest button, since they fold."""
        buttons = (*_wide(self._actions), *_wide(self._further))
        narrow_px = max(buttons, default=0) + 2 * SPACE.xl
        return QSize(narrow_px, super().minimumSizeHint().height())

    def _fit(self) -> None:
        way, is_any_folded = QBoxLayout.Direction, False
        for row in (self._actions, self._further):
            wide = _wide(row)
            needed_px = sum(wide) + SPACE.s * (len(wide) - 1) + 2 * SPACE.xl
            is_folded = needed_px > self.width()
            row.setDirection(way.TopToBottom if is_folded else way.LeftToRight)
            is_any_folded |= is_folded
        if self._drawn is not None:
            self._drawn.setHidden(self.height() < self._drawn_px(self._drawn))
            return
        least_px = _LOW_FOLDED_PX if is_any_folded or self._further.count() else _LOW_PX
        self._picture.setHidden(self.height() < scaled_px(least_px))

    def _drawn_px(self, drawn: QWidget) -> int:
        """How high it must be for its picture."""
        title_px = self._title.heightForWidth(self.width() - 2 * SPACE.xl)
        parts_px = title_px + drawn.minimumSizeHint().height() + self._actions.sizeHint().height()
        return parts_px + 2 * SPACE.xl + 6 * SPACE.s + 2 * SPACE.m

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
        if self._drawn is not None:
            for replaced in (self._picture, self._sentence):
                replaced.hide()
            column.addSpacing(SPACE.m)
            column.addWidget(self._drawn, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(SPACE.m)
        self._actions.setSpacing(SPACE.s)
        self._actions.setAlignment(centre)
        column.addLayout(self._actions)
        self._further.setSpacing(SPACE.s)
        self._further.setAlignment(centre)
        column.addLayout(self._further)
        column.addStretch(3)

    def _paint_icon(self) -> None:
        side = scaled_px(_ICON_PX)
        self._sentence.setMaximumWidth(scaled_px(_TEXT_WIDTH_PX))
        self._sentence.setMinimumWidth(scaled_px(_TEXT_WIDTH_PX) // 2)
        self._picture.setPixmap(pixmap(self._icon_name, side, "accent", self.devicePixelRatio()))


def _wide(row: QBoxLayout) -> list[int]:
    """Of each button, in px."""
    places = (row.itemAt(number) for number in range(row.count()))
    return [place.sizeHint().width() for place in places if place is not None]
