"""What becomes a window of its own: dialogs and popups, and nothing by mistake."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication, QDialog, QMainWindow, QWidget

from tests.support.app_harness import AppHarness

PASSING = (Qt.WindowType.Popup, Qt.WindowType.ToolTip)


class StrayWindows(QObject):
    """Widgets that are shown without a parent: they flash, and take the focus."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget):
            is_meant = isinstance(watched, QMainWindow | QDialog)
            if watched.isWindow() and not is_meant and watched.windowType() not in PASSING:
                self.seen.append(type(watched).__name__)
        return False


def test_no_part_of_a_page_becomes_a_window_and_the_focus_stays(harness: AppHarness) -> None:
    stray = StrayWindows()
    application = QApplication.instance()
    assert application is not None
    application.installEventFilter(stray)
    session = harness.open("--demo")
    session.play(session.rows()[0].title)
    session.driver.ctrl(Qt.Key.Key_T)  # the marks as a table
    for page in ("library", "story", "journal", "settings"):
        session.desk.pages.show_page(page)
    session.until(lambda: session.pages.journal.model.items)
    session.until(session.pages.journal.this_day.has_items)
    application.removeEventFilter(stray)
    assert stray.seen == []
    assert session.driver.has_keyboard


def test_ctrl_f_leads_to_the_journals_search_field(harness: AppHarness) -> None:
    session = harness.open("--demo")
    session.driver.alt(Qt.Key.Key_4)
    journal = session.pages.journal
    session.until(lambda: journal.model.items)
    session.driver.ctrl(Qt.Key.Key_F)
    session.driver.write("rain")
    assert journal.filters.search.text() == "rain"
