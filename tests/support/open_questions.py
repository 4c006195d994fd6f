"""A library with open questions “The same track?”, and what is seen of their dialog."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from tests.support.app_harness import AppHarness, WindowSession
from tests.support.seen import named, seen
from ui.library.questions_dialog import QuestionsDialog
from ui.widgets.quiet_line import QuietLine

Key = Qt.Key
TITLES = ("Dawn", "Dusk", "Night", "Rain")


def ask(harness: AppHarness) -> WindowSession:
    """A library with a second encoding of each of four tracks."""
    for number, title in enumerate(TITLES):
        for album in ("one", "two"):
            hz = 220.0 + 40 * number + (20 if album == "two" else 0)
            harness.record(f"{album}/{title}.wav", seconds=2, hz=hz)
    harness.take_in()
    session = harness.open()
    session.driver.alt(Key.Key_2)
    return session


def opened(session: WindowSession) -> QuestionsDialog:
    session.pages.library.verbs.answer_questions()
    (dialog,) = [one for one in session.window.findChildren(QuestionsDialog) if one.isVisible()]
    session.until(lambda: dialog.list.count() == len(TITLES))
    dialog.activateWindow()
    session.until(lambda: QApplication.activeWindow() is dialog and dialog.list.hasFocus())
    return dialog


def current(dialog: QuestionsDialog) -> str:
    """The title of the question that the card asks, which is the one that is selected."""
    item = dialog.list.currentItem()
    title = item.text().split(" · ")[0] if item is not None else ""
    assert dialog.card.accessibleName().count(f"“{title}”") == 2
    return title


def titles(dialog: QuestionsDialog) -> list[str]:
    rows = range(dialog.list.count())
    return [dialog.list.item(row).text().split(" · ")[0] for row in rows]


def line_of(dialog: QuestionsDialog) -> QuietLine:
    (line,) = dialog.findChildren(QuietLine)
    return line


def lines_seen(session: WindowSession) -> list[str]:
    """What is said anywhere in the window and its dialogs."""
    return [line.text() for line in session.window.findChildren(QuietLine) if line.isVisible()]


def places(dialog: QuestionsDialog) -> list[QRect]:
    """Where on the screen everything is that a hand or an eye goes back to."""
    QApplication.processEvents()
    parts: list[QWidget] = [
        dialog,
        dialog.list,
        dialog.card,
        *seen(dialog.card, QPushButton),
        dialog.all_same,
        named(dialog, QPushButton, "Close"),
    ]
    return [QRect(part.mapToGlobal(QPoint()), part.size()) for part in parts]


def tap(session: WindowSession, widget: QWidget, key: Qt.Key) -> None:
    widget.setFocus()
    session.driver.tap(key)
