"""How the library is shown: as a table of tracks or as a grid of albums, and in which order."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QMenu, QWidget

from app.core.words import Text, _
from ui.style.tokens import SPACE
from ui.widgets.buttons import PushButton, ToggleButton, tell_hint
from ui.widgets.popup_menu import PopupMenu

if TYPE_CHECKING:
    from ui.shell.window_memory import WindowMemory

TRACKS, ALBUMS = "tracks", "albums"
ORDERS: dict[str, Text] = {
    "artist": Text("By artist"),
    "title": Text("By title"),
    "year": Text("By year"),
    "marks": Text("By marks"),
    "heard": Text("By last heard"),
}
_VIEWS = {ALBUMS: (Text("Albums"), "layout-grid"), TRACKS: (Text("Tracks"), "list")}
_VIEW, _ORDER = "library_view", "library_order"  # in the window's memory


class ViewChoice(QWidget):
    """memory: the window's; without one it begins anew each time.

    Signals: view_chosen(str); order_chosen(str).
    """

    view_chosen = Signal(str)
    order_chosen = Signal(str)

    def __init__(self, memory: WindowMemory | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._memory = memory
        self.view = self._remembered(_VIEW, tuple(_VIEWS), TRACKS)
        self.order = self._remembered(_ORDER, tuple(ORDERS), "artist")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE.s)
        self._orders = PushButton(str(ORDERS[self.order]))
        self._orders.setMenu(self._menu())
        self._orders.setProperty("has_menu", True)
        self._orders.setAccessibleName(_("Order of the albums"))
        self._orders.setVisible(self.view == ALBUMS)
        row.addWidget(self._orders)  # before them: they stay where they are pressed
        self._group = QButtonGroup(self)
        self._buttons: dict[str, ToggleButton] = {}
        for view, (text, icon) in _VIEWS.items():
            button = ToggleButton(str(text), icon)
            tell_hint(button, str(text))
            button.setChecked(view == self.view)
            button.toggled.connect(partial(self._on_toggled, view))
            self._group.addButton(button)
            self._buttons[view] = button
            row.addWidget(button)

    @property
    def is_grid(self) -> bool:
        return self.view == ALBUMS

    def fit(self, *, is_narrow: bool) -> None:
        """In a narrow window the views are icons alone."""
        for view, (text, icon) in _VIEWS.items():
            self._buttons[view].setText("" if is_narrow else str(text))
            self._buttons[view].set_icon(icon)

    def _menu(self) -> QMenu:
        menu = PopupMenu(self)
        for order, text in ORDERS.items():
            menu.addAction(str(text), partial(self._on_order, order))
        return menu

    def _on_toggled(self, view: str, is_down: bool) -> None:
        if is_down and view != self.view:
            self.view = view
            self._remember(_VIEW, view)
            self._orders.setVisible(view == ALBUMS)
            self.view_chosen.emit(view)

    def _on_order(self, order: str) -> None:
        self.order = order
        self._remember(_ORDER, order)
        self._orders.setText(str(ORDERS[order]))
        self.order_chosen.emit(order)

    def _remembered(self, name: str, known: tuple[str, ...], usual: str) -> str:
        kept = "" if self._memory is None else self._memory.text(name)
        return kept if kept in known else usual

    def _remember(self, name: str, value: str) -> None:
        if self._memory is not None:
            self._memory.state.setValue(name, value)
