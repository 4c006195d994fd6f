"""The table in place of the timeline: linked with the lanes, edited with keys alone."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from app.core.timecode import Span
from tests.support.app_harness import AppHarness, WindowSession
from ui.marks.table.rows import NOTE, START
from ui.marks.table.table import LaneTable
from ui.timeline.view import TimelineView

Key = Qt.Key


@pytest.fixture
def session(harness: AppHarness) -> WindowSession:
    """A minute, paused, with emotions at 0:10 and 0:20, shown in the table."""
    session = harness.playing(400)
    session.playback.pause()
    row = session.playback.track
    assert row is not None
    word = session.services.emotions.emotions()[0]
    for at_ms in (10_000, 20_000):
        session.services.tagging.add_tag(row.id, word.id, Span.point(at_ms))
    lanes(session).setFocus()
    session.driver.ctrl(Key.Key_T)
    assert table(session).hasFocus()
    return session


def table(session: WindowSession) -> LaneTable:
    return session.pages.listen.table


def lanes(session: WindowSession) -> TimelineView:
    return session.pages.listen.timeline


def editor(session: WindowSession) -> QWidget:
    session.until(lambda: table(session).isAncestorOf(QApplication.focusWidget()))
    focus = QApplication.focusWidget()
    assert focus is not None
    return focus


def test_what_is_selected_here_is_selected_and_shown_on_the_lanes(
    session: WindowSession,
) -> None:
    first, second = (ref for ref, _span in session.timeline.marks())
    lanes(session).viewport.zoom_to_span(Span(40_000, 41_000))
    for key, chosen in ((Key.Key_Down, first), (Key.Key_Down, second), (Key.Key_Up, first)):
        session.driver.tap(key)
        assert table(session).selection == chosen == lanes(session).marks.selection
    assert lanes(session).viewport.goal_axis.visible.contains(10_000)
    session.driver.ctrl(Key.Key_T)
    assert lanes(session).marks.selection == first and lanes(session).hasFocus()


def test_what_other_keys_select_is_selected_here_too(session: WindowSession) -> None:
    first, second = (ref for ref, _span in session.timeline.marks())
    session.driver.tap(Key.Key_Period)
    assert table(session).selection == first
    session.driver.tap(Key.Key_Period)
    assert table(session).selection == second


def test_a_time_and_a_note_are_typed_undone_and_typed_again(session: WindowSession) -> None:
    session.driver.tap(Key.Key_Down)
    table(session).setCurrentIndex(table(session).currentIndex().siblingAtColumn(START))
    session.driver.tap(Key.Key_F2)
    editor(session)
    session.driver.write("0:30.5")
    session.driver.tap(Key.Key_Return)
    assert [span.start_ms for _, span in session.timeline.marks()] == [20_000, 30_500]
    assert table(session).currentIndex().row() == 1, "it moved to its place, still selected"
    session.driver.ctrl(Key.Key_Z)
    assert [span.start_ms for _, span in session.timeline.marks()] == [10_000, 20_000]
    table(session).setCurrentIndex(table(session).currentIndex().siblingAtColumn(NOTE))
    session.driver.tap(Key.Key_F2)
    editor(session)
    session.driver.write("the oboe")
    session.driver.tap(Key.Key_Return)
    assert session.timeline.tags[0].tag.note == "the oboe"


def test_enter_plays_the_mark(session: WindowSession) -> None:
    session.driver.tap(Key.Key_Down)
    session.driver.tap(Key.Key_Return)
    assert session.playback.position_ms == 7_000 and session.playback.is_playing


def test_delete_deletes_what_is_selected_here(session: WindowSession) -> None:
    first, second = (ref for ref, _span in session.timeline.marks())
    session.driver.tap(Key.Key_Down)
    session.driver.tap(Key.Key_Delete)
    assert [ref for ref, _span in session.timeline.marks()] == [second]
    assert first not in session.timeline
