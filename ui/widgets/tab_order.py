"""Tab's order: Qt takes it from when a widget was made, a listener from where it stands."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def stops_in(parts: Sequence[QWidget]) -> list[QWidget]:
    """What Tab stops at in the parts, part by part; within each as Tab goes now.

    parts: of one window, none inside another.
    """
    if not parts:
        return []
    place = {part: number for number, part in enumerate(parts)}
    inside: list[list[QWidget]] = [[] for _part in parts]
    first = at = parts[0]
    while True:
        if at.focusPolicy() & Qt.FocusPolicy.TabFocus:
            number = _number_of(at, place)
            if number is not None:
                inside[number].append(at)
        following: QWidget | None = at.nextInFocusChain()
        if following is None or following is first:
            return [stop for stops in inside for stop in stops]
        at = following


def tab_as_they_stand(parts: Sequence[QWidget]) -> None:
    """Tab goes through the parts as they are named, whenever what is in them was made."""
    for one, other in pairwise(stops_in(parts)):
        QWidget.setTabOrder(one, other)


def _number_of(widget: QWidget, place: dict[QWidget, int]) -> int | None:
    at: QWidget | None = widget
    while at is not None and at not in place:
        at = at.parentWidget()
    return None if at is None else place[at]
