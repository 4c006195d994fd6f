"""With whom it was heard: people as plain tags, found by the names used before."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.picking import Found
from app.core.words import Text, _, ngettext
from app.journal.entry_parts import Companion, companion_key, each_once
from ui.widgets.buttons import QuietButton
from ui.widgets.chips import RemovableChip
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.match_row import Match
from ui.widgets.popup import Popup
from ui.widgets.type_ahead import TypeAhead, offering

if TYPE_CHECKING:
    from ui.bridge.context import Context

# Translators: a button after which the names of people follow, “Heard with Ida, Jo”
_HEARD_WITH = Text("Heard with…")


class CompanionsField(QWidget):
    """Read `people()` when the entry is saved."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._known: list[Companion] | None = None
        self._journal = context.services.journal
        self._read = context.latest_read("Read who listened, too")
        self.destroyed.connect(self._read.drop)
        self._chips: dict[str, RemovableChip] = {}
        self.add_button = QuietButton(str(_HEARD_WITH), "users")
        self.add_button.setToolTip(_("Who listened with you"))
        self.add_button.clicked.connect(self.open_field)
        holder = QWidget()
        self._flow = FlowLayout(holder)
        self._flow.addWidget(self.add_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(holder)

    def people(self) -> tuple[str, ...]:
        return tuple(self._chips)

    def show_people(self, people: Iterable[str]) -> None:
        for name in each_once(people):
            self.add(name)

    def add(self, name: str) -> None:
        """Nothing happens if they are there, however they are spelled."""
        if not name.strip() or self._is_there(name):
            return
        name = name.strip()
        chip = self._chips[name] = RemovableChip(name)
        chip.removed.connect(lambda: self._remove(name))
        self._flow.takeAt(self._flow.count() - 1)
        self._flow.addWidget(chip)
        self._flow.addWidget(self.add_button)
        chip.show()
        self.updateGeometry()

    def open_field(self) -> None:
        if self._known is not None:
            self._open_field()
        elif not self._read.is_under_way:
            self._read.ask(self._journal.companions, self._arrive)

    def _arrive(self, known: list[Companion] | None) -> None:
        """None if they can't be read, which is said."""
        self._known = known
        if known is not None:
            self._open_field()

    def _open_field(self) -> None:
        popup = Popup(self.add_button, _("Who listened with you"))
        field = TypeAhead(
            self._found,
            _("Find or name somebody"),
            Text("Add “{name}”"),
            takes_first=False,  # Enter after the last name closes
        )
        field.chosen.connect(lambda value: self._take(field, value))
        field.create_requested.connect(lambda name: self._take(field, name))
        field.cancelled.connect(popup.close)
        field.passed.connect(popup.close)
        popup.body.addWidget(field)
        popup.body.addStretch(1)
        popup.open_under(self.add_button)
        field.setFocus()

    def _take(self, field: TypeAhead, name: object) -> None:
        self.add(str(name))
        field.clear()
        field.refresh()

    def _found(self, text: str) -> Sequence[Found[Match]]:
        """Those who are there already are found, too: nobody is added twice."""
        known = [(one.name, one.entries) for one in self._known or ()]
        keys = {companion_key(name) for name, _entries in known}
        known += [(name, 0) for name in self._chips if companion_key(name) not in keys]
        offered = known if text else [one for one in known if not self._is_there(one[0])]
        return offering(lambda: offered, lambda one: one[0], self._match)(text)

    def _match(self, one: tuple[str, int]) -> Match:
        name, entries = one
        detail = ngettext("1 entry", "{n} entries", entries) if entries else ""
        if self._is_there(name):
            detail = _("already there")
        return Match(name, name, detail, "user")

    def _is_there(self, name: str) -> bool:
        return companion_key(name) in map(companion_key, self._chips)

    def _remove(self, name: str) -> None:
        chip = self._chips.pop(name)
        had_focus = chip.hasFocus()
        self._flow.removeWidget(chip)
        chip.hide()
        chip.deleteLater()
        self.updateGeometry()
        if had_focus:
            self.add_button.setFocus()
