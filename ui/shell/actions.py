"""Every command of the window: name, shortcut, icon and the verb it calls."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from ui.style.icons import icon


@dataclass(frozen=True, slots=True)
class Command:
    """key: how code names it. shortcuts: Qt's portable text; the first one is shown.

    is_bare: a key without Ctrl or Alt; it is left alone while somebody types.
    """

    key: str
    text: str
    shortcuts: tuple[str, ...] = ()
    icon: str = ""
    menu: str = ""
    is_bare: bool = False


COMMANDS = (
    Command("add_folder", "Add music folder…", ("Ctrl+O",), "folder-plus", "File"),
    Command("add_files", "Add music files…", ("Ctrl+Shift+O",), "file-audio", "File"),
    Command("export", "Export everything…", ("Ctrl+E",), "upload", "File"),
    Command("restore", "Restore an export…", (), "download", "File"),
    Command("back_up", "Back up now", (), "copy", "File"),
    Command("quit", "Quit", ("Ctrl+Q",), "x", "File"),
    Command("undo", "Undo", ("Ctrl+Z",), "undo-2", "Edit"),
    Command("redo", "Redo", ("Ctrl+Shift+Z", "Ctrl+Y"), "redo-2", "Edit"),
    Command("cut", "Cut the selected marks", ("Ctrl+X",), "scissors", "Edit"),
    Command("copy", "Copy the selected marks", ("Ctrl+C",), "copy", "Edit"),
    Command("paste", "Paste marks at the playhead", ("Ctrl+V",), "", "Edit"),
    Command("duplicate", "Duplicate the selected marks", ("Ctrl+D",), "files", "Edit"),
    Command("select_all", "Select the whole lane, then everything", ("Ctrl+A",), "", "Edit"),
    Command("delete", "Delete the selected marks", ("Delete",), "trash-2", "Edit", True),
    Command("find", "Find", ("Ctrl+F",), "search", "Edit"),
    Command("settings", "Settings", ("Ctrl+,",), "settings", "Edit"),
    Command("toggle", "Play or pause", ("Space",), "play", "Play", True),
    Command("back", "Back 5 seconds", ("Left",), "rewind", "Play", True),
    Command("forward", "Forward 5 seconds", ("Right",), "fast-forward", "Play", True),
    Command("next", "Next track", ("Ctrl+Right",), "skip-forward", "Play"),
    Command("previous", "Previous track", ("Ctrl+Left",), "skip-back", "Play"),
    Command("louder", "Louder", ("Ctrl+Up",), "volume-2", "Play"),
    Command("quieter", "Quieter", ("Ctrl+Down",), "volume-1", "Play"),
    Command("mute", "Mute", ("M",), "volume-x", "Play", True),
    Command("faster", "Faster", ("]",), "gauge", "Play", True),
    Command("slower", "Slower", ("[",), "gauge", "Play", True),
    Command("calibrate", "Match the picture to the sound…", (), "headphones", "Play"),
    Command("loop", "Loop the selection", ("L",), "repeat", "Play", True),
    Command("note", "Note on the newest mark", ("N",), "sticky-note", "Mark", True),
    Command("remove_newest", "Remove the newest mark", ("Backspace",), "trash-2", "Mark", True),
    Command("scene", "Say which scene plays here", ("S",), "clapperboard", "Mark", True),
    Command(
        "scene_whole", "Say which scene the whole track belongs to", ("Shift+S",), "", "Mark", True
    ),
    Command("next_mark", "Next mark", (".",), "chevron-right", "Mark", True),
    Command("previous_mark", "Previous mark", (",",), "chevron-left", "Mark", True),
    Command("next_same", "Next mark of this feeling, in any track", (">",), "", "Mark", True),
    Command(
        "previous_same", "Previous mark of this feeling, in any track", ("<",), "", "Mark", True
    ),
    Command("next_anywhere", "Next mark in any track", ("Alt+.",), "", "Mark"),
    Command("previous_anywhere", "Previous mark in any track", ("Alt+,",), "", "Mark"),
    Command("go_feeling", "Go to a feeling…", ("G",), "telescope", "Mark", True),
    Command("hear", "Hear the mark again", ("H",), "headphones", "Mark", True),
    Command("inbox", "Inbox: marks without a note", ("I",), "notebook-pen", "Mark", True),
    Command("reword", "Change the feeling…", ("C",), "pencil", "Mark", True),
    Command("split", "Split at the playhead", ("Ctrl+I",), "separator-vertical", "Mark"),
    Command("merge", "Merge with neighbours", ("Ctrl+J",), "link", "Mark"),
    Command("stretch_start", "The stretch begins at the playhead", ("B",), "", "Mark", True),
    Command("stretch_end", "The stretch ends at the playhead", ("E",), "", "Mark", True),
    Command("mark_start", "Selected marks begin at the playhead", ("Shift+B",), "", "Mark", True),
    Command("mark_end", "Selected marks end at the playhead", ("Shift+E",), "", "Mark", True),
    Command("theme", "Say which theme returns here", ("T",), "music-2", "Mark", True),
    Command("trace", "Trace how it feels", ("V",), "chart-line", "Mark", True),
    Command("zoom_in", "Zoom in", ("+", "="), "zoom-in", "View", True),
    Command("zoom_out", "Zoom out", ("-",), "zoom-out", "View", True),
    Command("zoom_all", "Whole track", ("0",), "maximize", "View", True),
    Command("zoom_selection", "Zoom to the selection", ("Z",), "move-horizontal", "View", True),
    Command("follow", "Change how the view follows", ("Ctrl+L",), "locate", "View"),
    Command("lanes", "Choose and arrange lanes…", ("Ctrl+Shift+L",), "sliders-horizontal", "View"),
    Command(
        "wave_colours", "Colour the waveform by feelings", ("Ctrl+Shift+C",), "palette", "View"
    ),
    Command("loudness", "Loudness line", ("Ctrl+Shift+D",), "chart-line", "View"),
    Command("table", "Marks as a table", ("Ctrl+T",), "list", "View"),
    Command("page_listen", "Listen", ("Alt+1",), "audio-lines", "Go"),
    Command("page_library", "Library", ("Alt+2",), "library", "Go"),
    Command("page_story", "Story", ("Alt+3",), "clapperboard", "Go"),
    Command("page_journal", "Journal", ("Alt+4",), "book-open", "Go"),
    Command("page_settings", "Settings", ("Alt+5",), "settings", "Go"),
    Command("new_entry", "New journal entry", ("Ctrl+N",), "pencil", "Go"),
    Command("keys", "Keyboard", ("F1",), "circle-help", "Help"),
    Command("about", "About OST My Heart", (), "heart", "Help"),
)

# What a held key may do again and again; of the others once is meant, above all of removing.
REPEATING = frozenset(
    (
        "undo",
        "redo",
        "back",
        "forward",
        "louder",
        "quieter",
        "faster",
        "slower",
        "next_mark",
        "previous_mark",
        "zoom_in",
        "zoom_out",
    )
)

# Only where the marks are seen: on the Listen page.
EDITS_MARKS = (
    "cut",
    "copy",
    "paste",
    "duplicate",
    "select_all",
    "delete",
    "reword",
    "split",
    "merge",
    "mark_start",
    "mark_end",
    "stretch_start",
    "stretch_end",
    "theme",
)


def build_actions(window: QWidget, verbs: Mapping[str, Callable[[], object]]) -> dict[str, QAction]:
    """A QAction per command that has a verb, added to the window so that its shortcut works.

    Raises KeyError for a verb that no command names.
    """
    known = {command.key for command in COMMANDS}
    if strangers := verbs.keys() - known:
        raise KeyError(f"no such command: {sorted(strangers)}")
    actions: dict[str, QAction] = {}
    for command in COMMANDS:
        if command.key in verbs:
            action = _action(window, command)
            action.triggered.connect(lambda _checked=False, verb=verbs[command.key]: verb())
            actions[command.key] = action
    return actions


def fill_menu(menu: QMenu, actions: Mapping[str, QAction]) -> None:
    """Every command that the window has, in submenus."""
    submenus: dict[str, QMenu] = {}
    for command in COMMANDS:
        if command.key in actions:
            if command.menu not in submenus:
                submenus[command.menu] = menu.addMenu(command.menu)
            submenus[command.menu].addAction(actions[command.key])


def shortcut_text(key: str) -> str:
    """The first shortcut of a command as the listener's keyboard names it; empty without one."""
    found = next((command for command in COMMANDS if command.key == key), None)
    if found is None or not found.shortcuts:
        return ""
    return QKeySequence(found.shortcuts[0]).toString(QKeySequence.SequenceFormat.NativeText)


def _action(window: QWidget, command: Command) -> QAction:
    action = QAction(command.text, window)
    if command.icon:
        action.setIcon(icon(command.icon, 16))
    action.setShortcuts([QKeySequence(text) for text in command.shortcuts])
    action.setAutoRepeat(command.key in REPEATING)
    action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
    window.addAction(action)
    return action
