"""A player bar with real services and a player driven by hand."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.support.window_parts import WindowParts, add_tracks
from ui.bridge.track.track_view import TrackView
from ui.player_bar.bar import PlayerBar


@pytest.fixture
def ids(parts: WindowParts, tmp_path: Path) -> dict[str, int]:
    return add_tracks(parts.context, tmp_path / "music", ["Dawn", "Dusk", "Night"])


@pytest.fixture
def bar(parts: WindowParts, ids: dict[str, int], qtbot: QtBot) -> PlayerBar:
    """With three tracks in the library, none of them playing."""
    bar = PlayerBar(parts.context, TrackView(parts.context, parts.window), parts.window)
    parts.window.resize(1000, 120)
    bar.setGeometry(0, 0, 1000, 96)
    with qtbot.waitExposed(parts.window):
        parts.window.show()
    return bar
