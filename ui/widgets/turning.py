"""Turning a stack to another of its parts without losing the keyboard."""

from __future__ import annotations

from PySide6.QtWidgets import QStackedWidget, QWidget


def turn_to(stack: QStackedWidget, part: QWidget) -> bool:
    """Shows a part, which takes the focus if the last one had it; Qt would give it to whatever
    comes first in it. Returns whether it was moved.
    """
    focus: QWidget | None = stack.window().focusWidget()
    had_focus = focus is not None and focus is not stack and stack.isAncestorOf(focus)
    if stack.currentWidget() is part:
        return False
    stack.setCurrentWidget(part)
    if had_focus:
        part.setFocus()
    return had_focus
