"""Letters typed in a list lead to the next row that begins with them, however it is spelled."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QListWidget, QTreeView, QWidget

from app.core.search_text import fold

_COMMANDING = (
    Qt.KeyboardModifier.ControlModifier
    | Qt.KeyboardModifier.AltModifier
    | Qt.KeyboardModifier.MetaModifier
)


class LetterJump:
    """Answers `keyboardSearch` of a view as Qt does, but by folded texts: without accents."""

    def __init__(self, view: QAbstractItemView) -> None:
        self._view = view
        self._typed = TypedLetters()

    def jump(self, letters: str) -> None:
        view, current = self._view, self._view.currentIndex()
        if isinstance(view, QTreeView):
            seen = _seen_in(view)
            place = seen.index(current) if current in seen else -1
            self._go(letters, len(seen), seen.__getitem__, place)
        else:
            model, column = view.model(), max(0, current.column())
            rows = model.rowCount()
            self._go(letters, rows, lambda row: model.index(row, column), current.row())

    def _go(self, letters: str, rows: int, row: Callable[[int], QModelIndex], current: int) -> None:
        found = self._typed.find(letters, rows, lambda place: row(place).data(), current)
        if found is not None:
            self._view.setCurrentIndex(row(found))


class TypedLetters:
    """What was typed, letter by letter. What follows soon, as the desktop says, goes on with it;
    one letter again and again goes from row to row.
    """

    def __init__(self) -> None:
        self._so_far, self._last_at = "", float("-inf")

    def find(
        self, letters: str, rows: int, text: Callable[[int], str | None], current: int
    ) -> int | None:
        """The next row, around the end, whose text begins so. current: -1 if there is none."""
        is_next = self._is_late() or fold(self._so_far) == fold(letters)
        self._so_far = letters if is_next else self._so_far + letters
        wanted, start = fold(self._so_far), current + 1 if is_next else max(0, current)
        if not wanted:
            return None
        places = ((start + step) % rows for step in range(rows))
        return next((at for at in places if fold(text(at) or "").startswith(wanted)), None)

    def _is_late(self) -> bool:
        before, self._last_at = self._last_at, time.monotonic()
        return (self._last_at - before) * 1000 > QApplication.keyboardInputInterval()


class JumpList(QListWidget):
    """A list of items in which letters lead to rows in this way."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._letters = LetterJump(self)

    def keyboardSearch(self, search: str) -> None:
        self._letters.jump(search)


def is_letter(event: QKeyEvent) -> bool:
    """Whether a key writes something, and is no command; Space opens what there is to choose."""
    text = event.text()
    return bool(text.strip()) and text.isprintable() and not event.modifiers() & _COMMANDING


def _seen_in(tree: QTreeView) -> list[QModelIndex]:
    """Its rows from top to bottom, without those that are folded."""
    seen: list[QModelIndex] = []
    index = tree.model().index(0, 0, tree.rootIndex())
    while index.isValid():
        seen.append(index)
        index = tree.indexBelow(index)
    return seen
