"""Ctrl+Z undoes every verb, one at a time, back to the profile at the start; redo, forward."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt

from tests.support.app_harness import AppHarness, WindowSession, kept_rows
from ui.marks.table.rows import END

NOT_UNDONE = frozenset({"listen", "heard_stretch", "track", "audio_file"})
SHIFT = Qt.KeyboardModifier.ShiftModifier
Key = Qt.Key


def test_every_verb_is_undone_and_redone_step_by_step(harness: AppHarness) -> None:
    session = _playing(harness)
    stack = session.desk.context.history.stack
    pictures = {0: _rows(session)}
    for verb in VERBS:
        count = stack.index()
        verb(session)
        assert stack.index() > count, f"{verb.__name__} is no step"
        pictures[stack.index()] = _rows(session)

    while stack.index():
        session.driver.ctrl(Key.Key_Z)
        if stack.index() in pictures:
            assert _rows(session) == pictures[stack.index()], f"undone to {stack.index()}"
    assert not session.desk.actions["undo"].isEnabled()

    while stack.index() < stack.count():
        session.driver.ctrl(Key.Key_Z, shift=True)
        if stack.index() in pictures:
            assert _rows(session) == pictures[stack.index()], f"redone to {stack.index()}"
    assert not session.desk.actions["redo"].isEnabled()


def test_a_held_key_is_one_step(harness: AppHarness) -> None:
    session = _playing(harness)
    _hold_emotion(session)
    assert session.desk.context.history.stack.count() == 1
    assert not session.timeline.tags[0].span.is_point
    session.driver.ctrl(Key.Key_Z)
    assert session.timeline.tags == ()
    session.driver.ctrl(Key.Key_Y)
    assert not session.timeline.tags[0].span.is_point


def test_undo_names_what_it_undoes(harness: AppHarness) -> None:
    session = _playing(harness)
    session.driver.tap(Key.Key_F)
    assert session.desk.actions["undo"].text().startswith("Undo ")
    assert len(session.desk.actions["undo"].text()) > len("Undo ")


@pytest.mark.parametrize("count", [1, 3])
def test_backspace_deletes_the_newest_marks_and_undo_brings_them_back(
    harness: AppHarness, count: int
) -> None:
    session = _playing(harness)
    for key in (Key.Key_1, Key.Key_5, Key.Key_F):
        session.driver.tap(key)
        session.turn(3000)
    before = _rows(session)
    for _ in range(count):
        session.driver.tap(Key.Key_Backspace)
    assert len(session.timeline.marks()) == 3 - count
    for _ in range(count):
        session.driver.ctrl(Key.Key_Z)
    assert _rows(session) == before


def test_a_mark_that_undo_brought_back_is_the_newest_again(harness: AppHarness) -> None:
    session = _playing(harness)
    for key in (Key.Key_1, Key.Key_5):
        session.driver.tap(key)
        session.turn(3000)
    first, second = (ref for ref, _span in session.timeline.marks())
    session.driver.tap(Key.Key_Backspace)
    session.driver.ctrl(Key.Key_Z)
    session.driver.tap(Key.Key_Backspace)
    assert first in session.timeline and second not in session.timeline


def test_backspace_says_that_it_does_not_mean_the_selected_mark(harness: AppHarness) -> None:
    session = _playing(harness)
    for key in (Key.Key_1, Key.Key_5):
        session.driver.tap(key)
        session.turn(3000)
    first, second = (ref for ref, _span in session.timeline.marks())
    session.pages.listen.timeline.marks.set_selection(first)
    session.driver.tap(Key.Key_Backspace)
    assert first in session.timeline and second not in session.timeline
    assert session.said == "The newest mark was deleted. Del deletes the selected ones."
    session.driver.ctrl(Key.Key_Z)
    session.pages.listen.timeline.marks.set_selection(second)
    session.driver.tap(Key.Key_Backspace)
    assert session.said == "Undone: Delete emotion.", "it was the one that was meant"


def test_the_newest_mark_on_another_track_is_not_deleted_silently(harness: AppHarness) -> None:
    harness.record("other.wav", seconds=60, hz=330)
    session = _playing(harness)
    session.driver.tap(Key.Key_1)
    session.play("other")
    session.driver.tap(Key.Key_Backspace)
    assert session.said == "The newest mark was deleted, in “theme”."
    session.driver.tap(Key.Key_Backspace)
    assert session.said == "There is no mark from this session to delete."


def test_undo_and_redo_say_what_they_did_and_where_it_cannot_be_seen(harness: AppHarness) -> None:
    harness.record("other.wav", seconds=60, hz=330)
    session = _playing(harness)
    session.driver.tap(Key.Key_1)
    session.driver.ctrl(Key.Key_Z)
    assert session.said == "Undone: Mark “Wonder”."
    session.driver.ctrl(Key.Key_Y)
    assert session.said == "Redone: Mark “Wonder”."
    session.play("other")
    session.driver.ctrl(Key.Key_Z)
    assert session.said == "Undone: Mark “Wonder”, in “theme”."


# --- the verbs, each with its own gesture -------------------------------------------------------


def _tap_emotion(session: WindowSession) -> None:
    session.driver.tap(Key.Key_1)
    session.turn(500)


def _raise_intensity(session: WindowSession) -> None:
    """The same key again within two seconds."""
    before = session.timeline.tags[0].tag.intensity
    session.driver.tap(Key.Key_1)
    assert session.timeline.tags[0].tag.intensity == before + 1
    session.turn(3000)


def _hold_emotion(session: WindowSession) -> None:
    session.driver.press(Key.Key_4)
    session.turn(2500)
    session.driver.release(Key.Key_4)
    session.turn(2500)


def _tap_expressed(session: WindowSession) -> None:
    session.driver.tap(Key.Key_8, SHIFT)
    session.turn(2500)


def _favourite(session: WindowSession) -> None:
    session.driver.tap(Key.Key_F)
    session.turn(2500)


def _hold_favourite(session: WindowSession) -> None:
    session.driver.press(Key.Key_F)
    session.turn(2500)
    session.driver.release(Key.Key_F)


def _write_note(session: WindowSession) -> None:
    session.driver.tap(Key.Key_N)
    session.driver.write("here the horns come in")
    session.driver.tap(Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    session.pages.listen.timeline.setFocus()


def _nudge(session: WindowSession) -> None:
    """Moves the selected mark with an arrow key."""
    view = session.pages.listen.timeline
    view.setFocus()
    view.marks.set_selection(session.timeline.marks()[0][0])
    session.driver.tap(Key.Key_Right)


def _delete_selected(session: WindowSession) -> None:
    session.pages.listen.timeline.setFocus()
    session.driver.tap(Key.Key_Delete)


def _remove_newest(session: WindowSession) -> None:
    session.driver.tap(Key.Key_Backspace)


def _say_scene(session: WindowSession) -> None:
    view = session.pages.listen.timeline
    y = view.height() // 2
    start, end = (
        QPoint(round(view.canvas.gutter_px + view.viewport.axis.x_of(ms)), y)
        for ms in (30_000, 40_000)
    )
    session.driver.drag(view.canvas, start, end)
    session.driver.tap(Key.Key_S)
    session.until(lambda: not session.driver.has_keyboard)
    session.driver.write("The letter")
    session.driver.tap(Key.Key_Return)
    session.driver.write("A film")
    session.driver.tap(Key.Key_Return)
    session.until(lambda: len(session.timeline.cues) == 1)
    session.driver.tap(Key.Key_Escape)
    session.take_keyboard()


def _leave_without_note(session: WindowSession) -> None:
    session.driver.tap(Key.Key_I)
    session.driver.tap(Key.Key_Return, Qt.KeyboardModifier.AltModifier)
    session.driver.tap(Key.Key_Escape)


def _write_in_the_inbox(session: WindowSession) -> None:
    session.driver.tap(Key.Key_I)
    session.driver.write("the strings")
    session.driver.tap(Key.Key_Return)
    session.driver.tap(Key.Key_Escape)


def _edit_in_the_table(session: WindowSession) -> None:
    """Changes the first mark's end, by keys alone."""
    table = session.pages.listen.table
    session.pages.listen.timeline.setFocus()
    session.driver.ctrl(Key.Key_T)
    table.set_selection(table.marks.ref_at(0))
    for _ in range(END - table.currentIndex().column()):
        session.driver.tap(Key.Key_Right)
    session.driver.tap(Key.Key_F2)
    session.driver.write("0:55")
    session.driver.tap(Key.Key_Return)
    session.until(lambda: table.state() == table.State.NoState)
    session.driver.ctrl(Key.Key_T)


