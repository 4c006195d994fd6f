"""What a listener sees on a screen, and what a screen reader calls it; for tests."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtCore import QAbstractItemModel, QObject, Qt, QTimer
from PySide6.QtWidgets import QAbstractItemView, QLabel, QWidget

W = TypeVar("W", bound=QWidget)
M = TypeVar("M", bound=QAbstractItemModel)


def seen(root: QWidget, kind: type[W]) -> list[W]:
    """The parts of one type that are visible whenever the root is."""
    return [part for part in root.findChildren(kind) if part.isVisibleTo(root)]


def named(root: QWidget, kind: type[W], name: str) -> W:
    """The one part of its type with this text or accessible name; hidden ones too."""
    (found,) = [
        part
        for part in root.findChildren(kind)
        if name in (part.accessibleName(), part.property("text"))
    ]
    return found


def words(root: QWidget) -> list[str]:
    """The text of every visible label."""
    return [label.text() for label in seen(root, QLabel)]


def model_of(view: QAbstractItemView, kind: type[M]) -> M:
    model = view.model()
    assert isinstance(model, kind)
    return model


def is_settled(part: QObject) -> bool:
    """Whether nothing is left that this part postponed for a moment."""
    timers = part.findChildren(QTimer, options=Qt.FindChildOption.FindDirectChildrenOnly)
    return not any(timer.isActive() for timer in timers if timer.isSingleShot())
