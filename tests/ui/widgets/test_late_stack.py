"""Parts are made once, when they are first shown."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from ui.widgets.late_stack import LateStack


def test_a_part_is_made_when_it_is_first_shown(qtbot: QtBot) -> None:
    made: list[str] = []

    def make(name: str) -> QLabel:
        made.append(name)
        return QLabel(name)

    stack = LateStack({"one": lambda: make("one"), "two": lambda: make("two")})
    qtbot.addWidget(stack)
    assert made == []
    first = stack.show_part("two")
    assert stack.show_part("one") is stack.currentWidget()
    assert stack.show_part("two") is first
    assert made == ["two", "one"]
    with pytest.raises(KeyError):
        stack.show_part("three")
