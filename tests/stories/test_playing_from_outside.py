"""`main.py toggle` plays and pauses in the running window, from wherever it is started."""

from __future__ import annotations

from collections.abc import Iterator
from tempfile import TemporaryDirectory

import pytest

from app.remote.window_lock import announced
from tests.support.app_harness import AppHarness, WindowSession
from ui.bridge.playback.playback import Playback

NOTHING: dict[str, str] = {}  # as after `env -i`


def state(playback: Playback) -> str:
    return playback.state.value


def test_it_pauses_and_plays_on(harness: AppHarness) -> None:
    session = harness.playing(5000)
    code, out, _ = session.run_main("toggle")
    assert code == 0
    assert out.startswith("Paused at 0:05") and "theme" in out
    assert state(session.playback) == "paused"
    code, out, _ = session.run_main("toggle")
    assert (code, out) == (0, "Playing “theme”\n")
    session.turn(400)
    assert state(session.playback) == "playing"


def test_without_a_track_the_music_of_the_library_begins(harness: AppHarness) -> None:
    """As by the space bar."""
    harness.record("theme.wav", seconds=60)
    harness.take_in()
    harness.play_by_hand()
    session = harness.open()
    code, out, _ = session.run_main("toggle")
    assert (code, out) == (0, "Playing “theme”\n")
    session.turn(400)
    assert state(session.playback) == "playing"


def test_in_an_empty_library_there_is_nothing_to_play(harness: AppHarness) -> None:
    code, out, err = harness.open().run_main("toggle")
    assert (code, out) == (1, "")
    assert "nothing to play" in err and "add music" in err


def test_without_a_window_it_says_so(harness: AppHarness) -> None:
    session = harness.open()
    elsewhere = harness.profile.with_name("elsewhere")
    code, _, err = session.run_main("toggle", "--profile", str(elsewhere))
    assert code == 1
    assert "isn’t running" in err and "Start it" in err and "marked" not in err


@pytest.fixture
def session(harness: AppHarness, monkeypatch: pytest.MonkeyPatch) -> Iterator[WindowSession]:
    """Its socket is in a folder that only its own environment names; a short one, because the path
    of a socket has a limit.
    """
    with TemporaryDirectory(prefix="ost-") as folder:
        monkeypatch.setenv("XDG_RUNTIME_DIR", folder)
        session = harness.playing(5000)
        assert announced(harness.paths.data).startswith(folder)
        yield session
        session.close()


def test_the_window_is_found_with_no_environment(session: WindowSession) -> None:
    """By its profile’s own lock, as a key of the desktop may start us with nothing."""
    assert session.run_main("mark", "wonder", env=NOTHING)[0] == 0
    assert session.run_main("mark", "favourite", env=NOTHING)[0] == 0
    assert [tagged.emotion.key for tagged in session.timeline.tags] == ["wonder"]
    assert len(session.timeline.moments) == 1
    assert session.run_main("toggle", env=NOTHING)[0] == 0
    assert state(session.playback) == "paused"
