"""A theme is marked once; where it returns is found, judged by keys alone, and heard as a life."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.bootstrap import Services
from app.themes.records import OccurrenceStatus
from tests.support.app_harness import AppHarness, WindowSession, with_services
from tests.support.keyboards import layout, needs_a_keyboard, tap_place
from tests.support.ready_journal import ready_profile
from tests.support.theme_music import HOME_SPAN, ThemeMusic
from ui.theme_search import judging

Key = Qt.Key
PATIENCE_MS = 60_000


def record(harness: AppHarness) -> None:
    """Four tracks, listened through."""

    def hear(services: Services) -> None:
        ThemeMusic(services, Path(harness.music, "themes")).hear()

    ready_profile(harness.profile)
    with_services(harness.paths, hear)


def returns(session: WindowSession) -> list[str]:
    """The titles of the tracks with confirmed returns."""
    (theme,) = session.services.themes.themes()
    life = session.services.theme_returns.life(theme.id)
    confirmed = [r for r in life.returns if r.occurrence.status is OccurrenceStatus.CONFIRMED]
    return sorted(one.track.title for one in confirmed)


def mark_once(session: WindowSession) -> None:
    """The passage is chosen by keys while the track plays, and named."""
    session.play("Home")
    for at_ms, key in ((HOME_SPAN.start_ms, Key.Key_B), (HOME_SPAN.end_ms, Key.Key_E)):
        session.playback.seek_ms(at_ms)
        session.turn(100)
        session.driver.tap(key)
    session.driver.tap(Key.Key_T, Qt.KeyboardModifier.ShiftModifier)
    session.until(lambda: QApplication.activeModalWidget() is not None)
    field = QApplication.focusWidget()
    assert field is not None
    QTest.keyClicks(field, "Heart")
    QTest.keyClick(field, Key.Key_Return)
    session.until(lambda: session.desk.pages.current_key == "theme_search")
    session.take_keyboard()


def test_marked_once_found_judged_by_keys_heard_and_undone(
    harness: AppHarness, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(judging, "CALM_MS", 0)
    record(harness)
    harness.play_by_hand(**{"Home.wav": 27_300, "Higher.wav": 27_300, "Slower.wav": 29_550})
    session = harness.open()
    mark_once(session)
    page = session.pages.theme_search
    session.until(lambda: len(page.judging.ranking.shown) == 2, PATIENCE_MS)
    session.until(lambda: not page.search.is_searching, PATIENCE_MS)

    session.driver.tap(Key.Key_B)
    session.until(lambda: page.place.hearing.sounding is not None)
    session.driver.tap(Key.Key_Y)
    session.driver.tap(Key.Key_Y)
    session.until(lambda: returns(session) == ["Higher", "Home", "Slower"])
    session.until(lambda: not page.search.is_searching, PATIENCE_MS)
    session.until(lambda: not page.judging.is_reading)
    assert page.judging.ranking.shown == []
    assert len(page.judging.judged) == 2

    session.driver.tap(Key.Key_Return)
    session.until(lambda: page.life.place == 0)
    page.life.stop()
    page.head.back.click()
    assert session.desk.pages.current_key == "themes"
    panel = session.pages.themes.panel
    session.until(lambda: panel.theme is not None and len(panel.theme.sure) == 3, PATIENCE_MS)
    panel.head.life.click()
    session.until(lambda: panel.playing.row is not None)
    panel.stop()

    session.driver.alt(Key.Key_R)
    for left in (2, 1):
        session.driver.ctrl(Key.Key_Z)
        session.until(lambda left=left: len(returns(session)) == left)
    session.until(lambda: len(page.judging.ranking.shown) == 2, PATIENCE_MS)
    session.until(lambda: not page.search.is_searching, PATIENCE_MS)


@needs_a_keyboard
def test_a_list_is_judged_on_a_keyboard_without_latin_letters(
    harness: AppHarness, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(judging, "CALM_MS", 0)
    record(harness)
    harness.play_by_hand(**{"Home.wav": 27_300, "Higher.wav": 27_300, "Slower.wav": 29_550})
    session = harness.open()
    with layout("ru"):
        mark_once(session)
        page = session.pages.theme_search
        session.until(lambda: len(page.judging.ranking.shown) == 2, PATIENCE_MS)
        session.until(lambda: not page.search.is_searching, PATIENCE_MS)
        tap_place("b")
        session.until(lambda: page.place.hearing.sounding is not None)
        tap_place("y")
        session.until(lambda: len(returns(session)) == 2)
        tap_place("n")
        session.until(lambda: len(page.judging.judged) == 2)
        assert len(returns(session)) == 2
