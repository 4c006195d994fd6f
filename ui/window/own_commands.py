"""What the window itself does, whatever page is in front."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from ui.shell.command import Command, Menu

if TYPE_CHECKING:
    from PySide6.QtGui import QAction

    from ui.bridge.archive.archiving import Archiving
    from ui.bridge.context import Context
    from ui.bridge.journal.undo import History
    from ui.window.pages import Pages


@dataclass(frozen=True, slots=True)
class Frame:
    """What these commands need. commands: every one of the window, to be told of."""

    window: QWidget
    context: Context
    archiving: Archiving
    pages: Pages
    commands: tuple[Command[Any], ...]


def _show_keys(frame: Frame) -> None:
    from ui.shell.keys_dialog import KeysDialog

    emotions = frame.context.services.emotions.emotions()
    KeysDialog(emotions, frame.commands, frame.window).open()


def _show_about(frame: Frame) -> None:
    from ui.shell.about_dialog import AboutDialog

    AboutDialog(frame.context.services.paths, frame.window).open()


def tell_undo(actions: Mapping[str, QAction], history: History) -> None:
    """Undo and redo say what they would do, while there is something to do."""
    stack = history.stack
    for key, text_changed, enabled_changed in (
        ("undo", stack.undoTextChanged, stack.canUndoChanged),
        ("redo", stack.redoTextChanged, stack.canRedoChanged),
    ):
        action, word = actions[key], key.capitalize()
        action.setEnabled(False)
        enabled_changed.connect(action.setEnabled)
        text_changed.connect(
            lambda text, action=action, word=word: action.setText(f"{word} {text}".strip())
        )


def rest_while_archiving(actions: Mapping[str, QAction], archiving: Archiving) -> None:
    """One at a time: the others are grey meanwhile."""
    for key in ("export", "restore", "back_up"):
        action = actions[key]
        archiving.began.connect(lambda _task, action=action: action.setEnabled(False))
        archiving.ended.connect(lambda _done, action=action: action.setEnabled(True))


COMMANDS: tuple[Command[Frame], ...] = (
    Command("export", "Export everything…", ("Ctrl+E",), "upload", Menu.FILE,
            lambda frame: frame.archiving.ask_where_to_export(), place=1),
    Command("restore", "Restore an export…", (), "download", Menu.FILE,
            lambda frame: frame.archiving.ask_what_to_restore(), place=1),
    Command("back_up", "Back up now", (), "copy", Menu.FILE,
            lambda frame: frame.archiving.back_up(), place=1),
    Command("quit", "Quit", ("Ctrl+Q",), "x", Menu.FILE,
            lambda frame: frame.window.close(), place=1),
    Command("undo", "Undo", ("Ctrl+Z",), "undo-2", Menu.EDIT,
            lambda frame: frame.context.undo(), repeats=True),
    Command("redo", "Redo", ("Ctrl+Shift+Z", "Ctrl+Y"), "redo-2", Menu.EDIT,
            lambda frame: frame.context.redo(), repeats=True),
    Command("find", "Find", ("Ctrl+F",), "search", Menu.EDIT,
            lambda frame: frame.pages.look_for(), place=2),
    Command("keys", "Keyboard", ("F1",), "circle-help", Menu.HELP, _show_keys),
    Command("about", "About OST My Heart", (), "heart", Menu.HELP, _show_about),
)  # fmt: skip
