"""“On this day”: what was marked on this date in earlier years, to hear again."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from app.core.marks import MarkKind
from app.core.timecode import format_ms
from app.core.words import _
from app.emotions.records import Emotion
from app.journal.records import JournalItem
from ui.journal.words import FindEmotion, headline, icon_of_kind
from ui.style.theme import scaled_px
from ui.style.tokens import SPACE
from ui.widgets.buttons import IconButton
from ui.widgets.entry_text import beginning_in_words
from ui.widgets.glyphs import paint_disc
from ui.widgets.text import ElidedLabel, TextLabel
from ui.words.dates import days_ago, long_date
from ui.words.lists import comma_list

SHOWN = 12
_CARD_PX = 310  # at least this wide


class OnThisDay(QWidget):
    """As many cards as fit side by side; arrows show the others.

    Signals: hear_requested(JournalItem); item_chosen(JournalItem), to show it in the list.
    """

    hear_requested = Signal(object)
    item_chosen = Signal(object)

    def __init__(self, find: FindEmotion, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._find = find
        self._items: list[JournalItem] = []
        self._cards: list[_Card] = []
        self._first = 0
        self.title = TextLabel(_("On this day"), "section")
        self.back = IconButton("chevron-left", _("Previous cards"), size=14)
        self.on = IconButton("chevron-right", _("Next cards"), size=14)
        self.back.clicked.connect(lambda: self._turn(-1))
        self.on.clicked.connect(lambda: self._turn(1))
        head = QHBoxLayout()
        head.setSpacing(SPACE.xs)
        head.addWidget(self.title)
        head.addWidget(self.back)
        head.addWidget(self.on)
        head.addStretch(1)
        self._row = QHBoxLayout()
        self._row.setSpacing(SPACE.s)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE.xs)
        column.addLayout(head)
        column.addLayout(self._row)
        self.hide()

    def has_items(self) -> bool:
        return bool(self._items)

    def show_items(self, items: Sequence[JournalItem], now: date) -> None:
        """The owner hides it while there are none."""
        items = list(items[:SHOWN])
        if items != self._items:
            self._items = items
            self._fill(now)

    def set_sounding(self, uid: str) -> None:
        for card in self._cards:
            card.set_sounding(card.item.uid == uid)

    def cards(self) -> list[_Card]:
        return self._cards

    def _fill(self, now: date) -> None:
        for card in self._cards:
            self._row.removeWidget(card)
            card.hide()
            card.deleteLater()
        self._cards = [_Card(item, self._find, now) for item in self._items]
        for card in self._cards:
            card.play.clicked.connect(lambda _on=False, c=card: self.hear_requested.emit(c.item))
            card.clicked.connect(self.item_chosen)
            self._row.addWidget(card, 1)
        is_near = any((i.day.month, i.day.day) != (now.month, now.day) for i in self._items)
        self.title.setText(_("Around this day") if is_near else _("On this day"))
        self._first = 0
        self._place()

    def resizeEvent(self, event: object) -> None:
        self._place()

    def _turn(self, step: int) -> None:
        self._first += step * self._fitting()
        self._place()

    def _place(self) -> None:
        fitting, count = self._fitting(), len(self._cards)
        self._first = max(0, min(self._first, count - fitting))
        for number, card in enumerate(self._cards):
            card.setVisible(self._first <= number < self._first + fitting)
        self.back.setVisible(count > fitting)
        self.on.setVisible(count > fitting)
        self.back.setEnabled(self._first > 0)
        self.on.setEnabled(self._first + fitting < count)

    def _fitting(self) -> int:
        return max(1, (self.width() + SPACE.s) // (scaled_px(_CARD_PX) + SPACE.s))


class _Card(QFrame):
    """clicked(JournalItem)."""

    clicked = Signal(object)

    def __init__(self, item: JournalItem, find: FindEmotion, now: date) -> None:
        super().__init__()
        self.item = item
        self.setProperty("surface", "card")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.words = ElidedLabel(_headline(item, find, now), "strong")
        self.place = ElidedLabel(_place(item), "muted")
        self.play = IconButton("play", _("Hear it again"), size=16)
        if not item.is_hearable:  # hidden before it has a parent, or it would become a window
            self.play.hide()
        self.set_sounding(False)
        lines = QVBoxLayout()
        lines.setSpacing(2)
        lines.addWidget(self.words)
        lines.addWidget(self.place)
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACE.m, SPACE.s, SPACE.s, SPACE.s)
        row.setSpacing(SPACE.m)
        emotion = None if item.emotion_id is None else find(item.emotion_id)
        row.addWidget(_Disc(item, emotion))
        row.addLayout(lines, 1)
        row.addWidget(self.play)
        self.setToolTip(long_date(item.day))
        self.setAccessibleName(self._in_words())

    def set_sounding(self, is_sounding: bool) -> None:
        self.play.set_icon("pause" if is_sounding else "play")
        self.play.set_hint(_("Pause") if is_sounding else _("Hear it again"))
        mark = self._in_words()
        pause, hear = _("Pause: {mark}", mark=mark), _("Hear again: {mark}", mark=mark)
        self.play.setAccessibleName(pause if is_sounding else hear)

    def _in_words(self) -> str:
        return comma_list((self.words.text(), self.place.text()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.clicked.emit(self.item)


class _Disc(QWidget):
    def __init__(self, item: JournalItem, emotion: Emotion | None) -> None:
        super().__init__()
        self._item, self._emotion = item, emotion
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        side = scaled_px(34) + 4
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        disc = self.rect().toRectF().adjusted(1, 1, -3, -3)
        if self._emotion is not None:
            emotion = self._emotion
            paint_disc(painter, disc, emotion.icon, emotion.colour, emotion.pattern)
        elif self._item.kind is MarkKind.MOMENT:
            paint_disc(painter, disc, "heart", "accent", filled=True)
        else:
            paint_disc(painter, disc, icon_of_kind(self._item.kind), "ink_muted")


def _headline(item: JournalItem, find: FindEmotion, now: date) -> str:
    # Translators: “Wonder, a year ago”
    return _("{mark}, {ago}", mark=headline(item, find), ago=days_ago(item.day, now))


def _place(item: JournalItem) -> str:
    """“Love theme” at 1:05; the beginning of an entry."""
    if item.track is None or item.span is None:
        return beginning_in_words(item.text)
    return _("“{track}” at {time}", track=item.track.title, time=format_ms(item.span.start_ms))
