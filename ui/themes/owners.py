"""Whose theme it is: characters, a place or an idea, as chips."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.core.words import Text, _
from app.profile.pictures import Pictures
from app.story.records import Character
from app.transactions.typed import Typed
from ui.scenes.person_chip import PersonChip, Removing
from ui.style.icons import icon
from ui.style.theme import scaled_px
from ui.widgets.buttons import QuietButton
from ui.widgets.chips import RemovableChip
from ui.widgets.commit_fields import CommitLine
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.popup_menu import PopupMenu
from ui.widgets.text import on_button
from ui.words.marks import character_name

_IDEA_PX = 200
_FROM_THEME = Removing(
    Text("Opens the character. {key} takes the theme from them."),
    Text("It isn’t {name}’s theme"),
)


class Owners(QWidget):
    """Signals: opened, added and removed(int character id); idea_written(Typed), a place or an
    idea, empty for none.
    """

    opened = Signal(int)
    added = Signal(int)
    removed = Signal(int)
    idea_written = Signal(object)

    def __init__(self, pictures: Pictures, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pictures = pictures
        self._people: tuple[Character, ...] = ()
        self._cast: tuple[Character, ...] = ()
        self._idea = ""
        self._shown: tuple[object, ...] | None = None
        self.add_button = QuietButton(_("Whose is it?"), "user-plus")
        self.add_button.setProperty("has_menu", True)
        self._menu = PopupMenu(self)
        self._menu.aboutToShow.connect(self._fill_menu)
        self.add_button.setMenu(self._menu)
        self.idea = CommitLine(_("A place or an idea"), _("A place or an idea"))
        self.idea.setFixedWidth(scaled_px(_IDEA_PX))
        self.idea.committed.connect(self._write)
        self.idea.editingFinished.connect(self._end_writing)
        for part in (self.add_button, self.idea):
            part.hide()
            part.setParent(self)
        self._flow = FlowLayout(self)
        self._flow.setContentsMargins(0, 0, 0, 0)

    def show_owners(
        self, people: Sequence[Character], idea: str, cast: Sequence[Character]
    ) -> None:
        """cast: whom it could belong to."""
        self._people, self._idea, self._cast = tuple(people), idea, tuple(cast)
        self.idea.show_text(idea)
        names = tuple(map(character_name, people))  # which change with what is covered
        shown = (*((who, self._pictures.path(who.portrait)) for who in people), names, idea)
        if shown == self._shown:
            return
        self._shown = shown
        for kept in (self.add_button, self.idea):
            kept.setParent(self)  # or it would be deleted with the chips
        while (item := self._flow.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None and widget not in (self.add_button, self.idea):
                widget.hide()
                widget.deleteLater()
        for who in people:
            self._flow.addWidget(self._person(who, self._pictures.path(who.portrait)))
        if idea:
            self._flow.addWidget(self._idea_chip(idea))
        self._flow.addWidget(self.idea)
        self._flow.addWidget(self.add_button)
        self.add_button.show()

    def begin_idea(self) -> None:
        """A place or an idea is written."""
        self.idea.show()
        self.idea.setFocus()
        self.idea.selectAll()

    def _person(self, who: Character, portrait: Path | None) -> PersonChip:
        chip = PersonChip(who, portrait, is_removable=True, removing=_FROM_THEME)
        chip.clicked.connect(lambda _on=False, who=who: self.opened.emit(who.id))
        chip.removed.connect(lambda who=who: self.removed.emit(who.id))
        return chip

    def _idea_chip(self, idea: str) -> RemovableChip:
        chip = RemovableChip(idea)
        chip.removed.connect(lambda: self.idea_written.emit(Typed("", idea)))
        return chip

    def _fill_menu(self) -> None:
        self._menu.clear()
        there = {who.id for who in self._people}
        for who in self._cast:
            if who.id not in there:
                name = character_name(who)
                action = self._menu.addAction(icon("user", 16, who.colour), on_button(name))
                action.triggered.connect(lambda _on=False, who=who: self.added.emit(who.id))
        self._menu.addSeparator()
        action = self._menu.addAction(icon("map-pin", 16), _("A place or an idea…"))
        action.triggered.connect(lambda _on=False: self.begin_idea())

    def _write(self, text: Typed) -> None:
        self.idea_written.emit(text)

    def _end_writing(self) -> None:
        if not self.idea.isHidden():
            had_focus = self.idea.hasFocus()
            self.idea.hide()
            if had_focus:
                self.add_button.setFocus()
