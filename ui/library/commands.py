"""What the Library page offers: adding music."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.shell.command import Command, Menu

if TYPE_CHECKING:
    from ui.library.page import LibraryPage

COMMANDS: tuple[Command[LibraryPage], ...] = (
    Command("add_folder", "Add music folder…", ("Ctrl+O",), "folder-plus", Menu.FILE,
            lambda page: page.add_folder()),
    Command("add_files", "Add music files…", ("Ctrl+Shift+O",), "file-audio", Menu.FILE,
            lambda page: page.add_files()),
)  # fmt: skip
