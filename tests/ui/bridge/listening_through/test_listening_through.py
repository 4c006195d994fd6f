"""What is asked for is heard, the rest in the background, and the listener has the last word."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication
from pytestqt.qtbot import QtBot

from app.core.jobs import JobContext
from app.listening_through.records import Outcome, Reached, Standing, State, Trouble
from app.listening_through.workers import Workers
from tests.support.hand_workers import HandWorkers
from tests.support.lines import own
from tests.support.window_parts import WindowParts, add_tracks, write_buzz
from ui.bridge.listening_through import listening_through as bridge
from ui.bridge.listening_through.listening_through import ListeningThrough

TITLES = ["Dawn", "Dusk", "Night"]
PATIENCE_MS = 60_000  # for real processes, while all cores are busy


class Through:
    """A listening-through whose workers a test turns by hand, or real ones."""

    def __init__(self, parts: WindowParts, music: Path) -> None:
        self.parts = parts
        self.services = parts.context.services
        self.ids = add_tracks(parts.context, music, TITLES)
        self.titles = {track_id: title for title, track_id in self.ids.items()}
        self.hands: HandWorkers | None = None
        self.heard: list[str] = []
        self.told: list[Standing] = []
        self.made: list[ListeningThrough] = []

    def make(
        self, *, real: bool = False, now_s: Callable[[], float] = time.monotonic
    ) -> ListeningThrough:
        context = self.parts.context
        listening = ListeningThrough(
            self.services,
            context.playback,
            context.relay,
            context.jobs,
            self.parts.window,
            make_workers=(
                (lambda tell: Workers(self.services.paths.peaks, tell, niceness=0))
                if real
                else self._by_hand
            ),
            now_s=now_s,
        )
        listening.listened.connect(lambda track_id: self.heard.append(self.titles[track_id]))
        listening.standing_changed.connect(self.told.append)
        self.made.append(listening)
        return listening

    def _by_hand(self, tell: object) -> HandWorkers:
        self.hands = HandWorkers(tell)  # type: ignore[arg-type]
        return self.hands

    @property
    def under_way(self) -> list[str]:
        if self.hands is None:
            return []
        return [self.titles[each.track_ids[0]] for each in self.hands.given]

    def answer(self, outcome: Outcome = Outcome.HEARD) -> None:
        assert self.hands is not None
        self.hands.answer(outcome)


@pytest.fixture
def through(parts: WindowParts, tmp_path: Path) -> Iterator[Through]:
    made = Through(parts, tmp_path / "music")
    yield made
    for listening in made.made:
        listening.close()


def test_nothing_happens_before_anybody_wants_it(through: Through, qtbot: QtBot) -> None:
    listening = through.make()
    listening.start()
    assert through.parts.context.jobs.running == ()
    assert listening.standing == Standing()


def test_what_is_wanted_is_heard_before_the_first_minute_is_over(
    through: Through, qtbot: QtBot
) -> None:
    listening = through.make(real=True)
    listening.start()
    with qtbot.waitSignals([listening.listened] * 2, timeout=PATIENCE_MS):
        listening.wanted([through.ids["Night"], through.ids["Dawn"]])
    assert sorted(through.heard) == ["Dawn", "Night"]
    assert listening.features_of(through.ids["Dusk"]) is None
    features = listening.features_of(through.ids["Night"])
    assert features is not None
    assert features.pitches.duration_ms > 0
    assert len(features.dynamics.measured) > 0
    qtbot.waitUntil(lambda: listening.standing.state is State.QUIET)


def test_after_the_first_minute_all_is_heard_in_the_background(
    through: Through, qtbot: QtBot
) -> None:
    listening = through.make()
    listening.begin()
    for title in TITLES:
        qtbot.waitUntil(lambda title=title: through.under_way == [title])
        through.answer()
    qtbot.waitUntil(lambda: listening.standing.state is State.QUIET)
    assert through.heard == TITLES
    assert (listening.standing.done, listening.standing.total) == (3, 3)


def test_nobody_is_told_that_some_seconds_have_passed(
    through: Through, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bridge, "TOLD_EVERY_MS", 0)
    now_s = [0.0]
    listening = through.make(now_s=lambda: now_s[0])
    listening.begin()
    qtbot.waitUntil(lambda: through.under_way == ["Dawn"])
    assert through.hands is not None
    sound = through.hands.given[0]
    now_s[0] = 200.0
    through.hands.say(Reached(sound.payload_hash, sound.duration_ms // 10))
    qtbot.waitUntil(lambda: through.told[-1].minutes_left is not None)
    through.told.clear()
    now_s[0] = 200.5
    through.hands.say(Reached(sound.payload_hash, sound.duration_ms // 10))
    QCoreApplication.processEvents()
    QCoreApplication.processEvents()
    through.answer()
    qtbot.waitUntil(lambda: bool(through.told))
    assert [standing.done for standing in through.told] == [1]


def test_not_if_the_listener_doesnt_want_that(through: Through, qtbot: QtBot) -> None:
    through.services.settings.change(listen_through=False)
    listening = through.make()
    listening.begin()
    assert through.parts.context.jobs.running == ()
    listening.wanted([through.ids["Dusk"]])
    qtbot.waitUntil(lambda: through.under_way == ["Dusk"])
    through.answer()
    qtbot.waitUntil(lambda: listening.standing.state is State.QUIET)
    assert through.heard == ["Dusk"]


def test_switching_it_off_stops_it_and_on_goes_on(through: Through, qtbot: QtBot) -> None:
    listening = through.make()
    listening.begin()
    qtbot.waitUntil(lambda: through.under_way == ["Dawn"])
    through.services.settings.change(listen_through=False)
    assert through.under_way == []
    assert listening.standing.state is State.QUIET
    through.services.settings.change(listen_through=True)
    assert through.under_way == ["Dawn"]


def test_what_plays_and_what_is_opened_comes_first(through: Through, qtbot: QtBot) -> None:
    listening = through.make()
    listening.opened([through.ids["Dusk"]])
    listening.begin()
    qtbot.waitUntil(lambda: through.under_way == ["Dusk"])
    playback = through.parts.context.playback
    playback.play_lines(own(through.ids["Night"]))
    qtbot.waitUntil(lambda: playback.track is not None)
    through.answer()
    qtbot.waitUntil(lambda: through.under_way == ["Night"])


def test_pausing_ends_the_processes_and_is_remembered(through: Through, qtbot: QtBot) -> None:
    listening = through.make()
    listening.begin()
    qtbot.waitUntil(lambda: through.under_way == ["Dawn"])
    listening.pause()
    assert through.under_way == []
    assert listening.standing.state is State.PAUSED
    listening.close()
    again = through.make()
    again.begin()
    again.wanted([through.ids["Dusk"]])
    qtbot.waitUntil(lambda: again.standing.state is State.PAUSED)
    assert through.under_way == []
    again.go_on()
    assert through.under_way == ["Dusk"]


def test_what_was_heard_before_is_known_after_a_restart(through: Through, qtbot: QtBot) -> None:
    first = through.make(real=True)
    with qtbot.waitSignal(first.listened, timeout=PATIENCE_MS):
        first.wanted([through.ids["Dawn"]])
    first.close()
    again = through.make()
    again.begin()
    qtbot.waitUntil(lambda: through.under_way == ["Dusk"])
    assert again.standing.done == 1


def test_cancelled_it_stays_still_until_something_is_asked_for(
    through: Through, qtbot: QtBot
) -> None:
    listening = through.make()
    listening.begin()
    qtbot.waitUntil(lambda: through.under_way == ["Dawn"])
    listening.cancel()
    assert through.under_way == []
    add_tracks(through.parts.context, through.parts.context.services.paths.data / "m", ["Rain"])
    assert listening.standing.state is State.QUIET
    listening.wanted([through.ids["Night"]])
    assert through.under_way == ["Night"]


@pytest.mark.logs("unreadable")
def test_a_file_that_vanished_is_told_of_and_the_rest_goes_on(
    through: Through, qtbot: QtBot, tmp_path: Path
) -> None:
    (tmp_path / "music" / "Dusk.wav").unlink()
    listening = through.make(real=True)
    listening.begin()
    qtbot.waitUntil(lambda: sorted(through.heard) == ["Dawn", "Night"], timeout=PATIENCE_MS)
    qtbot.waitUntil(lambda: listening.standing.state is State.QUIET, timeout=PATIENCE_MS)
    standing = listening.standing
    assert (standing.done, standing.total, standing.unreadable) == (2, 2, 1)


@pytest.mark.logs("not_kept")
def test_with_a_full_disk_it_rests_until_it_is_told_to_go_on(
    through: Through, qtbot: QtBot
) -> None:
    listening = through.make()
    listening.begin()
    qtbot.waitUntil(lambda: through.under_way == ["Dawn"])
    through.answer(Outcome.NOT_KEPT)
    qtbot.waitUntil(lambda: listening.standing.state is State.RESTING)
    assert listening.standing.trouble is Trouble.NOT_KEPT
    assert through.under_way == []
    listening.go_on()
    assert through.under_way == ["Dawn"]


def test_music_that_is_added_is_heard_too(
    through: Through, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bridge, "SETTLED_MS", 0)
    listening = through.make()
    listening.begin()
    for title in TITLES:
        qtbot.waitUntil(lambda title=title: through.under_way == [title])
        through.answer()
    qtbot.waitUntil(lambda: through.heard == TITLES)
    write_buzz(tmp_path / "music" / "Rain.wav", 9)
    through.services.importing.run([tmp_path / "music"], JobContext())
    through.titles = {row.id: row.title for row in through.services.library.tracks()}
    # What the hands said they heard isn't in the cache, so that it is all asked of them again.
    for title in (*TITLES, "Rain"):
        qtbot.waitUntil(lambda title=title: title in through.under_way)
        through.answer()


def test_what_turned_out_damaged_is_heard_again(through: Through, qtbot: QtBot) -> None:
    listening = through.make()
    listening.wanted([through.ids["Dawn"]])
    qtbot.waitUntil(lambda: through.under_way == ["Dawn"])
    through.answer()
    qtbot.waitUntil(lambda: through.heard == ["Dawn"])
    listening.wanted([through.ids["Dawn"]])
    assert through.under_way == []
    listening.wanted([through.ids["Dawn"]], again=True)
    assert through.under_way == ["Dawn"]


def test_clearing_the_cache_loses_what_was_heard_and_stays_still(
    through: Through, qtbot: QtBot
) -> None:
    listening = through.make(real=True)
    listening.begin()
    qtbot.waitUntil(lambda: len(through.heard) == 3, timeout=PATIENCE_MS)
    freed: list[int] = []
    listening.clear(freed.append, lambda _problem: None)
    qtbot.waitUntil(lambda: bool(freed))
    assert freed[0] > 0
    assert listening.features_of(through.ids["Dawn"]) is None
    assert list(through.services.paths.peaks.iterdir()) == []
    qtbot.waitUntil(lambda: listening.standing.done == 0)
    assert listening.standing.state is State.QUIET


def test_closing_ends_the_processes(through: Through, qtbot: QtBot) -> None:
    listening = through.make()
    listening.begin()
    qtbot.waitUntil(lambda: through.under_way == ["Dawn"])
    listening.close()
    assert through.under_way == []
    listening.wanted([through.ids["Dawn"]])
    assert through.under_way == []
