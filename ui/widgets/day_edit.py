"""A field for a day, with a calendar that opens under it."""

from __future__ import annotations

from PySide6.QtCore import QDate
from PySide6.QtWidgets import QCalendarWidget, QDateEdit, QWidget

from ui.widgets.press_behind import PressBehind


class DayEdit(QDateEdit):
    """calendar: what opens; the field owns it from now on."""

    def __init__(
        self, name: str, day: QDate, calendar: QCalendarWidget, parent: QWidget | None = None
    ) -> None:
        super().__init__(day, parent)
        self.setAccessibleName(name)
        self.setCalendarPopup(True)
        self.setCalendarWidget(calendar)
        PressBehind(calendar.window(), self)
