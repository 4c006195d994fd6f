"""A file whose drive doesn't answer: nothing waits for it, and the latest request is what plays.

libVLC, the files and the player are real; the hanging drive is a look at a file that doesn't
return before the test lets it.
"""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from app.player.backend import VlcMissing
from app.player.file_look import FileLook, look_at
from app.player.player import Player
from app.player.queue import PlayQueue
from app.player.records import Jumped, PlayableTrack, PlaybackFault, PlayerEvent, PlayState
from app.player.session import Session
from app.player.vlc_backend import VlcBackend
from app.player.vlc_instance import load_vlc
from tests.support.audio import tone, write_audio
from tests.support.lines import own
from tests.support.polling import wait_until

pytestmark = pytest.mark.alone

AT_ONCE_S = 0.5  # a freeze lasts until the drive answers, which here it never does by itself


class Drive:
    """Looking at its files takes until it answers. `asked`: the files looked at."""

    def __init__(self) -> None:
        self.answers = threading.Event()
        self.hanging: set[Path] = set()
        self.asked: list[Path] = []

    def look(self, path: Path) -> FileLook:
        self.asked.append(path)
        self.wait_for(path)
        return look_at(path)

    def wait_for(self, path: object) -> None:
        if path in self.hanging:
            assert self.answers.wait(60)

    def hang(self, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
        """It doesn't say whether a file exists, either."""
        really = getattr(os.path, name)

        def late(path: object) -> bool:
            self.wait_for(path)
            return bool(really(path))

        monkeypatch.setattr(os.path, name, late)


READY = ["State.Paused", "State.Playing"]  # one deck stands ready while the other is heard


class Rig:
    """A session on silent libVLC: track 1 is on a drive that hangs, 2 and 3 aren't."""

    def __init__(self, folder: Path, drive: Drive, decks: list[Any]) -> None:
        """decks: libVLC's own players, two that take turns."""
        self.drive = drive
        self.decks = decks
        names = {1: "far.wav", 2: "near.wav", 3: "last.wav"}
        self.paths = {key: write_audio(folder / name, tone(6)) for key, name in names.items()}
        drive.hanging.add(self.paths[1])
        self.player = Player(VlcBackend(is_silent=True, look=drive.look))
        self.session = Session(
            self.player, PlayQueue(), lambda line: PlayableTrack(line[0], self.paths[line[0]], 6000)
        )
        self.events: list[PlayerEvent] = []
        self.longest_s = 0.0

    def do(self, verb: Callable[[], object]) -> None:
        """Does something and polls, as the window does; notes how long that blocks."""
        began_s = time.monotonic()
        verb()
        self.events += self.session.poll()
        self.longest_s = max(self.longest_s, time.monotonic() - began_s)

    def until(self, is_so: Callable[[], bool], within_s: float = 5) -> None:
        def look() -> bool:
            self.do(lambda: None)
            return is_so()

        wait_until(look, within_s)

    def is_playing(self, key: int) -> bool:
        track, state = self.player.track, self.player.state
        return state is PlayState.PLAYING and track is not None and track.track_id == key


def noted_decks(vlc: Any, monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """The players that libVLC has made since and not released."""
    held: list[Any] = []
    make, release = vlc.Instance.media_player_new, vlc.MediaPlayer.release

    def note(instance: Any, *words: Any) -> Any:
        held.append(make(instance, *words))
        return held[-1]

    def let_go(player: Any) -> None:
        held.remove(player)
        release(player)

    monkeypatch.setattr(vlc.Instance, "media_player_new", note)
    monkeypatch.setattr(vlc.MediaPlayer, "release", let_go)
    return held


@pytest.fixture
def rig(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Rig]:
    drive = Drive()
    drive.hang(monkeypatch, "exists")
    try:
        made = Rig(tmp_path, drive, noted_decks(load_vlc(), monkeypatch))
    except VlcMissing as missing:
        pytest.skip(str(missing))
    yield made
    drive.answers.set()
    made.player.close()


def test_play_seek_and_stop_return_at_once(rig: Rig) -> None:
    rig.do(lambda: rig.session.play_lines(own(1, 2)))
    assert rig.player.state is PlayState.LOADING
    for verb in (lambda: rig.player.seek_ms(2000), rig.player.pause, rig.player.play):
        rig.do(verb)
    assert rig.player.position_ms == 2000
    rig.do(rig.player.stop)
    assert rig.player.state is PlayState.STOPPED
    assert rig.longest_s < AT_ONCE_S
    assert rig.drive.asked == [rig.paths[1]], "a drive that hangs is asked once"


def test_the_next_track_plays_and_the_late_answer_is_dropped(rig: Rig) -> None:
    rig.do(lambda: rig.session.play_lines(own(1, 2, 3)))
    rig.do(rig.session.play_next)
    rig.until(lambda: rig.is_playing(2))
    rig.until(lambda: rig.player.position_ms > 500)
    rig.drive.answers.set()
    before = len(rig.events)
    rig.until(lambda: rig.player.position_ms > 1500)
    assert rig.is_playing(2)
    assert not any(isinstance(event, Jumped | PlaybackFault) for event in rig.events[before:])
    assert rig.longest_s < AT_ONCE_S


def test_it_plays_from_the_wanted_place_when_the_drive_answers(rig: Rig) -> None:
    rig.do(lambda: rig.session.play_lines(own(1)))
    rig.do(lambda: rig.player.seek_ms(3000))
    rig.do(lambda: None)
    assert rig.player.position_ms == 3000, "the clock stands while nothing is heard"
    rig.drive.answers.set()
    rig.until(lambda: rig.is_playing(1))
    rig.until(lambda: rig.player.position_ms > 3300)
    assert rig.player.position_ms < 5000


def test_the_previous_track_is_not_heard_under_the_next_ones_name(rig: Rig) -> None:
    rig.do(lambda: rig.session.play_lines(own(2, 1)))
    rig.until(lambda: rig.is_playing(2))
    rig.do(rig.session.play_next)
    rig.until(lambda: not any(deck.is_playing() for deck in rig.decks))
    rig.drive.answers.set()
    rig.until(lambda: rig.is_playing(1))


def test_a_track_prepared_ahead_is_ready_even_if_its_drive_was_slow(rig: Rig) -> None:
    rig.do(lambda: rig.session.play_lines(own(2, 1)))
    rig.until(lambda: rig.paths[1] in rig.drive.asked)
    rig.drive.answers.set()
    rig.until(lambda: sorted(str(deck.get_state()) for deck in rig.decks) == READY)
    assert rig.is_playing(2), "before its turn"
    rig.until(lambda: rig.is_playing(1), within_s=10)


def test_a_seek_in_the_playing_track_does_not_ask_its_drive_again(rig: Rig) -> None:
    rig.do(lambda: rig.session.play_lines(own(2)))
    rig.until(lambda: rig.is_playing(2))
    rig.do(lambda: rig.player.seek_ms(3000))
    rig.until(lambda: rig.player.position_ms > 3200)
    assert rig.drive.asked == [rig.paths[2]]
    rig.do(lambda: rig.session.play_lines(own(2)))
    assert rig.drive.asked == [rig.paths[2]] * 2, "a new start looks at the file again"


def test_closing_does_not_wait_for_the_drive(rig: Rig) -> None:
    rig.do(lambda: rig.session.play_lines(own(1)))
    began_s = time.monotonic()
    rig.player.close()
    assert time.monotonic() - began_s < AT_ONCE_S
    rig.player = Player(VlcBackend(is_silent=True))
