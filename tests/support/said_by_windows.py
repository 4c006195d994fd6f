"""What a window says anywhere: to be read, as a tip, to a screen reader, in a list."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

Role = Qt.ItemDataRole
_SPOKEN = (QAccessible.Text.Name, QAccessible.Text.Description, QAccessible.Text.Value)
_ROLES = (Role.DisplayRole, Role.AccessibleTextRole, Role.AccessibleDescriptionRole)
_MOST = 60


def said_by_windows(secrets: Collection[str]) -> list[tuple[str, str]]:
    """What has one of these words in it, or would be read as HTML: its widget's type, and the
    text.
    """

    def is_secret(text: str) -> bool:
        return any(secret in text for secret in secrets)

    QApplication.processEvents()
    windows = [one for one in QApplication.topLevelWidgets() if one.isVisible()]
    found = []
    for part in (part for one in windows for part in (one, *one.findChildren(QWidget))):
        kind = type(part).__name__
        found += [(kind, tip) for tip in _tips(part) if "<img" in tip or is_secret(tip)]
        if isinstance(part, QLabel) and part.textFormat() is not Qt.TextFormat.PlainText:
            found += [(kind, part.text())] * ("<img" in part.text())
        if part.isVisible():
            found += [(kind, text) for text in _told(part) if is_secret(text)]
    return found


def _tips(part: QWidget) -> Iterator[str]:
    yield part.toolTip()
    yield from _data(part, (Role.ToolTipRole,))


def _told(part: QWidget) -> Iterator[str]:
    if part.isWindow():
        yield part.windowTitle()
    if isinstance(part, QLabel | QAbstractButton | QLineEdit):
        yield part.text()
    if isinstance(part, QPlainTextEdit):
        yield part.toPlainText()
    yield from _data(part, _ROLES)
    spoken = QAccessible.queryAccessibleInterface(part)
    if spoken is not None:
        yield from _spoken(spoken)


def _data(part: QWidget, roles: tuple[Qt.ItemDataRole, ...]) -> Iterator[str]:
    if isinstance(part, QAbstractItemView) and part.model() is not None:
        yield from _data_in(part, part.rootIndex(), roles)


def _data_in(
    view: QAbstractItemView, parent: QModelIndex, roles: tuple[Qt.ItemDataRole, ...]
) -> Iterator[str]:
    model = view.model()
    for row in range(min(_MOST, model.rowCount(parent))):
        column, index = 0, model.index(row, 0, parent)
        while index.isValid():
            yield from (text for role in roles if isinstance(text := index.data(role), str))
            column += 1
            index = model.index(row, column, parent)
        yield from _data_in(view, model.index(row, 0, parent), roles)


def _spoken(spoken: QAccessibleInterface) -> Iterator[str]:
    """Of the part itself, and of what is painted in it."""
    yield from (spoken.text(kind) for kind in _SPOKEN)
    for number in range(min(_MOST, spoken.childCount())):
        child = spoken.child(number)
        if child is not None and child.isValid() and not isinstance(child.object(), QWidget):
            yield from _spoken(child)
