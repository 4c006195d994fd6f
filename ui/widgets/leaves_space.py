"""Space belongs to the player, also where a button or a list has the keyboard focus."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

_PROPERTY = "leaves_space"


def leave_space(widget: QWidget) -> None:
    """For a button or list that has no use for Space."""
    widget.setProperty(_PROPERTY, True)


def leaves_space(widget: QWidget) -> bool:
    return bool(widget.property(_PROPERTY))
