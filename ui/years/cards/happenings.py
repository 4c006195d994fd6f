"""First times, long silences, and what was heard again after them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel

from app.core.words import _
from app.journal.records import JournalFilter
from app.years.records import Comeback, FirstTime, Silence
from ui.style.icons import pixmap
from ui.style.theme import scaled_px
from ui.widgets.cards import Card
from ui.words.dates import day_in_brief, stretch_in_words
from ui.words.lengths import after_how_long
from ui.years.cards.figure_row import CaptionRow
from ui.years.cards.items import FindEmotion
from ui.years.cards.sign import Sign
from ui.years.words import days_in_words

_MOST_FIRSTS, _MOST_EACH = 4, 2
_ICON_PX = 20


class FirstsCard(Card):
    """Emotions that were felt for the first time. Signal: day_opened(date, str uid)."""

    day_opened = Signal(object, str)

    def __init__(self, firsts: Sequence[FirstTime], find: FindEmotion) -> None:
        super().__init__(_("For the first time"))
        for one in firsts[:_MOST_FIRSTS]:
            emotion = find(one.emotion_id)
            row = CaptionRow(emotion.name, day_in_brief(one.made.day), Sign(emotion))
            row.clicked.connect(
                lambda _on=False, one=one: self.day_opened.emit(one.made.day, one.uid)
            )
            self.body.addWidget(row)
        self.body.addStretch(1)


class SilencesCard(Card):
    """Signals: opened(JournalFilter); life_opened(int), of a track."""

    opened = Signal(object)
    life_opened = Signal(int)

    def __init__(self, silences: Sequence[Silence], comebacks: Sequence[Comeback]) -> None:
        super().__init__(_("Silences and returns"))
        for silence in silences[:_MOST_EACH]:
            self._add_silence(silence)
        for comeback in comebacks[:_MOST_EACH]:
            self._add_comeback(comeback)
        self.body.addStretch(1)

    def _add_silence(self, one: Silence) -> None:
        # Translators: nothing was heard for so long: days is such as “23 days”
        title = _("{days} of silence", days=days_in_words(one.days))
        # Translators: stretch is such as “3 to 25 March”; day is the one after it
        caption = _(
            "{stretch}, and back on {day}",
            stretch=stretch_in_words(one.first, one.last),
            day=stretch_in_words(one.back, one.back),
        )
        row = self._add(title, caption, "moon")
        if one.marked is None:
            row.setEnabled(False)
            return
        wanted = JournalFilter(first_day=one.marked, last_day=one.marked)
        row.clicked.connect(lambda: self.opened.emit(wanted))

    def _add_comeback(self, one: Comeback) -> None:
        day = one.heard.day
        # Translators: a track was heard again: time is such as “8 months”
        caption = _(
            "Back on {day}, after {time}",
            day=stretch_in_words(day, day),
            time=after_how_long(one.silent.days),
        )
        row = self._add(one.title, caption, "history")
        row.clicked.connect(lambda: self.life_opened.emit(int(one.track_id)))

    def _add(self, title: str, caption: str, icon_name: str) -> CaptionRow:
        sign = QLabel()
        side = scaled_px(_ICON_PX)
        sign.setPixmap(pixmap(icon_name, side, "ink_muted", self.devicePixelRatio()))
        row = CaptionRow(title, caption, sign)
        self.body.addWidget(row)
        return row
