"""How far the listener is in the work: pips with a ring, and a list to choose from."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from app.core.words import Text, _
from app.story.records import Episode, Scene, Work
from ui.scenes.progress_places import (
    ProgressPlace,
    place_words,
    progress_places,
    reached,
    short_place_words,
)
from ui.style.tokens import SPACE
from ui.widgets.buttons import LinkButton
from ui.widgets.popup_menu import PopupMenu
from ui.widgets.text import on_button
from ui.work.pips import MOST_PIPS, ProgressPips

_UNKNOWN = Text("Where are you in the story?")
_BEFORE = Text("You haven’t begun")


class ProgressRow(QWidget):
    """Signal: chosen(Episode | Scene | None), the last that has been seen; None: everything."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._work: Work | None = None
        self._places: tuple[ProgressPlace, ...] = ()
        self._at = -1
        self._is_tightest = False
        self.pips = ProgressPips()
        self.pips.moved_to.connect(self._choose)
        self.where = LinkButton(str(_UNKNOWN))
        self.where.setProperty("has_menu", True)
        menu = PopupMenu(self.where)
        menu.aboutToShow.connect(lambda: self._refill(menu))
        self.where.setMenu(menu)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE.s)
        row.addWidget(self.pips)
        row.addWidget(self.where)
        row.addStretch(1)

    def show_progress(self, work: Work, scenes: Sequence[Scene]) -> None:
        """scenes: the work's, in story order."""
        self._work = work
        self._places = progress_places(work, scenes)
        self._at = reached(work, self._places)
        seasons = [one.season_number if isinstance(one, Episode) else 0 for one in self._places]
        words = self._words()
        is_known = work.progress is not None
        self.pips.show_progress(seasons, self._at + 1, words, is_known=is_known)
        self._show_pips()
        self.where.setText(on_button(words))
        self.where.setEnabled(bool(self._places))

    def fit(self, *, is_tight: bool, is_tightest: bool) -> None:
        """Where there is hardly any room, the list is enough."""
        self._is_tightest = is_tightest
        self.pips.set_tight(is_tight)
        self._show_pips()

    def _show_pips(self) -> None:
        self.pips.setVisible(bool(self._places) and not self._is_tightest)

    def fill_menu(self, menu: QMenu) -> None:
        """By season where there are many."""
        work = self._work
        if work is None:
            return
        everything = menu.addAction(_("I’ve seen everything"))
        everything.triggered.connect(lambda: self.chosen.emit(None))
        menu.addSeparator()
        is_long = len(self._places) > MOST_PIPS
        for season, places in groupby(enumerate(self._places), key=lambda one: _season(one[1])):
            into = menu
            if is_long and season is not None:
                into = menu.addMenu(_("Season {number}", number=str(season)))
            for at, place in places:
                action = into.addAction(on_button(place_words(place, work)))
                action.setCheckable(True)
                action.setChecked(at == self._at)
                action.triggered.connect(lambda _on=False, at=at: self._choose(at))

    def _choose(self, at: int) -> None:
        if 0 <= at < len(self._places):
            self.chosen.emit(self._places[at])

    def _refill(self, menu: QMenu) -> None:
        menu.clear()
        self.fill_menu(menu)

    def _words(self) -> str:
        if self._work is None or self._work.progress is None:
            return str(_UNKNOWN)
        if self._at < 0:
            return str(_BEFORE)
        # Translators: an episode or a scene, “You are at S2 E1”
        return _("You are at {place}", place=short_place_words(self._places[self._at]))


def _season(place: ProgressPlace) -> int | None:
    return place.season_number if isinstance(place, Episode) else None
