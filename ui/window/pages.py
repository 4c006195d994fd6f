"""The stack of pages, each made when it is first needed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Any

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QLineEdit,
    QPlainTextEdit,
    QStackedWidget,
    QWidget,
)
from shiboken6 import isValid

from ui.shell.page_spec import PageSpec
from ui.widgets.own_keys import is_bare


def _itself(_spec: PageSpec[Any]) -> str:
    return ""


class Pages(QStackedWidget):
    """make: makes the page of a row. instead: the key of the page that it leads to when it is
    opened; empty for itself. Signals: page_shown(str), the key of the page now in front.
    """

    page_shown = Signal(str)

    def __init__(
        self,
        specs: Iterable[PageSpec[Any]],
        make: Callable[[PageSpec[Any]], QWidget],
        instead: Callable[[PageSpec[Any]], str] = _itself,
    ) -> None:
        super().__init__()
        self._specs = {spec.key: spec for spec in specs}
        self._make = make
        self._instead = instead
        self._made: dict[str, QWidget] = {}
        self._came_from: dict[str, str] = {}  # to each page that leads back
        self._focus_there: dict[str, QWidget | None] = {}
        self._is_going_back = False
        self.current_key = ""

    @property
    def lasting_key(self) -> str:
        """The page in front; while one fills the window, the one that it was opened from."""
        spec = self._specs.get(self.current_key)
        is_full = spec is not None and spec.fills_window
        return self.came_from if is_full else self.current_key

    @property
    def came_from(self) -> str:
        """The page that the one in front was opened from; empty if it doesn't lead back."""
        return self._came_from.get(self.current_key, "")

    @property
    def leads_back_to(self) -> str:
        """The page that `go_back` shows; empty where it does nothing."""
        spec = self._specs.get(self.current_key)
        if spec is None or not spec.knows_origin:
            return ""
        return self.came_from or spec.within or next(iter(self._specs))

    def open_page(self, key: str) -> QWidget:
        """For one that the listener asks for: itself, or one within it, at the place that the page
        in front hands on to it. Raises KeyError for an unknown page.
        """
        key = self._instead(self._specs[key]) or key
        place = self._handed_on(key) or self._specs[key].stands_for
        page = self.show_page(key)
        if place is not None:
            self._specs[key].shows[type(place)](page, place)
        return page

    def own_verb(self, command: str) -> Callable[[], object] | None:
        """What the page in front does instead of another page's command, if it does."""
        spec = self._specs.get(self.current_key)
        verb = None if spec is None else spec.own_verbs.get(command)
        return None if verb is None else partial(verb, self._made[self.current_key])

    def _handed_on(self, key: str) -> object | None:
        spec = self._specs.get(self.current_key)
        tell = None if spec is None else spec.hands_on.get(key)
        return None if tell is None else tell(self._made[self.current_key])

    def show_page(self, key: str) -> QWidget:
        """This very page. Raises KeyError for an unknown one."""
        page = self.page(key)
        if self._specs[key].knows_origin and key != self.current_key:
            self._remember_origin(key)
        self.setCurrentWidget(page)
        if key != self.current_key:
            self.current_key = key
            self.page_shown.emit(key)
            focus = self._specs[key].focus
            if focus is not None:  # Qt would take whatever comes first in the page
                focus(page)
        return page

    def turn(self, key: str) -> None:
        """To a page that fills the window, or back from it."""
        if key == self.current_key:
            self.go_back()
        else:
            self.show_page(key)

    def go_back(self) -> None:
        """From a page that leads back to where one was, keyboard focus and all. Elsewhere nothing
        happens.
        """
        spec = self._specs[self.current_key]
        if not spec.knows_origin:
            return
        focus = self._focus_there.pop(spec.key, None)
        self._is_going_back = True
        page = self.show_page(self.leads_back_to)
        self._is_going_back = False
        if focus is not None and isValid(focus) and page.isAncestorOf(focus):
            focus.setFocus()

    def _remember_origin(self, key: str) -> None:
        """Back from a page that was opened on top of it, it still leads where it did, and so it
        does when it is opened from there: no two pages lead back to each other. One that fills the
        window is led back to by the pages that it hands a place on to.
        """
        if key in self._came_from and (self._is_going_back or self._was_left_for(key)):
            return
        spec = self._specs.get(self.current_key)
        is_handed_on = spec is not None and key in spec.hands_on
        self._came_from[key] = self.current_key if is_handed_on else self.lasting_key
        self._focus_there[key] = self.window().focusWidget()

    def _was_left_for(self, key: str) -> bool:
        """Whether one goes back to that page from the one in front, at once or by others."""
        at, seen = self.current_key, {""}
        while at not in seen:
            if at == key:
                return True
            seen.add(at)
            at = self._came_from.get(at, "")
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leads back from every page that does, unless something on it needed the key."""
        spec = self._specs.get(self.current_key)
        is_escape = event.key() == Qt.Key.Key_Escape and is_bare(event)
        if is_escape and spec is not None and spec.leads_back:
            self.go_back()
        else:
            super().keyPressEvent(event)

    def focus(self) -> None:
        """The page in front takes the keyboard."""
        focus = self._specs[self.current_key].focus
        if focus is not None:
            focus(self._made[self.current_key])

    def page(self, key: str) -> QWidget:
        """In front or not. Raises KeyError for an unknown page."""
        if key not in self._made:
            page = self._make(self._specs[key])
            self._made[key] = page
            self.addWidget(page)
        return self._made[key]

    def keep_clear(self) -> Iterator[QRect]:
        """What no message may cover: what the page says, and what one is typing into or has just
        chosen or made.
        """
        page, focus = self._made.get(self.current_key), self.window().focusWidget()
        if page is None:
            return
        keep_clear = self._specs[self.current_key].keep_clear
        if keep_clear is not None:
            yield from keep_clear(page)
        if isinstance(focus, QAbstractItemView) and page.isAncestorOf(focus):
            rect = focus.visualRect(focus.currentIndex())
            yield QRect(focus.viewport().mapTo(page, rect.topLeft()), rect.size())
        elif isinstance(focus, QLineEdit | QPlainTextEdit) and page.isAncestorOf(focus):
            yield QRect(focus.mapTo(page, QPoint()), focus.size())

    def look_for(self) -> None:
        """On the page in front, otherwise on the first page that can search."""
        front = [self._specs[self.current_key]] if self.current_key else []
        for spec in (*front, *self._specs.values()):
            if spec.find is not None:
                spec.find(self.show_page(spec.key))
                return

    def commit(self) -> None:
        """Saves whatever a page holds that isn't saved yet."""
        for key, page in self._made.items():
            commit = self._specs[key].commit
            if commit is not None:
                commit(page)
