"""The ribbon for screen readers: a list of its beads, and of what is covered after them.

Qt creates the interfaces when they are needed; without a screen reader nothing here runs.
"""

from __future__ import annotations

from functools import cache
from typing import cast

from PySide6.QtCore import QObject, QPoint, QPointF, QRect
from PySide6.QtGui import QAccessible, QAccessibleInterface, QWindow
from PySide6.QtWidgets import QAccessibleWidget

from ui.story_music.ribbon.picture import RibbonPicture

_NOBODY = cast(QAccessibleInterface, None)  # Qt accepts it; its type stubs don't say so
_Role = QAccessible.Role


@cache
def install_accessibility() -> None:
    """Makes every ribbon accessible; once in a process is enough."""
    QAccessible.installFactory(_interface_of)


def _interface_of(_class_name: str, thing: QObject) -> QAccessibleInterface | None:
    return RibbonAccessible(thing) if isinstance(thing, RibbonPicture) else None


class RibbonAccessible(QAccessibleWidget):
    def __init__(self, picture: RibbonPicture) -> None:
        super().__init__(picture, _Role.List)
        self._picture = picture
        self._beads: dict[int, BeadAccessible] = {}
        beads = self._beads
        picture.destroyed.connect(lambda: _let_go(beads))

    def childCount(self) -> int:
        return self._picture.columns

    def child(self, index: int) -> QAccessibleInterface:
        if not 0 <= index < self.childCount():
            return _NOBODY
        if index not in self._beads:
            self._beads[index] = BeadAccessible(self._picture, index)
        return self._beads[index]

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        return child.place if isinstance(child, BeadAccessible) else -1

    def childAt(self, x: int, y: int) -> QAccessibleInterface:
        at = QPointF(self._picture.mapFromGlobal(QPoint(x, y)))
        return self.child(self._picture.laid_out.place_at(at))

    def focusChild(self) -> QAccessibleInterface:
        """What keys act on."""
        return self.child(self._picture.selection)


class BeadAccessible(QAccessibleInterface):
    """One return, or music of a scene; or what is covered. place: of its column, from 0."""

    def __init__(self, picture: RibbonPicture, place: int) -> None:
        super().__init__()
        self._picture = picture
        self.place = place

    def isValid(self) -> bool:
        return self.place < self._picture.columns

    def object(self) -> QObject:
        return cast(QObject, None)

    def window(self) -> QWindow:
        return self._picture.window().windowHandle()

    def parent(self) -> QAccessibleInterface:
        return QAccessible.queryAccessibleInterface(self._picture)

    def role(self) -> QAccessible.Role:
        return _Role.ListItem

    def state(self) -> QAccessible.State:
        state = QAccessible.State()
        state.selectable = state.focusable = True
        state.selected = self.place == self._picture.selection
        state.focused = state.selected and self._picture.hasFocus()
        state.invalid = not self.isValid()
        state.invisible = not self._picture.isVisible()
        return state

    def rect(self) -> QRect:
        if not self.isValid():
            return QRect()
        seen = self._picture.visibleRegion().boundingRect()
        column = self._picture.column_rect(self.place) & seen
        return column.translated(self._picture.mapToGlobal(QPoint(0, 0)))

    def text(self, which: QAccessible.Text) -> str:
        if which != QAccessible.Text.Name or not self.isValid():
            return ""
        return self._picture.told(self.place)

    def setText(self, which: QAccessible.Text, text: str) -> None:
        """Does nothing: what is told here is edited on its own page."""

    def childCount(self) -> int:
        return 0

    def child(self, index: int) -> QAccessibleInterface:
        return _NOBODY

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        return -1

    def childAt(self, x: int, y: int) -> QAccessibleInterface:
        return _NOBODY


def _let_go(beads: dict[int, BeadAccessible]) -> None:
    """Qt caches the interfaces it was given: they are deleted with their ribbon."""
    for bead in beads.values():
        QAccessible.deleteAccessibleInterface(QAccessible.uniqueId(bead))
    beads.clear()
