"""Two axes for how one feels: unpleasant to pleasant, calm to energetic."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFontMetricsF,
    QKeyEvent,
    QLinearGradient,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.core.affect_words import CALM, ENERGETIC, PLEASANT, UNPLEASANT
from app.core.affect_words import affect_in_words as affect_in_words
from app.core.words import _
from ui.style.theme import colour, scaled_px, text_font, theme_signals
from ui.style.tokens import RADIUS, TYPE
from ui.widgets.painting import describe, draw_focus_ring

_STEP = 0.1
_ARROWS = {
    Qt.Key.Key_Left: (-_STEP, 0.0),
    Qt.Key.Key_Right: (_STEP, 0.0),
    Qt.Key.Key_Up: (0.0, _STEP),
    Qt.Key.Key_Down: (0.0, -_STEP),
}


class AffectGrid(QWidget):
    """A field to point at: valence to the right, arousal upwards, each -1..1.

    A click, dragging or the arrow keys (0.1 a step) set it; Delete clears it.
    Signals:
        affect_changed(float, float): valence and arousal the listener chose, -1..1.
        affect_cleared(): the answer was cleared.
    """

    affect_changed = Signal(float, float)
    affect_cleared = Signal()

    def __init__(self, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._affect: tuple[float, float] | None = None
        self.setAccessibleName(name or _("How you feel"))
        self.setToolTip(_("Right is more pleasant, up is more energetic"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.CrossCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.setSizePolicy(policy)
        theme_signals().theme_changed.connect(self.update)

    def affect(self) -> tuple[float, float] | None:
        """Valence and arousal, or None while there is no answer."""
        return self._affect

    def set_affect(self, affect: tuple[float, float] | None) -> None:
        """Show an answer, without a signal."""
        self._affect = None if affect is None else (_bounded(affect[0]), _bounded(affect[1]))
        describe(self, affect_in_words(self._affect))
        self.update()

    def sizeHint(self) -> QSize:
        side = scaled_px(200)
        return QSize(side, side)

    def minimumSizeHint(self) -> QSize:
        side = scaled_px(140)
        return QSize(side, side)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in _ARROWS:
            valence, arousal = self._affect or (0.0, 0.0)
            right, up = _ARROWS[key]
            self._choose(valence + right, arousal + up)
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and self._affect is not None:
            self.set_affect(None)
            self.affect_cleared.emit()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._choose_at(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._choose_at(event.position())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        field = self._field()
        paint_affect_ground(painter, field)
        paint_affect_words(painter, field)
        if self._affect is not None:
            self._paint_answer(painter, field)
        if self.hasFocus():
            draw_focus_ring(painter, field.adjusted(-3, -3, 3, 3), RADIUS.large)

    def _paint_answer(self, painter: QPainter, field: QRectF) -> None:
        assert self._affect is not None
        at = point_of(self._affect, field)
        painter.setPen(QPen(colour("raised"), 2))
        painter.setBrush(colour("accent"))
        painter.drawEllipse(at, scaled_px(7), scaled_px(7))

    def _choose_at(self, at: QPointF) -> None:
        self._choose(*affect_at(at, self._field()))

    def _choose(self, valence: float, arousal: float) -> None:
        before = self._affect
        self.set_affect((valence, arousal))
        if self._affect is not None and self._affect != before:
            self.affect_changed.emit(*self._affect)

    def _field(self) -> QRectF:
        return affect_field(QRectF(self.rect()))


def affect_field(room: QRectF) -> QRectF:
    """The square in the middle of an area, with room for a focus ring."""
    side = min(room.width(), room.height()) - 8
    field = QRectF(0, 0, side, side)
    field.moveCenter(room.center())
    return field


def point_of(affect: tuple[float, float], field: QRectF) -> QPointF:
    """Where valence and arousal lie: pleasant to the right, energetic upwards."""
    valence, arousal = affect
    return QPointF(
        field.center().x() + valence * field.width() / 2,
        field.center().y() - arousal * field.height() / 2,
    )


def affect_at(at: QPointF, field: QRectF) -> tuple[float, float]:
    """Valence and arousal under a point; beyond -1..1 outside the field."""
    return (
        2 * (at.x() - field.center().x()) / field.width(),
        2 * (field.center().y() - at.y()) / field.height(),
    )


def paint_affect_ground(painter: QPainter, field: QRectF) -> None:
    ground = QLinearGradient(field.bottomLeft(), field.topRight())
    ground.setColorAt(0, colour("sunken"))
    ground.setColorAt(1, colour("accent_soft"))
    painter.setPen(QPen(colour("outline"), 1))
    painter.setBrush(ground)
    painter.drawRoundedRect(field, RADIUS.medium, RADIUS.medium)
    painter.setPen(QPen(colour("outline"), 1, Qt.PenStyle.DotLine))
    centre = field.center()
    painter.drawLine(QPointF(field.left(), centre.y()), QPointF(field.right(), centre.y()))
    painter.drawLine(QPointF(centre.x(), field.top()), QPointF(centre.x(), field.bottom()))


def paint_affect_words(painter: QPainter, field: QRectF) -> None:
    """The ends of both axes, beside the lines so that none goes through a word. Pleasant is at the
    right in every language, as its places are.
    """
    painter.setFont(text_font(TYPE.caption))
    painter.setPen(colour("ink_muted"))
    inner = field.adjusted(6, 4, -6, -4)
    flag = Qt.AlignmentFlag
    left, right = flag.AlignLeft | flag.AlignAbsolute, flag.AlignRight | flag.AlignAbsolute
    beside = inner.adjusted(inner.width() / 2 + 5, 0, 0, 0)
    painter.drawText(beside, flag.AlignTop | left, str(ENERGETIC))
    painter.drawText(beside, flag.AlignBottom | left, str(CALM))
    line = QFontMetricsF(painter.font()).height()
    row = QRectF(inner.left(), field.center().y() + 2, inner.width(), line)
    painter.drawText(row, left, str(UNPLEASANT))
    painter.drawText(row, right, str(PLEASANT))


def _bounded(value: float) -> float:
    return round(max(-1.0, min(1.0, value)), 2)
