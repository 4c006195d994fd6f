"""The window's own commands, whatever page is in front."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.core.words import Text, _
from ui.shell.command import Command, Menu
from ui.widgets.text import on_button

if TYPE_CHECKING:
    from PySide6.QtGui import QAction

    from ui.bridge.archive.archiving import Archiving
    from ui.bridge.context import Context
    from ui.bridge.journal.undo import History
    from ui.bridge.keys.reading import KeyReading
    from ui.shell.shortcuts import CommandKeys
    from ui.window.pages import Pages

_MOST_LETTERS = 80  # of an undo step, in the menu


@dataclass(frozen=True, slots=True)
class Frame:
    """What these commands need. shortcuts: of all of the window's commands. reading: of the
    window's keys, which knows its keyboard. open_palette: over the window.
    """

    window: QWidget
    context: Context
    archiving: Archiving
    pages: Pages
    shortcuts: CommandKeys
    reading: KeyReading
    open_palette: Callable[[], object]


def _show_keys(frame: Frame) -> None:
    from ui.bridge.keys.layout import layout_now
    from ui.shell.key_table import KeyNames, key_groups
    from ui.shell.keys_overlay import KeysOverlay

    emotions = frame.context.services.emotions.emotions()
    names = KeyNames(layout_now(frame.reading.typed))
    groups = tuple(key_groups(emotions, frame.shortcuts.commands, names))
    KeysOverlay(groups, frame.window, lambda: _change_keys(frame)).open()


def _change_keys(frame: Frame) -> None:
    from ui.own_shortcuts.dialog import ShortcutsDialog

    emotions = frame.context.services.emotions.emotions()
    settings = frame.context.services.settings
    ShortcutsDialog(frame.shortcuts, settings, emotions, frame.window).open()


def _show_how_it_works(frame: Frame) -> None:
    from ui.how_it_works.dialog import HowItWorks

    HowItWorks(frame.window).open()


def _open_demo(frame: Frame) -> None:
    from ui.window.demo_window import open_demo

    open_demo(frame.context.messages)


def _show_about(frame: Frame) -> None:
    from ui.shell.about_dialog import AboutDialog

    AboutDialog(frame.context.services.paths, frame.window).open()


def tell_undo(actions: Mapping[str, QAction], history: History) -> None:
    """Undo and Redo name the step that they would undo or redo, while there is one."""
    stack = history.stack
    undo, redo = actions["undo"], actions["redo"]
    undo.setEnabled(False)
    redo.setEnabled(False)
    stack.canUndoChanged.connect(undo.setEnabled)
    stack.canRedoChanged.connect(redo.setEnabled)
    stack.undoTextChanged.connect(
        # Translators: step is what was done, such as “Delete mark”
        lambda step: undo.setText(_("Undo {step}", step=_short(step)) if step else _("Undo"))
    )
    stack.redoTextChanged.connect(
        lambda step: redo.setText(_("Redo {step}", step=_short(step)) if step else _("Redo"))
    )


def _short(step: str) -> str:
    """A name in it may be as long as it likes, and hold any sign; the menu is on the screen."""
    shown = step if len(step) <= _MOST_LETTERS else f"{step[: _MOST_LETTERS - 1].rstrip()}…"
    return on_button(shown)


def rest_while_archiving(actions: Mapping[str, QAction], archiving: Archiving) -> None:
    """Only one can run at a time: the others are disabled meanwhile."""
    for key in ("export", "restore", "back_up"):
        action = actions[key]
        archiving.began.connect(lambda _task, action=action: action.setEnabled(False))
        archiving.ended.connect(lambda _done, action=action: action.setEnabled(True))


COMMANDS: tuple[Command[Frame], ...] = (
    Command("export", Text("Export everything…"), ("Ctrl+E",), "upload", Menu.FILE,
            lambda frame: frame.archiving.ask_where_to_export(), place=1),
    Command("restore", Text("Restore an export…"), (), "download", Menu.FILE,
            lambda frame: frame.archiving.ask_what_to_restore(), place=1),
    Command("back_up", Text("Back up now"), (), "copy", Menu.FILE,
            lambda frame: frame.archiving.back_up(), place=1),
    Command("quit", Text("Quit"), ("Ctrl+Q",), "x", Menu.FILE,
            lambda frame: frame.window.close(), place=1),
    Command("undo", Text("Undo"), ("Ctrl+Z",), "undo-2", Menu.EDIT,
            lambda frame: frame.context.undo(), repeats=True),
    Command("redo", Text("Redo"), ("Ctrl+Shift+Z", "Ctrl+Y"), "redo-2", Menu.EDIT,
            lambda frame: frame.context.redo(), repeats=True),
    Command("find", Text("Find"), ("Ctrl+F",), "search", Menu.EDIT,
            lambda frame: frame.pages.look_for(), place=2),
    Command("command_palette", Text("Command palette…"), ("Ctrl+K",), "search", Menu.GO,
            lambda frame: frame.open_palette(), place=3, goes_before_fields=True),
    Command("message", Text("Go to the message"), ("F6",), "", Menu.GO,
            lambda frame: frame.context.messages.take_keyboard(), place=3),
    Command("how_it_works", Text("How it works"), (), "compass", Menu.HELP, _show_how_it_works),
    Command("demo", Text("Open the demo"), (), "sparkles", Menu.HELP, _open_demo),
    Command("keys", Text("Keyboard shortcuts"), ("F1",), "circle-help", Menu.HELP, _show_keys),
    Command("change_keys", Text("Change keyboard shortcuts…"), (), "keyboard", Menu.HELP,
            _change_keys),
    Command("about", Text("About OST My Heart"), (), "heart", Menu.HELP, _show_about),
)  # fmt: skip
