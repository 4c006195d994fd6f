"""Settings and memory that are unusable: the window opens with defaults, and says so."""

from __future__ import annotations

import json

import pytest

from tests.support.app_harness import AppHarness
from tests.support.special_files import lay


@pytest.mark.logs("window.ini can", "settings.toml", "can’t be read", "couldn’t be read")
def test_a_folder_for_settings_and_a_pipe_for_the_windows_memory(harness: AppHarness) -> None:
    harness.record()
    harness.take_in()
    config = harness.paths.config
    harness.paths.settings_file.unlink(missing_ok=True)
    (harness.paths.settings_file).mkdir()
    (harness.paths.settings_file / "mine.txt").write_text("kept", encoding="utf-8")
    lay(harness.paths.window_state, "pipe")
    session = harness.open()
    assert session.said.startswith("Your settings couldn’t be read")
    assert "settings.unreadable.toml" in session.said
    assert (config / "settings.unreadable.toml" / "mine.txt").read_text("utf-8") == "kept"
    session.services.settings.change(theme="dark")
    session.close()
    assert harness.paths.window_state.is_file()
    again = harness.open()
    assert again.services.settings.current.theme == "dark"
    assert again.said == ""


@pytest.mark.logs("settings.toml", "defaults are used", "lanes are as usual")
def test_absurd_values_everywhere(harness: AppHarness) -> None:
    harness.record("theme.wav", seconds=5)
    harness.take_in()
    harness.play_by_hand()
    harness.paths.settings_file.write_text(
        "rate = nan\ntext_scale = 1e400\nvolume = 1" + 400 * "0" + "\nfollow = 'x'\n"
        "music_folders = ['/a\\nb', '']\n[output_latencies]\nx = " + 50 * "[" + 50 * "]",
        encoding="utf-8",
    )
    lanes = '{"order": ["music", "music"], "shown": {}, "heights": {"music": 1e999}}'
    harness.paths.window_state.write_text(
        f"[General]\npage=nowhere\ntheme=@Invalid()\nlanes={json.dumps(lanes)}\n", encoding="utf-8"
    )
    session = harness.open()
    assert "couldn’t be read, so their defaults are used: rate, output_latencies." in session.said
    session.play()
    assert session.desk.pages.current_key == "listen"
