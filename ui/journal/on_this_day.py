"""“On this day”: what was felt on this date in an earlier year, to hear again and to answer."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from app.journal.records import JournalItem
from app.journal.this_day import ThisDay
from ui.journal.hero_folded import FoldedHero
from ui.journal.hero_whole import WholeHero
from ui.journal.hero_words import telling_words, when_words
from ui.style.tokens import RADIUS
from ui.widgets.enter_keys import ENTER_KEYS
from ui.widgets.own_keys import claims_key, is_bare
from ui.widgets.painting import draw_focus_ring
from ui.words.lists import comma_list

if TYPE_CHECKING:
    from ui.bridge.context import Context

_PAGES = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}
_KEYS = (*_PAGES, Qt.Key.Key_Space)
_RING_PX = 2  # of the focus, around its picture


class OnThisDay(QFrame):
    """One at a time; the pager and Page Up and Page Down show the others. Once its seconds have
    sounded it asks “And now?”. Folded, it is one row.

    Signals: hear_requested(JournalItem), to play or to pause it; item_chosen(JournalItem), to show
    it in the list; years_requested(JournalItem), its moment across the years.
    """

    hear_requested = Signal(object)
    item_chosen = Signal(object)
    years_requested = Signal(object)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._find = context.services.emotions.emotion
        self._day = ThisDay()
        self._now = date.min
        self._place = 0
        self._sounding = ""
        self._heard: set[str] = set()  # whose seconds have sounded
        self.whole = WholeHero(context)
        self.folded = FoldedHero()
        self.and_now = self.whole.and_now
        self.setProperty("surface", "card")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.folded.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(_RING_PX, _RING_PX, _RING_PX, _RING_PX)
        column.addWidget(self.whole)
        column.addWidget(self.folded)
        self._wire()
        self.hide()

    def has_items(self) -> bool:
        return bool(self._day.items)

    @property
    def item(self) -> JournalItem | None:
        """What is shown."""
        return self._day.items[self._place] if self._day.items else None

    def show_day(self, day: ThisDay, now: date) -> None:
        """The same one stays in front where it is still there. The owner hides it without any."""
        shown = None if self.item is None else self.item.uid
        uids = [one.uid for one in day.items]
        self._day, self._now = day, now
        self._place = uids.index(shown) if shown in uids else 0
        self._show()

    def whole_px(self) -> int:
        """How high it is unless it is folded."""
        wide = max(self.width(), self.whole.minimumSizeHint().width())
        return self.whole.heightForWidth(wide - 2 * _RING_PX) + 2 * _RING_PX

    def set_folded(self, is_folded: bool) -> None:
        """Folded, it asks nothing."""
        self.whole.setVisible(not is_folded)
        self.folded.setVisible(is_folded)

    @property
    def is_folded(self) -> bool:
        return not self.folded.isHidden()

    def set_sounding(self, uid: str) -> None:
        """uid: of the mark that is heard; empty for none. Once its own has sounded, it asks."""
        before, self._sounding = self._sounding, uid
        if before and before != uid:
            self._heard.add(before)
        item = self.item
        if item is not None:
            self._show_sounding(item)
            self._ask(item)

    def turn(self, step: int) -> None:
        """To the next or the previous one."""
        place = self._place + step
        if 0 <= place < len(self._day.items):
            self._place = place
            self._show()

    def minimumSizeHint(self) -> QSize:
        """What it says is never squeezed: the list below it scrolls."""
        least = super().minimumSizeHint()
        return QSize(least.width(), max(least.height(), self.heightForWidth(self.width())))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.hasFocus():
            draw_focus_ring(QPainter(self), QRectF(self.rect()), RADIUS.large)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    # --- showing --------------------------------------------------------------------------------

    def _show(self) -> None:
        item = self.item
        if item is None:
            self.and_now.withdraw()
            return
        when = when_words(item, self._now, is_week=self._day.is_week)
        telling = telling_words(item, self._find)
        emotion = None if item.emotion_id is None else self._find(item.emotion_id)
        self.whole.show_item(item, emotion, when, telling)
        self.whole.show_place(self._place, len(self._day.items))
        self.folded.show_item(item, when, telling)
        self.setAccessibleName(comma_list((when, telling)))
        self._show_sounding(item)
        self._ask(item)

    def _show_sounding(self, item: JournalItem) -> None:
        is_sounding = item.uid == self._sounding
        self.whole.show_sounding(item, is_sounding=is_sounding)
        self.folded.show_sounding(is_sounding=is_sounding)

    def _ask(self, item: JournalItem) -> None:
        if item.uid in self._heard and item.track is not None and item.span is not None:
            self.and_now.ask(item.track.id, item.span)
        else:
            self.and_now.withdraw()

    # --- keys -----------------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        if self.hasFocus() and claims_key(event, _KEYS):
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in _PAGES:
            self.turn(_PAGES[key])
        elif self.item is None or event.isAutoRepeat() or not is_bare(event):
            super().keyPressEvent(event)
        elif key == Qt.Key.Key_Space and self.hasFocus():
            self.hear_requested.emit(self.item)
        elif key in ENTER_KEYS and self.hasFocus():
            self._open()
        else:
            super().keyPressEvent(event)

    def _hear(self) -> None:
        if self.item is not None:
            self.hear_requested.emit(self.item)

    def _open(self) -> None:
        """Its moment across the years; an entry, which has none, itself."""
        item = self.item
        if item is None:
            return
        is_moment = item.track is not None and item.span is not None
        (self.years_requested if is_moment else self.hear_requested).emit(item)

    def _choose(self) -> None:
        if self.item is not None:
            self.item_chosen.emit(self.item)

    def _wire(self) -> None:
        whole, folded = self.whole, self.folded
        whole.play.clicked.connect(self._hear)
        whole.years.clicked.connect(self._open)
        whole.chosen.connect(self._choose)
        whole.back.clicked.connect(lambda: self.turn(-1))
        whole.on.clicked.connect(lambda: self.turn(1))
        folded.play.clicked.connect(self._hear)
        folded.clicked.connect(self._choose)
