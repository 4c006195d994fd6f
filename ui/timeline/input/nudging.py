"""How far an arrow key moves what is selected."""

from __future__ import annotations

from PySide6.QtCore import Qt

NUDGE_MS = 10
SHIFT_NUDGE_MS = 100
CTRL_NUDGE_MS = 1_000


def nudge_ms(modifiers: Qt.KeyboardModifier) -> int:
    if modifiers & Qt.KeyboardModifier.ControlModifier:
        return CTRL_NUDGE_MS
    return SHIFT_NUDGE_MS if modifiers & Qt.KeyboardModifier.ShiftModifier else NUDGE_MS
