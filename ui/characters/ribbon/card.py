"""The card with the ribbon: its title, what the picture says, and what to do while it is empty."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from app.core.words import _
from ui.characters.ribbon.accessible import install_accessibility
from ui.characters.ribbon.legend import RibbonLegend
from ui.characters.ribbon.painting import StillOf
from ui.characters.ribbon.picture import RibbonPicture, RibbonView
from ui.characters.ribbon.tail import Tail
from ui.characters.shown import ShownStory
from ui.story_line.words import covered_in_words
from ui.style.theme import scaled_px
from ui.style.tokens import SPACE
from ui.widgets.cards import Card
from ui.widgets.empty_state import EmptyState
from ui.widgets.text import TextLabel

_HEAD_PX = 44


class RibbonCard(Card):
    """Signals: told_requested(), their scenes or the music in them are to be set; look_requested(),
    what is covered is to be uncovered for one look.
    """

    told_requested = Signal()
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

    def show_story(self, shown: ShownStory) -> None:
        self.picture.show_beads(shown.beads, _tail(shown))
        has_tempo = any(bead.tempo_ratio is not None for bead in shown.beads)
        self.legend.show_signs(has_tempo=has_tempo)
        self.legend.setVisible(bool(shown.beads))
        self._show_empty(shown)
        self.view.fit()

    def fit(self, *, is_narrow: bool) -> None:
        self.picture.set_small(is_narrow)
        self.view.fit()

    def focus(self) -> None:
        (self.picture if self.empty is None else self.empty).setFocus()

    def _show_empty(self, shown: ShownStory) -> None:
        if self.empty is not None:
            self._views.removeWidget(self.empty)
            self.empty.deleteLater()
            self.empty = None
        if shown.beads:
            self._views.setCurrentWidget(self.view)
            return
        self.empty = _empty(shown, self.told_requested.emit)
        if shown.story.covered:
            many = covered_in_words(len(shown.story.covered))
            self.empty.add_action(many, self.look_requested.emit, "eye-off")
        self.empty.setMinimumHeight(self.picture.minimumHeight())
        self._views.addWidget(self.empty)
        self._views.setCurrentWidget(self.empty)

    def _lay_out(self) -> None:
        self.body.setContentsMargins(1, 0, 1, 1)
        self.body.setSpacing(0)
        head = QWidget()
        head.setMinimumHeight(scaled_px(_HEAD_PX))
        row = QHBoxLayout(head)
        row.setContentsMargins(SPACE.l, 0, SPACE.l, 0)
        row.setSpacing(SPACE.l)
        row.addWidget(TextLabel(_("How it deepens"), "title"))
        row.addWidget(self.legend, 1)
        self.body.addWidget(head)
        self.body.addWidget(self._views, 1)


def _tail(shown: ShownStory) -> Tail | None:
    story = shown.story
    if story.covered:
        after = _("after {place}", place=story.seen_until) if story.seen_until else ""
        return Tail(covered_in_words(len(story.covered)), after)
    if shown.looked_at and shown.first_looked_at == len(shown.beads):
        # Translators: of one or two characters, about scenes that were covered until now
        return Tail(_("No music of theirs"), "", is_open=True)
    return None


def _empty(shown: ShownStory, tell: Callable[[], object]) -> EmptyState:
    story = shown.story
    if not story.scenes:
        is_pair = len(story.people) > 1
        state = EmptyState(
            "users",
            _("Not in one scene together yet") if is_pair else _("Not in any scene yet"),
            _("Say in a scene who is in it: what plays there, and what you felt, appears here."),
        )
        state.add_action(_("Open the scenes"), tell, "clapperboard")
        return state
    state = EmptyState(
        "audio-lines",
        _("Their scenes have no music yet"),
        _("Set a track to one of their scenes, and its music and your feelings appear here."),
    )
    state.add_action(_("Open the story line"), tell, "waves")
    return state
