"""Ctrl+Z takes back every verb, one at a time, until the profile is as it began; redo, forward."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt

from tests.support.house import House, Visit, kept_rows
from ui.marks.table.rows import END

NOT_UNDONE = frozenset({"listen", "heard_stretch", "track", "audio_file"})
SHIFT = Qt.KeyboardModifier.ShiftModifier
Key = Qt.Key


def test_every_verb_is_undone_and_redone_step_by_step(house: House) -> None:
    visit = _playing(house)
    stack = visit.desk.context.history.stack
    pictures = {0: _rows(visit)}
    for verb in VERBS:
        count = stack.index()
        verb(visit)
        assert stack.index() > count, f"{verb.__name__} is no step"
        pictures[stack.index()] = _rows(visit)

    while stack.index():
        visit.hands.ctrl(Key.Key_Z)
        if stack.index() in pictures:
            assert _rows(visit) == pictures[stack.index()], f"undone to {stack.index()}"
    assert not visit.desk.actions["undo"].isEnabled()

    while stack.index() < stack.count():
        visit.hands.ctrl(Key.Key_Z, shift=True)
        if stack.index() in pictures:
            assert _rows(visit) == pictures[stack.index()], f"redone to {stack.index()}"
    assert not visit.desk.actions["redo"].isEnabled()


def test_a_held_key_is_one_step(house: House) -> None:
    visit = _playing(house)
    _hold_emotion(visit)
    assert visit.desk.context.history.stack.count() == 1
    assert not visit.timeline.tags[0].span.is_point
    visit.hands.ctrl(Key.Key_Z)
    assert visit.timeline.tags == ()
    visit.hands.ctrl(Key.Key_Y)
    assert not visit.timeline.tags[0].span.is_point


def test_undo_names_what_it_takes_back(house: House) -> None:
    visit = _playing(house)
    visit.hands.tap(Key.Key_F)
    assert visit.desk.actions["undo"].text().startswith("Undo ")
    assert len(visit.desk.actions["undo"].text()) > len("Undo ")


@pytest.mark.parametrize("count", [1, 3])
def test_backspace_removes_the_newest_marks_and_undo_brings_them_back(
    house: House, count: int
) -> None:
    visit = _playing(house)
    for key in (Key.Key_1, Key.Key_5, Key.Key_F):
        visit.hands.tap(key)
        visit.turn(3000)
    before = _rows(visit)
    for _ in range(count):
        visit.hands.tap(Key.Key_Backspace)
    assert len(visit.timeline.marks()) == 3 - count
    for _ in range(count):
        visit.hands.ctrl(Key.Key_Z)
    assert _rows(visit) == before


def test_a_mark_that_undo_brought_back_is_the_newest_again(house: House) -> None:
    visit = _playing(house)
    for key in (Key.Key_1, Key.Key_5):
        visit.hands.tap(key)
        visit.turn(3000)
    first, second = (ref for ref, _span in visit.timeline.marks())
    visit.hands.tap(Key.Key_Backspace)
    visit.hands.ctrl(Key.Key_Z)
    visit.hands.tap(Key.Key_Backspace)
    assert first in visit.timeline and second not in visit.timeline


def test_backspace_says_that_it_does_not_mean_the_selected_mark(house: House) -> None:
    visit = _playing(house)
    for key in (Key.Key_1, Key.Key_5):
        visit.hands.tap(key)
        visit.turn(3000)
    first, second = (ref for ref, _span in visit.timeline.marks())
    visit.pages.listen.timeline.marks.set_selection(first)
    visit.hands.tap(Key.Key_Backspace)
    assert first in visit.timeline and second not in visit.timeline
    assert visit.said == "Removed the newest mark. Delete removes what is selected."
    visit.hands.ctrl(Key.Key_Z)
    visit.pages.listen.timeline.marks.set_selection(second)
    visit.hands.tap(Key.Key_Backspace)
    assert visit.said == "Undone: remove feeling.", "it was the one that was meant"


def test_the_newest_mark_on_another_track_does_not_go_in_silence(house: House) -> None:
    house.record("other.wav", seconds=60, hz=330)
    visit = _playing(house)
    visit.hands.tap(Key.Key_1)
    visit.play("other")
    visit.hands.tap(Key.Key_Backspace)
    assert visit.said == "Removed the newest mark, in “theme”."
    visit.hands.tap(Key.Key_Backspace)
    assert visit.said == "There is no mark from this session to remove."


def test_undo_and_redo_say_what_they_did_and_where_it_cannot_be_seen(house: House) -> None:
    house.record("other.wav", seconds=60, hz=330)
    visit = _playing(house)
    visit.hands.tap(Key.Key_1)
    visit.hands.ctrl(Key.Key_Z)
    assert visit.said == "Undone: tag wonder."
    visit.hands.ctrl(Key.Key_Y)
    assert visit.said == "Redone: tag wonder."
    visit.play("other")
    visit.hands.ctrl(Key.Key_Z)
    assert visit.said == "Undone: tag wonder, in “theme”."


# --- the verbs, each by its own gesture ---------------------------------------------------------


def _tap_emotion(visit: Visit) -> None:
    visit.hands.tap(Key.Key_1)
    visit.turn(500)


def _raise_intensity(visit: Visit) -> None:
    """The same key again within two seconds."""
    before = visit.timeline.tags[0].tag.intensity
    visit.hands.tap(Key.Key_1)
    assert visit.timeline.tags[0].tag.intensity == before + 1
    visit.turn(3000)


def _hold_emotion(visit: Visit) -> None:
    visit.hands.press(Key.Key_4)
    visit.turn(2500)
    visit.hands.release(Key.Key_4)
    visit.turn(2500)


def _tap_expressed(visit: Visit) -> None:
    visit.hands.tap(Key.Key_8, SHIFT)
    visit.turn(2500)


def _favourite(visit: Visit) -> None:
    visit.hands.tap(Key.Key_F)
    visit.turn(2500)


def _hold_favourite(visit: Visit) -> None:
    visit.hands.press(Key.Key_F)
    visit.turn(2500)
    visit.hands.release(Key.Key_F)


def _write_note(visit: Visit) -> None:
    visit.hands.tap(Key.Key_N)
    visit.hands.write("here the horns come in")
    visit.hands.tap(Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    visit.pages.listen.timeline.setFocus()


def _nudge(visit: Visit) -> None:
    """The selected mark moves by its arrow key."""
    view = visit.pages.listen.timeline
    view.setFocus()
    view.marks.set_selection(visit.timeline.marks()[0][0])
    visit.hands.tap(Key.Key_Right)


def _delete_selected(visit: Visit) -> None:
    visit.pages.listen.timeline.setFocus()
    visit.hands.tap(Key.Key_Delete)


def _remove_newest(visit: Visit) -> None:
    visit.hands.tap(Key.Key_Backspace)


def _say_scene(visit: Visit) -> None:
    view = visit.pages.listen.timeline
    y = view.height() // 2
    start, end = (
        QPoint(round(view.canvas.gutter_px + view.viewport.axis.x_of(ms)), y)
        for ms in (30_000, 40_000)
    )
    visit.hands.drag(view.canvas, start, end)
    visit.hands.tap(Key.Key_S)
    visit.until(lambda: not visit.hands.has_keyboard)
    visit.hands.write("The letter")
    visit.hands.tap(Key.Key_Return)
    visit.hands.write("A film")
    visit.hands.tap(Key.Key_Return)
    visit.until(lambda: len(visit.timeline.cues) == 1)
    visit.take_keyboard()


def _leave_without_note(visit: Visit) -> None:
    visit.hands.tap(Key.Key_I)
    visit.hands.tap(Key.Key_Return, Qt.KeyboardModifier.AltModifier)
    visit.hands.tap(Key.Key_Escape)


def _write_in_the_inbox(visit: Visit) -> None:
    visit.hands.tap(Key.Key_I)
    visit.hands.write("the strings")
    visit.hands.tap(Key.Key_Return)
    visit.hands.tap(Key.Key_Escape)


def _edit_in_the_table(visit: Visit) -> None:
    """The first mark's end, by keys alone."""
    table = visit.pages.listen.table
    visit.pages.listen.timeline.setFocus()
    visit.hands.ctrl(Key.Key_T)
    table.set_selection(table.marks.ref_at(0))
    for _ in range(END - table.currentIndex().column()):
        visit.hands.tap(Key.Key_Right)
    visit.hands.tap(Key.Key_F2)
    visit.hands.write("0:55")
    visit.hands.tap(Key.Key_Return)
    visit.until(lambda: table.state() == table.State.NoState)
    visit.hands.ctrl(Key.Key_T)


def _own_preroll(visit: Visit) -> None:
    page = visit.pages.listen
    page.timeline.marks.set_selection(visit.timeline.tags[0].ref)
    page.side.inspector.preroll.setFocus()
    visit.hands.tap(Key.Key_Down)
    page.timeline.setFocus()


def _trace(visit: Visit) -> None:
    visit.hands.tap(Key.Key_V)
    visit.hands.tap(Key.Key_Return)
    visit.playback.seek_ms(10_000)
    if not visit.playback.is_playing:
        visit.hands.tap(Key.Key_Space)
    for _ in range(30):
        visit.turn(50)
        visit.pages.listen.trace.tracing.tick()
    visit.hands.tap(Key.Key_Escape)


VERBS: tuple[Callable[[Visit], None], ...] = (
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


def _playing(house: House) -> Visit:
    return house.playing(8000)


def _rows(visit: Visit) -> dict[str, list[object]]:
    return kept_rows(visit.house.paths, leave_out=NOT_UNDONE)
