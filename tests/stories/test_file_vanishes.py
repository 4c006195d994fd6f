"""Files come and go; marks stay."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from tests.support.house import House, kept_rows


def test_a_file_that_vanishes_while_playing_costs_no_mark(house: House) -> None:
    """Real libVLC: the open file plays on, the next hearing says what is missing."""
    path = house.record("a theme.wav", seconds=2.5)
    house.record("b theme.wav", seconds=30, hz=220)
    house.take_in()
    visit = house.open()
    row = visit.play("a theme")
    visit.hands.tap(Qt.Key.Key_1)
    path.unlink()
    visit.until(lambda: visit.playback.track is not None and visit.playback.track.id != row.id)
    assert visit.playback.is_playing, "the next track follows"
    marks = kept_rows(house.paths)["emotional_tag"]
    assert len(marks) == 1

    visit.hands.alt(Qt.Key.Key_2)
    library = visit.pages.library
    library.table.setFocus()
    library.table.select_ids([row.id])
    visit.hands.tap(Qt.Key.Key_Return)
    visit.until(lambda: visit.said)
    assert "a theme" in visit.said
    visit.until(lambda: [row.is_available for row in visit.rows()] == [False, True])
    assert kept_rows(house.paths)["emotional_tag"] == marks


@pytest.mark.logs("its file isn’t there")
def test_a_file_that_is_gone_is_shown_as_missing_and_found_again_elsewhere(house: House) -> None:
    path = house.record("theme.wav", seconds=5)
    house.take_in()
    moved = path.with_name("elsewhere.wav")
    path.rename(moved)
    visit = house.open()
    (row,) = visit.rows()
    visit.playback.play_track(row.id)
    visit.until(lambda: "isn’t there" in visit.said or "can’t be" in visit.said)
    visit.until(lambda: not visit.rows()[0].is_available)
    visit.services.library.locate(row.id, moved)
    assert visit.rows()[0].is_available
    assert len(visit.rows()) == 1
