"""The page of a character, or of two, on real services."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from tests.support.window_parts import WindowParts
from tests.ui.story_line.conftest import Tale, tale
from ui.characters.page import CharactersPage

__all__ = ["tale"]


@pytest.fixture
def page(tale: Tale, parts: WindowParts, qtbot: QtBot) -> CharactersPage:
    """Of Mira, whose theme returns in the harbour and in the train."""
    page = CharactersPage(parts.context, None, parts.window)
    page.resize(1220, 740)
    parts.window.resize(1220, 740)
    parts.window.show()
    page.open_person(int(tale.mira))
    read_through(page, qtbot)
    return page


def read_through(page: CharactersPage, qtbot: QtBot) -> None:
    """Returns once what is shown is up to date."""
    qtbot.waitUntil(lambda: page.shown is not None and not page.is_reading)
