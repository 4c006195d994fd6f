"""Two passages by turns: from the same musical moment, whatever tracks they are on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NoReturn

import pytest
from PySide6.QtTest import QSignalSpy

from app.core.aligned_passages import AlignedPassages, Side
from app.core.errors import Problem
from app.core.ids import TrackId
from app.core.timecode import Span
from app.player.queue import Repeat
from app.player.records import PlayState
from tests.support.lines import own
from tests.ui.bridge.conftest import LASTS_MS, Evening
from ui.bridge.playback.turns import PassageTurns

NEAR_MS = 20  # the scripted sound is looked at every 16 ms


@pytest.fixture
def turns(evening: Evening) -> Iterator[PassageTurns]:
    turns = PassageTurns(evening.playback, evening.playback)
    yield turns
    turns.stop()


def aligned(
    evening: Evening, first: tuple[str, int, int], second: tuple[str, int, int], ratio: float = 1.0
) -> AlignedPassages:
    """first and second: title, start and end in ms."""
    one, two = (
        (TrackId(evening.ids[title]), Span(start_ms, end_ms))
        for title, start_ms, end_ms in (first, second)
    )
    return AlignedPassages.from_starts(one, two, ratio)


def dawn_and_dusk(evening: Evening, ratio: float = 1.0) -> AlignedPassages:
    return aligned(evening, ("Dawn", 200, 1200), ("Dusk", 700, 1700), ratio)


def heard_at(evening: Evening) -> float:
    """The true place of the imagined sound."""
    return evening.backend.position_ms


def test_the_other_one_sounds_from_the_same_moment(evening: Evening, turns: PassageTurns) -> None:
    assert turns.play(dawn_and_dusk(evening))
    assert (evening.playing, turns.sounding) == ("Dawn", Side.FIRST)
    evening.pass_ms(400)
    turns.change_over()
    assert evening.playing == "Dawn", "until the other one is ready"
    before_ms = heard_at(evening)
    evening.pass_ms(400)
    assert (evening.playing, turns.sounding) == ("Dusk", Side.SECOND)
    assert evening.state is PlayState.PLAYING
    assert heard_at(evening) == pytest.approx(before_ms + 400 + 500, abs=NEAR_MS)
    assert turns.place_ms == pytest.approx(before_ms + 400, abs=NEAR_MS)
    turns.change_over()
    evening.pass_ms(160)
    assert (evening.playing, turns.sounding) == ("Dawn", Side.FIRST)
    assert heard_at(evening) == pytest.approx(before_ms + 400 + 160, abs=2 * NEAR_MS)


def test_others_that_begin_with_the_same_passage_end_it(
    evening: Evening, turns: PassageTurns
) -> None:
    turns.play(aligned(evening, ("Dawn", 0, 1200), ("Dusk", 700, 1900)))
    evening.pass_ms(100)
    others = PassageTurns(evening.playback, evening.playback)
    others.play(aligned(evening, ("Dawn", 0, 1200), ("Dawn", 1300, 1900)))
    evening.pass_ms(100)
    assert (turns.sounding, others.sounding) == (None, Side.FIRST)
    assert evening.state is PlayState.PLAYING
    row = evening.playback.in_turn.row
    assert row is not None and row.title == "Dawn"
    others.stop()


def test_a_faster_return_is_met_where_the_music_is(evening: Evening, turns: PassageTurns) -> None:
    turns.play(dawn_and_dusk(evening, ratio=2.0))
    evening.pass_ms(400)
    turns.change_over()
    before_ms = heard_at(evening)
    evening.pass_ms(160)
    made_ms = evening.backend.opened[-1][1]
    assert made_ms == pytest.approx(700 + (before_ms + 110 - 200) / 2, abs=NEAR_MS)


def test_the_other_one_is_made_ready_while_the_music_plays_on(
    evening: Evening, turns: PassageTurns
) -> None:
    turns.play(dawn_and_dusk(evening))
    evening.pass_ms(400)
    turns.change_over()
    ready = evening.backend.prepared[-1]
    assert ready[0].name == "Dusk.wav"
    assert evening.state is PlayState.PLAYING
    evening.pass_ms(160)
    assert evening.backend.opened[-1] == ready


def test_while_the_window_is_busy_the_moment_is_aimed_at_again(
    evening: Evening, turns: PassageTurns
) -> None:
    turns.play(dawn_and_dusk(evening))
    evening.pass_ms(400)
    turns.change_over()
    before_ms = heard_at(evening)
    evening.pass_ms(80)
    evening.clock.turn_ms(70)
    evening.pass_ms(160)
    assert (evening.playing, turns.sounding) == ("Dusk", Side.SECOND)
    assert heard_at(evening) == pytest.approx(before_ms + 310 + 500, abs=NEAR_MS)


def test_asked_twice_at_once_nothing_changes(evening: Evening, turns: PassageTurns) -> None:
    turns.play(dawn_and_dusk(evening))
    evening.pass_ms(400)
    turns.change_over()
    turns.change_over()
    evening.pass_ms(300)
    assert (evening.playing, turns.sounding) == ("Dawn", Side.FIRST)
    assert len(evening.backend.opened) == 1


def test_asked_while_it_is_loading_it_changes_once_the_sound_is_there(
    evening: Evening, turns: PassageTurns
) -> None:
    turns.play(dawn_and_dusk(evening))
    assert evening.state is PlayState.LOADING
    turns.change_over()
    evening.pass_ms(300)
    assert (evening.playing, turns.sounding) == ("Dusk", Side.SECOND)


def test_both_may_be_in_the_same_track(evening: Evening, turns: PassageTurns) -> None:
    loads = QSignalSpy(evening.playback.track_changed)
    turns.play(aligned(evening, ("Night", 100, 700), ("Night", 1000, 1600)))
    loaded = loads.count()
    evening.pass_ms(200)
    turns.change_over()
    before_ms = heard_at(evening)
    evening.pass_ms(160)
    assert heard_at(evening) == pytest.approx(before_ms + 160 + 900, abs=NEAR_MS)
    assert loads.count() == loaded, "the track stays"
    assert turns.sounding is Side.SECOND


def test_a_passage_goes_round_until_it_is_stopped(evening: Evening, turns: PassageTurns) -> None:
    turns.play(dawn_and_dusk(evening))
    evening.pass_ms(1120)
    assert heard_at(evening) == pytest.approx(200 + 1080 - 1000, abs=2 * NEAR_MS)
    assert turns.sounding is Side.FIRST
    evening.pass_ms(1008)
    assert turns.sounding is Side.FIRST and evening.state is PlayState.PLAYING
    turns.stop()
    assert (turns.sounding, evening.state) == (None, PlayState.PAUSED)


def test_whole_passages_alternate_without_a_gap(evening: Evening, turns: PassageTurns) -> None:
    sides = QSignalSpy(turns.sounding_changed)
    turns.play(dawn_and_dusk(evening), is_alternating=True)
    evening.pass_ms(1120)
    assert evening.playing == "Dusk"
    assert heard_at(evening) == pytest.approx(700 + 80, abs=2 * NEAR_MS)
    evening.pass_ms(1008)
    assert evening.playing == "Dawn"
    assert [sides.at(n)[0] for n in range(sides.count())] == [Side.FIRST, Side.SECOND, Side.FIRST]


def test_it_may_begin_with_the_second_from_a_moment(evening: Evening, turns: PassageTurns) -> None:
    turns.play(dawn_and_dusk(evening), Side.SECOND, from_ms=600)
    assert (evening.playing, evening.playback.position_ms) == ("Dusk", 1100)
    assert turns.place_ms == 600


def test_a_moment_that_the_other_one_lacks_is_its_start(
    evening: Evening, turns: PassageTurns
) -> None:
    turns.play(aligned(evening, ("Dawn", 200, 1800), ("Dusk", 700, 1000)), from_ms=1400)
    evening.pass_ms(100)
    turns.change_over()
    evening.pass_ms(160)
    assert evening.backend.opened[-1][1] == 700


def test_a_seek_in_the_passage_keeps_them_and_one_out_of_it_ends_it(
    evening: Evening, turns: PassageTurns
) -> None:
    turns.play(dawn_and_dusk(evening))
    evening.pass_ms(200)
    evening.playback.seek_ms(900)
    assert turns.sounding is Side.FIRST
    turns.seek(500)
    assert evening.playback.position_ms == 500
    turns.change_over()
    evening.pass_ms(200)
    turns.seek(300)
    assert (evening.playing, evening.playback.position_ms) == ("Dusk", 800)
    evening.playback.seek_ms(100)
    assert turns.sounding is None
    assert evening.playback.is_playing


def test_whoever_plays_something_else_ends_it(evening: Evening, turns: PassageTurns) -> None:
    turns.play(dawn_and_dusk(evening))
    evening.pass_ms(200)
    evening.play("Night")
    assert (turns.sounding, evening.playing) == (None, "Night")
    turns.play(dawn_and_dusk(evening))
    evening.playback.set_loop(Span(300, 600))
    assert turns.sounding is None
    turns.play(dawn_and_dusk(evening))
    evening.playback.hear(evening.ids["Dawn"], Span(400, 600))
    assert turns.sounding is None, "a mark inside the passage"
    turns.play(dawn_and_dusk(evening))
    evening.playback.stop()
    assert turns.sounding is None


def test_pausing_only_pauses_it(evening: Evening, turns: PassageTurns) -> None:
    turns.play(dawn_and_dusk(evening))
    evening.pass_ms(300)
    turns.change_over()
    evening.playback.pause()
    assert turns.sounding is Side.SECOND, "at once, as nothing sounds"
    place_ms = turns.place_ms
    evening.pass_ms(300)
    assert (evening.playing, turns.place_ms) == ("Dusk", place_ms)
    turns.change_over()
    assert (evening.playing, evening.playback.position_ms) == ("Dawn", place_ms)
    assert not evening.playback.is_playing
    evening.playback.toggle()
    evening.pass_ms(200)
    assert (evening.state, turns.sounding) == (PlayState.PLAYING, Side.FIRST)
    assert turns.place_ms == pytest.approx(place_ms + 160, abs=NEAR_MS)


def test_the_speed_stays(evening: Evening, turns: PassageTurns) -> None:
    evening.playback.sound.set_rate(0.5)
    turns.play(dawn_and_dusk(evening))
    evening.pass_ms(400)
    turns.change_over()
    before_ms = heard_at(evening)
    evening.pass_ms(400)
    assert evening.backend.rate == 0.5
    assert heard_at(evening) == pytest.approx(before_ms + 200 + 500, abs=NEAR_MS)


def test_a_missing_file_is_said_and_the_music_plays_on(
    evening: Evening, turns: PassageTurns
) -> None:
    evening.lose("Dusk")
    assert turns.play(dawn_and_dusk(evening), is_alternating=True)
    assert len(evening.faults) == 1
    evening.pass_ms(300)
    turns.change_over()
    assert len(evening.faults) == 2
    evening.pass_ms(900)
    assert (evening.playing, turns.sounding) == ("Dawn", Side.FIRST)
    assert evening.state is PlayState.PLAYING
    evening.lose("Dawn")
    assert not turns.play(dawn_and_dusk(evening))
    assert turns.sounding is None


def test_a_track_that_is_deleted_meanwhile_is_said_and_the_music_plays_on(
    evening: Evening, turns: PassageTurns
) -> None:
    turns.play(dawn_and_dusk(evening), Side.SECOND)
    evening.pass_ms(200)
    evening.services.library.remove_lines(own(evening.ids["Dawn"]))
    turns.change_over()
    assert len(evening.faults) == 1
    evening.pass_ms(1000)
    assert (evening.playing, turns.sounding) == ("Dusk", Side.SECOND)


def test_nothing_follows_a_passage_that_reaches_to_the_end_of_its_track(
    evening: Evening, turns: PassageTurns
) -> None:
    evening.play("Night", "Dusk")
    turns.play(aligned(evening, ("Dawn", 1200, LASTS_MS), ("Dusk", 1200, LASTS_MS)))
    evening.pass_ms(1200)
    assert (evening.playing, turns.sounding) == ("Dawn", Side.FIRST)
    assert evening.state is PlayState.PLAYING
    assert len(evening.playback.queue) == 1


def test_what_a_queue_that_repeats_would_play_next_does_not_come_between(
    evening: Evening, turns: PassageTurns
) -> None:
    evening.playback.queueing.set_repeat(Repeat.ONE)
    turns.play(dawn_and_dusk(evening))
    evening.pass_ms(300)
    turns.change_over()
    ready = evening.backend.prepared[-1]
    evening.pass_ms(80)
    assert evening.backend.prepared[-1] == ready
    evening.pass_ms(80)
    assert evening.backend.opened[-1] == ready
    evening.pass_ms(80)
    assert evening.backend.prepared[-1] == (evening.music / "Dusk.wav", 0), "as always"


def test_the_playback_knows_what_is_heard_in_turn(evening: Evening, turns: PassageTurns) -> None:
    in_turn = evening.playback.in_turn
    told = QSignalSpy(in_turn.changed)
    turns.play(dawn_and_dusk(evening))
    assert in_turn.row is not None and in_turn.row.title == "Dusk"
    evening.pass_ms(300)
    turns.change_over()
    evening.pass_ms(200)
    assert in_turn.row is not None and in_turn.row.title == "Dawn"
    turns.stop()
    assert in_turn.row is None
    assert told.count() == 3


def test_the_place_is_told_in_musical_time(evening: Evening, turns: PassageTurns) -> None:
    places = QSignalSpy(turns.place_changed)
    turns.play(dawn_and_dusk(evening), Side.SECOND)
    evening.pass_ms(300)
    assert places.at(places.count() - 1)[0] == turns.place_ms
    assert turns.place_ms == evening.playback.position_ms - 500


def test_while_the_journal_cant_be_read_the_turns_go_on_and_it_is_said(
    evening: Evening, turns: PassageTurns, monkeypatch: pytest.MonkeyPatch
) -> None:
    turns.play(dawn_and_dusk(evening))
    evening.pass_ms(100)
    in_turn, busy = evening.playback.in_turn, Problem("The journal is busy.")

    def fail(*_line: object) -> NoReturn:
        raise busy

    monkeypatch.setattr(evening.services.library, "track", fail)
    in_turn.show(TrackId(evening.ids["Dawn"]))
    assert (in_turn.row, evening.faults) == (None, [busy])
    assert (turns.sounding, evening.state) == (Side.FIRST, PlayState.PLAYING)
