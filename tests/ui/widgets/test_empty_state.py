"""The buttons of an empty page are whole, however narrow it is."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ui.widgets.empty_state import EmptyState


@pytest.mark.parametrize(("width", "rows"), [(900, 1), (380, 3)])
def test_its_buttons_are_whole(qtbot: QtBot, width: int, rows: int) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    state = EmptyState("search", "Nothing here", "There is nothing here yet.", page)
    names = ("Play its life", "Search all the music", "Show 97 less certain")
    buttons = [state.add_action(name, lambda: None) for name in names]
    page.resize(width, 600)
    state.resize(width, 600)
    with qtbot.waitExposed(page):
        page.show()
    qtbot.waitUntil(lambda: len({button.y() for button in buttons}) == rows)
    for button in buttons:
        assert button.width() >= button.sizeHint().width()
        assert state.rect().contains(button.geometry())
