"""Without VLC the journal and the library still open, and the window says how to install it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from app.player import vlc_backend
from app.player.troubles import vlc_missing
from tests.support.house import House


def test_the_window_opens_and_says_how_to_install_it(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    def load() -> None:
        raise vlc_missing("libvlc.so.5: cannot open shared object file")

    monkeypatch.setattr(vlc_backend, "load_vlc", load)
    house.record("theme.wav", seconds=5)
    house.take_in()
    visit = house.open()
    visit.until(lambda: "VLC is missing" in visit.said)
    assert "apt install" in visit.said
    visit.hands.alt(Qt.Key.Key_4)
    assert visit.desk.pages.current_key == "journal"

    visit.hands.alt(Qt.Key.Key_2)
    library = visit.pages.library
    library.table.setFocus()
    library.table.select_ids([visit.rows()[0].id])
    visit.hands.tap(Qt.Key.Key_Return)
    visit.until(lambda: "VLC is missing" in visit.said)
    assert not visit.playback.is_playing
    visit.hands.tap(Qt.Key.Key_1)
    assert len(visit.timeline.tags) == 1, "a paused track can still be marked"
