"""What the page's keys mean."""

from __future__ import annotations

from enum import Enum, auto

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from app.core.aligned_passages import Side
from app.themes.records import Answer

STEP_MS = 100


class Press(Enum):
    """NOTHING: a key of the page's that is held down, or means nothing now."""

    CHANGE_OVER = auto()
    TAKE_BACK = auto()
    NOTHING = auto()


Meaning = Answer | Side | Press | int  # an int: by how many ms the start is moved

_TYPED: dict[str, Meaning] = {
    "y": Answer.YES,
    "n": Answer.NO,
    "?": Answer.NOT_SURE,
    "a": Side.FIRST,
    "b": Side.SECOND,
    "x": Press.CHANGE_OVER,
}
_KEYS: dict[Qt.Key, Meaning] = {
    Qt.Key.Key_Left: -STEP_MS,
    Qt.Key.Key_Right: STEP_MS,
    Qt.Key.Key_Return: Side.SECOND,
    Qt.Key.Key_Enter: Side.SECOND,
    Qt.Key.Key_Delete: Press.TAKE_BACK,
    Qt.Key.Key_Backspace: Press.TAKE_BACK,
}


def meaning(event: QKeyEvent) -> Meaning | None:
    """None for a key that isn't the page's. Only moving is repeated while a key is held."""
    held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    typed = event.text().casefold()
    is_shifted = held == Qt.KeyboardModifier.ShiftModifier and typed == "?"
    if held and not is_shifted:
        return None
    found = _TYPED.get(typed, _KEYS.get(Qt.Key(event.key())))
    if found is None or isinstance(found, int):
        return found
    return Press.NOTHING if event.isAutoRepeat() else found
