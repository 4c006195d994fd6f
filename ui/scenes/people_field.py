"""Characters as chips, with a field to find or create one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.picking import Found
from app.core.words import Text, _
from app.profile.pictures import Pictures
from app.story.records import Character
from ui.scenes.person_chip import PersonChip
from ui.style.tokens import SPACE
from ui.widgets.buttons import QuietButton
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.match_row import Match
from ui.widgets.type_ahead import TypeAhead, offering
from ui.words.marks import character_name


class PeopleField(QWidget):
    """is_cast: all characters of a work, so that adding creates one; else those of one scene.
    rows_shown: of the characters to choose from, without scrolling.

    Signals: opened, person_chosen and removal_requested(int character id); creation_requested(str
    name), of a new character; is_there(str name), who was chosen although they appear already;
    undo_requested(), Ctrl+Z in the field; adding_ended().
    """

    opened = Signal(int)
    person_chosen = Signal(int)
    removal_requested = Signal(int)
    creation_requested = Signal(str)
    is_there = Signal(str)
    undo_requested = Signal()
    adding_ended = Signal()

    def __init__(
        self,
        pictures: Pictures,
        *,
        is_cast: bool = False,
        rows_shown: int = 8,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._pictures = pictures
        self._is_cast = is_cast
        self._shown: tuple[object, ...] | None = None
        self._people: tuple[Character, ...] = ()
        self._cast: tuple[Character, ...] = ()
        self.add_button = QuietButton(_("Add a character"), "user-plus")
        self.add_button.clicked.connect(self.begin_adding)
        self.finder = TypeAhead(
            self._found,
            _("Find or name a character"),
            Text("Create character “{name}”"),
            takes_first=False,  # Enter after the last name ends adding
            rows_shown=rows_shown,
        )
        self.finder.chosen.connect(self._take)
        self.finder.create_requested.connect(self._create)
        self.finder.cancelled.connect(self.end_adding)
        self.finder.passed.connect(self.end_adding)
        self.finder.undo_requested.connect(self.undo_requested)
        self.finder.hide()
        self._chips = QWidget()
        self._flow = FlowLayout(self._chips)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE.s)
        column.addWidget(self._chips)
        column.addWidget(self.finder)
        self._fill()

    def show_people(
        self, people: Sequence[Character], cast: Sequence[Character] = (), *, is_other: bool = False
    ) -> None:
        """cast: all characters of the work, to choose from. is_other: of another scene or work."""
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
        self._show_button(is_adding=True)
        self.finder.setFocus()

    def end_adding(self) -> None:
        if not self.finder.isHidden():
            self.finder.hide()
            self._show_button(is_adding=False)
            self.add_button.setFocus()
            self.adding_ended.emit()

    def _fill(self) -> None:
        shown = tuple((who, self._pictures.path(who.portrait)) for who in self._people)
        names = tuple(map(character_name, self._people))  # which change with what is covered
        if (shown, names) == self._shown:
            return
        self._shown = shown, names
        self.add_button.setParent(self)  # or it would be deleted with the chips
        while (item := self._flow.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None and widget is not self.add_button:
                widget.hide()
                widget.deleteLater()
        for who, portrait in shown:
            chip = PersonChip(who, portrait, is_removable=not self._is_cast)
            chip.clicked.connect(lambda _on=False, who=who: self.opened.emit(who.id))
            chip.removed.connect(lambda who=who: self.removal_requested.emit(who.id))
            self._flow.addWidget(chip)
        self._flow.addWidget(self.add_button)
        self._show_button(is_adding=not self.finder.isHidden())

    def _show_button(self, *, is_adding: bool) -> None:
        """The field asks already while it is there."""
        self.add_button.setVisible(not is_adding)
        self._chips.setVisible(not is_adding or bool(self._people))

    def _found(self, text: str) -> Sequence[Found[Match]]:
        """Those who appear already are found by their names, too: nobody is created twice."""
        there = {who.id for who in self._people}
        others = [who for who in self._cast if who.id not in there]
        offered = [*others, *self._people] if text else others

        def match(who: Character) -> Match:
            detail = _("already there") if who.id in there else ""
            return Match(character_name(who), who, detail, "user", who.colour)

        return offering(lambda: offered, character_name, match)(text)

    def _take(self, who: object) -> None:
        assert isinstance(who, Character)
        self.finder.clear()
        if who.id in {one.id for one in self._people}:
            self.is_there.emit(character_name(who))
        else:
            self.person_chosen.emit(who.id)

    def _create(self, name: str) -> None:
        self.finder.clear()
        self.creation_requested.emit(name)
