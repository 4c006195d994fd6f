"""Buttons, the quiet line, the busy line, problems, empty pages, covers and labels."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage
from PySide6.QtWidgets import (
    QPlainTextEdit,
    QProgressBar,
    QPushButton,
    QStackedWidget,
    QWidget,
)
from pytestqt.qtbot import QtBot

from app.core.errors import Problem
from ui.widgets.busy_line import BusyLine
from ui.widgets.buttons import IconButton, PrimaryButton
from ui.widgets.calendar import Calendar
from ui.widgets.cards import Card, Hairline
from ui.widgets.cover import Cover, placeholder, rounded
from ui.widgets.empty_state import EmptyState
from ui.widgets.problem_dialog import ProblemDialog, show_problem
from ui.widgets.quiet_line import QuietLine
from ui.widgets.text import ElidedLabel, TextLabel

LEFT = Qt.MouseButton.LeftButton
PROBLEM = Problem("“Farewell.flac” couldn’t be read.", "It breaks off.", "Copy it.", "frame 7")


@pytest.fixture
def page(qtbot: QtBot) -> QWidget:
    widget = QWidget()
    qtbot.addWidget(widget)
    widget.resize(600, 400)
    widget.show()
    return widget


def test_an_icon_button_has_a_name_and_shows_its_shortcut(qtbot: QtBot) -> None:
    button = IconButton("play", "Play", "Space")
    qtbot.addWidget(button)
    assert button.accessibleName() == "Play"
    assert "Space" in button.toolTip()
    button.set_hint("Pause", "Space")
    assert button.accessibleName() == "Pause"


def test_a_click_doesnt_move_the_focus(qtbot: QtBot) -> None:
    for button in (PrimaryButton("Go", "play"), IconButton("play", "Play")):
        qtbot.addWidget(button)
        assert button.focusPolicy() == Qt.FocusPolicy.TabFocus


def test_a_quiet_line_disappears_by_itself(qtbot: QtBot, page: QWidget) -> None:
    line = QuietLine(page)
    with qtbot.waitSignal(line.closed, timeout=2000):
        line.say("Deleted.", seconds=0.02)
    assert line.isHidden()


def test_the_action_of_a_quiet_line_runs_once(qtbot: QtBot, page: QWidget) -> None:
    undone: list[bool] = []
    line = QuietLine(page)
    line.say("Removed “tenderness”.", "Undo", lambda: undone.append(True))
    assert line.accessibleName() == "Removed “tenderness”."
    button = next(b for b in line.findChildren(QPushButton) if b.text() == "Undo")
    qtbot.mouseClick(button, LEFT)
    assert undone == [True]
    assert line.isHidden()


def test_a_quiet_line_stays_inside_a_narrow_page(qtbot: QtBot, page: QWidget) -> None:
    line = QuietLine(page)
    line.say("The other 31 tracks were imported. " * 6, "Details", lambda: None)
    page.resize(360, 300)
    qtbot.waitUntil(lambda: page.rect().contains(line.geometry()), timeout=2000)
    line.dismiss()


def test_a_long_message_is_wrapped_where_it_can_be_read(qtbot: QtBot, page: QWidget) -> None:
    page.resize(1_600, 900)
    line = QuietLine(page)
    line.say("A few words.")
    one_line = line.height()
    line.say(
        "Forty tracks, each of which has a longer name than the last. " * 4, "Undo", page.update
    )
    text = next(label for label in line.findChildren(TextLabel) if label.text() == line.text())
    assert text.width() <= 80 * text.fontMetrics().averageCharWidth()
    assert line.height() > one_line
    assert abs(line.geometry().center().x() - page.rect().center().x()) <= 1


def test_a_busy_line_shows_progress_and_asks_to_cancel_once(qtbot: QtBot) -> None:
    line = BusyLine()
    qtbot.addWidget(line)
    assert line.isHidden()
    line.show_progress(12, 5000, "Reading")
    bar = line.findChild(QProgressBar)
    assert isinstance(bar, QProgressBar)
    assert (bar.value(), bar.maximum()) == (12, 5000)
    asked: list[bool] = []
    line.cancel_requested.connect(lambda: asked.append(True))
    cancel = line.findChild(IconButton)
    assert isinstance(cancel, IconButton)
    qtbot.mouseClick(cancel, LEFT)
    qtbot.mouseClick(cancel, LEFT)
    assert asked == [True]
    line.finish()
    assert line.isHidden()
    assert cancel.isEnabled()


def test_progress_after_cancelling_still_says_stopping(qtbot: QtBot) -> None:
    line = BusyLine()
    qtbot.addWidget(line)
    line.show_progress(1, 9, "Reading")
    cancel = line.findChild(IconButton)
    assert isinstance(cancel, IconButton)
    qtbot.mouseClick(cancel, LEFT)
    line.show_progress(2, 9, "Reading")
    assert "Stopping…" in [label.text() for label in line.findChildren(TextLabel)]
    line.finish()
    line.show_progress(0, 9, "Reading")
    assert "Reading" in [label.text() for label in line.findChildren(TextLabel)]


def test_a_cancel_that_came_too_late_is_not_shown_as_stopping(qtbot: QtBot) -> None:
    line = BusyLine()
    qtbot.addWidget(line)
    line.show_progress(1, 9, "Reading")
    cancel = line.findChild(IconButton)
    assert isinstance(cancel, IconButton)
    qtbot.mouseClick(cancel, LEFT)
    line.show_progress(0, 0, "Saving", can_cancel=False)
    said = [label.text() for label in line.findChildren(TextLabel)]
    assert "Saving" in said and "Stopping…" not in said
    assert not cancel.isEnabled()


def test_a_problem_says_what_why_and_what_now(qtbot: QtBot) -> None:
    dialog = ProblemDialog(PROBLEM)
    qtbot.addWidget(dialog)
    said = [label.text() for label in dialog.findChildren(TextLabel)]
    assert said == [PROBLEM.what, PROBLEM.why, PROBLEM.remedy]
    details = dialog.findChild(QPlainTextEdit)
    assert isinstance(details, QPlainTextEdit)
    assert details.isHidden()
    buttons = {button.text(): button for button in dialog.findChildren(QPushButton)}
    qtbot.mouseClick(buttons["Details"], LEFT)
    assert not details.isHidden()
    qtbot.mouseClick(buttons["Copy"], LEFT)
    assert QGuiApplication.clipboard().text() == dialog.as_text()
    assert "frame 7" in dialog.as_text()


def test_a_problem_without_details_offers_none(qtbot: QtBot) -> None:
    dialog = show_problem(Problem("The disk is full."))
    assert "Details" not in [button.text() for button in dialog.findChildren(QPushButton)]
    with qtbot.waitSignal(dialog.destroyed, timeout=2000):
        dialog.accept()


def test_an_empty_page_offers_something_to_start_with(qtbot: QtBot) -> None:
    begun: list[str] = []
    empty = EmptyState("audio-lines", "No music here yet", "Add a folder.")
    qtbot.addWidget(empty)
    first = empty.add_action("Add music", lambda: begun.append("add"), "folder-plus")
    second = empty.add_action("Try the demo", lambda: begun.append("demo"))
    qtbot.mouseClick(first, LEFT)
    qtbot.mouseClick(second, LEFT)
    assert begun == ["add", "demo"]
    assert first.property("variant") == "primary"
    assert second.property("variant") == "quiet"


def test_names_are_never_read_as_html(qtbot: QtBot) -> None:
    label = TextLabel("<b>loud</b>")
    qtbot.addWidget(label)
    assert label.textFormat() == Qt.TextFormat.PlainText


def test_a_long_name_is_elided_and_shown_in_full_in_its_tooltip(qtbot: QtBot) -> None:
    label = ElidedLabel("A very long title that will not fit")
    qtbot.addWidget(label)
    label.resize(80, 20)
    label.grab()
    assert label.toolTip() == "A very long title that will not fit"
    label.resize(800, 20)
    label.grab()
    assert label.toolTip() == ""


def test_each_title_has_a_placeholder_of_its_own(qtbot: QtBot) -> None:
    first = placeholder("My Heart", 64, 1.0).toImage()
    assert first == placeholder("My Heart", 64, 1.0).toImage()
    assert first != placeholder("Farewell", 64, 1.0).toImage()
    for odd in ("", "   ", "星の歌", "…", "\ud800"):
        assert placeholder(odd, 64, 2.0).width() == 128


def test_a_wide_picture_is_cropped_to_its_middle_with_round_corners(qtbot: QtBot) -> None:
    wide = QImage(300, 100, QImage.Format.Format_RGB32)
    wide.fill(QColor("#FF0000"))
    for x in range(100, 200):
        for y in range(100):
            wide.setPixelColor(x, y, QColor("#00FF00"))
    shown = rounded(wide, 50, 2.0, 8).toImage()
    assert shown.size() == QSize(100, 100)
    assert shown.pixelColor(50, 50).name() == "#00ff00"
    assert shown.pixelColor(3, 50).name() == "#00ff00"
    assert shown.pixelColor(0, 0).alpha() == 0


def test_a_cover_shows_its_picture_or_its_placeholder(qtbot: QtBot) -> None:
    cover = Cover(48)
    qtbot.addWidget(cover)
    cover.set_cover("My Heart", QImage())
    before = cover.grab().toImage()
    red = QImage(10, 10, QImage.Format.Format_RGB32)
    red.fill(QColor("#FF0000"))
    cover.set_cover("My Heart", red)
    assert cover.accessibleName() == "Cover of My Heart"
    assert cover.grab().toImage() != before
    assert cover.grab().toImage().pixelColor(24, 24).name() == "#ff0000"


def test_cards_hairlines_and_the_calendar_can_be_shown(qtbot: QtBot) -> None:
    card = Card("Companion")
    qtbot.addWidget(card)
    card.body.addWidget(Hairline())
    calendar = Calendar()
    card.body.addWidget(calendar)
    card.show()
    assert card.accessibleName() == "Companion"
    saturday = calendar.weekdayTextFormat(Qt.DayOfWeek.Saturday).foreground().color()
    assert saturday.red() == pytest.approx(saturday.blue(), abs=40)


def test_a_message_stays_on_top_when_the_page_changes(qtbot: QtBot) -> None:
    pages = QStackedWidget()
    qtbot.addWidget(pages)
    for _ in range(2):
        pages.addWidget(QWidget())
    pages.resize(600, 400)
    pages.show()
    line = QuietLine(pages)
    line.say("The disk is full.", "Details", lambda: None)
    pages.setCurrentIndex(1)
    seen = pages.childAt(line.geometry().center())
    assert seen is not None and (seen is line or line.isAncestorOf(seen))
