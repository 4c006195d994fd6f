"""What the Journal page offers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.core.words import Text
from ui.shell.command import Command, Menu, When

if TYPE_CHECKING:
    from ui.journal.page import JournalPage

COMMANDS: tuple[Command[JournalPage], ...] = (
    Command("new_entry", Text("New journal entry"), ("Ctrl+N",), "pencil", Menu.GO,
            lambda page: page.new_entry(), When.OPENING, place=1),
)  # fmt: skip
