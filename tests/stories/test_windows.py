"""What becomes a window of its own: dialogs and popups, and nothing by mistake."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication, QDialog, QMainWindow, QWidget

from tests.support.house import House

PASSING = (Qt.WindowType.Popup, Qt.WindowType.ToolTip)


class StrayWindows(QObject):
    """Widgets that are shown without a place in a window: they flash, and take the keyboard."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget):
            is_meant = isinstance(watched, QMainWindow | QDialog)
            if watched.isWindow() and not is_meant and watched.windowType() not in PASSING:
                self.seen.append(type(watched).__name__)
        return False


def test_no_part_of_a_page_becomes_a_window_and_the_keyboard_stays(house: House) -> None:
    stray = StrayWindows()
    application = QApplication.instance()
    assert application is not None
    application.installEventFilter(stray)
    visit = house.open("--demo")
    visit.play(visit.rows()[0].title)
    visit.hands.ctrl(Qt.Key.Key_T)  # the marks as a table
    for page in ("library", "story", "journal", "settings"):
        visit.desk.pages.show_page(page)
    visit.until(lambda: visit.pages.journal.model.items)
    visit.until(visit.pages.journal.this_day.has_items)
    application.removeEventFilter(stray)
    assert stray.seen == []
    assert visit.hands.has_keyboard


def test_ctrl_f_leads_to_the_journals_search_field(house: House) -> None:
    visit = house.open("--demo")
    visit.hands.alt(Qt.Key.Key_4)
    journal = visit.pages.journal
    visit.until(lambda: journal.model.items)
    visit.hands.ctrl(Qt.Key.Key_F)
    visit.hands.write("rain")
    assert journal.filters.search.text() == "rain"
