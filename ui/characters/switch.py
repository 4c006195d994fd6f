"""“Mira, Both, Elio”: whose page is shown."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QWidget

from app.core.ids import CharacterId
from app.core.words import _
from app.story.records import Character
from ui.characters.words import names_of
from ui.widgets.buttons import ToggleButton
from ui.widgets.text import on_button
from ui.words.marks import character_name

Ids = tuple[CharacterId, ...]


class PeopleSwitch(QWidget):
    """Signal: chosen(tuple of character ids)."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._group = QButtonGroup(self)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(2)
        self._pair: tuple[Character, ...] = ()
        self.buttons: dict[Ids, ToggleButton] = {}

    def show_pair(self, pair: tuple[Character, ...], shown: Ids) -> None:
        """pair: two, between whom the listener may change; else there is no switch. shown: whose
        page it is.
        """
        self.setVisible(len(pair) == 2)
        if pair != self._pair:
            self._pair = pair
            self._make()
        if shown in self.buttons:
            self.buttons[shown].setChecked(True)

    def _make(self) -> None:
        for button in self.buttons.values():
            self._group.removeButton(button)
            self._row.removeWidget(button)
            button.deleteLater()
        self.buttons = {}
        if len(self._pair) != 2:
            return
        first, second = self._pair
        self._add((first.id,), character_name(first), names_of((first,)))
        # Translators: of two characters, both together
        self._add((first.id, second.id), _("Both"), names_of(self._pair))
        self._add((second.id,), character_name(second), names_of((second,)))

    def _add(self, ids: Ids, text: str, name: str) -> None:
        button = ToggleButton(on_button(text))
        button.setAccessibleName(name)
        button.clicked.connect(lambda _on=False: self.chosen.emit(ids))
        self._group.addButton(button)
        self._row.addWidget(button)
        self.buttons[ids] = button
