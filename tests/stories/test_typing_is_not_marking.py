"""In a text field, letters and digits are text; elsewhere they mark."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QComboBox

from tests.support.app_harness import AppHarness, WindowSession

Key = Qt.Key


@pytest.fixture
def session(harness: AppHarness) -> WindowSession:
    return harness.playing(5000)


def test_a_search_field_takes_digits_and_letters(session: WindowSession) -> None:
    session.driver.alt(Key.Key_2)
    session.driver.ctrl(Key.Key_F)
    session.driver.write("1f s5")
    assert session.pages.library.search.text() == "1f s5"
    session.driver.tap(Key.Key_Backspace)
    assert session.pages.library.search.text() == "1f s"
    assert session.timeline.marks() == []
    assert session.playback.is_playing, "the space was a letter"


def test_a_note_takes_digits_and_letters(session: WindowSession) -> None:
    session.driver.tap(Key.Key_F)
    session.driver.tap(Key.Key_N)
    session.driver.write("1 f 5 m")
    session.driver.tap(Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert session.timeline.moments[0].note == "1 f 5 m"
    assert len(session.timeline.marks()) == 1
    assert not session.playback.player.output.is_muted


@pytest.mark.parametrize("page", ["library", "story", "journal", "settings"])
def test_keys_mark_and_act_on_marks_only_where_one_listens(
    session: WindowSession, page: str
) -> None:
    session.driver.tap(Key.Key_F)
    (moment,) = session.timeline.moments
    position_ms = session.playback.position_ms
    session.desk.pages.show_page(page)
    for key in (Key.Key_3, Key.Key_F, Key.Key_Backspace, Key.Key_S, Key.Key_H, Key.Key_Comma):
        session.window.setFocus()
        session.driver.tap(key)
        assert QApplication.activeModalWidget() is None and QApplication.activePopupWidget() is None
    assert session.timeline.moments == (moment,) and session.timeline.tags == ()
    assert session.desk.pages.current_key == page
    assert session.playback.position_ms == position_ms and session.playback.is_playing
    session.driver.tap(Key.Key_M)
    assert session.playback.player.output.is_muted, "the music can be heeded everywhere"
    session.driver.alt(Key.Key_1)
    session.driver.tap(Key.Key_3)
    assert len(session.timeline.tags) == 1


def test_the_table_of_marks_leaves_the_marking_keys_alone(session: WindowSession) -> None:
    session.driver.ctrl(Key.Key_T)
    session.pages.listen.table.setFocus()
    session.driver.tap(Key.Key_1)
    session.driver.tap(Key.Key_F)
    assert len(session.timeline.marks()) == 2


def test_a_list_of_choices_is_searched_by_letters(session: WindowSession) -> None:
    choice = QComboBox()
    choice.addItems(["Dawn", "Farewell"])
    session.pages.listen.header.layout().addWidget(choice)
    choice.show()
    choice.setFocus()
    session.driver.tap(Key.Key_F)
    assert choice.currentText() == "Farewell" and session.timeline.marks() == []


def test_while_a_word_is_composed_no_key_acts(session: WindowSession) -> None:
    session.driver.tap(Key.Key_F)
    focus = QApplication.focusWidget()
    assert focus is not None
    QApplication.sendEvent(focus, QInputMethodEvent("か", []))
    for key in (Key.Key_1, Key.Key_F, Key.Key_M, Key.Key_N, Key.Key_Space, Key.Key_Backspace):
        session.driver.tap(key)
    session.driver.ctrl(Key.Key_Z)
    assert len(session.timeline.marks()) == 1 and session.playback.is_playing
    assert not session.playback.player.output.is_muted
    QApplication.sendEvent(focus, QInputMethodEvent())
    session.driver.tap(Key.Key_1)
    assert len(session.timeline.marks()) == 2


def test_an_open_dialog_keeps_its_keys(session: WindowSession) -> None:
    session.driver.tap(Key.Key_S)
    session.until(lambda: QApplication.activeModalWidget() is not None)
    session.driver.write("1f")
    assert session.timeline.marks() == []


def test_losing_the_focus_keeps_what_was_drawn(session: WindowSession) -> None:
    session.driver.press(Key.Key_2)
    session.turn(3000)
    QApplication.sendEvent(session.window, QEvent(QEvent.Type.WindowDeactivate))
    (tagged,) = session.timeline.tags
    assert 2800 <= tagged.span.duration_ms <= 3200
    session.turn(3000)
    session.driver.release(Key.Key_2)
    assert session.timeline.tags[0].span == tagged.span, "the late release draws no further"


def test_auto_repeat_makes_one_mark(session: WindowSession) -> None:
    from PySide6.QtGui import QKeyEvent

    session.driver.press(Key.Key_2)
    for _ in range(5):
        repeat = QKeyEvent(
            QEvent.Type.KeyPress, Key.Key_2, Qt.KeyboardModifier.NoModifier, "2", True
        )
        QApplication.sendEvent(QApplication.focusWidget() or session.window, repeat)
    session.driver.release(Key.Key_2)
    assert len(session.timeline.tags) == 1
    assert session.timeline.tags[0].tag.intensity == 3


def test_marking_with_nothing_playing_says_what_to_do(harness: AppHarness) -> None:
    harness.record("theme.wav", seconds=5)
    harness.take_in()
    session = harness.open()
    session.driver.alt(Key.Key_1)
    session.driver.tap(Key.Key_1)
    assert "Play something first" in session.said
