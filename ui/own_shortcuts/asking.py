"""Asks for the keys of one command, and says what stands in the way."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QHideEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.core.words import _
from ui.own_shortcuts.choosing import Choosing
from ui.own_shortcuts.key_press_field import KeyPressField
from ui.shell.key_table import KeyNames
from ui.style.tokens import SPACE
from ui.widgets.buttons import PushButton
from ui.widgets.text import TextLabel, breakable


class KeyAsking(QWidget):
    """Signals: done(str): what was changed, in words; empty if nothing was."""

    done = Signal(str)

    def __init__(self, choosing: Choosing, names: KeyNames, is_key: Callable[[str], bool]) -> None:
        super().__init__()
        self._choosing = choosing
        self._names = names
        self._key = ""
        self._wanted: tuple[str, ...] = ()
        self._title = TextLabel("", "title", wrap=True)
        self._now = TextLabel("", "muted", wrap=True)
        self.field = KeyPressField(is_key)
        self.told = TextLabel("", wrap=True)
        self.take = PushButton(_("Take it over"), "check")
        self.none = PushButton(_("No shortcut"), "x")
        self.reset = PushButton(_("Reset"), "rotate-ccw")
        self.back = PushButton(_("Cancel"))
        self._lay_out()
        self.field.pressed.connect(self._on_pressed)
        self.field.cancelled.connect(lambda: self.done.emit(""))
        self.take.clicked.connect(self._take_over)
        self.none.clicked.connect(self._give_none)
        self.reset.clicked.connect(self._reset)
        self.back.clicked.connect(lambda: self.done.emit(""))

    def ask(self, key: str) -> None:
        """key: the command’s."""
        self._key = key
        command = self._choosing.command(key)
        name, keys = str(command.text), self._names.either(command.shortcuts)
        self._title.setText(breakable(_("Keys for “{command}”", command=name)))
        self._now.setText(_("Now: {keys}", keys=keys) if keys else _("It has no shortcut now."))
        self.none.setEnabled(bool(keys))
        default = self._names.either(self._choosing.default(key))
        self.reset.setText(_("Reset to {keys}", keys=default) if default else _("Reset"))
        self.reset.setEnabled(self._choosing.is_own(key))
        self.field.clear()
        self._tell("")
        self.field.setFocus()

    def _on_pressed(self, shortcut: str) -> None:
        verdict = self._choosing.verdict(self._key, shortcut)
        self.field.setText(self._names.name(shortcut))
        if verdict.refusal:
            self._tell("\n".join((verdict.refusal, _("Press other keys."))))
        elif verdict.taken_from:
            self._offer((shortcut,), verdict.taken_from)
        else:
            self._give((shortcut,))

    def _reset(self) -> None:
        holder = self._choosing.taken_by_reset(self._key)
        default = self._choosing.default(self._key)
        if holder:
            self._offer(default, holder)
        else:
            self._give(default)

    def _offer(self, shortcuts: tuple[str, ...], holder: str) -> None:
        self._wanted = shortcuts
        other = str(self._choosing.command(holder).text)
        keys = self._names.either(shortcuts)
        # Translators: command is what the keys do already, such as “Play or pause”
        self._tell(_("{keys} already means “{command}”.", keys=keys, command=other), offers=True)
        self.take.setFocus()

    def _take_over(self) -> None:
        self._give(self._wanted)

    def _give_none(self) -> None:
        self._give(())

    def _give(self, shortcuts: tuple[str, ...]) -> None:
        self._choosing.give(self._key, shortcuts)
        name, keys = str(self._choosing.command(self._key).text), self._names.either(shortcuts)
        if keys:
            self.done.emit(_("“{command}” is {keys} now.", command=name, keys=keys))
        else:
            self.done.emit(_("“{command}” has no shortcut now.", command=name))

    def _tell(self, text: str, *, offers: bool = False) -> None:
        self.told.setText(breakable(text))
        self.take.setVisible(offers)
        self.field.setAccessibleDescription(text)
        if text:
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.field, text))

    def hideEvent(self, event: QHideEvent) -> None:
        self._wanted = ()
        super().hideEvent(event)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE.m)
        for widget in (self._title, self._now, self.field, self.told):
            column.addWidget(widget)
        row = QHBoxLayout()
        row.setSpacing(SPACE.s)
        for button in (self.take, self.none, self.reset, self.back):
            button.setAutoDefault(True)
            row.addWidget(button)
        row.addStretch(1)
        column.addLayout(row)
        column.addStretch(1)
