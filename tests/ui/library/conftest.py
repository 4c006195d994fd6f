"""A Library page over real services."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.support.window_parts import WindowParts, add_tracks
from ui.library.page import LibraryPage


@pytest.fixture
def page(parts: WindowParts, tmp_path: Path, qtbot: QtBot) -> LibraryPage:
    """Three tracks: Dawn, Dusk and Night."""
    add_tracks(parts.context, tmp_path / "music", ["Dawn", "Dusk", "Night"])
    page = LibraryPage(parts.context, parent=parts.window)
    parts.window.resize(1100, 700)
    page.resize(1100, 700)
    with qtbot.waitExposed(parts.window):
        parts.window.show()
    return page
