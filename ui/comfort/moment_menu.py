"""What can be done with a moment, for those who don't know its keys yet."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QWidget

from ui.shell.shortcuts import native_text
from ui.style.icons import icon
from ui.widgets.popup_menu import PopupMenu
from ui.widgets.text import on_button


class Offer(NamedTuple):
    """key: Qt's portable name of the one that does the same."""

    text: str
    icon: str
    key: str
    verb: Callable[[], object]


def open_menu(parent: QWidget, at: QPoint, *offers: Offer) -> PopupMenu:
    """at: on the screen."""
    menu = PopupMenu(parent)
    menu.aboutToHide.connect(menu.deleteLater)
    for one in offers:
        action = menu.addAction(f"{on_button(one.text)}\t{native_text(one.key)}")
        action.setIcon(icon(one.icon, 16))
        action.triggered.connect(lambda _checked=False, verb=one.verb: verb())
    menu.popup(at)
    return menu
