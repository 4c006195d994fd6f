"""The menu of the selected tracks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from ui.library.columns import ROLE_LABELS

if TYPE_CHECKING:
    from app.library.records import TrackRow
    from ui.library.track_playing import TrackPlaying
    from ui.library.verbs import TrackVerbs


def build_track_menu(
    rows: list[TrackRow], playing: TrackPlaying, verbs: TrackVerbs, parent: QWidget
) -> QMenu:
    menu = QMenu(parent)
    _add(menu, "Play", "Return").triggered.connect(playing.play)
    _add(menu, "Play next", "Ctrl+Return").triggered.connect(playing.play_next)
    _add(menu, "Add to queue", "Shift+Return").triggered.connect(playing.enqueue)
    menu.addSeparator()
    _add_roles(menu, rows, verbs)
    _add(menu, "Assign work…").triggered.connect(lambda: verbs.assign_work(rows))
    _add(menu, "Edit…", "F2").triggered.connect(lambda: verbs.edit(rows))
    if len(rows) == 1:
        _add(menu, "Locate…").triggered.connect(lambda: verbs.locate(rows[0]))
    menu.addSeparator()
    remove = _add(menu, "Remove from library", "Del")
    remove.triggered.connect(lambda: verbs.remove(rows))
    return menu


def _add_roles(menu: QMenu, rows: list[TrackRow], verbs: TrackVerbs) -> None:
    roles = menu.addMenu("Role")
    for role, label in ROLE_LABELS.items():
        action = roles.addAction(label)
        action.setCheckable(True)
        action.setChecked(all(row.role == role for row in rows))
        action.triggered.connect(lambda _checked=False, role=role: verbs.set_role(rows, role))


def _add(menu: QMenu, text: str, shortcut: str = "") -> QAction:
    """The shortcut is shown only: the table itself answers the key."""
    action = menu.addAction(text)
    if shortcut:
        action.setShortcut(QKeySequence(shortcut))
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        action.setShortcutVisibleInContextMenu(True)
    return action
