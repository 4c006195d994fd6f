"""The playback as every screen hears it: three tracks of two seconds, the time turned by hand."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.errors import Problem
from app.jobs import JobContext
from app.player.player import Player
from app.player.queue import Repeat
from app.player.records import PlayState
from app.settings import SettingsFile
from app.timecode import Span
from tests.support.audio import tone, write_audio
from tests.support.scripted_backend import HandClock, ScriptedBackend
from tests.support.window_parts import WindowParts, window_parts
from ui.bridge.playback import Playback

LASTS_MS = 2000
TITLES = ["Dawn", "Dusk", "Night"]


class Evening:
    """A playback, what it said, and a hand on its clock."""

    def __init__(self, parts: WindowParts, folder: Path, clock: HandClock) -> None:
        self.music = folder
        self.services = parts.context.services
        self.ids = self._record()
        self.playback: Playback = parts.context.playback
        self.backend = parts.backend
        self.clock = clock
        self.faults: list[Problem] = []
        self.finished: list[Span] = []
        self.playback.fault.connect(self.faults.append)
        self.playback.span_finished.connect(self.finished.append)

    def _record(self) -> dict[str, int]:
        self.music.mkdir()
        for number, title in enumerate(TITLES):
            write_audio(self.music / f"{title}.wav", tone(LASTS_MS / 1000, 220.0 * (number + 1)))
        self.services.importing.run([self.music], JobContext())
        return {row.title: int(row.id) for row in self.services.library.tracks()}

    @property
    def playing(self) -> str:
        return self.playback.track.title if self.playback.track is not None else ""

    @property
    def state(self) -> PlayState:
        return self.playback.state

    def play(self, *titles: str) -> None:
        self.playback.play_tracks([self.ids[title] for title in titles])

    def lose(self, title: str) -> None:
        (self.music / f"{title}.wav").unlink()

    def pass_ms(self, ms: int) -> None:
        for _ in range(ms // 16):
            self.clock.turn_ms(16)
            self.playback.poll()


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> HandClock:
    made = HandClock()
    monkeypatch.setattr("ui.bridge.playback.Player", lambda backend: Player(backend, made))
    monkeypatch.setattr("tests.support.window_parts.HandClock", lambda: made)
    return made


@pytest.fixture
def parts(qtbot: QtBot, tmp_path: Path, clock: HandClock) -> Iterator[WindowParts]:
    made = window_parts(tmp_path / "profile")
    qtbot.addWidget(made.window)
    made.backend.usual_duration_ms = LASTS_MS
    yield made
    made.close()


@pytest.fixture
def evening(parts: WindowParts, tmp_path: Path, clock: HandClock) -> Evening:
    return Evening(parts, tmp_path / "music", clock)


def test_a_track_plays(evening: Evening) -> None:
    evening.play("Dawn")
    evening.pass_ms(600)
    assert (evening.playing, evening.state) == ("Dawn", PlayState.PLAYING)
    assert 480 <= evening.playback.position_ms <= 600


def test_the_queue_goes_on_by_itself(evening: Evening) -> None:
    evening.play("Dawn", "Dusk")
    evening.pass_ms(LASTS_MS + 500)
    assert (evening.playing, evening.state) == ("Dusk", PlayState.PLAYING)


def test_at_the_end_of_the_queue_it_rests_there(evening: Evening) -> None:
    evening.play("Dawn", "Dusk")
    evening.pass_ms(2 * LASTS_MS + 1000)
    assert (evening.playing, evening.state) == ("Dusk", PlayState.ENDED)
    assert not evening.playback.is_playing
    evening.playback.toggle()
    evening.pass_ms(300)
    assert (evening.playing, evening.state) == ("Dusk", PlayState.PLAYING)


def test_a_vanished_file_is_told_once_by_name_and_the_next_track_plays(evening: Evening) -> None:
    evening.play(*TITLES)
    evening.lose("Dusk")
    evening.pass_ms(LASTS_MS + 800)
    assert (evening.playing, evening.state) == ("Night", PlayState.PLAYING)
    (fault,) = evening.faults
    assert "“Dusk”" in fault.what
    assert "Dusk.wav" in fault.why
    assert "Locate…" in fault.remedy
    assert len(evening.playback.queue.items) == 3, "it stays in the queue, for when it is back"


def test_a_vanished_track_that_is_asked_for_is_told_and_what_plays_goes_on(
    evening: Evening,
) -> None:
    evening.play("Dawn")
    evening.pass_ms(300)
    evening.lose("Dusk")
    evening.play("Dusk")
    evening.pass_ms(300)
    assert (evening.playing, evening.state) == ("Dawn", PlayState.PLAYING)
    assert [fault.what for fault in evening.faults] == [
        "“Dusk” can’t be played: its file isn’t there."
    ]


def test_trying_a_missing_track_again_and_again_costs_the_next_queue_nothing(
    evening: Evening,
) -> None:
    evening.lose("Dawn")
    for _ in range(4):
        evening.play("Dawn")
        evening.pass_ms(100)
    evening.play(*TITLES)
    evening.pass_ms(300)
    assert (evening.playing, evening.state) == ("Dusk", PlayState.PLAYING)


def test_a_queue_of_missing_tracks_names_each_and_gives_up(evening: Evening) -> None:
    evening.playback.set_repeat(Repeat.ALL)
    for title in TITLES:
        evening.lose(title)
    evening.play(*TITLES)
    evening.pass_ms(1000)
    assert [fault.what.partition("”")[0][1:] for fault in evening.faults] == TITLES
    assert evening.playing == ""


def test_a_track_taken_out_of_the_library_is_skipped(evening: Evening) -> None:
    evening.play(*TITLES)
    evening.services.library.remove_tracks([evening.ids["Dusk"]])
    evening.pass_ms(LASTS_MS + 800)
    assert (evening.playing, evening.state) == ("Night", PlayState.PLAYING)
    (fault,) = evening.faults
    assert "no longer in the library" in fault.what


def test_the_next_track_is_ready_before_its_turn(evening: Evening) -> None:
    evening.play("Dawn", "Dusk")
    evening.pass_ms(500)
    assert [path.name for path, _ in evening.backend.prepared] == ["Dusk.wav"]


def test_hearing_a_mark_of_another_track_plays_its_seconds_and_pauses(evening: Evening) -> None:
    evening.play("Dawn")
    evening.pass_ms(200)
    evening.playback.hear(evening.ids["Night"], Span(800, 1200), preroll_ms=300)
    assert evening.playback.position_ms == 500
    evening.pass_ms(300)
    assert (evening.playing, evening.state) == ("Night", PlayState.PLAYING)
    evening.pass_ms(700)
    assert evening.state is PlayState.PAUSED
    assert evening.finished == [Span(800, 1200)]
    assert 1150 <= evening.playback.position_ms <= 1250


def test_hearing_a_mark_whose_file_is_gone_names_its_track_and_leaves_the_music(
    evening: Evening,
) -> None:
    evening.play("Dawn")
    evening.pass_ms(200)
    evening.lose("Night")
    evening.playback.hear(evening.ids["Night"], Span(800, 1200))
    evening.pass_ms(200)
    assert (evening.playing, evening.state) == ("Dawn", PlayState.PLAYING)
    assert evening.playback.queue.items == (evening.ids["Dawn"],)
    (fault,) = evening.faults
    assert "“Night”" in fault.what


def test_a_loop_turns_until_it_is_let_go(evening: Evening) -> None:
    heard: list[Span | None] = []
    evening.playback.loop_changed.connect(heard.append)
    evening.play("Dawn", "Dusk")
    evening.playback.set_loop(Span(400, 900))
    evening.pass_ms(3000)
    assert evening.playing == "Dawn"
    assert 400 <= evening.playback.position_ms < 900
    evening.playback.set_loop(None)
    evening.pass_ms(LASTS_MS)
    assert evening.playing == "Dusk"
    assert heard[-3:] == [Span(400, 900), None, None], "set, let go, and the next track’s none"


def test_sound_and_repeat_are_remembered(evening: Evening, tmp_path: Path) -> None:
    playback = evening.playback
    playback.set_volume(35)
    playback.set_muted(True)
    playback.set_rate(1.25)
    playback.set_repeat(Repeat.ALL)
    playback.close()
    services = evening.services
    services.settings = SettingsFile(services.paths.settings_file)  # as the next start reads it
    backend = ScriptedBackend(HandClock())
    again = Playback(services, backend)
    assert (backend.volume, backend.is_muted, backend.rate) == (35, True, 1.25)
    assert again.queue.repeat is Repeat.ALL
    again.close()


def test_a_strange_repeat_in_the_settings_is_off(evening: Evening) -> None:
    evening.services.settings.change(repeat="sometimes")
    again = Playback(evening.services, ScriptedBackend(HandClock()))
    assert again.queue.repeat is Repeat.OFF
    again.close()
