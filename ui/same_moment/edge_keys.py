"""The keys that move the edges of what is asked about."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from ui.same_moment.wave_card import STEP_MS

_ALT = Qt.KeyboardModifier.AltModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_STEPS = {Qt.Key.Key_Left: -STEP_MS, Qt.Key.Key_Right: STEP_MS}


def edges_moved(event: QKeyEvent) -> tuple[int, int] | None:
    """By how much a key moves the start and the end: Alt and an arrow the end, with Shift the
    start. None for other keys.
    """
    step = _STEPS.get(Qt.Key(event.key()))
    held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    if step is None or held not in (_ALT, _ALT | _SHIFT):
        return None
    return (step, 0) if held & _SHIFT else (0, step)
