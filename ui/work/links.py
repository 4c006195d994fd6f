"""The ways on from a work: what became of its music, its characters, roles and themes."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QGridLayout, QMenu, QWidget

from app.core.words import Text, _, number
from app.library.records import UNTOLD_ROLES
from app.works.pairs import pairs_in
from ui.bridge.places import (
    Afterlives,
    LifePlace,
    PairPlace,
    PersonPlace,
    RolePlace,
    ThemePlace,
    WhatReturns,
)
from ui.style.icons import icon
from ui.style.tokens import SPACE
from ui.widgets.buttons import QuietButton, tell_hint
from ui.widgets.popup_menu import PopupMenu
from ui.widgets.text import on_button
from ui.words.lists import and_list
from ui.words.marks import character_name, theme_name
from ui.words.spoilers import spoilers

if TYPE_CHECKING:
    from app.works.records import WorkGlance
    from ui.bridge.places import Navigator

_LEADING = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_AFTERLIVES = Text("Afterlives")
_CHARACTERS = Text("Characters")
_THEMES = Text("Themes")
_ROLES = Text("Roles")
_LIFE = Text("Biography")
_MOST_PAIRS = 8


class WorkLinks(QWidget):
    """Names that would give something away are in none of its menus."""

    def __init__(self, navigator: Navigator, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._navigator = navigator
        self._glance: WorkGlance | None = None
        self._is_tight = False
        self.afterlives = QuietButton(str(_AFTERLIVES), "share-2")
        self.characters = QuietButton(str(_CHARACTERS), "users")
        self.themes = QuietButton(str(_THEMES), "music-2")
        self.roles = QuietButton(str(_ROLES), "sunrise")
        self.life = QuietButton(str(_LIFE), "history")
        self.roles.clicked.connect(self._open_roles)
        self.life.clicked.connect(self._open_life)
        self.afterlives.clicked.connect(self._open_afterlives)
        self.characters.clicked.connect(lambda: self._open(self.characters, self.fill_characters))
        self.themes.clicked.connect(lambda: self._open(self.themes, self.fill_themes))
        self._buttons = (
            self.afterlives, self.characters, self.life, self.roles, self.themes
        )  # fmt: skip
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(SPACE.xs)
        self._grid.setVerticalSpacing(0)
        self._place()

    def show_glance(self, glance: WorkGlance) -> None:
        self._glance = glance
        self.afterlives.setVisible(self._navigator.can_show(Afterlives))
        self.characters.setVisible(bool(glance.cast))
        self.roles.setVisible(bool(glance.tracks) and self._navigator.can_show(RolePlace))
        self.themes.setVisible(bool(glance.tracks or glance.themes))
        self.life.setVisible(bool(glance.tracks) and self._navigator.can_show(LifePlace))
        self._show_words()

    def fit(self, *, is_tight: bool) -> None:
        """Where there is little room, icons alone."""
        if is_tight != self._is_tight:
            self._is_tight = is_tight
            self._place()
            self._show_words()

    def _place(self) -> None:
        """Three beside one another, or all of them where they are icons."""
        across = len(self._buttons) if self._is_tight else 3
        for n, button in enumerate(self._buttons):
            self._grid.removeWidget(button)
            self._grid.addWidget(button, n // across, n % across, _LEADING)

    def fill_characters(self, menu: QMenu) -> None:
        glance, covering = self._glance, spoilers().covering
        for person in () if glance is None else glance.cast:
            if not covering.covers_character(person):
                action = menu.addAction(icon("user", 16), on_button(character_name(person)))
                action.triggered.connect(
                    lambda _on=False, key=person.id: self._navigator.show(PersonPlace(key, None))
                )
        if glance is not None:
            self._add_pairs(menu, glance)

    def _add_pairs(self, menu: QMenu, glance: WorkGlance) -> None:
        """Those who are on together, as far as the listener has met them; of many, the ones who are
        so most often. Every other pair is chosen on the page of one of them.
        """
        covering = spoilers().covering
        shown = (scene for scene in glance.scenes if not covering.covers(scene))
        pairs = [
            pair
            for pair in pairs_in(shown)
            if not covering.covers_character(pair.first)
            and not covering.covers_character(pair.second)
        ]
        if pairs:
            is_part = len(pairs) > _MOST_PAIRS
            menu.addSection(_("Together most often") if is_part else _("Together"))
        for first, second, _scenes in pairs[:_MOST_PAIRS]:
            names = and_list(map(character_name, (first, second)))
            action = menu.addAction(icon("users", 16), on_button(names))
            pair = PairPlace(first.id, second.id)
            action.triggered.connect(lambda _on=False, pair=pair: self._navigator.show(pair))

    def fill_themes(self, menu: QMenu) -> None:
        glance, covering = self._glance, spoilers().covering
        if glance is None:
            return
        for theme in glance.themes:
            if not covering.covers_theme(theme):
                action = menu.addAction(icon("music-2", 16), on_button(theme_name(theme)))
                action.triggered.connect(
                    lambda _on=False, key=theme.id: self._navigator.show(ThemePlace(key))
                )
        menu.addSeparator()
        what = menu.addAction(icon("search", 16), _("What returns in this soundtrack?"))
        what.triggered.connect(lambda: self._navigator.show(WhatReturns(glance.work.id)))

    def _show_words(self) -> None:
        glance, covering = self._glance, spoilers().covering
        if glance is None:
            return
        people = sum(not covering.covers_character(person) for person in glance.cast)
        roles = len({row.role for row in glance.tracks} - UNTOLD_ROLES)
        themes = sum(not covering.covers_theme(theme) for theme in glance.themes)
        for button, name, icon_name, count in (
            (self.afterlives, _AFTERLIVES, "share-2", glance.echoes),
            (self.characters, _CHARACTERS, "users", people),
            (self.roles, _ROLES, "sunrise", roles),
            (self.themes, _THEMES, "music-2", themes),
            (self.life, _LIFE, "history", 0),
        ):
            # Translators: what there is and how many: “Afterlives 8”
            words = _("{name} {count}", name=str(name), count=number(count))
            shown = str(name) if not count else words
            button.setText("" if self._is_tight else shown)
            button.set_icon(icon_name)
            tell_hint(button, shown)

    def _open_afterlives(self) -> None:
        if self._glance is not None:
            self._navigator.show(Afterlives(work_id=self._glance.work.id))

    def _open_life(self) -> None:
        if self._glance is not None:
            self._navigator.show(LifePlace(work_id=self._glance.work.id))

    def _open_roles(self) -> None:
        if self._glance is not None:
            self._navigator.show(RolePlace(work_id=self._glance.work.id))

    def _open(self, button: QuietButton, fill: Callable[[QMenu], object]) -> None:
        menu = PopupMenu(self)
        menu.aboutToHide.connect(menu.deleteLater)
        fill(menu)
        menu.popup(button.mapToGlobal(QPoint(0, button.height())))
