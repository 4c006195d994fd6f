"""The afterlives as a line of years, or as a list by year: two views of the same."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from ui.afterlives.timeline_picture import TimelinePicture
from ui.afterlives.year_list import YearList
from ui.style.theme import scaled_px
from ui.widgets.cards import Card
from ui.widgets.turning import turn_to

if TYPE_CHECKING:
    from app.afterlives.records import Afterlife, AfterlivesOf
    from ui.widgets.image_files import FindPicture

_LEAST_LIST_PX, _ANY_PX = 64, 16_777_215


class LivesView(Card):
    """Signals: those of `TimelinePicture`, whichever view is shown."""

    chosen = Signal(int)
    opened = Signal(int)
    link_requested = Signal(int)
    menu_requested = Signal(int, QPoint)
    removal_requested = Signal(int)

    def __init__(self, find: FindPicture) -> None:
        super().__init__()
        self.timeline = TimelinePicture(find)
        self.list = YearList(find)
        self._views = QStackedWidget()
        for view in (self.timeline, self.list):
            self._views.addWidget(view)
            view.chosen.connect(self.chosen)
            view.opened.connect(self.opened)
            view.link_requested.connect(self.link_requested)
            view.menu_requested.connect(self.menu_requested)
            view.removal_requested.connect(self.removal_requested)
        self.body.setContentsMargins(1, 1, 1, 1)
        self.body.addWidget(self._views)

    def show_lives(
        self, shown: AfterlivesOf, lives: Sequence[Afterlife], chosen: int | None
    ) -> None:
        """lives: of those shown, the ones that are wanted."""
        self.timeline.show_lives(shown, lives)
        self.timeline.choose(chosen)
        self.list.show_lives(lives, chosen)

    def choose(self, echo_id: int | None) -> None:
        """Without a signal."""
        self.timeline.choose(echo_id)
        self.list.choose(echo_id)

    def focus(self) -> None:
        view = self._views.currentWidget()
        if isinstance(view, QWidget):
            view.setFocus()

    def fit(self, *, as_list: bool) -> int:
        """Returns how high it is at least."""
        turn_to(self._views, self.list if as_list else self.timeline)
        high = self.timeline.sizeHint().height() + 2
        least = scaled_px(_LEAST_LIST_PX) if as_list else high
        self.setMinimumHeight(least)
        self.setMaximumHeight(_ANY_PX if as_list else high)
        return least
