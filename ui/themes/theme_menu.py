"""The themes as a menu, where there is no room for the list of them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.core.words import _
from ui.style.icons import icon
from ui.widgets.popup_menu import PopupMenu
from ui.widgets.text import on_button
from ui.words.marks import theme_name

if TYPE_CHECKING:
    from app.core.ids import ThemeId
    from ui.themes.shown import ShownThemes


class ThemeMenu(PopupMenu):
    """Signals: theme_chosen(ThemeId); melodies_wanted(), what returns without a name."""

    theme_chosen = Signal(object)
    melodies_wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)

    def fill(self, shown: ShownThemes, open_id: ThemeId | None) -> None:
        self.clear()
        for work in shown.works:
            self.addSection(on_button(work.title or _("Of no work")))
            for line in work.lines:
                action = self.addAction(on_button(theme_name(line.theme)))
                action.setCheckable(True)
                action.setChecked(line.theme.id == open_id)
                action.triggered.connect(partial(self._choose, line.theme.id))
        self.addSeparator()
        what = self.addAction(icon("search", 16), _("What returns in this soundtrack?"))
        what.triggered.connect(lambda: self.melodies_wanted.emit())

    def _choose(self, theme_id: ThemeId, _is_on: bool) -> None:
        self.theme_chosen.emit(theme_id)
