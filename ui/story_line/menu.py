"""The menu of the story line: what can be done with the selection."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from app.core.words import _
from ui.story_line.stops import Stop, Stops
from ui.story_line.told import place_to_play
from ui.widgets.popup_menu import PopupMenu

_Do = Callable[[], object]


@dataclass(frozen=True, slots=True)
class Doings:
    """What the menu calls. move: one place on (1) or back (-1)."""

    play: _Do
    open: _Do
    choose_track: _Do
    move: Callable[[int], object]
    look: _Do
    come_so_far: _Do


def line_menu(stops: Stops, stop: Stop, doings: Doings, parent: QWidget) -> QMenu:
    """For what is covered, only what tells nothing."""
    menu = PopupMenu(parent)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    if stops.line.scenes[stop.scene].is_covered:
        _add(menu, _("Look at this scene for now"), doings.look, "U")
    else:
        if place_to_play(stops, stop) is not None:
            _add(menu, _("Play from here"), doings.play, "P")
        _add(menu, _("Open"), doings.open, "Return")  # not shown
        _add(menu, _("Choose music…"), doings.choose_track)
        menu.addSeparator()
        _add(menu, _("Move earlier"), lambda: doings.move(-1), "Ctrl+Shift+Left")
        _add(menu, _("Move later"), lambda: doings.move(1), "Ctrl+Shift+Right")
    menu.addSeparator()
    _add(menu, _("I’ve seen everything up to here"), doings.come_so_far)
    return menu


def _add(menu: QMenu, text: str, do: _Do, shortcut: str = "") -> None:
    """The shortcut is only shown: the line itself handles the key."""
    action = menu.addAction(text)
    if shortcut:
        action.setShortcut(QKeySequence(shortcut, QKeySequence.SequenceFormat.PortableText))
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        action.setShortcutVisibleInContextMenu(True)
    action.triggered.connect(lambda: do())
