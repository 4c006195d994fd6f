"""Without its drive, a queue of any length says one thing."""

from __future__ import annotations

import shutil

import pytest

from tests.support.app_harness import AppHarness, WindowSession

TRACKS = 6


@pytest.fixture
def session(harness: AppHarness) -> WindowSession:
    for number in range(TRACKS):
        harness.record(f"t{number}.wav", seconds=2, hz=200 + 50 * number)
    harness.take_in()
    harness.play_by_hand()
    return harness.open()


@pytest.mark.logs("isn’t there", "aren’t there")
def test_files_that_are_missing_in_a_row_are_said_together(session: WindowSession) -> None:
    shutil.move(session.harness.music, session.harness.music.with_name("unplugged"))
    session.playback.play_lines([row.key for row in session.rows()])
    all_of_them = "6 tracks can’t be played: their files aren’t there."
    session.until(lambda: session.said.startswith(all_of_them))
    assert len(session.news) == 1


@pytest.mark.logs("isn’t there")
def test_one_that_is_missing_between_others_is_named(session: WindowSession) -> None:
    (session.harness.music / "t1.wav").unlink()
    lines = [row.key for row in session.rows()]
    for _again in range(2):
        session.playback.play_lines(lines, 1)
        session.turn(1_000)
        assert session.playback.track is not None and session.playback.track.title == "t2"
        assert "“t1” can’t be played: its file isn’t there." in session.said
