"""What the menu over the selected tracks offers is done."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QFileDialog, QMenu
from pytestqt.qtbot import QtBot

from tests.support.window_parts import WindowParts
from tests.ui.library.test_page import dialog_of, queue_titles, select, shown
from ui.bridge.places import Afterlives, LifePlace, WhatReturns
from ui.library.edit_dialog import EditDialog
from ui.library.page import LibraryPage


def menu_of(page: LibraryPage) -> QMenu:
    """By the key for menus, over what is selected."""
    at = page.table.viewport().rect().center()
    page.table.customContextMenuRequested.emit(at)
    (menu,) = [menu for menu in page.findChildren(QMenu) if menu.isVisible()]
    return menu


def entry(menu: QMenu, key: str) -> QAction:
    """The one that shows this key."""
    (found,) = [action for action in menu.actions() if action.shortcut() == QKeySequence(key)]
    return found


def test_the_menu_plays_and_queues_what_is_selected(page: LibraryPage, parts: WindowParts) -> None:
    select(page, "Dawn", "Dusk")
    for key in ("Return", "Shift+Return", "Ctrl+Return"):
        menu = menu_of(page)
        entry(menu, key).trigger()
        menu.close()
    assert queue_titles(page, parts) == ["Dawn", "Dawn", "Dusk", "Dusk", "Dawn", "Dusk"]


def test_the_menu_edits_and_removes_what_is_selected(page: LibraryPage) -> None:
    select(page, "Dawn", "Dusk")
    menu = menu_of(page)
    entry(menu, "F2").trigger()
    dialog_of(page, EditDialog).reject()
    entry(menu, "Del").trigger()
    menu.close()
    assert shown(page) == ["Night"]


def test_the_menus_roles_tick_what_all_of_them_have(page: LibraryPage, parts: WindowParts) -> None:
    select(page, "Dawn", "Dusk")

    def roles() -> tuple[QMenu, list[QAction]]:
        menu = menu_of(page)
        (sub,) = [action.menu() for action in menu.actions() if action.menu() is not None]
        assert isinstance(sub, QMenu)
        return menu, sub.actions()

    menu, actions = roles()
    assert [action.isChecked() for action in actions].count(True) == 1
    actions[-1].trigger()
    menu.close()
    assert len({row.role for row in parts.context.services.library.tracks()}) == 2
    select(page, "Dusk", "Night")
    menu, actions = roles()
    assert not any(action.isChecked() for action in actions)
    menu.close()


def test_only_a_single_track_is_located_by_the_menu(
    page: LibraryPage, parts: WindowParts, qtbot: QtBot, tmp_path: Path
) -> None:
    moved = (tmp_path / "music" / "Dusk.wav").rename(tmp_path / "moved.wav")
    select(page, "Dawn", "Dusk")
    menu = menu_of(page)
    assert "Locate…" not in [action.text() for action in menu.actions()]
    menu.close()
    select(page, "Dusk")
    menu = menu_of(page)
    assert "Locate…" in [action.text() for action in menu.actions()]
    edit = menu.actions().index(entry(menu, "F2"))
    menu.actions()[edit + 1].trigger()
    menu.close()
    (dialog,) = page.window().findChildren(QFileDialog)
    dialog.filesSelected.emit([str(moved)])
    dialog.reject()
    library = parts.context.services.library
    (dusk,) = [row.id for row in library.tracks() if row.title == "Dusk"]
    qtbot.waitUntil(lambda: str(moved) in [str(file.path) for file in library.track(dusk).files])


def test_the_menu_leads_to_what_returns_in_the_soundtrack(
    page: LibraryPage, parts: WindowParts
) -> None:
    select(page, "Dusk")
    menu = menu_of(page)
    name = "What returns in this soundtrack?"
    next(action for action in menu.actions() if action.text() == name).trigger()
    menu.close()
    dusk = next(row for row in parts.context.services.library.tracks() if row.title == "Dusk")
    assert parts.navigator.shown == [WhatReturns(dusk.work_id, dusk.id)]


def test_the_menu_leads_to_what_became_of_one_track(page: LibraryPage, parts: WindowParts) -> None:
    select(page, "Dawn", "Dusk")
    menu = menu_of(page)
    assert "Afterlives" not in [action.text() for action in menu.actions()]
    menu.close()
    select(page, "Dusk")
    menu = menu_of(page)
    next(action for action in menu.actions() if action.text() == "Afterlives").trigger()
    menu.close()
    (dusk,) = [r.id for r in parts.context.services.library.tracks() if r.title == "Dusk"]
    assert parts.navigator.shown[-1] == Afterlives(track_id=dusk)
    menu = menu_of(page)
    next(action for action in menu.actions() if action.text() == "Biography").trigger()
    menu.close()
    assert parts.navigator.shown[-1] == LifePlace(track_id=dusk)
