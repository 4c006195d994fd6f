"""Reads “On this day” off the GUI thread, and again when the day has changed."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from app.journal.this_day import ThisDay
from ui.bridge.context import Context
from ui.journal.on_this_day import OnThisDay
from ui.words.dates import today


class ThisDayReading(QObject):
    """Signal: shown(), something else is remembered; it may be nothing."""

    shown = Signal()

    def __init__(self, context: Context, hero: OnThisDay) -> None:
        super().__init__(hero)
        self._journal = context.services.journal
        self._hero = hero
        self._read = context.latest_read("Read what was on this day")
        self._remembered_on = today()

    def read_again(self) -> None:
        self._read.ask_again(self._ask)

    def catch_up(self) -> None:
        """The page is shown, perhaps on another day than before."""
        if self._remembered_on != today():
            self.read_again()

    def _ask(self) -> None:
        now = self._remembered_on = today()
        self._read.ask(
            lambda: self._journal.on_this_day(now),
            lambda day: None if day is None else self._show(day),
        )

    def _show(self, day: ThisDay) -> None:
        self._hero.show_day(day, self._remembered_on)
        self.shown.emit()
