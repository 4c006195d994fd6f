"""A melody nobody asked about becomes a theme, or is dismissed for good."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from app.bootstrap import Services
from tests.support.app_harness import AppHarness, WindowSession, with_services
from tests.support.theme_music import ThemeMusic
from ui.themes.families.panel import FamiliesPanel
from ui.themes.families.states import FamiliesState

Key = Qt.Key
PATIENCE_MS = 60_000


@pytest.fixture
def session(harness: AppHarness) -> WindowSession:
    """Four tracks that were heard before; a melody returns in three of them."""
    harness.take_in()

    def hear(services: Services) -> None:
        services.open()
        ThemeMusic(services, harness.music / "themes").hear()

    with_services(harness.paths, hear)
    harness.play_by_hand()
    return harness.open()


def panel(session: WindowSession) -> FamiliesPanel:
    return session.pages.themes.melodies.panel


def ask(session: WindowSession) -> None:
    """By keys alone, from wherever the listener is: the empty page begins with it."""
    session.driver.alt(Key.Key_T)
    page = session.pages.themes
    session.until(lambda: page.empty.hasFocus())
    session.driver.tap(Key.Key_Return)
    quiet = session.pages.themes.melodies.families
    session.until(
        lambda: not quiet.is_reading and quiet.progress is None and quiet.shown.is_known,
        PATIENCE_MS,
    )


def test_named_it_is_a_theme_that_plays_and_undone_it_is_a_melody_again(
    session: WindowSession,
) -> None:
    ask(session)
    page, tree = session.pages.themes, panel(session).tree
    session.until(lambda: panel(session).state is FamiliesState.SHOWN and tree.hasFocus())
    row = tree.current()
    assert row is not None
    places = [one.passage for one in row.family.passages]
    session.driver.tap(Key.Key_Return)
    session.turn(400)
    assert session.playback.is_playing and sounding(session) == places[0].track_id
    session.driver.tap(Key.Key_Escape)
    assert not session.playback.is_playing

    session.driver.tap(Key.Key_F2)
    session.driver.write("The heart")
    session.driver.tap(Key.Key_Return)
    session.until(lambda: page.panel.isVisible() and page.panel.theme is not None)
    (theme,) = session.services.themes.themes()
    assert theme.name == "The heart"
    session.until(lambda: page.panel.rows.hasFocus() and page.panel.model.rowCount() == 3)
    session.driver.tap(Key.Key_P)
    session.turn(400)
    assert session.playback.is_playing and sounding(session) == places[0].track_id
    lasts_ms = places[0].span.duration_ms
    session.turn(lasts_ms + 500)
    session.until(lambda: sounding(session) == places[1].track_id)
    session.driver.tap(Key.Key_Escape)
    session.driver.tap(Key.Key_Escape)

    session.driver.ctrl(Key.Key_Z)
    session.until(lambda: not session.services.themes.themes())
    session.until(lambda: page.empty.isVisible())
    ask(session)
    session.until(lambda: panel(session).state is FamiliesState.SHOWN)
    again = tree.current()
    assert again is not None and [one.passage for one in again.family.passages] == places


def sounding(session: WindowSession) -> int | None:
    track = session.playback.track
    return None if track is None else track.id


def test_dismissed_it_is_gone_and_still_gone_after_a_new_search(
    session: WindowSession, harness: AppHarness
) -> None:
    ask(session)
    session.until(lambda: panel(session).state is FamiliesState.SHOWN)
    session.driver.tap(Key.Key_N)
    session.until(lambda: panel(session).state is FamiliesState.JUDGED)
    for path in session.services.paths.found_themes.iterdir():
        path.unlink()  # as when the cache was cleared
    session.close()
    session = harness.open()
    ask(session)
    assert panel(session).state is FamiliesState.JUDGED
    assert panel(session).model.rowCount() == 0

    panel(session).dismissed.click()
    tree = panel(session).tree
    tree.setFocus()
    for key in (Key.Key_Home, Key.Key_Right, Key.Key_Down, Key.Key_Y):
        session.driver.tap(key)
    session.until(lambda: len(session.pages.themes.melodies.families.shown.families) == 1)
    assert session.services.themes.families.judged().dismissed == {}
