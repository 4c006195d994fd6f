"""The head of the Library page: what is shown, the filter, how it is shown, adding music."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from app.core.words import _
from ui.library.view_choice import ViewChoice
from ui.style.theme import scaled_px
from ui.style.tokens import SPACE
from ui.widgets.buttons import PrimaryButton
from ui.widgets.popup_menu import PopupMenu
from ui.widgets.search_field import SearchField
from ui.widgets.text import ElidedLabel, TextLabel

if TYPE_CHECKING:
    from ui.shell.window_memory import WindowMemory

_SEARCH_PX = 440  # its hint in one line, and no more


class PageHead(QWidget):
    """Signals: folder_wanted(), files_wanted(), rescan_wanted()."""

    folder_wanted = Signal()
    files_wanted = Signal()
    rescan_wanted = Signal()

    def __init__(self, memory: WindowMemory | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.choice = ViewChoice(memory)
        self.search = SearchField(_("Filter by title, artist, composer, album, role or work"))
        self.search.setMaximumWidth(scaled_px(_SEARCH_PX))
        self._count = ElidedLabel("", "muted")
        add = PrimaryButton(_("Add music…"), "plus")
        add.setMenu(self._add_menu())
        add.setProperty("has_menu", True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE.m)
        row.addWidget(TextLabel(_("Library"), "display"))
        row.addWidget(self._count, 3)
        row.addWidget(self.search, 4)
        row.addWidget(self.choice)
        row.addWidget(add)

    def tell(self, shown: str) -> None:
        """What is shown, counted."""
        self._count.setText(shown)

    def _add_menu(self) -> QMenu:
        menu = PopupMenu(self)
        menu.addAction(_("Folder…"), self.folder_wanted.emit)
        menu.addAction(_("Files…"), self.files_wanted.emit)
        menu.addSeparator()
        menu.addAction(_("Rescan folders"), self.rescan_wanted.emit)
        return menu
