"""Files come and go; marks stay."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from tests.support.app_harness import AppHarness, kept_rows
from tests.support.lines import own


@pytest.mark.logs("its file isn’t there")
def test_a_file_that_vanishes_while_playing_costs_no_mark(harness: AppHarness) -> None:
    """Real libVLC: the open file plays on, and the next time it says what is missing."""
    path = harness.record("a theme.wav", seconds=2.5)
    harness.record("b theme.wav", seconds=30, hz=220)
    harness.take_in()
    session = harness.open()
    row = session.play("a theme")
    session.driver.tap(Qt.Key.Key_1)
    path.unlink()
    session.until(
        lambda: session.playback.track is not None and session.playback.track.id != row.id
    )
    assert session.playback.is_playing, "the next track follows"
    marks = kept_rows(harness.paths)["emotional_tag"]
    assert len(marks) == 1

    session.driver.alt(Qt.Key.Key_2)
    library = session.pages.library
    library.table.setFocus()
    library.table.select_lines([row.key])
    session.driver.tap(Qt.Key.Key_Return)
    session.until(lambda: session.said)
    assert "a theme" in session.said
    session.until(lambda: [row.is_available for row in session.rows()] == [False, True])
    assert kept_rows(harness.paths)["emotional_tag"] == marks


@pytest.mark.logs("its file isn’t there")
def test_a_file_that_is_gone_is_shown_as_missing_and_found_again_elsewhere(
    harness: AppHarness,
) -> None:
    path = harness.record("theme.wav", seconds=5)
    harness.take_in()
    moved = path.with_name("elsewhere.wav")
    path.rename(moved)
    session = harness.open()
    (row,) = session.rows()
    session.playback.play_lines(own(row.id))
    session.until(lambda: "isn’t there" in session.said or "can’t be" in session.said)
    session.until(lambda: not session.rows()[0].is_available)
    session.services.library.locate(row.id, moved)
    assert session.rows()[0].is_available
    assert len(session.rows()) == 1
