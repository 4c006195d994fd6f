"""Every command with its shortcuts; Enter on one asks for other keys."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.core.picking import Found, find
from app.core.words import _, dotted
from ui.bridge.keys.layout import layout_now
from ui.own_shortcuts.asking import KeyAsking
from ui.own_shortcuts.choosing import Choosing
from ui.shell.key_table import KeyNames
from ui.shell.shortcuts import CommandKeys
from ui.style.theme import scaled_px
from ui.style.tokens import SPACE
from ui.widgets.buttons import PrimaryButton, PushButton
from ui.widgets.match_row import Match
from ui.widgets.text import TextLabel
from ui.widgets.type_ahead import TypeAhead

if TYPE_CHECKING:
    from app.emotions.records import Emotion
    from app.profile.settings import SettingsFile
    from ui.shell.command import Command

_WIDTH_PX = 600
_MOST_ROWS, _LEAST_ROWS, _ROW_PX = 11, 3, 30
_REST_PX = 330  # of the dialog, besides the rows
_ALL = 1000


class ShortcutsDialog(QDialog):
    """Finds a command, then asks for its keys in the same place."""

    def __init__(
        self,
        shortcuts: CommandKeys,
        settings: SettingsFile,
        emotions: Iterable[Emotion],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Keyboard shortcuts"))
        self._choosing = Choosing(shortcuts, settings, emotions)
        self._names = KeyNames(layout_now({}))
        self.field = TypeAhead(
            self._matches, _("Find a command"), rows_shown=self._rows_with_room()
        )
        self.asking = KeyAsking(self._choosing, self._names, shortcuts.is_single)
        self.reset_all = PushButton(_("Reset all"), "rotate-ccw")
        self._said = TextLabel("", "muted", wrap=True)
        self._lay_out()
        self.field.chosen.connect(self._ask)
        self.field.cancelled.connect(self.reject)
        self.asking.done.connect(self._show_list)
        self.reset_all.clicked.connect(self._reset_all)
        self._show_list("")

    def _rows_with_room(self) -> int:
        """So that the dialog is no higher than its window."""
        parent = self.parentWidget()
        high = self.screen().availableSize().height()
        high = high if parent is None else min(high, parent.window().height())
        rows = (high - scaled_px(_REST_PX)) // scaled_px(_ROW_PX)
        return max(_LEAST_ROWS, min(_MOST_ROWS, rows))

    def _matches(self, text: str) -> list[Found[Match]]:
        found = find(self._choosing.commands, text, _words, _name, most=_ALL)
        return [one.shown_as(self._row(one.thing)) for one in found]

    def _row(self, command: Command[Any]) -> Match:
        name, menu = str(command.text), str(command.menu.value)
        keys = self._names.either(command.shortcuts)
        own = _("changed") if self._choosing.is_own(command.key) else ""
        # Translators: {keys} is a shortcut, “Ctrl+O”
        told = _("Shortcut: {keys}", keys=keys) if keys else _("No shortcut")
        return Match(
            name,
            command.key,
            dotted(menu, own),
            command.icon or "keyboard",
            keys=keys,
            spoken=dotted(name, menu, told, own),
            hint=_("Enter changes the keys of “{command}”.", command=name),
        )

    def _ask(self, key: object) -> None:
        assert isinstance(key, str)
        self._steps.setCurrentWidget(self.asking)
        self.asking.ask(key)

    def _show_list(self, said: str) -> None:
        """said: what was done."""
        self._steps.setCurrentIndex(0)
        self._said.setText(said)
        self._said.setVisible(bool(said))
        self.reset_all.setEnabled(self._choosing.are_any_own)
        self.field.refresh()
        self.field.line.setAccessibleDescription(said)
        self.field.setFocus()

    def _reset_all(self) -> None:
        self._choosing.reset_all()
        self._show_list(_("All commands have the keys that they come with."))

    def _lay_out(self) -> None:
        listed = QWidget()
        column = QVBoxLayout(listed)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE.m)
        column.addWidget(TextLabel(_("Keyboard shortcuts"), "title"))
        hint = _(
            "The keys that mark stay as they are: 1 to 9, F, N and Backspace. Those of emotions "
            "are changed in Settings, with the emotions."
        )
        column.addWidget(TextLabel(hint, "muted", wrap=True))
        column.addWidget(self.field)
        column.addStretch(1)
        column.addWidget(self._said)
        close = PrimaryButton(_("Close"))
        close.setAutoDefault(False)
        close.clicked.connect(self.accept)
        self.reset_all.setAutoDefault(False)
        foot = QHBoxLayout()
        foot.addWidget(self.reset_all)
        foot.addStretch(1)
        foot.addWidget(close)
        column.addLayout(foot)
        self._steps = QStackedWidget()
        self._steps.addWidget(listed)
        self._steps.addWidget(self.asking)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(SPACE.xl, SPACE.l, SPACE.xl, SPACE.l)
        whole.addWidget(self._steps)
        room = self.screen().availableSize()
        self.setFixedWidth(min(scaled_px(_WIDTH_PX), room.width()))


def _name(command: Command[Any]) -> str:
    return str(command.text)


def _words(command: Command[Any]) -> str:
    return f"{command.text} {command.menu.value} {' '.join(command.shortcuts)}"
