"""On the trace pad each key does one thing: it moves the dot, marks, or belongs to the window."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from app.emotions.records import Mode
from tests.support.app_harness import AppHarness, WindowSession
from ui.bridge.track.tracing import OFF, TRACING
from ui.listen.trace_pad import TraceField

Key = Qt.Key
SHIFT = Qt.KeyboardModifier.ShiftModifier
NONE = Qt.KeyboardModifier.NoModifier
WAYS = {
    Key.Key_W: (0, 1), Key.Key_Up: (0, 1),
    Key.Key_A: (-1, 0), Key.Key_Left: (-1, 0),
    Key.Key_S: (0, -1), Key.Key_Down: (0, -1),
    Key.Key_D: (1, 0), Key.Key_Right: (1, 0),
}  # fmt: skip
DIGITS = [Key(Key.Key_1 + n) for n in range(9)]


@pytest.fixture
def session(harness: AppHarness) -> WindowSession:
    """The music plays and a trace is being recorded."""
    session = harness.playing(2_000)
    session.driver.tap(Key.Key_V)
    session.driver.tap(Key.Key_Return)
    assert session.pages.listen.trace.tracing.state == TRACING
    assert field_of(session).hasFocus()
    return session


def field_of(session: WindowSession) -> TraceField:
    return session.pages.listen.side.trace_pad.field


def go_on(session: WindowSession, ms: int) -> None:
    for _ in range(ms // 50):
        session.turn(50, step_ms=10)
        session.pages.listen.trace.tracing.tick()


def elsewhere(session: WindowSession) -> tuple[object, ...]:
    """What no key of the pad may change: marks, selection, page, sound, dialogs, messages."""
    page, playback = session.pages.listen, session.playback
    view = page.timeline
    return (
        [ref for ref, _span in session.timeline.marks()],
        view.marks.selected_marks,
        view.marks.selected_span,
        view.viewport.axis,
        session.desk.pages.current_key,
        playback.player.output.volume,
        playback.is_playing,
        playback.player.rate,
        QApplication.activeModalWidget(),
        QApplication.activePopupWidget(),
        session.said,
        page.trace.tracing.state,
    )


@pytest.mark.parametrize("keys", [NONE, SHIFT])
def test_its_own_keys_move_the_dot_and_nothing_else(
    session: WindowSession, keys: Qt.KeyboardModifier
) -> None:
    before, field = elsewhere(session), field_of(session)
    seeks: list[int] = []
    session.playback.jumped.connect(seeks.append)
    for key, (right, up) in WAYS.items():
        x, y = field.dot
        session.driver.press(key, keys)
        go_on(session, 300)
        session.driver.release(key, keys)
        moved = field.dot
        wanted = (pytest.approx(x + 0.3 * right, abs=0.06), pytest.approx(y + 0.3 * up, abs=0.06))
        assert moved == wanted, key
        go_on(session, 200)
        assert field.dot == moved, f"{key}: let go, it rests"
        assert elsewhere(session) == before and seeks == [] and field.hasFocus(), key


def test_marking_keys_mark_and_leave_the_dot(session: WindowSession) -> None:
    for number, key in enumerate((*DIGITS, Key.Key_F)):
        held, way = ((Key.Key_D, 1), (Key.Key_A, -1))[number % 2]
        _mark_twice_while_the_dot_moves(session, key, held, way)
        session.desk.context.undo()
        session.desk.context.undo()
        assert session.timeline.marks() == [], key


def _mark_twice_while_the_dot_moves(
    session: WindowSession, key: Qt.Key, held: Qt.Key, way: int
) -> None:
    field = field_of(session)
    height = field.dot[1]
    session.driver.press(held)
    go_on(session, 200)
    session.driver.tap(key)
    before = field.dot
    go_on(session, 200)
    session.driver.release(held)
    assert way * field.dot[0] > way * before[0], f"{key}: the held key goes on"
    assert field.dot[1] == height, key
    (mark,) = session.timeline.marks()
    session.driver.tap(key, SHIFT if key in DIGITS else NONE)
    first, second = session.timeline.marks()
    assert first == mark and second[0].kind == mark[0].kind, key
    modes = [item.tag.mode for item in session.timeline.tags]
    assert modes == ([Mode.FELT, Mode.EXPRESSED] if key in DIGITS else []), "F: a favourite"
    assert len({item.emotion.name for item in session.timeline.tags}) == (key in DIGITS)
    assert session.pages.listen.trace.tracing.state == TRACING


def test_a_held_enter_begins_or_ends_recording_once(session: WindowSession) -> None:
    field, tracing = field_of(session), session.pages.listen.trace.tracing
    for is_repeat in (False, True):
        press = QKeyEvent(QEvent.Type.KeyPress, Key.Key_Return, NONE, "\r", is_repeat)
        QApplication.sendEvent(field, press)
    assert tracing.state == OFF


def test_after_a_click_on_record_the_letters_move_the_dot(session: WindowSession) -> None:
    """They don't go to the button: S would ask for a scene while the trace is recorded."""
    pad, field = session.pages.listen.side.trace_pad, field_of(session)
    for state in (OFF, TRACING):
        session.driver.click(pad.record)
        assert session.pages.listen.trace.tracing.state == state
        assert field.hasFocus()
    session.driver.press(Key.Key_S)
    go_on(session, 200)
    session.driver.release(Key.Key_S)
    assert field.dot[1] < 0 and QApplication.activeModalWidget() is None


