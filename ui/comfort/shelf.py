"""The shelf: cards in a row, which scrolls by whole cards."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.comfort.records import SHELF
from app.core.ids import EmotionId
from app.core.words import _
from ui.comfort.card import MomentCard
from ui.style.tokens import SPACE
from ui.widgets.buttons import IconButton
from ui.widgets.own_keys import is_bare

if TYPE_CHECKING:
    from app.comfort.records import ComfortMoment
    from app.emotions.records import Emotion
    from ui.scenes.moment_stills import MomentStills

_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


class ShelfRow(QWidget):
    """As many cards as fit side by side; arrows show the others.

    Signals, each with the card's place: play_requested(int); opened(int); day_opened(int).
    """

    play_requested = Signal(int)
    opened = Signal(int)
    day_opened = Signal(int)

    def __init__(
        self,
        find: Callable[[EmotionId], Emotion],
        stills: MomentStills,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._find, self._stills = find, stills
        self.cards: list[MomentCard] = []
        self._first = 0
        self.back = IconButton("chevron-left", _("Previous cards"), size=16)
        self.on = IconButton("chevron-right", _("Next cards"), size=16)
        self.back.clicked.connect(lambda: self._turn(-1))
        self.on.clicked.connect(lambda: self._turn(1))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE.xs)
        self._row = QHBoxLayout()
        self._row.setSpacing(SPACE.l)
        self._row.addStretch(0)  # after the last card, where there are few
        row.addWidget(self.back)
        row.addLayout(self._row, 1)
        row.addWidget(self.on)

    def show_moments(self, moments: Sequence[ComfortMoment]) -> None:
        """The cards stay, and with them the focus, whatever is on them now."""
        for card, moment in zip(self.cards, moments, strict=False):
            card.show_moment(moment, self._emotion(moment))
        for moment in moments[len(self.cards) :]:
            self._add(moment)
        for card in self.cards[len(moments) :]:
            self._row.removeWidget(card)
            card.hide()
            card.deleteLater()
        del self.cards[len(moments) :]
        self._row.setStretch(self._row.count() - 1, int(len(self.cards) < SHELF))
        self._first = 0
        self._place()

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """Of Tab, in their order."""
        return (self.back, *self.cards, self.on)

    def set_sounding(self, place: int) -> None:
        """place: of the card that sounds; -1 for none."""
        for n, card in enumerate(self.cards):
            card.set_sounding(n == place)

    def focus_first(self) -> bool:
        if self.cards:
            self.cards[self._first].setFocus()
        return bool(self.cards)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        held = next((n for n, one in enumerate(self.cards) if one.hasFocus()), -1)
        step = _STEPS.get(Qt.Key(event.key()), 0)
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            step = -step
        to = held + step
        if held < 0 or not step or not is_bare(event):
            super().keyPressEvent(event)
        elif 0 <= to < len(self.cards):
            self._show(to)
            self.cards[to].setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def minimumSizeHint(self) -> QSize:
        """Of one card between the arrows."""
        card = self.cards[0].minimumSizeHint() if self.cards else QSize()
        return QSize(card.width() + 2 * self.on.sizeHint().width(), card.height())

    def _add(self, moment: ComfortMoment) -> None:
        place = len(self.cards)
        card = MomentCard(moment, self._emotion(moment), self._stills)
        card.play_requested.connect(lambda: self.play_requested.emit(place))
        card.opened.connect(lambda: self.opened.emit(place))
        card.day_opened.connect(lambda: self.day_opened.emit(place))
        self.cards.append(card)
        self._row.insertWidget(place, card, 1)

    def _emotion(self, moment: ComfortMoment) -> Emotion:
        assert moment.item.emotion_id is not None
        return self._find(moment.item.emotion_id)

    def _turn(self, step: int) -> None:
        self._first += step * self._fitting()
        self._place()

    def _show(self, place: int) -> None:
        self._first = min(place, max(self._first, place - self._fitting() + 1))
        self._place()

    def _place(self) -> None:
        fitting, count = self._fitting(), len(self.cards)
        self._first = max(0, min(self._first, count - fitting))
        for n, card in enumerate(self.cards):
            card.setVisible(self._first <= n < self._first + fitting)
        for button in (self.back, self.on):
            button.setVisible(count > fitting)
        self.back.setEnabled(self._first > 0)
        self.on.setEnabled(self._first + fitting < count)

    def _fitting(self) -> int:
        if not self.cards:
            return 1
        wide = self.cards[0].sizeHint().width() + SPACE.l
        whole = (self.width() + SPACE.l) // wide
        if whole >= len(self.cards):
            return len(self.cards)
        arrows = self.back.sizeHint().width() + self.on.sizeHint().width() + 2 * SPACE.xs
        return max(1, (self.width() - arrows + SPACE.l) // wide)
