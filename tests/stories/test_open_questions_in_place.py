"""“The same track?”: nothing in the dialog moves or is cut off, and Tab reaches every button."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QPushButton, QWidget

from app.core import languages
from app.core.languages import ENGLISH
from app.library.same_tracks import Merged
from app.profile.settings import SettingsFile
from tests.support.app_harness import AppHarness, WindowSession
from tests.support.open_questions import ask, line_of, lines_seen, opened, places, tap
from tests.support.seen import named, seen
from ui.library.merge_flow import in_words
from ui.library.questions_dialog import QuestionsDialog
from ui.shell.language import follow_language

Key = Qt.Key


@pytest.fixture
def session(harness: AppHarness) -> WindowSession:
    return ask(harness)


@pytest.fixture
def dialog(session: WindowSession) -> QuestionsDialog:
    return opened(session)


@pytest.fixture
def english_again(qapp: QApplication) -> Iterator[None]:
    yield
    languages.speak(ENGLISH)
    follow_language(qapp)


def test_what_is_said_is_said_once_and_moves_nothing(
    session: WindowSession, dialog: QuestionsDialog
) -> None:
    before = places(dialog)
    tap(session, dialog.card.two, Key.Key_Space)
    session.until(lambda: lines_seen(session))
    assert lines_seen(session) == ["“Dawn” was kept as two tracks."]
    assert line_of(dialog).isVisible() and places(dialog) == before
    line_of(dialog).dismiss()
    assert places(dialog) == before
    tap(session, dialog.card.same, Key.Key_Space)
    session.until(lambda: lines_seen(session))
    assert lines_seen(session) == ["The tracks are now one."]
    assert places(dialog) == before


def test_a_long_message_moves_nothing_either(
    session: WindowSession, dialog: QuestionsDialog
) -> None:
    before = places(dialog)
    context = session.desk.context
    context.messages.say("Two tracks were merged, and one stays open. " * 8, "Undo", context.undo)
    assert len(lines_seen(session)) == 1 and places(dialog) == before
    line = line_of(dialog)
    undo = named(line, QPushButton, "Undo")
    assert line.rect().contains(undo.geometry()) and dialog.rect().contains(line.geometry())


@pytest.mark.usefixtures("english_again")
@pytest.mark.parametrize(("language", "scale"), [("en", 1.0), ("de", 1.0), ("de", 1.5)])
def test_the_longest_news_of_a_merge_and_every_button_can_be_read_whole(
    harness: AppHarness, language: str, scale: float
) -> None:
    SettingsFile(harness.paths.settings_file).change(language=language, text_scale=scale)
    session = ask(harness)
    dialog = opened(session)
    messages, undo = session.desk.context.messages, session.desk.context.undo
    messages.say(in_words(Merged(1200, 1400, 300)), "Undo", undo)
    QApplication.processEvents()
    labels = line_of(dialog).findChildren(QLabel)
    assert labels and not [label.toolTip() for label in labels if label.toolTip()]
    for button in seen(dialog, QPushButton):
        assert button.width() >= button.sizeHint().width(), button.text()
        assert dialog.rect().contains(QRect(button.mapTo(dialog, QPoint()), button.size())), (
            button.text()
        )


def test_tab_goes_through_every_button_from_top_to_bottom(
    session: WindowSession, dialog: QuestionsDialog
) -> None:
    tap(session, dialog.card.two, Key.Key_Space)
    session.until(lambda: lines_seen(session))
    line = line_of(dialog)
    wanted: list[QWidget] = [
        dialog.list,
        dialog.card.older.hear,
        dialog.card.newer.hear,
        dialog.card.two,
        dialog.card.same,
        *(button for button in line.findChildren(QAbstractButton)),
        dialog.all_same,
        named(dialog, QPushButton, "Close"),
    ]
    dialog.list.setFocus()
    met = []
    for _time in wanted:
        met.append(QApplication.focusWidget())
        session.driver.tap(Key.Key_Tab)
    assert met == wanted
    assert dialog.list.hasFocus()
    for button in seen(dialog, QAbstractButton):
        assert button.text() or button.accessibleName(), button


def test_long_titles_move_no_button_and_can_be_read_whole(harness: AppHarness) -> None:
    long = "A very long title that goes on and on, about everything that happens in this scene"
    for number, title in enumerate(("Dawn", f"{long}, twice over, {long}"[:180])):
        for album in ("one", f"two with a long name too, {long}"):
            hz = 220.0 + 40 * number + (0 if album == "one" else 20)
            harness.record(f"{album}/{title}.wav", seconds=2, hz=hz)
    harness.take_in()
    session = harness.open()
    session.pages.library.verbs.answer_questions()
    (dialog,) = [one for one in session.window.findChildren(QuestionsDialog) if one.isVisible()]
    session.until(lambda: dialog.list.count() == 2)
    named_so = sorted(range(2), key=lambda row: len(dialog.list.item(row).text()))
    short_row, long_row = named_so
    dialog.list.setCurrentRow(short_row)
    before = places(dialog)
    dialog.list.setCurrentRow(long_row)
    assert places(dialog) == before
    assert long in dialog.list.item(long_row).toolTip()
    paths = [part.toolTip() for part in seen(dialog.card, QWidget) if ".wav" in part.toolTip()]
    assert len(paths) == 2 and all(str(harness.music) in path for path in paths)
