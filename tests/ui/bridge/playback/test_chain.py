"""Passages one after another, whatever tracks they are on."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtTest import QSignalSpy
from pytestqt.qtbot import QtBot

from app.core.ids import TrackId
from app.core.timecode import Span
from app.player.passage_fade import PassageFade
from app.player.records import PlayState
from app.themes.records import Passage
from tests.ui.bridge.conftest import LASTS_MS, Evening
from ui.bridge.playback.chain import PassageChain


@pytest.fixture
def chain(evening: Evening, qtbot: QtBot) -> Iterator[PassageChain]:
    chain = PassageChain(evening.playback, evening.playback)
    yield chain
    chain.stop()


def passage(evening: Evening, title: str, start_ms: int, end_ms: int) -> Passage:
    return Passage(TrackId(evening.ids[title]), Span(start_ms, end_ms))


def test_only_the_passages_are_heard_one_after_another(
    evening: Evening, chain: PassageChain, qtbot: QtBot
) -> None:
    moves = QSignalSpy(chain.moved)
    chain.play([passage(evening, "Dawn", 500, 900), passage(evening, "Dusk", 1000, 1400)])
    assert (evening.playing, chain.place) == ("Dawn", 0)
    assert evening.playback.position_ms == 500, "without a lead-in"
    evening.pass_ms(600)
    assert evening.state is PlayState.PAUSED
    assert evening.playback.position_ms == pytest.approx(900, abs=30)
    qtbot.waitUntil(lambda: chain.place == 1)
    assert evening.playing == "Dusk"
    assert evening.playback.position_ms == 1000
    evening.pass_ms(600)
    assert evening.state is PlayState.PAUSED
    assert chain.place == -1
    assert [moves.at(n)[0] for n in range(moves.count())] == [0, 1, -1]


def test_pausing_only_pauses_it(evening: Evening, chain: PassageChain, qtbot: QtBot) -> None:
    chain.play([passage(evening, "Dawn", 500, 900), passage(evening, "Dusk", 0, 400)])
    evening.pass_ms(200)
    evening.playback.toggle()
    assert chain.place == 0
    evening.playback.toggle()
    evening.pass_ms(600)
    qtbot.waitUntil(lambda: chain.place == 1)


def test_play_in_the_silence_between_goes_on_at_once(evening: Evening, chain: PassageChain) -> None:
    chain.play([passage(evening, "Dawn", 500, 900), passage(evening, "Dusk", 300, 700)])
    evening.pass_ms(600)
    assert chain.place == 0
    evening.playback.toggle()
    assert (chain.place, evening.playing) == (1, "Dusk")


def test_a_seek_or_another_track_ends_it(evening: Evening, chain: PassageChain) -> None:
    both = [passage(evening, "Dawn", 500, 900), passage(evening, "Dusk", 300, 700)]
    chain.play(both)
    evening.pass_ms(200)
    evening.playback.seek_ms(1500)
    assert chain.place == -1
    assert evening.playback.is_playing
    chain.play(both)
    evening.pass_ms(200)
    evening.play("Night")
    assert (chain.place, evening.playing) == (-1, "Night")


def test_a_passage_whose_file_is_missing_is_skipped_and_told(
    evening: Evening, chain: PassageChain
) -> None:
    evening.lose("Dawn")
    chain.play([passage(evening, "Dawn", 500, 900), passage(evening, "Dusk", 300, 700)])
    assert (chain.place, evening.playing) == (1, "Dusk")
    assert len(evening.faults) == 1
    chain.play([passage(evening, "Dawn", 500, 900)])
    assert chain.place == -1


def test_nothing_follows_a_passage_that_reaches_to_the_end_of_its_track(
    evening: Evening, chain: PassageChain
) -> None:
    evening.play("Dawn", "Dusk")
    evening.pass_ms(100)
    chain.play([passage(evening, "Dawn", LASTS_MS - 800, LASTS_MS)])
    evening.pass_ms(1200)
    assert (evening.playing, evening.state, chain.place) == ("Dawn", PlayState.PAUSED, -1)


def test_where_it_is_wanted_a_seek_inside_the_passage_keeps_it(
    evening: Evening, qtbot: QtBot
) -> None:
    chain = PassageChain(evening.playback, evening.playback, keeps_seeks=True)
    chain.play([passage(evening, "Dawn", 500, 900), passage(evening, "Dusk", 300, 700)])
    evening.pass_ms(300)
    evening.playback.seek_ms(600)
    evening.pass_ms(200)
    assert (chain.place, evening.playing) == (0, "Dawn")
    evening.pass_ms(400)
    assert evening.playback.position_ms == pytest.approx(900, abs=30)
    qtbot.waitUntil(lambda: chain.place == 1)
    evening.playback.seek_ms(1500)
    assert chain.place == -1


def test_what_is_heard_within_a_passage_ends_the_chain_all_the_same(evening: Evening) -> None:
    one, two = (
        PassageChain(evening.playback, evening.playback, keeps_seeks=True) for _each in range(2)
    )
    one.play([passage(evening, "Dawn", 300, 1500), passage(evening, "Dusk", 300, 700)])
    evening.pass_ms(200)
    two.play([passage(evening, "Dawn", 500, 900)])
    assert (one.place, two.place) == (-1, 0)
    evening.pass_ms(600)
    assert (two.place, evening.state) == (-1, PlayState.PAUSED)
    assert evening.playback.position_ms == pytest.approx(900, abs=30)
    one.play([passage(evening, "Dawn", 300, 1500)])
    evening.playback.hear(evening.ids["Dawn"], Span(600, 800), 0)
    evening.pass_ms(600)
    assert (one.place, evening.state) == (-1, PlayState.PAUSED)
    assert evening.playback.position_ms == pytest.approx(800, abs=30)


def test_stepping_goes_to_what_can_be_played(evening: Evening, chain: PassageChain) -> None:
    rows = [passage(evening, title, 300, 700) for title in ("Dawn", "Dusk", "Night")]
    chain.play(rows, start=2, may_play=lambda place: place != 1)
    assert (chain.place, evening.playing) == (2, "Night")
    chain.step(-1)
    assert (chain.place, evening.playing) == (0, "Dawn")
    chain.step(-1)
    assert chain.place == 0, "there is none before it: it begins again"
    chain.step(1)
    assert chain.place == 2
    chain.step(1)
    assert (chain.place, evening.state) == (-1, PlayState.PAUSED)


def test_passages_fade_and_the_volume_is_the_listeners_again_afterwards(
    evening: Evening, chain: PassageChain, qtbot: QtBot
) -> None:
    evening.playback.sound.set_volume(60)
    rows = [passage(evening, "Dawn", 500, 1_500), passage(evening, "Dusk", 200, 1_200)]
    fades = [PassageFade(rows[0].span, 1.0, 400, 400), PassageFade(rows[1].span, 0.5, 400, 400)]
    volume = evening.backend
    chain.play(rows, fades=fades)
    assert volume.volume == 0
    evening.pass_ms(200)
    heard_ms = evening.playback.player.heard_ms
    assert 600 < heard_ms < 720
    assert volume.volume == round(60 * fades[0].at(heard_ms))
    evening.pass_ms(300)
    assert (volume.volume, evening.playback.player.output.volume) == (60, 60)
    evening.playback.sound.set_volume(80)
    assert volume.volume == 80
    evening.pass_ms(600)
    assert volume.volume == pytest.approx(0, abs=4)
    assert evening.state is PlayState.PAUSED
    qtbot.waitUntil(lambda: chain.place == 1)
    evening.pass_ms(550)
    assert volume.volume == 40, "half of it, as its fade says"
    evening.playback.toggle()
    assert (chain.place, volume.volume) == (1, 40), "a pause changes nothing"
    chain.stop()
    assert volume.volume == 80


def test_whatever_is_played_elsewhere_has_the_whole_volume(
    evening: Evening, chain: PassageChain
) -> None:
    row = passage(evening, "Dawn", 500, 1_500)
    other = PassageChain(evening.playback, evening.playback)
    chain.play([row], fades=[PassageFade(row.span, 0.2)])
    evening.pass_ms(200)
    assert evening.backend.volume == 16
    other.play([row], fades=[PassageFade(row.span, 0.5)])
    assert (chain.place, evening.backend.volume) == (-1, 40)
    other.play([row])
    assert evening.backend.volume == 80
    chain.play([row], fades=[PassageFade(row.span, 0.2)])
    evening.playback.seek_ms(1_900)
    assert evening.backend.volume == 80
