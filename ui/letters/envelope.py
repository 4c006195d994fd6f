"""A sealed letter: an envelope with its title and what it waits for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QRectF
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.words import _
from ui.letters.wax import SIDE_PX, paint_wax
from ui.style.theme import colour, scaled_px
from ui.style.tokens import RADIUS, SPACE
from ui.widgets.painting import draw_focus_ring
from ui.widgets.press_row import PressRow
from ui.widgets.text import ElidedLabel, TextLabel
from ui.words.lists import comma_list
from ui.words.seals import condition_in_words

if TYPE_CHECKING:
    from app.letters.records import Letter

HIGH_PX, LOW_PX = 176, 112
FLAP_PX, LOW_FLAP_PX = 116, 56  # above the words


def title_of(letter: Letter) -> str:
    return letter.title or _("A letter to later")


class Envelope(PressRow):
    """Pressed, it is shown beside the list. Signals: those of a button."""

    def __init__(self, letter: Letter, parent: QWidget | None = None) -> None:
        self.title = ElidedLabel(title_of(letter), "strong")
        self.condition = TextLabel(condition_in_words(letter.seal), "caption", wrap=True)
        said = comma_list((_("Sealed letter"), self.title.text(), self.condition.text()))
        super().__init__(said, parent)
        self.letter = letter
        self._is_low = False
        self._apart = self._lifted = 0.0
        self.setCheckable(True)
        self._column = QVBoxLayout(self)
        self._column.setSpacing(2)
        self._column.addWidget(self.title)
        self._column.addWidget(self.condition)
        self._column.addStretch(1)
        self.let_through(self.title, self.condition)
        self.fit(is_low=False)

    def fit(self, *, is_low: bool) -> None:
        """is_low: in a list with little room."""
        self._is_low = is_low
        above = max(LOW_FLAP_PX if is_low else FLAP_PX, scaled_px(SIDE_PX) + SPACE.xs)
        side = SPACE.l + SPACE.xs
        self._column.setContentsMargins(side, above, side, SPACE.m)
        self.setMinimumHeight(LOW_PX if is_low else HIGH_PX)

    def show_opening(self, apart: float, lifted: float) -> None:
        """How far the seal is parted, and the flap lifted, each up to 1."""
        self._apart, self._lifted = apart, lifted
        self.update()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.fit(is_low=self._is_low)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        ground = "raised"
        if self.isChecked():
            ground = "selection"
        elif self.underMouse():
            ground = "hover"
        side = scaled_px(SIDE_PX)
        tip = self.title.geometry().top() - side * 0.5 - SPACE.xs
        paint_envelope(painter, box, tip, ground, self._lifted)
        seal = QRectF(0, 0, side, side)
        seal.moveCenter(QPointF(box.center().x(), tip))
        painter.setOpacity(1 - self._lifted)
        paint_wax(painter, seal, self._apart)
        painter.setOpacity(1)
        if self.hasFocus():
            draw_focus_ring(painter, QRectF(self.rect()), RADIUS.large)


def paint_envelope(
    painter: QPainter, box: QRectF, tip: float, ground: str, lifted: float = 0.0
) -> None:
    """Its body and its flap. tip: where the flap ends. lifted: how far it is, up to 1; the letter
    is seen in the opening.
    """
    body = QPainterPath()
    body.addRoundedRect(box, RADIUS.large, RADIUS.large)
    painter.fillPath(body, colour(ground))
    painter.setPen(QPen(colour("hairline"), 1))
    if lifted > 0:
        opening = _flap(box, tip).intersected(body)
        painter.fillPath(opening, colour("hover"))
        _paint_letter(painter, box, tip, opening)
        painter.setPen(QPen(colour("hairline"), 1))
        painter.drawPath(opening)
    flap = _flap(box, tip + (box.top() - tip) * lifted).intersected(body)
    painter.fillPath(flap, colour("sunken"))
    painter.drawPath(flap)
    painter.drawPath(body)


def _flap(box: QRectF, tip: float) -> QPainterPath:
    shoulder = min(box.top() + SPACE.m, tip)
    flap = QPainterPath(box.topLeft())
    flap.lineTo(box.topRight())
    flap.lineTo(QPointF(box.right(), shoulder))
    flap.lineTo(QPointF(box.center().x(), tip))
    flap.lineTo(QPointF(box.left(), shoulder))
    flap.closeSubpath()
    return flap


def _paint_letter(painter: QPainter, box: QRectF, tip: float, opening: QPainterPath) -> None:
    """A sheet with lines on it, as far as the opening lets it be seen."""
    painter.save()
    painter.setClipPath(opening)
    sheet = QRectF(box.left() + SPACE.xl, box.top() + SPACE.s, box.width() - 2 * SPACE.xl, tip)
    painter.fillRect(sheet, colour("raised"))
    line = sheet.top() + SPACE.m
    while line < tip:
        painter.fillRect(QRectF(sheet.left() + SPACE.m, line, sheet.width() - 2 * SPACE.m, 2),
                         colour("hairline"))  # fmt: skip
        line += SPACE.s + 2
    painter.restore()
