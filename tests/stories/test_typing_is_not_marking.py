"""While somebody types, letters and digits are text; elsewhere they mark."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication

from tests.support.house import House, Visit

Key = Qt.Key


@pytest.fixture
def visit(house: House) -> Visit:
    return house.playing(5000)


def test_a_search_field_takes_digits_and_letters(visit: Visit) -> None:
    visit.hands.alt(Key.Key_2)
    visit.hands.ctrl(Key.Key_F)
    visit.hands.write("1f s5")
    assert visit.pages.library.search.text() == "1f s5"
    visit.hands.tap(Key.Key_Backspace)
    assert visit.pages.library.search.text() == "1f s"
    assert visit.timeline.marks() == []
    assert visit.playback.is_playing, "the space was a letter"


def test_a_note_takes_digits_and_letters(visit: Visit) -> None:
    visit.hands.tap(Key.Key_F)
    visit.hands.tap(Key.Key_N)
    visit.hands.write("1 f 5 m")
    visit.hands.tap(Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert visit.timeline.moments[0].note == "1 f 5 m"
    assert len(visit.timeline.marks()) == 1
    assert not visit.playback.player.is_muted


def test_a_table_leaves_the_marking_keys_alone(visit: Visit) -> None:
    visit.hands.alt(Key.Key_2)
    visit.pages.library.table.setFocus()
    visit.hands.tap(Key.Key_1)
    visit.hands.tap(Key.Key_F)
    assert len(visit.timeline.marks()) == 2


@pytest.mark.parametrize("page", ["listen", "library", "story", "journal", "settings"])
def test_marking_works_from_every_page(visit: Visit, page: str) -> None:
    visit.desk.pages.show_page(page)
    visit.window.setFocus()
    visit.hands.tap(Key.Key_3)
    assert [tagged.emotion.shortcut for tagged in visit.timeline.tags] == ["3"]
    assert visit.desk.pages.current_key == page


def test_an_open_dialog_keeps_its_keys(visit: Visit) -> None:
    visit.hands.tap(Key.Key_S)
    visit.until(lambda: QApplication.activeModalWidget() is not None)
    visit.hands.write("1f")
    assert visit.timeline.marks() == []


def test_losing_the_keyboard_keeps_what_was_drawn(visit: Visit) -> None:
    visit.hands.press(Key.Key_2)
    visit.turn(3000)
    QApplication.sendEvent(visit.window, QEvent(QEvent.Type.WindowDeactivate))
    (tagged,) = visit.timeline.tags
    assert 2800 <= tagged.span.duration_ms <= 3200
    visit.turn(3000)
    visit.hands.release(Key.Key_2)
    assert visit.timeline.tags[0].span == tagged.span, "the late release draws no further"


def test_auto_repeat_drops_one_mark(visit: Visit) -> None:
    from PySide6.QtGui import QKeyEvent

    visit.hands.press(Key.Key_2)
    for _ in range(5):
        repeat = QKeyEvent(
            QEvent.Type.KeyPress, Key.Key_2, Qt.KeyboardModifier.NoModifier, "2", True
        )
        QApplication.sendEvent(QApplication.focusWidget() or visit.window, repeat)
    visit.hands.release(Key.Key_2)
    assert len(visit.timeline.tags) == 1
    assert visit.timeline.tags[0].tag.intensity == 3


def test_marking_with_nothing_playing_says_what_to_do(house: House) -> None:
    house.record("theme.wav", seconds=5)
    house.take_in()
    visit = house.open()
    visit.hands.tap(Key.Key_1)
    assert "Play something first" in visit.said
