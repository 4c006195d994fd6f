"""The Story page on real services."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from tests.support.told_story import Told
from tests.support.window_parts import WindowParts
from ui.story.page import StoryPage


@pytest.fixture
def told(parts: WindowParts) -> Told:
    return Told(parts)


def shown_page(parts: WindowParts, qtbot: QtBot) -> StoryPage:
    page = StoryPage(parts.context, parts.window)
    parts.window.resize(1100, 700)
    page.resize(1100, 700)
    with qtbot.waitExposed(parts.window):
        parts.window.show()
    parts.window.activateWindow()
    qtbot.waitUntil(parts.window.isActiveWindow)
    return page


@pytest.fixture
def page(parts: WindowParts, told: Told, qtbot: QtBot) -> StoryPage:
    return shown_page(parts, qtbot)
