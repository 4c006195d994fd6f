"""“On this day”: what was felt on this date in earlier years, ready to be heard."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from app.emotions.records import Emotion
from app.journal.records import JournalItem, Kind
from app.timecode import format_ms
from ui.journal.glyphs import paint_disc
from ui.journal.words import KIND_ICONS, FindEmotion, headline
from ui.style.theme import scaled_px
from ui.style.tokens import SPACE
from ui.widgets.buttons import IconButton
from ui.widgets.dates import days_ago, long_date
from ui.widgets.text import ElidedLabel, TextLabel

SHOWN = 12
_CARD_PX = 320


class OnThisDay(QWidget):
    """Signals: hear_requested(JournalItem); item_chosen(JournalItem), to be found in the list."""

    hear_requested = Signal(object)
    item_chosen = Signal(object)

    def __init__(self, find: FindEmotion, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._find = find
        self._items: list[JournalItem] = []
        self._cards: list[_Card] = []
        self.title = TextLabel("On this day", "section")
        holder = QWidget()
        holder.setProperty("surface", "none")
        self._row = QHBoxLayout(holder)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(SPACE.s)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(holder)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE.s)
        column.addWidget(self.title)
        column.addWidget(self._scroll)
        self.hide()

    def show_items(self, items: Sequence[JournalItem], now: date) -> None:
        """Hidden while there are none."""
        items = list(items[:SHOWN])
        if items != self._items:
            self._items = items
            self._fill(now)
        self.setVisible(bool(items))

    def set_sounding(self, uid: str) -> None:
        for card in self._cards:
            card.set_sounding(card.item.uid == uid)

    def cards(self) -> list[_Card]:
        return self._cards

    def _fill(self, now: date) -> None:
        while self._row.count():
            held = self._row.takeAt(0)
            widget = held.widget() if held is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._cards = [_Card(item, self._find, now) for item in self._items]
        for card in self._cards:
            card.play.clicked.connect(lambda _on=False, c=card: self.hear_requested.emit(c.item))
            card.clicked.connect(self.item_chosen)
            self._row.addWidget(card)
        self._row.addStretch(1)
        is_near = any((i.day.month, i.day.day) != (now.month, now.day) for i in self._items)
        self.title.setText("Around this day" if is_near else "On this day")
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def _fit(self) -> None:
        if self._cards:
            bar = 12 if len(self._cards) * scaled_px(_CARD_PX) > self.width() else 0
            self._scroll.setFixedHeight(self._cards[0].sizeHint().height() + bar)

    def resizeEvent(self, event: object) -> None:
        self._fit()


class _Card(QFrame):
    """clicked(JournalItem)."""

    clicked = Signal(object)

    def __init__(self, item: JournalItem, find: FindEmotion, now: date) -> None:
        super().__init__()
        self.item = item
        self.setProperty("surface", "card")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.words = ElidedLabel(card_words(item, find), "strong")
        self.when = ElidedLabel(_when(item, now), "caption")
        self.play = IconButton("play", "Hear it again", size=16)
        self.play.setVisible(item.is_hearable)
        lines = QVBoxLayout()
        lines.setSpacing(2)
        lines.addWidget(self.when)
        lines.addWidget(self.words)
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACE.m, SPACE.s, SPACE.s, SPACE.s)
        row.setSpacing(SPACE.m)
        emotion = None if item.emotion_id is None else find(item.emotion_id)
        row.addWidget(_Disc(item, emotion))
        row.addLayout(lines, 1)
        row.addWidget(self.play)
        self.setAccessibleName(f"{self.when.text()}: {self.words.text()}")

    def set_sounding(self, is_sounding: bool) -> None:
        self.play.set_icon("pause" if is_sounding else "play")
        self.play.set_hint("Pause" if is_sounding else "Hear it again")

    def sizeHint(self) -> QSize:
        return QSize(scaled_px(_CARD_PX), super().sizeHint().height())

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
        elif self._item.kind is Kind.MOMENT:
            paint_disc(painter, disc, "heart", "accent", filled=True)
        else:
            paint_disc(painter, disc, KIND_ICONS[self._item.kind], "ink_muted")


def card_words(item: JournalItem, find: FindEmotion) -> str:
    """“Tenderness in “Love theme” at 1:05”."""
    words = headline(item, find)
    if item.track is None or item.span is None:
        return words
    return f"{words} in “{item.track.title}” at {format_ms(item.span.start_ms)}"


def _when(item: JournalItem, now: date) -> str:
    ago = days_ago(item.day, now)
    return f"{ago[:1].upper()}{ago[1:]}  ·  {long_date(item.day)}"
