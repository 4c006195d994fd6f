"""A theme's return is announced on the Listen page as the music plays towards it."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from PySide6.QtWidgets import QLabel
from sqlalchemy import event

from app.core.ids import ThemeId, TrackId
from app.core.marks import MarkKind, MarkRef
from app.core.timecode import Span
from tests.support.app_harness import AppHarness, WindowSession
from tests.support.seen import seen
from ui.bridge.track.track_themes import TrackThemes
from ui.companion.returning_part import ReturnLine


class Heard:
    """A track on which the heart theme, stated elsewhere, returns at 0:20 and 0:40."""

    def __init__(self, harness: AppHarness) -> None:
        harness.record("other.wav", seconds=60, hz=330)
        self.session: WindowSession = harness.playing(400)
        services = self.session.services
        tracks = {row.title: row.id for row in self.session.rows()}
        self.track, other = TrackId(tracks["theme"]), TrackId(tracks["other"])
        services.themes.mark_returns("The heart", other, [Span(10_000, 20_000)])
        self.theme: ThemeId = services.themes.themes()[0].id
        spans = [Span(20_000, 24_000), Span(40_000, 44_000)]
        self.first, _second = services.themes.mark_returns(self.theme, self.track, spans)
        services.marks.edit(MarkRef(MarkKind.OCCURRENCE, self.first), variation="a single cello")
        emotion = services.emotions.named("wonder")
        assert emotion is not None
        services.tagging.add_tag(other, emotion.id, Span.point(12_000))
        self.session.until(lambda: len(self.themes.returns.returns) == 2 and self._has_words())

    @property
    def themes(self) -> TrackThemes:
        return self.session.pages.listen.track_themes

    def _has_words(self) -> bool:
        first = self.themes.returns.returns[0]
        return bool(first.felt) and bool(first.occurrence.variation)

    def lines(self) -> list[ReturnLine]:
        return seen(self.session.pages.listen.side.companion, ReturnLine)

    def words(self) -> list[str]:
        return [label.text() for line in self.lines() for label in line.findChildren(QLabel)]

    def play_to(self, second: float) -> None:
        self.session.turn(second * 1000 - self.session.playback.position_ms)

    def settle(self) -> None:
        """The card has followed to where the music is."""
        page = self.session.pages.listen
        page.side.follow(self.session.timeline, self.session.playback.position_ms, at_once=True)


@pytest.fixture
def heard(harness: AppHarness) -> Heard:
    return Heard(harness)


def test_it_is_announced_before_it_comes_and_goes_by_itself(heard: Heard) -> None:
    heard.play_to(14)
    heard.settle()
    assert not heard.lines()
    heard.play_to(16)
    heard.session.until(heard.lines)
    assert {"The heart", "a single cello"} <= set(heard.words())
    assert any(words.startswith("Wonder · ") for words in heard.words())
    heard.play_to(22)
    heard.session.until(lambda: "now" in heard.words())
    heard.play_to(25)
    heard.session.until(lambda: not heard.lines())


def test_it_is_not_told_twice(heard: Heard) -> None:
    heard.play_to(16)
    heard.session.until(heard.lines)
    companion = heard.session.pages.listen.side.companion
    names = [label.text() for label in seen(companion, QLabel)]
    assert names.count("The heart") == 1, "not among what comes up as well"


def test_nothing_is_announced_while_paused_or_by_seeking_past(heard: Heard) -> None:
    playback = heard.session.playback
    playback.seek_ms(41_000)
    heard.settle()
    assert not heard.lines(), "somebody may be looking for another place"
    playback.seek_ms(30_000)
    heard.session.turn(2_000)
    playback.pause()
    playback.seek_ms(21_000)
    heard.settle()
    assert not heard.lines()
    playback.toggle()
    heard.session.turn(1_600)
    heard.session.until(heard.lines)
    playback.pause()
    heard.settle()
    assert heard.lines(), "what is told may be read at leisure"


def test_pressed_it_leads_to_its_page(heard: Heard) -> None:
    heard.play_to(18)
    heard.session.until(heard.lines)
    heard.lines()[0].click()
    page = heard.session.pages.themes
    assert heard.session.desk.pages.current_key == "themes"
    heard.session.until(lambda: page.open_id == heard.theme)


@contextmanager
def asked_by_the_window(heard: Heard) -> Iterator[list[str]]:
    said: list[str] = []

    def note(_connection: object, _cursor: object, sql: str, *_rest: object) -> None:
        if threading.current_thread() is threading.main_thread():
            said.append(sql)

    with heard.session.services.ledger.read() as connection:
        engine = connection.engine
    event.listen(engine, "before_cursor_execute", note)
    try:
        yield said
    finally:
        event.remove(engine, "before_cursor_execute", note)


def test_nothing_is_read_for_it_while_the_music_plays(heard: Heard) -> None:
    heard.play_to(14)
    heard.settle()
    with asked_by_the_window(heard) as said:
        for second in (15, 16, 18, 20, 22, 25):
            heard.play_to(second)
            heard.settle()
    assert [sql for sql in said if "theme" in sql or "emotion" in sql] == []


def test_what_is_felt_meanwhile_is_told_at_the_next_return(heard: Heard) -> None:
    services = heard.session.services
    power = services.emotions.named("power")
    assert power is not None
    heard.play_to(22)
    services.tagging.add_tag(heard.track, power.id, Span.point(21_000))
    heard.session.until(lambda: len(heard.themes.returns.returns[1].felt) == 2)
    heard.play_to(37)
    heard.session.until(lambda: any(words.startswith("Power · ") for words in heard.words()))
