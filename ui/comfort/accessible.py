"""The path for screen readers: a list of its stations.

Qt creates the interfaces when they are needed; without a screen reader nothing here runs.
"""

from __future__ import annotations

from functools import cache
from typing import cast

from PySide6.QtCore import QObject, QPoint, QRect
from PySide6.QtGui import QAccessible, QAccessibleInterface, QWindow
from PySide6.QtWidgets import QAccessibleWidget

from ui.comfort.ribbon import PathRibbon

_NOBODY = cast(QAccessibleInterface, None)  # Qt accepts it; its type stubs don't say so
_Role = QAccessible.Role


@cache
def install_accessibility() -> None:
    """Makes every path accessible; once in a process is enough."""
    QAccessible.installFactory(_interface_of)


def _interface_of(_class_name: str, thing: QObject) -> QAccessibleInterface | None:
    return PathAccessible(thing) if isinstance(thing, PathRibbon) else None


class PathAccessible(QAccessibleWidget):
    def __init__(self, ribbon: PathRibbon) -> None:
        super().__init__(ribbon, _Role.List)
        self._ribbon = ribbon
        self._stations: dict[int, StationAccessible] = {}
        stations = self._stations
        ribbon.destroyed.connect(lambda: _let_go(stations))

    def childCount(self) -> int:
        return self._ribbon.many

    def child(self, index: int) -> QAccessibleInterface:
        if not 0 <= index < self.childCount():
            return _NOBODY
        if index not in self._stations:
            self._stations[index] = StationAccessible(self._ribbon, index)
        return self._stations[index]

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        return child.place if isinstance(child, StationAccessible) else -1

    def childAt(self, x: int, y: int) -> QAccessibleInterface:
        return self.child(self._ribbon.place_at(self._ribbon.mapFromGlobal(QPoint(x, y))))

    def focusChild(self) -> QAccessibleInterface:
        """What keys act on."""
        return self.child(self._ribbon.selection)


class StationAccessible(QAccessibleInterface):
    """One station. place: from 0."""

    def __init__(self, ribbon: PathRibbon, place: int) -> None:
        super().__init__()
        self._ribbon = ribbon
        self.place = place

    def isValid(self) -> bool:
        return self.place < self._ribbon.many

    def object(self) -> QObject:
        return cast(QObject, None)

    def window(self) -> QWindow:
        return self._ribbon.window().windowHandle()

    def parent(self) -> QAccessibleInterface:
        return QAccessible.queryAccessibleInterface(self._ribbon)

    def role(self) -> QAccessible.Role:
        return _Role.ListItem

    def state(self) -> QAccessible.State:
        state = QAccessible.State()
        state.selectable = state.focusable = True
        state.selected = self.place == self._ribbon.selection
        state.focused = state.selected and self._ribbon.hasFocus()
        state.invalid = not self.isValid()
        state.invisible = not self._ribbon.isVisible()
        return state

    def rect(self) -> QRect:
        if not self.isValid():
            return QRect()
        column = self._ribbon.column_rect(self.place) & self._ribbon.rect()
        return column.translated(self._ribbon.mapToGlobal(QPoint(0, 0)))

    def text(self, which: QAccessible.Text) -> str:
        is_name = which == QAccessible.Text.Name and self.isValid()
        return self._ribbon.told(self.place) if is_name else ""

    def setText(self, which: QAccessible.Text, text: str) -> None:
        """Does nothing: what is told here is edited elsewhere."""

    def childCount(self) -> int:
        return 0

    def child(self, index: int) -> QAccessibleInterface:
        return _NOBODY

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        return -1

    def childAt(self, x: int, y: int) -> QAccessibleInterface:
        return _NOBODY


def _let_go(stations: dict[int, StationAccessible]) -> None:
    """Qt caches the interfaces it was given: they are deleted with their path."""
    for station in stations.values():
        QAccessible.deleteAccessibleInterface(QAccessible.uniqueId(station))
    stations.clear()
