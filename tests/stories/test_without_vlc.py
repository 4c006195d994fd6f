"""Without VLC the journal and the library still open, and the window says how to install it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from app.player import vlc_backend
from app.player.troubles import vlc_missing
from tests.support.app_harness import AppHarness


@pytest.mark.logs("VLC is missing")
def test_the_window_opens_and_says_how_to_install_it(
    harness: AppHarness, monkeypatch: pytest.MonkeyPatch
) -> None:
    def load() -> None:
        raise vlc_missing("libvlc.so.5: cannot open shared object file")

    monkeypatch.setattr(vlc_backend, "load_vlc", load)
    harness.record("theme.wav", seconds=5)
    harness.take_in()
    session = harness.open()
    session.until(lambda: "VLC is missing" in session.said)
    assert "apt install" in session.said
    session.driver.alt(Qt.Key.Key_4)
    assert session.desk.pages.current_key == "journal"

    session.driver.alt(Qt.Key.Key_2)
    library = session.pages.library
    library.table.setFocus()
    library.table.select_lines([session.rows()[0].key])
    session.driver.tap(Qt.Key.Key_Return)
    session.until(lambda: "VLC is missing" in session.said)
    assert not session.playback.is_playing
    session.driver.tap(Qt.Key.Key_1)
    assert len(session.timeline.tags) == 1, "a paused track can still be marked"
