"""The menu of the selected tracks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from app.core.words import _, pgettext
from app.library.records import Role, role_label
from ui.widgets.popup_menu import PopupMenu
from ui.widgets.text import on_button
from ui.words.lists import comma_list

if TYPE_CHECKING:
    from app.library.records import TrackRow
    from ui.library.track_playing import TrackPlaying
    from ui.library.verbs import TrackVerbs


def build_track_menu(
    rows: list[TrackRow],
    playing: TrackPlaying,
    verbs: TrackVerbs,
    parent: QWidget,
    *,
    leaves: bool,
) -> QMenu:
    """leaves: whether one of the tracks would be on no album any more once they are removed."""
    menu = PopupMenu(parent)
    _add(menu, pgettext("verb", "Play"), "Return").triggered.connect(playing.play)
    _add(menu, _("Play next"), "Ctrl+Return").triggered.connect(playing.play_next)
    _add(menu, _("Add to queue"), "Shift+Return").triggered.connect(playing.enqueue)
    menu.addSeparator()
    _add_roles(menu, rows, verbs)
    _add(menu, _("What returns in this soundtrack?")).triggered.connect(
        lambda: verbs.show_what_returns(rows)
    )
    if len({row.id for row in rows}) == 1:
        _add(menu, _("In its role")).triggered.connect(lambda: verbs.show_role(rows))
        _add(menu, _("Afterlives")).triggered.connect(lambda: verbs.show_afterlives(rows))
        _add(menu, _("Biography")).triggered.connect(lambda: verbs.show_life(rows))
    _add(menu, _("Assign work…")).triggered.connect(lambda: verbs.assign_work(rows))
    _add(menu, _("Edit…"), "F2").triggered.connect(lambda: verbs.edit(rows))
    if len({row.id for row in rows}) == 1:
        _add(menu, _("Locate…")).triggered.connect(lambda: verbs.locate(rows[0]))
    _add(menu, _("Same track as…")).triggered.connect(lambda: verbs.same_as(rows))
    menu.addSeparator()
    remove = _add(menu, _("Remove from library") if leaves else _("Remove from album"), "Del")
    remove.triggered.connect(lambda: verbs.remove(rows))
    return menu


def _add_roles(menu: QMenu, rows: list[TrackRow], verbs: TrackVerbs) -> None:
    roles = menu.addMenu(_("Role"))
    suggested = verbs.suggested_roles(rows)
    if suggested:
        names = comma_list([one.role.label for one in suggested])
        # Translators: roles: “Opening theme, Love theme”
        as_said = roles.addAction(on_button(_("As their titles say: {roles}", roles=names)))
        as_said.triggered.connect(lambda: verbs.set_suggested_roles(rows))
        roles.addSeparator()
    for role in map(str, Role):
        action = roles.addAction(role_label(role))
        action.setCheckable(True)
        action.setChecked(all(row.role == role for row in rows))
        action.triggered.connect(lambda _checked=False, role=role: verbs.set_role(rows, role))


def _add(menu: QMenu, text: str, shortcut: str = "") -> QAction:
    """The shortcut is only shown: the table itself handles the key."""
    action = menu.addAction(text)
    if shortcut:
        action.setShortcut(QKeySequence(shortcut, QKeySequence.SequenceFormat.PortableText))
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        action.setShortcutVisibleInContextMenu(True)
    return action
