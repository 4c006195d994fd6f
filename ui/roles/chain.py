"""The returns of a theme along the story: the ribbon, which theme it follows, and hearing it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QVBoxLayout, QWidget

from app.core.words import _, ngettext, number
from ui.roles.nobody import without_chain
from ui.story_music.covered_look import CoveredLook
from ui.story_music.ribbon.card import RibbonCard
from ui.story_music.sounding import RibbonSounding
from ui.style.tokens import SPACE
from ui.timeline.paint.feeling_colours import line_of
from ui.widgets.buttons import LinkButton, QuietButton
from ui.widgets.chips import Chip
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.text import on_button
from ui.words.lists import and_list
from ui.words.spoilers import spoilers

if TYPE_CHECKING:
    from app.characters.records import TheirTheme
    from app.core.ids import ThemeId
    from app.story.records import Character
    from ui.bridge.context import Context
    from ui.roles.leading import RoleLeading
    from ui.roles.shown import ShownRole
    from ui.story_line.waves import LineWaves
    from ui.story_music.bead import Bead
    from ui.story_music.ribbon.painting import StillOf


class ChainPart(QWidget):
    """Signals: theme_chosen(ThemeId), to be followed; bead_opened(int place);
    people_opened(tuple of characters), whose theme it is.
    """

    theme_chosen = Signal(object)
    bead_opened = Signal(int)
    people_opened = Signal(object)

    def __init__(self, context: Context, still_of: StillOf, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._beads: tuple[Bead, ...] = ()
        self._themes: tuple[TheirTheme, ...] = ()
        self.ribbon = RibbonCard(still_of)
        # Translators: of a musical theme, about scenes that were covered until now
        self.look = CoveredLook(self.ribbon, _("No return of the theme"))
        self.sounding = RibbonSounding(context, self)
        self.play = QuietButton(_("Play how it deepens"), "play")
        self.people = LinkButton("", "users")
        self._whose: tuple[Character, ...] = ()
        self.chips: dict[ThemeId, Chip] = {}
        self._group = QButtonGroup(self)
        self._chip_box = QWidget()
        self._flow = FlowLayout(self._chip_box)
        self._lay_out()
        self._wire()

    def show_role(self, shown: ShownRole, leading: RoleLeading) -> None:
        track = shown.track
        self._beads = shown.beads
        self.sounding.show(shown.beads)
        self._show_chips(track.themes, shown.theme)
        self._show_people(shown)
        has_theme = bool(track.quotes or track.quoted_by or track.themes)
        self.look.show(
            shown.beads,
            track.covered,
            track.seen_until,
            shown.looked_at,
            lambda: without_chain(has_theme, leading.find_returns, leading.open_story),
        )
        self.play.setVisible(bool(shown.beads))
        self._show_sounding(self.sounding.bead)

    def fit(self, *, is_narrow: bool) -> None:
        self.ribbon.fit(is_narrow=is_narrow)

    def focus(self) -> None:
        self.ribbon.focus()

    def learns_more(self, waves: LineWaves) -> bool:
        """Whether how loud a bead is can be told now."""
        return any(one.level_db is None and waves.shape(int(one.track.id)) for one in self._beads)

    # --- themes ---------------------------------------------------------------------------------

    def _show_chips(self, themes: tuple[TheirTheme, ...], followed: TheirTheme | None) -> None:
        if themes != self._themes:
            self._themes = themes
            for chip in self.chips.values():
                self._group.removeButton(chip)
            self._flow.clear()
            self.chips = {}
            for theme in themes:
                many = len(theme.returns)
                words = ngettext(
                    "{theme}, 1 return", "{theme}, {n} returns", many, theme=theme.name
                )
                chip = Chip(words, "music-2", line_of(theme.colour), checkable=True)
                chip.clicked.connect(lambda _on=False, key=theme.id: self.theme_chosen.emit(key))
                self._group.addButton(chip)
                self._flow.addWidget(chip)
                self.chips[theme.id] = chip
        if followed is not None and followed.id in self.chips:
            self.chips[followed.id].setChecked(True)
        self._chip_box.setVisible(bool(themes))

    def _show_people(self, shown: ShownRole) -> None:
        """Whose theme it is, unless that would give something away."""
        theme, covering = shown.theme, spoilers().covering
        whose = () if theme is None else shown.track.people.get(theme.id, ())
        self._whose = tuple(one for one in whose if not covering.covers_character(one))
        names = and_list(one.name for one in self._whose)
        # Translators: whose musical theme it is: “The theme of Mira and Elio”
        self.people.setText(on_button(_("The theme of {names}", names=names)))
        self.people.set_icon("users")
        self.people.setVisible(bool(self._whose))

    # --- hearing --------------------------------------------------------------------------------

    def play_whole(self) -> None:
        """From the first bead to the last; or stops."""
        if self.sounding.bead is not None and self.sounding.is_whole:
            self.sounding.stop()
        elif self._beads:
            self.sounding.play(self._beads, is_whole=True)

    def _play_bead(self, place: int) -> None:
        self.sounding.play([self._beads[place]], is_whole=False)

    def _play_from(self, place: int) -> None:
        self.sounding.play(self._beads[place:], is_whole=True)

    def _show_sounding(self, bead: Bead | None) -> None:
        places = (
            n
            for n, one in enumerate(self._beads)
            if bead is not None
            and (one.at.scene.id, one.passage) == (bead.at.scene.id, bead.passage)
        )
        place = next(places, -1)
        self.ribbon.picture.set_sounding(place)
        is_on = place >= 0 and self.sounding.is_whole
        self.play.set_icon("square" if is_on else "play")
        at = _("{place} of {count}", place=number(place + 1), count=number(len(self._beads)))
        # Translators: a button that stops playing; at: “2 of 5”
        self.play.setText(_("Stop · {at}", at=at) if is_on else _("Play how it deepens"))
        if is_on:
            self.ribbon.view.show_place(place)

    # --- making ---------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(SPACE.m)
        row.addWidget(self._chip_box, 1)
        row.addWidget(self.people)
        row.addWidget(self.play)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE.s)
        column.addLayout(row)
        column.addWidget(self.ribbon)

    def _wire(self) -> None:
        self.sounding.moved.connect(self._show_sounding)
        self.play.clicked.connect(self.play_whole)
        self.people.clicked.connect(lambda: self.people_opened.emit(self._whose))
        picture = self.ribbon.picture
        picture.play_requested.connect(self._play_bead)
        picture.chain_requested.connect(self._play_from)
        picture.open_requested.connect(self.bead_opened)
