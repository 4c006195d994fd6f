"""No message lies over the palette, the player or what was just made."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QApplication, QWidget

from tests.support.app_harness import AppHarness, WindowSession
from ui.widgets.quiet_line import QuietLine

Key = Qt.Key


def place_in(window: QWidget, widget: QWidget) -> QRect:
    return QRect(widget.mapTo(window, QPoint()), widget.size())


def line_of(session: WindowSession) -> QuietLine:
    (line,) = (line for line in session.window.findChildren(QuietLine) if line.isVisible())
    return line


@pytest.mark.parametrize("size", [(1000, 640), (1320, 840)])
@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_on_the_listen_page(harness: AppHarness, size: tuple[int, int], scale: float) -> None:
    session = harness.playing(25_000)
    session.services.settings.change(text_scale=scale)
    session.window.resize(*size)
    page, window = session.pages.listen, session.window
    session.desk.context.messages.say("The journal was exported to the documents.", "Undo", id)
    for key in (Key.Key_9, Key.Key_1, Key.Key_F):
        session.driver.tap(key)
        session.turn(5000)
        QApplication.processEvents()
        line = place_in(window, line_of(session))
        made = list(session.desk.pages.keep_clear())
        assert len(made) >= 2, "the palette, and the mark"
        in_window = [rect.translated(page.mapTo(window, QPoint())) for rect in made]
        assert not [rect for rect in in_window if rect.intersects(line)], key
        for part in (page.palette_row, session.desk.bar):
            assert not place_in(window, part).intersects(line)


def test_when_the_window_grows(harness: AppHarness) -> None:
    """The palette becomes taller, after the message was placed."""
    session = harness.playing(3_000)
    session.window.resize(1000, 640)
    QApplication.processEvents()
    session.desk.context.messages.say("The journal was exported.", "Undo", id)
    session.window.resize(1600, 980)
    QApplication.processEvents()
    row = place_in(session.window, session.pages.listen.palette_row)
    assert not place_in(session.window, line_of(session)).intersects(row)


def test_over_the_row_that_was_chosen(harness: AppHarness) -> None:
    for number in range(30):
        harness.record(f"track{number:02}.wav", seconds=1, hz=200 + number)
    harness.take_in()
    harness.play_by_hand()
    session = harness.open()
    session.window.resize(1000, 640)
    table = session.pages.library.table
    messages = session.desk.context.messages
    messages.say("The journal was exported.", "Undo", id)
    lowest = place_in(session.window, line_of(session))
    row = table.rowAt(table.viewport().mapFrom(session.window, lowest.center()).y())
    table.setFocus()
    table.selectRow(row)
    messages.say("It was deleted.", "Undo", id)
    rect = table.visualRect(table.currentIndex())
    chosen = QRect(table.viewport().mapTo(session.window, rect.topLeft()), rect.size())
    assert not place_in(session.window, line_of(session)).intersects(chosen)


def test_it_goes_by_itself_and_the_keyboard_reaches_it(harness: AppHarness) -> None:
    session = harness.playing(3000)
    session.driver.tap(Key.Key_F)
    session.driver.tap(Key.Key_Escape)
    session.driver.tap(Key.Key_2)
    session.pages.listen.select(session.services.capture.made[0])
    session.driver.tap(Key.Key_Backspace)  # says which one, as another one is selected
    assert "deleted" in session.said
    before = QApplication.focusWidget()
    session.driver.tap(Key.Key_F6)
    line = line_of(session)
    assert line.isAncestorOf(QApplication.focusWidget() or session.window)
    session.driver.tap(Key.Key_Space)
    assert len(session.timeline.marks()) == 2, "Undo was pressed"
    assert QApplication.focusWidget() is before
