"""The card with the ribbon: its title, what the picture says, and what to do while it is empty."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from app.core.words import _
from ui.story_music.bead import Bead
from ui.story_music.ribbon.accessible import install_accessibility
from ui.story_music.ribbon.legend import RibbonLegend
from ui.story_music.ribbon.painting import StillOf
from ui.story_music.ribbon.picture import RibbonPicture, RibbonView
from ui.story_music.ribbon.tail import Tail
from ui.style.tokens import SPACE
from ui.widgets.cards import Card, CardHead
from ui.widgets.empty_state import EmptyState


class RibbonCard(Card):
    """Signal: look_requested(), what is covered is to be uncovered for one look."""

    look_requested = Signal()

    def __init__(self, still_of: StillOf, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        install_accessibility()
        self.setAccessibleName(_("How it deepens"))
        self.picture = RibbonPicture(still_of)
        self.picture.look_requested.connect(self.look_requested)
        self.view = RibbonView(self.picture)
        self.legend = RibbonLegend()
        self._views = QStackedWidget()
        self._views.addWidget(self.view)
        self.empty: EmptyState | None = None
        self._lay_out()

    def show_beads(
        self, beads: Sequence[Bead], tail: Tail | None, empty: Callable[[], EmptyState]
    ) -> None:
        """empty: what to say without beads."""
        self.picture.show_beads(beads, tail)
        has_tempo = any(bead.tempo_ratio is not None for bead in beads)
        self.legend.show_signs(has_tempo=has_tempo)
        self.legend.setVisible(bool(beads))
        self._show_empty(None if beads else empty())
        self.view.fit()

    def fit(self, *, is_narrow: bool) -> None:
        self.picture.set_small(is_narrow)
        self.view.fit()

    def focus(self) -> None:
        (self.picture if self.empty is None else self.empty).setFocus()

    def _show_empty(self, empty: EmptyState | None) -> None:
        if self.empty is not None:
            self._views.removeWidget(self.empty)
            self.empty.deleteLater()
        self.empty = empty
        if empty is not None:
            empty.setMinimumHeight(self.picture.minimumHeight())
            self._views.addWidget(empty)
        self._views.setCurrentWidget(self.view if empty is None else empty)

    def _lay_out(self) -> None:
        self.body.setContentsMargins(1, 0, 1, 1)
        self.body.setSpacing(0)
        head = CardHead(_("How it deepens"), self.legend, inset_px=SPACE.l)
        self.body.addWidget(head)
        self.body.addWidget(self._views, 1)
