"""Tracks that are stretches of one file, from the journal to the screens."""

from __future__ import annotations

import pytest

from app.core.source_time import SourceTime
from app.core.timecode import Span
from app.player.records import PlayState
from tests.support.sources import add_source, payload_of, set_source
from tests.support.window_parts import WindowParts
from tests.ui.bridge.conftest import LASTS_MS, Evening

CHAPTERS = {
    "Dawn": SourceTime(0, 700),
    "Dusk": SourceTime(700, 1_500),
    "Night": SourceTime(1_500),
}
LAST = {"Dawn": 700, "Dusk": 800, "Night": 500}


@pytest.fixture
def book(evening: Evening) -> Evening:
    """All three tracks are chapters of the file of the first."""
    payload = payload_of(evening.services, evening.ids["Dawn"])
    for title, source in CHAPTERS.items():
        set_source(evening.services, evening.ids[title], payload, source, LAST[title])
    return evening


def test_every_chapter_is_told_and_none_is_opened_but_the_first(book: Evening) -> None:
    told: list[tuple[str, int]] = []
    book.playback.track_changed.connect(
        lambda row: told.append((row.title, book.playback.duration_ms))
    )
    book.play("Dawn", "Dusk", "Night")
    book.pass_ms(2_300)
    assert told == [("Dawn", 700), ("Dusk", 800), ("Night", 500)]
    assert book.backend.opened == [(book.music / "Dawn.wav", 0)]
    assert book.state is PlayState.ENDED
    assert book.faults == []


def test_a_mark_pressed_just_after_a_boundary_is_on_the_new_chapter(book: Evening) -> None:
    book.play("Dawn", "Dusk")
    book.pass_ms(800)
    playhead = book.playback.playhead()
    assert playhead is not None
    assert playhead.track_id == book.ids["Dusk"]
    assert playhead.position_ms == pytest.approx(book.backend.position_ms - 700, abs=12)


def test_a_mark_plays_the_sound_of_its_own_chapter(book: Evening) -> None:
    book.playback.hear(book.ids["Dusk"], Span(200, 400), preroll_ms=0)
    assert book.backend.opened == [(book.music / "Dawn.wav", 900)]
    book.pass_ms(500)
    assert book.finished == [Span(200, 400)]
    assert book.backend.position_ms == pytest.approx(1_100, abs=24)


def test_a_scrub_to_the_end_of_a_chapter_stays_in_it(book: Evening) -> None:
    book.play("Dusk")
    book.pass_ms(100)
    book.playback.seek_by(10_000)
    book.pass_ms(100)
    assert (book.playing, book.state) == ("Dusk", PlayState.ENDED)
    assert book.playback.position_ms == 800


def test_a_source_that_turns_out_elsewhere_is_followed_while_it_plays(
    parts: WindowParts, book: Evening
) -> None:
    book.play("Dusk")
    book.pass_ms(300)
    payload = payload_of(book.services, book.ids["Dusk"])
    set_source(book.services, book.ids["Dusk"], payload, SourceTime(600, 1_500), 900)
    book.pass_ms(100)
    assert book.playback.position_ms == pytest.approx(book.backend.position_ms - 600, abs=12)
    assert len(book.backend.opened) == 1


@pytest.mark.logs("can’t be played")
def test_a_file_that_disappears_is_replaced_by_the_next_source(evening: Evening) -> None:
    """The other one has a second more before the music."""
    services, dawn = evening.services, evening.ids["Dawn"]
    add_source(
        services, dawn, payload_of(services, evening.ids["Night"]), SourceTime(100, None, -400)
    )
    evening.play("Dawn")
    evening.pass_ms(500)
    evening.playback.stop()
    evening.playback.seek_ms(600)
    evening.lose("Dawn")
    evening.playback.toggle()
    assert evening.backend.opened[-1] == (evening.music / "Night.wav", 1_100)
    evening.pass_ms(200)
    assert evening.playing == "Dawn"
    assert 700 <= evening.playback.position_ms <= LASTS_MS
    assert len(evening.faults) == 1
