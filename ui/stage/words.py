"""The line that is heard, large, with who says it; what follows, or what is sung, below it."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.core.words import isolated
from ui.companion.portrait import paint_portrait
from ui.stage.telling import Told
from ui.style.icons import paint_icon
from ui.style.theme import colour, scaled_px, text_font, theme_signals
from ui.style.tokens import SPACE, TYPE
from ui.widgets.image_files import FindPicture
from ui.widgets.painting import describe
from ui.widgets.text import elided
from ui.widgets.text_lines import lines_of

_LINE, _SMALL_LINE = 28 / 13, 20 / 13  # of the body size, as in `TYPE`
_LINE_PX, _SMALL_LINE_PX = 40, 28
_BELOW_PX = 28
_PORTRAIT_PX, _SMALL_PORTRAIT_PX = 40, 32
_PORTRAIT_GAP_PX = 18
_MOST_PX = 1000
_SIGN_PX = 16


class StageWords(QWidget):
    """As high whatever it says: a long line takes the room of what would stand below it."""

    def __init__(self, find: FindPicture, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._find = find
        self.told = Told()
        self._is_small = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        theme_signals().theme_changed.connect(self.updateGeometry)

    def set_small(self, is_small: bool) -> None:
        if is_small != self._is_small:
            self._is_small = is_small
            self.updateGeometry()
            self.update()

    def show_told(self, told: Told) -> None:
        if _shown(told) == _shown(self.told):
            self.told = told
            return
        self.told = told
        self.setAccessibleName(told.line or told.below)
        describe(self, told.below if told.line else "")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(600, self._line_px + scaled_px(_BELOW_PX) + SPACE.xs)

    def minimumSizeHint(self) -> QSize:
        return QSize(200, self.sizeHint().height())

    @property
    def _line_px(self) -> int:
        return scaled_px(_SMALL_LINE_PX if self._is_small else _LINE_PX)

    @property
    def _font(self) -> QFont:
        return text_font(_SMALL_LINE if self._is_small else _LINE)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(event.rect(), colour("paper"))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.setLayoutDirection(
            Qt.LayoutDirection.LayoutDirectionAuto
        )  # of the words themselves
        if not self.told.line:
            self._paint_below(painter, self._line_px / 2)
            return
        rows = self._paint_line(painter)
        if rows == 1:
            self._paint_below(painter, self._line_px + SPACE.xs)

    def _paint_line(self, painter: QPainter) -> int:
        """Returns how many lines it took; two at most, smaller ones for a long text."""
        told, room = self.told, min(scaled_px(_MOST_PX), self.width() - 2 * SPACE.xl)
        wanted = scaled_px(_SMALL_PORTRAIT_PX if self._is_small else _PORTRAIT_PX)
        side = min(wanted, self._line_px)
        sign = scaled_px(_SIGN_PX) if told.is_sung else side if told.speaker else 0
        before = sign + _PORTRAIT_GAP_PX if sign else 0
        font, high = self._font, float(self._line_px)
        lines = lines_of(told.line, font, room - before, 3)
        if len(lines) > 1:
            font = text_font(_SMALL_LINE if not self._is_small else TYPE.title)
            high = (self._line_px + scaled_px(_BELOW_PX)) / 2
            lines = lines_of(told.line, font, room - before, 3)
        metrics = QFontMetricsF(font)
        shown = lines[:2]
        if len(lines) > 2:
            rest = told.line[told.line.find(shown[1]) :]
            shown[1] = elided(rest, metrics, room - before)
        widest = max(metrics.horizontalAdvance(isolated(line)) for line in shown)
        left = (self.width() - before - widest) / 2
        is_mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        text_left = left if is_mirrored else left + before
        sign_left = left + widest + _PORTRAIT_GAP_PX if is_mirrored else left
        painter.setFont(font)
        painter.setPen(colour("ink"))
        for number, line in enumerate(shown):
            row = QRectF(text_left - 2, number * high, widest + 4, high)
            flags = Qt.AlignmentFlag.AlignCenter
            painter.drawText(row, flags, isolated(line) if "…" not in line[-2:] else line)
        middle = high * len(shown) / 2
        if told.is_sung:
            at = QRectF(sign_left, middle - sign / 2, sign, sign)
            paint_icon(painter, at, "mic-vocal", "ink_muted")
        elif told.speaker is not None:
            circle = QRectF(sign_left, middle - side / 2, side, side)
            paint_portrait(painter, circle, told.speaker, self._find)
        return len(shown)

    def _paint_below(self, painter: QPainter, top: float) -> None:
        told, font = self.told, text_font(TYPE.lead if not self._is_small else TYPE.body)
        if not told.below:
            return
        metrics, sign = QFontMetricsF(font), scaled_px(_SIGN_PX)
        before = sign + SPACE.s if told.sung_below and not told.is_sung else 0
        room = min(scaled_px(_MOST_PX), self.width() - 2 * SPACE.xl) - before
        shown = elided(told.below, metrics, room)
        wide = metrics.horizontalAdvance(shown)
        left = (self.width() - before - wide) / 2
        high = scaled_px(_BELOW_PX)
        is_mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        painter.setFont(font)
        painter.setPen(colour("ink_muted"))
        text_left = left if is_mirrored else left + before
        flags = Qt.AlignmentFlag.AlignCenter
        painter.drawText(QRectF(text_left - 2, top, wide + 4, high), flags, shown)
        if before:
            x = left + wide + SPACE.s if is_mirrored else left
            centre = QPointF(x + sign / 2, top + high / 2)
            at = QRectF(0, 0, sign, sign)
            at.moveCenter(centre)
            paint_icon(painter, at, "mic-vocal", "ink_faint")


def _shown(told: Told) -> tuple[object, ...]:
    return told.line, told.speaker, told.below, told.is_sung, told.sung_below
