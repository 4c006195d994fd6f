"""A sealed letter: an envelope with its title and what it waits for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.core.words import _
from ui.letters.wax import SIDE_PX, paint_wax
from ui.style.theme import colour, scaled_px, text_font, theme_signals
from ui.style.tokens import RADIUS, SPACE, TYPE
from ui.widgets.painting import draw_focus_ring
from ui.widgets.press_button import PressButton
from ui.widgets.text import elided
from ui.words.lists import comma_list
from ui.words.seals import condition_in_words

if TYPE_CHECKING:
    from app.letters.records import Letter

HIGH_PX, LOW_PX = 176, 112
_FLAP = 0.5  # of the height: where the flap's tip is
_WORDS_LEAST_PX = 64


def title_of(letter: Letter) -> str:
    return letter.title or _("A letter to later")


class Envelope(PressButton):
    """Pressed, it is shown beside the list. Signals: those of a button."""

    def __init__(self, letter: Letter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.letter = letter
        self._high_px = HIGH_PX
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.title, self.condition = title_of(letter), condition_in_words(letter.seal)
        self.setAccessibleName(comma_list((_("Sealed letter"), self.title, self.condition)))
        self.setToolTip("")
        theme_signals().theme_changed.connect(self._on_theme_changed)

    def fit(self, *, is_low: bool) -> None:
        self._high_px = LOW_PX if is_low else HIGH_PX
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        return QSize(scaled_px(240), max(self._high_px, self._words_px() + scaled_px(SIDE_PX)))

    def minimumSizeHint(self) -> QSize:
        return QSize(scaled_px(160), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        ground = "raised"
        if self.isChecked():
            ground = "selection"
        elif self.underMouse():
            ground = "hover"
        words_px = self._words_px()
        tip = paint_envelope(painter, box, words_px, ground)
        side = scaled_px(SIDE_PX)
        seal = QRectF(0, 0, side, side)
        seal.moveCenter(QPointF(box.center().x(), tip))
        paint_wax(painter, seal)
        self._paint_words(painter, box, words_px)
        if self.hasFocus():
            draw_focus_ring(painter, QRectF(self.rect()), RADIUS.large)

    def _paint_words(self, painter: QPainter, box: QRectF, words_px: float) -> None:
        edge = SPACE.l + SPACE.xs
        room = QRectF(
            box.left() + edge, box.bottom() - words_px, box.width() - 2 * edge, words_px - SPACE.m
        )
        strong, small = text_font(strong=True), text_font(TYPE.caption)
        line = QRectF(room.left(), room.top(), room.width(), QFontMetricsF(strong).height())
        side = Qt.AlignmentFlag.AlignLeft  # where the window reads from
        flags = side | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
        painter.setFont(strong)
        painter.setPen(colour("ink"))
        painter.drawText(line, flags, elided(self.title, QFontMetricsF(strong), room.width()))
        line = QRectF(
            room.left(), line.bottom() + 2, room.width(), room.bottom() - line.bottom() - 2
        )
        painter.setFont(small)
        painter.setPen(colour("ink_muted"))
        wrap = side | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap
        painter.drawText(line, wrap, self.condition)

    def _words_px(self) -> int:
        """Of the part with the words: rows grow, two lines of what it waits for at most."""
        strong, small = (
            QFontMetricsF(text_font(strong=True)),
            QFontMetricsF(text_font(TYPE.caption)),
        )
        room = max(80, self.width() - 2 * (SPACE.l + SPACE.xs))
        lines = 1 if small.horizontalAdvance(self.condition) <= room else 2
        high = strong.height() + 2 + lines * small.lineSpacing() + SPACE.m
        return max(_WORDS_LEAST_PX - SPACE.s, round(high))

    def _on_theme_changed(self) -> None:
        self.updateGeometry()
        self.update()


def paint_envelope(painter: QPainter, box: QRectF, words_px: float, ground: str) -> float:
    """Its body and its flap, which ends above the words. Returns where the flap's tip is."""
    body = QPainterPath()
    body.addRoundedRect(box, RADIUS.large, RADIUS.large)
    painter.fillPath(body, colour(ground))
    tip = min(box.top() + box.height() * _FLAP, box.bottom() - words_px - scaled_px(SIDE_PX) * 0.5)
    tip = max(tip, box.top() + scaled_px(SIDE_PX) * 0.55)
    shoulder = box.top() + SPACE.m
    flap = QPainterPath(box.topLeft())
    flap.lineTo(box.topRight())
    flap.lineTo(QPointF(box.right(), shoulder))
    flap.lineTo(QPointF(box.center().x(), tip))
    flap.lineTo(QPointF(box.left(), shoulder))
    flap.closeSubpath()
    flap = flap.intersected(body)
    painter.fillPath(flap, colour("sunken"))
    painter.setPen(QPen(colour("hairline"), 1))
    painter.drawPath(flap)
    painter.drawPath(body)
    return tip