def test_a_selected_emotion_is_not_changed_while_tracing(session: WindowSession) -> None:
    session.driver.tap(Key.Key_1)
    (tagged,) = session.timeline.tags
    session.pages.listen.timeline.marks.set_selection(tagged.ref)
    session.turn(3_000)
    session.driver.tap(Key.Key_4)
    assert [item.emotion.name for item in session.timeline.tags] == ["Wonder", "Nostalgia"]


def give_key(session: WindowSession, name: str, key: str) -> None:
    word = session.services.emotions.named(name)
    assert word is not None
    session.services.emotions.edit_word(word.id, shortcut=key)


@pytest.mark.parametrize("key", ["w", "a", "d"])
def test_your_own_emotion_on_such_a_key_marks_and_the_pad_says_so(
    session: WindowSession, key: str
) -> None:
    """The listener chose that key for an emotion: it marks, and doesn't move the dot."""
    give_key(session, "awe", key)
    pad, field = session.pages.listen.side.trace_pad, field_of(session)
    for words in (pad.says.text(), field.toolTip(), field.accessibleDescription()):
        assert "the arrow keys" in words and "W A S D" not in words
    pressed = getattr(Key, f"Key_{key.upper()}")
    session.driver.press(pressed)
    go_on(session, 200)
    session.driver.release(pressed)
    assert [item.emotion.name for item in session.timeline.tags] == ["Awe"]
    assert field.dot == (0, 0)
    give_key(session, "awe", "j")
    assert "W A S D" in pad.says.text() and "W A S D" in field.toolTip()
    session.driver.press(pressed)
    go_on(session, 200)
    session.driver.release(pressed)
    assert field.dot != (0, 0) and len(session.timeline.tags) == 1


@pytest.mark.parametrize("is_tracing", [True, False])
def test_an_emotion_on_a_key_of_the_window_only_marks(
    session: WindowSession, is_tracing: bool
) -> None:
    """Such emotions come from another profile, or from before the window used the key."""
    give_key(session, "awe", "s")
    if not is_tracing:
        session.driver.tap(Key.Key_Escape)
    session.driver.tap(Key.Key_S)
    assert [item.emotion.name for item in session.timeline.tags] == ["Awe"]
    assert QApplication.activeModalWidget() is None and QApplication.activePopupWidget() is None
    assert field_of(session).dot == (0, 0)