def _own_preroll(session: WindowSession) -> None:
    page = session.pages.listen
    page.timeline.marks.set_selection(session.timeline.tags[0].ref)
    page.side.inspector.preroll.setFocus()
    session.driver.tap(Key.Key_Down)
    page.timeline.setFocus()


def _trace(session: WindowSession) -> None:
    session.driver.tap(Key.Key_V)
    session.driver.tap(Key.Key_Return)
    session.playback.seek_ms(10_000)
    if not session.playback.is_playing:
        session.driver.tap(Key.Key_Space)
    for _ in range(30):
        session.turn(50)
        session.pages.listen.trace.tracing.tick()
    session.driver.tap(Key.Key_Escape)


VERBS: tuple[Callable[[WindowSession], None], ...] = (
    _tap_emotion,
    _raise_intensity,
    _hold_emotion,
    _tap_expressed,
    _favourite,
    _hold_favourite,
    _write_note,
    _nudge,
    _delete_selected,
    _remove_newest,
    _say_scene,
    _leave_without_note,
    _write_in_the_inbox,
    _edit_in_the_table,
    _own_preroll,
    _trace,
)


def _playing(harness: AppHarness) -> WindowSession:
    return harness.playing(8000)


def _rows(session: WindowSession) -> dict[str, list[object]]:
    return kept_rows(session.harness.paths, leave_out=NOT_UNDONE)
