"""On the trace pad each key does one thing: it moves the dot, or marks, or is the window’s."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
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
    """The music plays and a pass is being recorded."""
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
    """What no key of the pad may touch: marks, selection, stretch, page, sound, dialogs, news."""
    page, playback = session.pages.listen, session.playback
    view = page.timeline
    return (
        [ref for ref, _span in session.timeline.marks()],
        view.marks.selected_marks,
        view.marks.selected_span,
        view.viewport.axis,
        session.desk.pages.current_key,
        playback.player.volume,
        playback.is_playing,
        playback.player.rate,
        QApplication.activeModalWidget(),
        QApplication.activePopupWidget(),
        session.said,
        page.trace.tracing.state,
    )


@pytest.mark.parametrize("keys", [NONE, SHIFT])
@pytest.mark.parametrize("key", WAYS)
def test_its_own_keys_move_the_dot_and_nothing_else(
    session: WindowSession, key: Qt.Key, keys: Qt.KeyboardModifier
) -> None:
    before, field = elsewhere(session), field_of(session)
    seeks: list[int] = []
    session.playback.jumped.connect(seeks.append)
    session.driver.press(key, keys)
    go_on(session, 300)
    session.driver.release(key, keys)
    right, up = WAYS[key]
    moved = field.dot
    assert moved == (pytest.approx(0.3 * right, abs=0.06), pytest.approx(0.3 * up, abs=0.06))
    go_on(session, 200)
    assert field.dot == moved, "let go, it rests"
    assert elsewhere(session) == before and seeks == [] and field.hasFocus()


@pytest.mark.parametrize("key", [*DIGITS, Key.Key_F])
def test_marking_keys_mark_and_leave_the_dot(session: WindowSession, key: Qt.Key) -> None:
    field = field_of(session)
    session.driver.press(Key.Key_D)
    go_on(session, 200)
    session.driver.tap(key)
    before = field.dot
    go_on(session, 200)
    session.driver.release(Key.Key_D)
    assert field.dot[0] > before[0] and field.dot[1] == 0, "the held key goes on"
    (mark,) = session.timeline.marks()
    session.driver.tap(key, SHIFT if key in DIGITS else NONE)
    first, second = session.timeline.marks()
    assert first == mark and second[0].kind == mark[0].kind
    modes = [item.tag.mode for item in session.timeline.tags]
    assert modes == ([Mode.FELT, Mode.EXPRESSED] if key in DIGITS else []), "F: a favourite"
    assert len({item.emotion.name for item in session.timeline.tags}) == (key in DIGITS)
    assert session.pages.listen.trace.tracing.state == TRACING


def test_after_a_click_on_record_the_letters_move_the_dot(session: WindowSession) -> None:
    """Not the button: S would ask for a scene in the middle of a pass."""
    pad, field = session.pages.listen.side.trace_pad, field_of(session)
    for state in (OFF, TRACING):
        session.driver.click(pad.record)
        assert session.pages.listen.trace.tracing.state == state
        assert field.hasFocus()
    session.driver.press(Key.Key_S)
    go_on(session, 200)
    session.driver.release(Key.Key_S)
    assert field.dot[1] < 0 and QApplication.activeModalWidget() is None


def test_a_selected_feeling_is_not_changed_while_tracing(session: WindowSession) -> None:
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
def test_a_word_of_your_own_on_such_a_key_marks_and_the_pad_says_so(
    session: WindowSession, key: str
) -> None:
    """Somebody chose that key for a feeling: a mark is not lost to the dot."""
    give_key(session, "awe", key)
    pad, field = session.pages.listen.side.trace_pad, field_of(session)
    for words in (pad.says.text(), field.toolTip(), field.accessibleDescription()):
        assert "arrows" in words.casefold() and "W A S D" not in words
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
def test_a_word_on_a_key_of_the_window_marks_and_does_only_that(
    session: WindowSession, is_tracing: bool
) -> None:
    """Such words come from another profile or from before the window knew the key."""
    give_key(session, "awe", "s")
    if not is_tracing:
        session.driver.tap(Key.Key_Escape)
    session.driver.tap(Key.Key_S)
    assert [item.emotion.name for item in session.timeline.tags] == ["Awe"]
    assert QApplication.activeModalWidget() is None and QApplication.activePopupWidget() is None
    assert field_of(session).dot == (0, 0)
