"""Places the cards that have something to say: beside one another as far as there is room."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from ui.style.theme import scaled_px
from ui.style.tokens import SPACE
from ui.widgets.fitted import Fitted

_LEAST_PX, _MOST_COLUMNS = 250, 3
_FINE = 6  # columns of the grid: two or three cards share them


class CardGrid(Fitted):
    """Cards by name, in the order of the names. Those of the last row are as wide as all.

    Signal: all_made(), once no card is left to make.
    """

    all_made = Signal()

    def __init__(self, names: tuple[str, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._names = names
        self._cards: dict[str, QWidget] = {}
        self._values: dict[str, object] = {}
        self._waiting: dict[str, Callable[[], QWidget | None]] = {}
        self._timer = QTimer(self, singleShot=True, interval=0)
        self._timer.timeout.connect(self._make_next)
        self._across = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(SPACE.l)
        for column in range(_FINE):
            self._grid.setColumnStretch(column, 1)
            self._grid.setColumnMinimumWidth(column, 0)

    @property
    def cards(self) -> Mapping[str, QWidget]:
        return self._cards

    @property
    def as_they_stand(self) -> list[QWidget]:
        return [self._cards[name] for name in self._names if name in self._cards]

    @property
    def is_busy(self) -> bool:
        """Whether there are cards to make."""
        return bool(self._waiting)

    def show_card(self, name: str, value: object, make: Callable[[], QWidget | None]) -> None:
        """value: what the card shows; it is made anew only for another one. One at a time, each in
        a turn of its own of the event loop: a frame between them is late by one card.
        """
        if name in self._values and self._values[name] == value:
            return
        self._values[name] = value
        self._waiting[name] = make
        self._timer.start()

    def clear(self) -> None:
        self._values.clear()
        self._waiting.clear()
        for name in list(self._cards):
            self._put(name, None)

    def _make_next(self) -> None:
        if self._waiting:
            name = next(iter(self._waiting))
            self._put(name, self._waiting.pop(name)())
        if self._waiting:
            self._timer.start()
        else:
            self.all_made.emit()

    def _put(self, name: str, card: QWidget | None) -> None:
        before = self._cards.pop(name, None)
        if before is not None:
            before.hide()
            before.deleteLater()
        if card is not None:
            self._cards[name] = card
        if before is not None or card is not None:
            self._place()

    def fit(self) -> None:
        across = max(1, min(_MOST_COLUMNS, self.width() // scaled_px(_LEAST_PX)))
        if across != self._across:
            self._across = across
            self._place()

    def _place(self) -> None:
        cards = self.as_they_stand
        across = max(1, self._across)
        while self._grid.count():
            self._grid.takeAt(0)
        for first in range(0, len(cards), across):
            row = cards[first : first + across]
            wide = _FINE // len(row)
            for place, card in enumerate(row):
                self._grid.addWidget(card, first // across, place * wide, 1, wide)
                card.show()
        self.setVisible(bool(cards))
