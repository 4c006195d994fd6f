"""A theme is opened from one of its marks, heard from return to return, and described."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolButton

from app.core.marks import MarkKind, MarkRef
from app.core.timecode import Span
from app.themes.records import Occurrence
from tests.support.app_harness import AppHarness, WindowSession

Key = Qt.Key


def checked_in_rail(session: WindowSession) -> list[str]:
    return [one.text() for one in session.desk.rail.findChildren(QToolButton) if one.isChecked()]


def words(session: WindowSession, mark: int) -> str:
    theme = session.services.themes.themes()[0].id
    returns = session.services.theme_returns.life(theme).returns
    found: list[Occurrence] = [one.occurrence for one in returns if one.occurrence.id == mark]
    return found[0].variation


def test_from_a_mark_to_its_life_to_its_words_and_back(harness: AppHarness) -> None:
    session = harness.playing(2000)
    track_id = session.rows()[0].id
    spans = (Span(1000, 2500), Span(5000, 6000))
    home, again = session.services.themes.mark_returns("Heart", track_id, spans)
    session.until(lambda: len(session.timeline.occurrences) == 2)
    session.pages.listen.themes.open(MarkRef(MarkKind.OCCURRENCE, again))
    assert session.desk.pages.current_key == "themes"
    assert checked_in_rail(session) == ["Story"]
    page = session.pages.themes
    rows, model = page.panel.rows, page.panel.model

    def current() -> int | None:
        row = rows.current()
        return None if row is None else row.one.occurrence.id

    session.until(lambda: current() == again)
    assert rows.hasFocus()

    session.driver.tap(Key.Key_Up)
    session.driver.tap(Key.Key_P)
    session.turn(300)
    assert (model.sounding, session.playback.is_playing) == (home, True)
    session.turn(1500)
    session.until(lambda: model.sounding == again)
    assert session.playback.position_ms == 5000
    session.turn(1300)
    session.until(lambda: model.sounding is None)
    assert not session.playback.is_playing

    session.driver.tap(Key.Key_Down)
    session.driver.tap(Key.Key_F2)
    assert rows.is_writing
    field = QApplication.focusWidget()
    assert field is not None
    QTest.keyClicks(field, "held back, alone")
    session.driver.tap(Key.Key_Return)
    session.until(lambda: words(session, again) == "held back, alone")
    session.until(lambda: not rows.is_writing and rows.hasFocus())
    session.until(lambda: current() == again and not page.is_reading)
    session.driver.ctrl(Key.Key_Z)
    session.until(lambda: words(session, again) == "")


def test_alt_r_searches_for_the_theme_that_is_open_on_its_page(harness: AppHarness) -> None:
    session = harness.playing(500)
    track_id = session.rows()[0].id
    for name in ("Heart", "Star"):
        session.services.themes.mark_returns(name, track_id, [Span(1000, 2500)])
    star, heart = sorted(session.services.themes.themes(), key=lambda one: one.name, reverse=True)
    session.driver.alt(Key.Key_T)
    page, search = session.pages.themes, session.pages.theme_search.search
    session.until(lambda: page.open_id == heart.id)
    session.driver.alt(Key.Key_R)
    assert (session.desk.pages.current_key, search.theme_id) == ("theme_search", heart.id)
    page.open_theme(star.id)
    session.driver.alt(Key.Key_T)
    session.driver.alt(Key.Key_R)
    assert search.theme_id == star.id
    session.driver.alt(Key.Key_1)
    session.driver.alt(Key.Key_R)
    assert search.theme_id == star.id
    page.open_melodies(None)
    session.driver.alt(Key.Key_T)
    session.driver.alt(Key.Key_R)
    assert search.theme_id == star.id


def test_from_the_story_and_back_by_keys(harness: AppHarness) -> None:
    session = harness.playing(500)
    session.services.themes.mark_returns("Heart", session.rows()[0].id, [Span(1000, 2500)])
    story = session.desk.pages.show_page("story")
    assert story is session.pages.story
    session.pages.story.themes_button.click()
    assert session.desk.pages.current_key == "themes"
    session.driver.alt(Key.Key_3)
    assert session.desk.pages.current_key == "story"
    session.driver.alt(Key.Key_T)
    assert session.desk.pages.current_key == "themes"
