"""Starting the program again while its window is open: one window, which gets the files."""

from __future__ import annotations

import os

from app.player.records import PlayState
from tests.support.app_harness import AppHarness


def test_a_second_start_passes_its_files_to_the_open_window(harness: AppHarness) -> None:
    session = harness.open()
    path = harness.record("a theme.wav", seconds=20)
    code, out, err = session.run_main(str(path))
    assert (code, err) == (0, "")
    assert "running window" in out
    session.until(lambda: session.playback.state is PlayState.PLAYING)
    assert [row.title for row in session.rows()] == ["a theme"]


def test_a_second_start_without_files_brings_the_window_to_the_front(harness: AppHarness) -> None:
    session = harness.open()
    assert session.run_main()[0] == 0
    assert session.run_main("mark", "wonder")[2].startswith("Nothing is playing"), (
        "it still listens"
    )


def test_a_name_that_is_not_valid_text_arrives_too(harness: AppHarness) -> None:
    session = harness.open()
    path = harness.record("theme.wav", seconds=3)
    odd = os.fsdecode(os.fsencode(path.parent) + b"/caf\xe9.wav")
    path.rename(odd)
    code, _, err = session.run_main(odd)
    assert (code, err) == (0, "")
    session.until(lambda: len(session.rows()) == 1)
