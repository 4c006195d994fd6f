"""Tab's order: Qt takes it from when a widget was made, a listener from where it stands."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def tab_as_they_stand(parts: Sequence[QWidget]) -> None:
    """Tab goes through the parts as they are named, and within each as its widgets were made."""
    for one, other in pairwise(stops_in(parts)):
        QWidget.setTabOrder(one, other)


def stops_in(parts: Sequence[QWidget]) -> list[QWidget]:
    """What Tab stops at in the parts, part by part. None of them is inside another.

    The chain that Qt has isn't walked: PySide 6.11 takes widgets that `nextInFocusChain` returned
    for deleted later, though they live, and ends the program when one raises in an event filter.
    """
    return [
        widget
        for part in parts
        for widget in (part, *part.findChildren(QWidget))
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
    ]
