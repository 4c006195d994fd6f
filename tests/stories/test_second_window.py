"""Starting the program again while its window is open: one window, which takes the files."""

from __future__ import annotations

import os

from app.player.records import PlayState
from tests.support.house import House


def test_a_second_start_hands_its_files_to_the_open_window(house: House) -> None:
    visit = house.open()
    path = house.record("a theme.wav", seconds=20)
    code, out, err = visit.run_main(str(path))
    assert (code, err) == (0, "")
    assert "running window" in out
    visit.until(lambda: visit.playback.state is PlayState.PLAYING)
    assert [row.title for row in visit.rows()] == ["a theme"]


def test_a_second_start_without_files_just_comes_forward(house: House) -> None:
    visit = house.open()
    assert visit.run_main()[0] == 0
    assert visit.run_main("mark", "wonder")[2].startswith("Nothing is playing"), "it still listens"


def test_a_name_that_is_no_text_arrives_too(house: House) -> None:
    visit = house.open()
    path = house.record("theme.wav", seconds=3)
    odd = os.fsdecode(os.fsencode(path.parent) + b"/caf\xe9.wav")
    path.rename(odd)
    code, _, err = visit.run_main(odd)
    assert (code, err) == (0, "")
    visit.until(lambda: len(visit.rows()) == 1)
