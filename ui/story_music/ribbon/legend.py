"""What the ribbon says: a small sign with a word each."""

from __future__ import annotations

from PySide6.QtCore import QLineF, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.core.words import Text
from ui.style.icons import paint_icon
from ui.style.theme import colour, scaled_px, text_font, theme_signals
from ui.style.tokens import SPACE, TYPE
from ui.widgets.text import elided
from ui.words.lists import comma_list

_SIGN_PX = 18
_HEIGHT, _THICKNESS, _TICKS = "height", "thickness", "ticks"
_WORDS = {
    _HEIGHT: Text("how strongly you felt it"),
    _THICKNESS: Text("loudness"),
    _TICKS: Text("tempo, the closer the faster"),
}


class RibbonLegend(QWidget):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._signs: tuple[str, ...] = ()
        self.show_signs(has_tempo=False)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        theme_signals().theme_changed.connect(self.updateGeometry)

    def show_signs(self, *, has_tempo: bool) -> None:
        self._signs = (_HEIGHT, _THICKNESS, *((_TICKS,) if has_tempo else ()))
        self.setAccessibleName(comma_list(str(_WORDS[sign]) for sign in self._signs))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        metrics = self._metrics()
        wide = sum(self._width(sign, metrics) for sign in self._signs)
        return QSize(round(wide + SPACE.l * (len(self._signs) - 1)), round(metrics.height()) + 4)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """At the far end; where there is too little room, the last words are cut."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(text_font(TYPE.caption))
        metrics, side = self._metrics(), scaled_px(_SIGN_PX)
        left = max(0.0, self.width() - self.sizeHint().width())
        for sign in self._signs:
            room = self.width() - left - side - SPACE.xs
            if room < metrics.averageCharWidth() * 3:
                return
            middle = self.height() / 2
            _paint_sign(painter, sign, self._seen(left, middle - side / 2, side, side))
            wide = self._width(sign, metrics) - side - SPACE.xs
            words = self._seen(left + side + SPACE.xs, 0, min(room, wide), self.height())
            painter.setPen(colour("ink_muted"))
            flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(words, int(flags), elided(str(_WORDS[sign]), metrics, room))
            left += self._width(sign, metrics) + SPACE.l

    def _seen(self, left: float, top: float, wide: float, high: float) -> QRectF:
        """Mirrored where the language is read from right to left."""
        is_mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        return QRectF(self.width() - left - wide if is_mirrored else left, top, wide, high)

    def _width(self, sign: str, metrics: QFontMetricsF) -> float:
        return scaled_px(_SIGN_PX) + SPACE.xs + metrics.horizontalAdvance(str(_WORDS[sign])) + 2

    def _metrics(self) -> QFontMetricsF:
        return QFontMetricsF(text_font(TYPE.caption))


def _paint_sign(painter: QPainter, sign: str, box: QRectF) -> None:
    if sign == _HEIGHT:
        paint_icon(painter, box.adjusted(2, 2, -2, -2), "arrow-up", "ink_muted")
    elif sign == _THICKNESS:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour("wave"))
        middle, high = box.center().y(), box.height() * 0.34
        right = box.right()
        points = (box.left(), middle), (right, middle - high), (right, middle + high)
        painter.drawPolygon(QPolygonF([QPointF(x, y) for x, y in points]))
    else:
        painter.setPen(QPen(colour("ink_muted"), 1.5))
        step, high = box.width() / 4, box.height() * 0.28
        middle = box.center().y()
        for place in range(4):
            x = box.left() + (place + 0.5) * step
            painter.drawLine(QLineF(x, middle - high, x, middle + high))
