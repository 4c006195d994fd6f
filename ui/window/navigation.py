"""Leads from one page to another, since pages don't know one another."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from ui.shell.page_spec import PageSpec

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ui.window.pages import Pages


class Navigation:
    """Every page's `Navigator`: the table of pages says which one shows a place."""

    def __init__(self, specs: Iterable[PageSpec[Any]], pages: Pages) -> None:
        specs = tuple(specs)
        self._pages = pages
        self._titles = {spec.key: spec.title for spec in specs}
        self._over = frozenset(kind for spec in specs for kind in spec.shows_over)
        self._shows: dict[type, tuple[str, Callable[[Any, Any], object]]] = {
            kind: (spec.key, show) for spec in specs for kind, show in spec.shows.items()
        }

    def open_page(self, key: str) -> QWidget:
        return self._pages.open_page(key)

    def can_show(self, kind: type) -> bool:
        return kind in self._shows

    def go_back(self) -> None:
        self._pages.go_back()

    @property
    def leads_back_to(self) -> str:
        key = self._pages.leads_back_to
        return str(self._titles[key]) if key in self._titles else ""

    def show(self, place: object) -> None:
        key, show = self._shows[type(place)]
        is_over = type(place) in self._over
        show(self._pages.page(key) if is_over else self._pages.show_page(key), place)
