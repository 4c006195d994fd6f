"""The listener's own words, the larger the oftener."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.core.words import _, isolated, number
from app.years.records import Count
from ui.style.theme import colour, scaled_px, text_font
from ui.style.tokens import RADIUS, SPACE, TYPE
from ui.widgets.cards import Card
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.painting import draw_focus_ring
from ui.widgets.press_button import PressButton
from ui.widgets.text import TextLabel, breakable, elided, plain_tip
from ui.words.lists import comma_list
from ui.years.words import marks_in_words

MOST_SHOWN = 12
_WIDEST_PX = 240  # “aaaaaah…” has no end, and no place to break
_STEPS = ((0.85, TYPE.title), (0.55, TYPE.lead), (0.0, TYPE.body))  # of the most, and the size


class WordsCard(Card):
    """Signal: opened(JournalFilter)."""

    opened = Signal(object)

    def __init__(self, title: str, counts: Sequence[Count]) -> None:
        super().__init__(title)
        holder = QWidget()
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        holder.setSizePolicy(policy)
        flow = FlowLayout(holder, SPACE.s)
        most = counts[0].marks
        for one in counts[:MOST_SHOWN]:
            word = _Word(one, next(size for least, size in _STEPS if one.marks >= least * most))
            word.clicked.connect(lambda _on=False, wanted=one.wanted: self.opened.emit(wanted))
            flow.addWidget(word)
        self.body.addWidget(holder)
        self.body.addStretch(1)
        self.body.addWidget(
            TextLabel(_("Your own lines only, without words that say little"), "caption", wrap=True)
        )


class _Word(PressButton):
    """The word, and smaller how often."""

    def __init__(self, one: Count, size: float) -> None:
        super().__init__()
        self._word, self._many, self._size = one.name, number(one.marks), size
        self.setAccessibleName(comma_list((one.name, marks_in_words(one.marks))))
        if self._shown() != isolated(one.name):
            self.setToolTip(plain_tip(breakable(one.name)))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        word, many = self._metrics()
        wide = word.horizontalAdvance(self._shown()) + 5 + many.horizontalAdvance(self._many) + 8
        return QSize(round(wide), round(word.height()) + 6)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour("hover"))
            painter.drawRoundedRect(QRectF(self.rect()), RADIUS.small, RADIUS.small)
        word, _many = self._metrics()
        baseline = 3 + word.ascent()
        painter.setFont(self._font())
        painter.setPen(colour("ink"))
        painter.drawText(QPointF(4, baseline), self._shown())
        painter.setFont(text_font(TYPE.caption))
        painter.setPen(colour("ink_muted"))
        painter.drawText(QPointF(9 + word.horizontalAdvance(self._shown()), baseline), self._many)
        if self.hasFocus():
            draw_focus_ring(painter, QRectF(self.rect()))

    def _shown(self) -> str:
        return elided(self._word, self._metrics()[0], scaled_px(_WIDEST_PX))

    def _font(self) -> QFont:
        return text_font(self._size, strong=self._size == TYPE.title)

    def _metrics(self) -> tuple[QFontMetricsF, QFontMetricsF]:
        strong = self._size == TYPE.title
        return QFontMetricsF(text_font(self._size, strong=strong)), QFontMetricsF(
            text_font(TYPE.caption)
        )
