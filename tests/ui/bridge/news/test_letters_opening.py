"""Letters open when their day has come or half of their music was heard, and it is said quietly."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from PySide6.QtCore import QCoreApplication
from pytestqt.qtbot import QtBot

from app.core.ids import EntryId, TrackId
from app.journal.records import EntryDraft
from app.journal.seals import Sealing
from app.transactions.changes import ELSEWHERE, EVERYTHING, TRACK, Change
from db.models.all import Track
from tests.support.window_parts import WindowParts
from tests.ui.bridge.conftest import LASTS_MS, Evening
from ui.bridge.news.letters_opening import LettersOpening
from ui.bridge.places import LetterPlace
from ui.bridge.playback.listening import ListenKeeper

TODAY = date(2026, 11, 30)


class Listener:
    """A keeper of listens and an opener of letters, on a day and a clock that the test turns."""

    def __init__(self, evening: Evening, parts: WindowParts, qtbot: QtBot) -> None:
        self.evening, self.parts, self._qtbot = evening, parts, qtbot
        self.context = parts.context
        self.today = TODAY
        self.keeper = ListenKeeper(evening.services, evening.playback, parts.window, evening.clock)
        self.opening = LettersOpening(parts.context, parts.window, lambda: self.today)
        self.keeper.looked.connect(self.opening.on_looked)
        self.opening.start()
        self.settle()

    def seal(self, title: str, sealing: Sealing) -> EntryId:
        journal = self.evening.services.journal
        entry = journal.write_entry(EntryDraft(title, "a lamp", sealing=sealing))
        self.settle()
        return entry

    def hear(self, title: str, ms: int) -> None:
        self.evening.play(title)
        self.hear_on(ms)

    def hear_on(self, ms: int) -> None:
        for _ in range(ms // 100):
            self.evening.pass_ms(100)
            self.keeper.look()
            self.settle()

    def settle(self) -> None:
        QCoreApplication.processEvents()
        self._qtbot.waitUntil(lambda: not self.context.jobs.running)
        QCoreApplication.processEvents()

    @property
    def sealed(self) -> list[str]:
        return [one.title for one in self.evening.services.letters.box().sealed]


@pytest.fixture
def listener(evening: Evening, parts: WindowParts, qtbot: QtBot) -> Iterator[Listener]:
    made = Listener(evening, parts, qtbot)
    yield made
    made.keeper.close()
    made.settle()


def until(day: date) -> Sealing:
    return Sealing(until=day)


def test_a_letter_opens_as_its_day_comes_and_is_offered(listener: Listener) -> None:
    entry = listener.seal("To spring", until(TODAY + timedelta(2)))
    listener.today = TODAY + timedelta(1)
    listener.opening.look()
    listener.settle()
    assert listener.sealed == ["To spring"]
    listener.today = TODAY + timedelta(3)  # the computer slept over midnight
    listener.opening.look()
    listener.settle()
    assert listener.sealed == []
    assert listener.parts.said == "A letter to you has opened: “To spring”"
    assert listener.parts.navigator.shown == []  # nothing jumps
    listener.parts.take_offer()
    assert listener.parts.navigator.shown == [LetterPlace(entry)]


def test_a_clock_that_is_set_back_closes_nothing_and_opens_nothing(listener: Listener) -> None:
    listener.seal("Near", until(TODAY + timedelta(1)))
    listener.seal("Far", until(TODAY + timedelta(9)))
    for days in (1, -300, 0):
        listener.today = TODAY + timedelta(days)
        listener.opening.look()
        listener.settle()
        assert listener.sealed == ["Far"]


def test_several_letters_are_told_at_once(listener: Listener) -> None:
    for title in ("One", "Two"):
        listener.seal(title, until(TODAY + timedelta(1)))
    listener.today = TODAY + timedelta(1)
    listener.opening.look()
    listener.settle()
    assert listener.parts.said == "2 letters have opened."


def test_a_letter_that_comes_from_elsewhere_may_be_due(listener: Listener) -> None:
    listener.opening._context.relay.blockSignals(True)  # nobody told of it
    listener.seal("Restored", until(TODAY - timedelta(5)))
    listener.opening._context.relay.blockSignals(False)
    assert listener.sealed == ["Restored"]
    listener.evening.services.feed.announce(Change(frozenset({EVERYTHING}), initiator=ELSEWHERE))
    listener.settle()
    assert listener.sealed == []


def test_a_letter_opens_once_half_of_its_music_was_heard(listener: Listener) -> None:
    dawn = TrackId(listener.evening.ids["Dawn"])
    listener.seal("When it dawns", Sealing(track_id=dawn))
    listener.hear("Dusk", LASTS_MS)
    assert listener.sealed == ["When it dawns"]
    listener.hear("Dawn", LASTS_MS // 2 - 300)
    assert listener.sealed == ["When it dawns"]
    listener.hear("Dusk", 500)  # another listen: what was heard before no longer counts
    listener.hear("Dawn", LASTS_MS // 2 - 300)
    assert listener.sealed == ["When it dawns"]
    listener.hear_on(700)
    assert listener.sealed == []
    assert listener.parts.said == "A letter to you has opened: “When it dawns”"


def test_a_listen_that_had_begun_before_the_sealing_opens_nothing(listener: Listener) -> None:
    dawn = TrackId(listener.evening.ids["Dawn"])
    listener.hear("Dawn", 300)
    listener.seal("For the next time", Sealing(track_id=dawn))
    listener.hear_on(LASTS_MS - 600)
    assert listener.sealed == ["For the next time"]
    listener.hear("Dusk", 500)
    listener.hear("Dawn", LASTS_MS - 400)
    assert listener.sealed == []


def test_a_letter_opens_by_music_whose_length_only_the_player_knows(listener: Listener) -> None:
    dawn = TrackId(listener.evening.ids["Dawn"])
    with listener.evening.services.ledger.write("Forget", TRACK) as writing:
        writing.session.get_one(Track, dawn).duration_ms = 0
    listener.seal("When it dawns", Sealing(track_id=dawn))
    listener.hear("Dawn", LASTS_MS // 2 - 300)
    assert listener.sealed == ["When it dawns"]
    listener.hear_on(700)
    assert listener.sealed == []
