"""Single marks: the first and the last of a year, or the few there are."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from app.core.ids import EmotionId
from app.core.words import _, dotted
from app.emotions.records import Emotion
from app.journal.records import JournalItem
from app.marks.kinds import KINDS
from ui.style.tokens import SPACE
from ui.widgets.buttons import LinkButton, RoundButton
from ui.widgets.cards import Card
from ui.widgets.own_keys import claims_key, is_bare
from ui.widgets.press_row import PressRow
from ui.widgets.text import TextLabel, breakable
from ui.words.dates import clock_time, day_in_brief, today
from ui.words.lists import comma_list
from ui.words.marks import scene_title, theme_name
from ui.years.cards.sign import Sign

FindEmotion = Callable[[EmotionId], Emotion]
_MOST_LETTERS = 160


def said_of(item: JournalItem, find: FindEmotion) -> str:
    """The listener's own words in quotes; without any, what it is."""
    if item.text:
        text = " ".join(item.text.split())
        shown = text if len(text) <= _MOST_LETTERS else f"{text[:_MOST_LETTERS].rstrip()}…"
        return _("“{words}”", words=shown)
    return name_of_item(item, find)


def name_of_item(item: JournalItem, find: FindEmotion) -> str:
    if item.emotion_id is not None:
        return find(item.emotion_id).name
    if item.scene is not None:
        return scene_title(item.scene)
    if item.theme is not None:
        return theme_name(item.theme)
    return item.title or str(KINDS[item.kind].words.one)


def when_of(item: JournalItem) -> str:
    """“2 Jan, 21:44”."""
    # Translators: “Today, 15:56”
    return _("{day}, {time}", day=day_in_brief(item.day), time=clock_time(item.made.local))


class ItemRow(PressRow):
    """caption: what else is said of it, below its words. Signals: pressing it, or Enter, opens it
    in the journal, on its day; played(), also by Space.
    """

    played = Signal()

    def __init__(self, item: JournalItem, find: FindEmotion, caption: str) -> None:
        said = said_of(item, find)
        self._is_hearable = item.is_hearable  # first: Qt asks `event` while it is made
        super().__init__(comma_list((said, caption)))
        sign = Sign(None if item.emotion_id is None else find(item.emotion_id))
        words, below = (
            TextLabel(breakable(said), wrap=True),
            TextLabel(caption, "caption", wrap=True),
        )
        column = QVBoxLayout()
        column.setSpacing(2)
        column.addWidget(words)
        column.addWidget(below)
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACE.xs, SPACE.xs, SPACE.xs, SPACE.xs)
        row.setSpacing(SPACE.m)
        row.addWidget(sign)
        row.addLayout(column, 1)
        self.let_through(sign, words, below)
        if item.is_hearable:
            # Translators: name is a mark’s words or its emotion
            hear = RoundButton("play", _("Hear {name}", name=said), is_small=True, is_outlined=True)
            hear.clicked.connect(self.played)
            row.addWidget(hear)

    def event(self, event: QEvent) -> bool:
        if self._is_hearable and claims_key(event, (Qt.Key.Key_Space,)):
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_space = event.key() == Qt.Key.Key_Space and is_bare(event)
        if self._is_hearable and is_space:
            if not event.isAutoRepeat():
                self.played.emit()
        else:
            super().keyPressEvent(event)


class EndsCard(Card):
    """The first mark of a period and its last one. Signals: item_opened(JournalItem);
    heard(tuple of JournalItem), one after another.
    """

    item_opened = Signal(object)
    heard = Signal(object)

    def __init__(self, ends: Sequence[JournalItem], find: FindEmotion, last_day: date | None):
        super().__init__(_("First and last"))
        is_over = last_day is not None and last_day < today()
        for item, is_last in zip(ends, (False, True), strict=False):
            self._add(item, find, _end_words(item, is_last=is_last, is_over=is_over))
        hearable = tuple(item for item in ends if item.is_hearable)
        self.body.addStretch(1)
        if len(hearable) > 1:
            both = LinkButton(_("Hear both"), "play")
            both.clicked.connect(lambda: self.heard.emit(hearable))
            row = QHBoxLayout()
            row.addWidget(both)
            row.addStretch(1)
            self.body.addLayout(row)

    def _add(self, item: JournalItem, find: FindEmotion, caption: str) -> None:
        row = ItemRow(item, find, caption)
        row.clicked.connect(lambda: self.item_opened.emit(item))
        row.played.connect(lambda: self.heard.emit((item,)))
        self.body.addWidget(row)


def _end_words(item: JournalItem, *, is_last: bool, is_over: bool) -> str:
    if not is_last:
        return _("First: {when}", when=when_of(item))
    if is_over:
        return _("Last: {when}", when=when_of(item))
    return _("Last so far: {when}", when=when_of(item))


class MarkCard(Card):
    """One mark, where there are only a few. Signals: as those of EndsCard."""

    item_opened = Signal(object)
    heard = Signal(object)

    def __init__(self, item: JournalItem, find: FindEmotion) -> None:
        super().__init__()
        title = "" if item.track is None else item.track.title
        row = ItemRow(item, find, dotted(when_of(item), title))
        row.clicked.connect(lambda: self.item_opened.emit(item))
        row.played.connect(lambda: self.heard.emit((item,)))
        self.body.addWidget(row)
        self.body.addStretch(1)
