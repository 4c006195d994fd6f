"""Characters as chips, with a field that finds one or creates it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.profile.pictures import Pictures
from app.story.records import Character
from ui.story.person_chip import PersonChip
from ui.style.tokens import SPACE
from ui.widgets.buttons import QuietButton
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.type_ahead import Match, TypeAhead, offering


class PeopleField(QWidget):
    """is_cast: all characters of a work, which only creates; else those of one scene.

    Signals: opened(int character id); people_changed(list of character ids), those that appear
    now; creation_requested(str name), a character there is not yet.
    """

    opened = Signal(int)
    people_changed = Signal(list)
    creation_requested = Signal(str)

    def __init__(
        self, pictures: Pictures, *, is_cast: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._pictures = pictures
        self._is_cast = is_cast
        self._shown: tuple[tuple[Character, Path | None], ...] | None = None
        self._people: tuple[Character, ...] = ()
        self._cast: tuple[Character, ...] = ()
        self.add_button = QuietButton("Add a character", "user-plus")
        self.add_button.clicked.connect(self.begin_adding)
        found = offering(self._others, lambda who: who.name, _match)
        self.finder = TypeAhead(found, "Find or name a character", "character")
        self.finder.chosen.connect(self._take)
        self.finder.create_requested.connect(self._create)
        self.finder.cancelled.connect(self.end_adding)
        self.finder.hide()
        chips = QWidget()
        self._flow = FlowLayout(chips)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE.s)
        column.addWidget(chips)
        column.addWidget(self.finder)
        self._fill()

    def show_people(
        self, people: Sequence[Character], cast: Sequence[Character] = (), *, is_other: bool = False
    ) -> None:
        """cast: everybody of the work, to be found. is_other: they are of something else now."""
        self._people, self._cast = tuple(people), tuple(cast)
        self._fill()
        if is_other:
            self.end_adding()
        elif not self.finder.isHidden():
            self.finder.refresh()

    def begin_adding(self) -> None:
        self.finder.clear()
        self.finder.refresh()
        self.finder.show()
        self.finder.setFocus()

    def end_adding(self) -> None:
        if not self.finder.isHidden():
            self.finder.hide()
            self.add_button.setFocus()

    def _fill(self) -> None:
        shown = tuple((who, self._pictures.path(who.portrait)) for who in self._people)
        if shown == self._shown:
            return
        self._shown = shown
        self.add_button.setParent(self)  # or `clear` would take it along
        while (item := self._flow.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None and widget is not self.add_button:
                widget.hide()
                widget.deleteLater()
        for who, portrait in shown:
            chip = PersonChip(who, portrait, is_removable=not self._is_cast)
            chip.clicked.connect(lambda _on=False, who=who: self.opened.emit(who.id))
            chip.removed.connect(lambda who=who: self._remove(who))
            self._flow.addWidget(chip)
        self._flow.addWidget(self.add_button)
        self.add_button.show()

    def _others(self) -> list[Character]:
        there = {who.id for who in self._people}
        return [who for who in self._cast if who.id not in there]

    def _take(self, character_id: object) -> None:
        self.finder.clear()
        self.people_changed.emit([*(who.id for who in self._people), character_id])

    def _create(self, name: str) -> None:
        there = next((w for w in self._people if w.name.casefold() == name.casefold()), None)
        self.finder.clear()
        if there is None:
            self.creation_requested.emit(name)

    def _remove(self, gone: Character) -> None:
        self.people_changed.emit([who.id for who in self._people if who.id != gone.id])


def _match(who: Character) -> Match:
    return Match(who.name, int(who.id), "", "user", who.colour)
