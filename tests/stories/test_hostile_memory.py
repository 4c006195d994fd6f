"""Settings and memory that somebody broke: the window opens as a new one, and says so."""

from __future__ import annotations

import json

from tests.support.house import House
from tests.support.special_files import lay


def test_a_folder_for_settings_and_a_pipe_for_the_windows_memory(house: House) -> None:
    house.record()
    house.take_in()
    config = house.paths.config
    house.paths.settings_file.unlink(missing_ok=True)
    (house.paths.settings_file).mkdir()
    (house.paths.settings_file / "mine.txt").write_text("kept", encoding="utf-8")
    lay(house.paths.window_state, "pipe")
    visit = house.open()
    assert visit.said.startswith("Your settings couldn’t be read")
    assert "settings.unreadable.toml" in visit.said
    assert (config / "settings.unreadable.toml" / "mine.txt").read_text("utf-8") == "kept"
    visit.services.settings.change(theme="dark")
    visit.close()
    assert house.paths.window_state.is_file()
    again = house.open()
    assert again.services.settings.current.theme == "dark"
    assert again.said == ""


def test_absurd_values_everywhere(house: House) -> None:
    house.record("theme.wav", seconds=5)
    house.take_in()
    house.play_by_hand()
    house.paths.settings_file.write_text(
        "rate = nan\ntext_scale = 1e400\nvolume = 1" + 400 * "0" + "\nfollow = 'x'\n"
        "music_folders = ['/a\\nb', '']\n[output_latencies]\nx = " + 50 * "[" + 50 * "]",
        encoding="utf-8",
    )
    lanes = '{"order": ["music", "music"], "shown": {}, "heights": {"music": 1e999}}'
    house.paths.window_state.write_text(
        f"[General]\npage=nowhere\ntheme=@Invalid()\nlanes={json.dumps(lanes)}\n", encoding="utf-8"
    )
    visit = house.open()
    assert "couldn’t be understood and are new again: rate, output_latencies." in visit.said
    visit.play()
    assert visit.desk.pages.current_key == "listen"
