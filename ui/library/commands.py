"""What the Library page offers: adding music, finding a track, saying which are the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.core.words import Text
from ui.shell.command import Command, Menu, When

if TYPE_CHECKING:
    from ui.library.page import LibraryPage

COMMANDS: tuple[Command[LibraryPage], ...] = (
    Command("add_folder", Text("Add music folder…"), ("Ctrl+O",), "folder-plus", Menu.FILE,
            lambda page: page.add_folder()),
    Command("add_files", Text("Add music files…"), ("Ctrl+Shift+O",), "file-audio", Menu.FILE,
            lambda page: page.add_files()),
    Command("same_questions", Text("Tracks that may be the same…"), (), "circle-help", Menu.FILE,
            lambda page: page.verbs.answer_questions(), When.OPENING),
    Command("columns", Text("Columns of the tracks…"), (), "columns-3", Menu.VIEW,
            lambda page: page.columns.open(), When.OPENING, place=3),
    Command("show_current", Text("Show the current track in the library"), ("Ctrl+Shift+F",),
            "locate", Menu.GO, lambda page: page.show_current(), When.OPENING, place=9),
    Command("same_track_as", Text("Same track as…"), (), "link", Menu.EDIT,
            lambda page: page.merge_selected(), When.IN_FRONT, place=5),
)  # fmt: skip
