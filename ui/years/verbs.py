"""What is done with a figure: its marks are shown in the journal, or heard one after another."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app.core.words import _
from app.themes.records import Passage
from ui.bridge.places import DayPlace, LifePlace, MarksPlace, MomentPlace
from ui.bridge.playback.chain import PassageChain
from ui.entries.hearing import hear_on_track

if TYPE_CHECKING:
    from datetime import date

    from PySide6.QtWidgets import QWidget

    from app.journal.records import JournalFilter, JournalItem, JournalPage
    from app.years.records import ReturnedTo
    from ui.bridge.context import Context

MOST_HEARD = 50


class FigureVerbs(QObject):
    def __init__(self, context: Context, page: QWidget) -> None:
        super().__init__(page)
        self._context = context
        self._reading = context.latest_read("Find what to play")
        self.chain = PassageChain(context.playback, self)

    @property
    def is_reading(self) -> bool:
        return self._reading.is_under_way

    def open(self, wanted: JournalFilter) -> None:
        self._context.navigator.show(MarksPlace(wanted))

    def say_nothing_there(self) -> None:
        self._context.messages.say(_("Nothing was marked then."))

    def open_item(self, item: JournalItem) -> None:
        self.open_day(item.day, item.uid)

    def open_day(self, day: date, uid: str) -> None:
        self._context.navigator.show(DayPlace(day, uid))

    def open_life(self, track_id: int) -> None:
        self._context.navigator.show(LifePlace(track_id=track_id))

    def open_place(self, place: ReturnedTo) -> None:
        """As it was felt across the years."""
        self._context.navigator.show(MomentPlace(place.track_id, place.span))

    def play(self, wanted: JournalFilter) -> None:
        """In the order they were made; once more stops them."""
        if self.chain.place >= 0:
            self.chain.stop()
            return
        journal = self._context.services.journal
        self._reading.ask(lambda: journal.page(wanted, limit=MOST_HEARD), self._hear_page)

    def hear(self, items: Sequence[JournalItem]) -> None:
        passages = [
            Passage(item.track.id, item.span)
            for item in items
            if item.is_hearable and item.track is not None and item.span is not None
        ]
        if passages:
            self.chain.play(passages, lead_ms=None)
        else:
            self._context.messages.say(_("None of these marks can be played now."))

    def hear_place(self, place: ReturnedTo) -> None:
        hear_on_track(self._context, place.track_id, place.span)

    def _hear_page(self, page: JournalPage | None) -> None:
        if page is not None:
            self.hear(page.items[::-1])
