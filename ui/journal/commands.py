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
    Command("keepsake", Text("Make a keepsake…"), ("Ctrl+Shift+E",), "gift", Menu.FILE,
            lambda page: page.make_keepsake(), When.OPENING, place=0),
)  # fmt: skip
