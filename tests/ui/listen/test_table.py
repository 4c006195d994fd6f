"""The table in the timeline's place: linked with the lanes, edited by keys alone."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from app.core.timecode import Span
from tests.support.house import House, Visit
from ui.marks.table.rows import NOTE, START
from ui.marks.table.table import LaneTable
from ui.timeline.view import TimelineView

Key = Qt.Key


@pytest.fixture
def visit(house: House) -> Visit:
    """A minute, paused, with feelings at 0:10 and 0:20 and the table before it."""
    visit = house.playing(400)
    visit.playback.pause()
    row = visit.playback.track
    assert row is not None
    word = visit.services.emotions.emotions()[0]
    for at_ms in (10_000, 20_000):
        visit.services.tagging.add_tag(row.id, word.id, Span.point(at_ms))
    lanes(visit).setFocus()
    visit.hands.ctrl(Key.Key_T)
    assert table(visit).hasFocus()
    return visit


def table(visit: Visit) -> LaneTable:
    return visit.pages.listen.table


def lanes(visit: Visit) -> TimelineView:
    return visit.pages.listen.timeline


def editor(visit: Visit) -> QWidget:
    visit.until(lambda: table(visit).isAncestorOf(QApplication.focusWidget()))
    focus = QApplication.focusWidget()
    assert focus is not None
    return focus


def test_what_is_selected_here_is_selected_on_the_lanes_and_seen_there(visit: Visit) -> None:
    first, second = (ref for ref, _span in visit.timeline.marks())
    lanes(visit).viewport.zoom_to_span(Span(40_000, 41_000))
    for key, chosen in ((Key.Key_Down, first), (Key.Key_Down, second), (Key.Key_Up, first)):
        visit.hands.tap(key)
        assert table(visit).selection == chosen == lanes(visit).marks.selection
    assert lanes(visit).viewport.goal_axis.visible.contains(10_000)
    visit.hands.ctrl(Key.Key_T)
    assert lanes(visit).marks.selection == first and lanes(visit).hasFocus()


def test_what_other_keys_select_is_selected_here(visit: Visit) -> None:
    first, second = (ref for ref, _span in visit.timeline.marks())
    visit.hands.tap(Key.Key_Period)
    assert table(visit).selection == first
    visit.hands.tap(Key.Key_Period)
    assert table(visit).selection == second


def test_a_time_and_a_note_are_typed_undone_and_typed_again(visit: Visit) -> None:
    visit.hands.tap(Key.Key_Down)
    table(visit).setCurrentIndex(table(visit).currentIndex().siblingAtColumn(START))
    visit.hands.tap(Key.Key_F2)
    editor(visit)
    visit.hands.write("0:30.5")
    visit.hands.tap(Key.Key_Return)
    assert [span.start_ms for _, span in visit.timeline.marks()] == [20_000, 30_500]
    assert table(visit).currentIndex().row() == 1, "it went to its place, still selected"
    visit.hands.ctrl(Key.Key_Z)
    assert [span.start_ms for _, span in visit.timeline.marks()] == [10_000, 20_000]
    table(visit).setCurrentIndex(table(visit).currentIndex().siblingAtColumn(NOTE))
    visit.hands.tap(Key.Key_F2)
    editor(visit)
    visit.hands.write("the oboe")
    visit.hands.tap(Key.Key_Return)
    assert visit.timeline.tags[0].tag.note == "the oboe"


def test_enter_hears_the_mark(visit: Visit) -> None:
    visit.hands.tap(Key.Key_Down)
    visit.hands.tap(Key.Key_Return)
    assert visit.playback.position_ms == 7_000 and visit.playback.is_playing


def test_delete_removes_what_is_selected_here(visit: Visit) -> None:
    first, second = (ref for ref, _span in visit.timeline.marks())
    visit.hands.tap(Key.Key_Down)
    visit.hands.tap(Key.Key_Delete)
    assert [ref for ref, _span in visit.timeline.marks()] == [second]
    assert first not in visit.timeline
