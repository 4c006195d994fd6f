"""While somebody types, letters and digits are text; elsewhere they mark."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication

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
    assert not session.playback.player.is_muted


def test_a_table_leaves_the_marking_keys_alone(session: WindowSession) -> None:
    session.driver.alt(Key.Key_2)
    session.pages.library.table.setFocus()
    session.driver.tap(Key.Key_1)
    session.driver.tap(Key.Key_F)
    assert len(session.timeline.marks()) == 2


@pytest.mark.parametrize("page", ["listen", "library", "story", "journal", "settings"])
def test_marking_works_from_every_page(session: WindowSession, page: str) -> None:
    session.desk.pages.show_page(page)
    session.window.setFocus()
    session.driver.tap(Key.Key_3)
    assert [tagged.emotion.shortcut for tagged in session.timeline.tags] == ["3"]
    assert session.desk.pages.current_key == page


def test_an_open_dialog_keeps_its_keys(session: WindowSession) -> None:
    session.driver.tap(Key.Key_S)
    session.until(lambda: QApplication.activeModalWidget() is not None)
    session.driver.write("1f")
    assert session.timeline.marks() == []


def test_losing_the_keyboard_keeps_what_was_drawn(session: WindowSession) -> None:
    session.driver.press(Key.Key_2)
    session.turn(3000)
    QApplication.sendEvent(session.window, QEvent(QEvent.Type.WindowDeactivate))
    (tagged,) = session.timeline.tags
    assert 2800 <= tagged.span.duration_ms <= 3200
    session.turn(3000)
    session.driver.release(Key.Key_2)
    assert session.timeline.tags[0].span == tagged.span, "the late release draws no further"


def test_auto_repeat_drops_one_mark(session: WindowSession) -> None:
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
    session.driver.tap(Key.Key_1)
    assert "Play something first" in session.said
