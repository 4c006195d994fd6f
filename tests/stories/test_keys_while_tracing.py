"""On the trace pad each key does one thing: it moves the dot, or marks, or is the window’s."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from app.emotions.records import Mode
from tests.support.house import House, Visit
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
def visit(house: House) -> Visit:
    """The music plays and a pass is being recorded."""
    visit = house.playing(2_000)
    visit.hands.tap(Key.Key_V)
    visit.hands.tap(Key.Key_Return)
    assert visit.pages.listen.trace.tracing.state == TRACING
    assert field_of(visit).hasFocus()
    return visit


def field_of(visit: Visit) -> TraceField:
    return visit.pages.listen.side.trace_pad.field


def go_on(visit: Visit, ms: int) -> None:
    for _ in range(ms // 50):
        visit.turn(50, step_ms=10)
        visit.pages.listen.trace.tracing.tick()


def elsewhere(visit: Visit) -> tuple[object, ...]:
    """What no key of the pad may touch: marks, selection, stretch, page, sound, dialogs, news."""
    page, playback = visit.pages.listen, visit.playback
    view = page.timeline
    return (
        [ref for ref, _span in visit.timeline.marks()],
        view.marks.selected_marks,
        view.marks.selected_span,
        view.viewport.axis,
        visit.desk.pages.current_key,
        playback.player.volume,
        playback.is_playing,
        playback.player.rate,
        QApplication.activeModalWidget(),
        QApplication.activePopupWidget(),
        visit.said,
        page.trace.tracing.state,
    )


@pytest.mark.parametrize("keys", [NONE, SHIFT])
@pytest.mark.parametrize("key", WAYS)
def test_its_own_keys_move_the_dot_and_nothing_else(
    visit: Visit, key: Qt.Key, keys: Qt.KeyboardModifier
) -> None:
    before, field = elsewhere(visit), field_of(visit)
    seeks: list[int] = []
    visit.playback.jumped.connect(seeks.append)
    visit.hands.press(key, keys)
    go_on(visit, 300)
    visit.hands.release(key, keys)
    right, up = WAYS[key]
    moved = field.dot
    assert moved == (pytest.approx(0.3 * right, abs=0.06), pytest.approx(0.3 * up, abs=0.06))
    go_on(visit, 200)
    assert field.dot == moved, "let go, it rests"
    assert elsewhere(visit) == before and seeks == [] and field.hasFocus()


@pytest.mark.parametrize("key", [*DIGITS, Key.Key_F])
def test_marking_keys_mark_and_leave_the_dot(visit: Visit, key: Qt.Key) -> None:
    field = field_of(visit)
    visit.hands.press(Key.Key_D)
    go_on(visit, 200)
    visit.hands.tap(key)
    before = field.dot
    go_on(visit, 200)
    visit.hands.release(Key.Key_D)
    assert field.dot[0] > before[0] and field.dot[1] == 0, "the held key goes on"
    (mark,) = visit.timeline.marks()
    visit.hands.tap(key, SHIFT if key in DIGITS else NONE)
    first, second = visit.timeline.marks()
    assert first == mark and second[0].kind == mark[0].kind
    modes = [item.tag.mode for item in visit.timeline.tags]
    assert modes == ([Mode.FELT, Mode.EXPRESSED] if key in DIGITS else []), "F: a favourite"
    assert len({item.emotion.name for item in visit.timeline.tags}) == (key in DIGITS)
    assert visit.pages.listen.trace.tracing.state == TRACING


def test_after_a_click_on_record_the_letters_move_the_dot(visit: Visit) -> None:
    """Not the button: S would ask for a scene in the middle of a pass."""
    pad, field = visit.pages.listen.side.trace_pad, field_of(visit)
    for state in (OFF, TRACING):
        visit.hands.click(pad.record)
        assert visit.pages.listen.trace.tracing.state == state
        assert field.hasFocus()
    visit.hands.press(Key.Key_S)
    go_on(visit, 200)
    visit.hands.release(Key.Key_S)
    assert field.dot[1] < 0 and QApplication.activeModalWidget() is None


def test_a_selected_feeling_is_not_changed_while_tracing(visit: Visit) -> None:
    visit.hands.tap(Key.Key_1)
    (tagged,) = visit.timeline.tags
    visit.pages.listen.timeline.marks.set_selection(tagged.ref)
    visit.turn(3_000)
    visit.hands.tap(Key.Key_4)
    assert [item.emotion.name for item in visit.timeline.tags] == ["Wonder", "Nostalgia"]


def give_key(visit: Visit, name: str, key: str) -> None:
    word = visit.services.emotions.named(name)
    assert word is not None
    visit.services.emotions.edit_word(word.id, shortcut=key)


@pytest.mark.parametrize("key", ["w", "a", "d"])
def test_a_word_of_your_own_on_such_a_key_marks_and_the_pad_says_so(visit: Visit, key: str) -> None:
    """Somebody chose that key for a feeling: a mark is not lost to the dot."""
    give_key(visit, "awe", key)
    pad, field = visit.pages.listen.side.trace_pad, field_of(visit)
    for words in (pad.says.text(), field.toolTip(), field.accessibleDescription()):
        assert "arrows" in words.casefold() and "W A S D" not in words
    pressed = getattr(Key, f"Key_{key.upper()}")
    visit.hands.press(pressed)
    go_on(visit, 200)
    visit.hands.release(pressed)
    assert [item.emotion.name for item in visit.timeline.tags] == ["Awe"]
    assert field.dot == (0, 0)
    give_key(visit, "awe", "j")
    assert "W A S D" in pad.says.text() and "W A S D" in field.toolTip()
    visit.hands.press(pressed)
    go_on(visit, 200)
    visit.hands.release(pressed)
    assert field.dot != (0, 0) and len(visit.timeline.tags) == 1


@pytest.mark.parametrize("is_tracing", [True, False])
def test_a_word_on_a_key_of_the_window_marks_and_does_only_that(
    visit: Visit, is_tracing: bool
) -> None:
    """Such words come from another profile or from before the window knew the key."""
    give_key(visit, "awe", "s")
    if not is_tracing:
        visit.hands.tap(Key.Key_Escape)
    visit.hands.tap(Key.Key_S)
    assert [item.emotion.name for item in visit.timeline.tags] == ["Awe"]
    assert QApplication.activeModalWidget() is None and QApplication.activePopupWidget() is None
    assert field_of(visit).dot == (0, 0)
