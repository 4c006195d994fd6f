"""A month to pick a day from, in the theme's colours."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QWidget

from app.core.words import _
from ui.style.theme import colour, theme_signals
from ui.words.locale import first_weekday, spoken_locale

_WEEKEND = (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday)


class Calendar(QCalendarWidget):
    """QCalendarWidget without week numbers and red weekends, which a stylesheet can't change.

    Signals: QCalendarWidget's own, `clicked(QDate)` and `activated(QDate)`.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self.setLocale(spoken_locale())
        self.setFirstDayOfWeek(Qt.DayOfWeek(first_weekday() + 1))
        self.setAccessibleName(_("Calendar"))
        self._colour_days()
        theme_signals().theme_changed.connect(self._colour_days)

    def _colour_days(self) -> None:
        weekend = QTextCharFormat()
        weekend.setForeground(colour("ink"))
        for day in _WEEKEND:
            self.setWeekdayTextFormat(day, weekend)
        header = QTextCharFormat()
        header.setForeground(colour("ink_muted"))
        self.setHeaderTextFormat(header)
