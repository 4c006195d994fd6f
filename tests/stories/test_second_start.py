"""After a restart everything is as it was left."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from tests.support.app_harness import AppHarness


def test_page_size_and_volume_are_as_they_were_left(harness: AppHarness) -> None:
    harness.record("theme.wav", seconds=5)
    harness.take_in()
    first = harness.open()
    width, height = 1100, 720
    room = first.window.screen().availableGeometry()
    if room.width() < width or room.height() < height:
        pytest.skip("Qt does not bring back a window that is larger than the screen")
    first.window.resize(width, height)
    first.driver.alt(Qt.Key.Key_4)
    for _ in range(3):
        first.driver.tap(Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier)
    first.driver.tap(Qt.Key.Key_BracketRight)
    volume, rate = first.playback.player.output.volume, first.playback.player.rate
    assert (volume, rate) == (65, 1.25)
    first.close()

    second = harness.open()
    assert second.desk.pages.current_key == "journal"
    assert (second.window.width(), second.window.height()) == (width, height)
    assert (second.playback.player.output.volume, second.playback.player.rate) == (volume, rate)


def test_an_empty_library_first_asks_for_music(harness: AppHarness) -> None:
    session = harness.open()
    session.driver.alt(Qt.Key.Key_4)
    session.close()
    assert harness.open().desk.pages.current_key == "library"


@pytest.mark.logs("window.ini can", "settings.toml", "can’t be read", "couldn’t be read")
def test_a_damaged_state_file_is_forgotten(harness: AppHarness) -> None:
    harness.open().close()
    harness.paths.window_state.write_bytes(b"\x00\xff[General]\ngeometry=nonsense\npage=nowhere\n")
    harness.paths.settings_file.write_text("volume = “loud”", encoding="utf-8")
    session = harness.open()
    assert session.desk.pages.current_key == "library"
    assert session.playback.player.output.volume == 80
