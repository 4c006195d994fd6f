"""The stack of pages, each made when it is first wanted."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from ui.shell.page_spec import PageSpec


class Pages(QStackedWidget):
    """make: makes the page of a row. Signals: page_shown(str): the key of the page in front now."""

    page_shown = Signal(str)

    def __init__(
        self, specs: Iterable[PageSpec[Any]], make: Callable[[PageSpec[Any]], QWidget]
    ) -> None:
        super().__init__()
        self._specs = {spec.key: spec for spec in specs}
        self._make = make
        self._made: dict[str, QWidget] = {}
        self.current_key = ""

    def show_page(self, key: str) -> QWidget:
        """Raises KeyError for a page there is not."""
        page = self.page(key)
        self.setCurrentWidget(page)
        if key != self.current_key:
            self.current_key = key
            self.page_shown.emit(key)
        return page

    def page(self, key: str) -> QWidget:
        """Where it is, in front or not. Raises KeyError for a page there is not."""
        if key not in self._made:
            page = self._make(self._specs[key])
            self._made[key] = page
            self.addWidget(page)
        return self._made[key]

    def look_for(self) -> None:
        """On the page in front, else on the first one where something is looked for."""
        front = [self._specs[self.current_key]] if self.current_key else []
        for spec in (*front, *self._specs.values()):
            if spec.find is not None:
                spec.find(self.show_page(spec.key))
                return

    def commit(self) -> None:
        """Whatever a page holds that is not kept yet is kept."""
        for key, page in self._made.items():
            commit = self._specs[key].commit
            if commit is not None:
                commit(page)
