"""Buttons of the page that say which key presses them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QStyle, QWidget

from app.core.words import dotted
from ui.style.theme import colour, current_theme, scaled_px, text_font, theme_signals
from ui.style.tokens import RADIUS, SPACE, TYPE
from ui.widgets.buttons import tell_hint
from ui.widgets.cell_text import draw_line, line_px, lower_line, upper_line
from ui.widgets.key_cap import paint_cap
from ui.widgets.painting import draw_focus_ring
from ui.widgets.wave_picture import tinted

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from ui.widgets.wave_picture import Coverage

_KEY_PX, _SMALL_KEY_PX = 28, 20


class KeyedButton(QAbstractButton):
    """A key, what it does, and a line below. It takes no focus by a click; Space is the player's.

    key: a single character. short: instead of the text where that has no room. ground, outline:
    tokens of colours.
    """

    HEIGHT_PX = 64

    def __init__(
        self, key: str, text: str, caption: str, short: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._key = key
        self._short = short or text
        self._is_low = False
        self._caption = ""
        self.ground, self.outline = "raised", "outline"
        self.setText(text)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.show_caption(caption)
        theme_signals().theme_changed.connect(self.updateGeometry)

    def show_caption(self, caption: str) -> None:
        self._caption = caption
        tell_hint(self, self.text(), self._key)
        self.setAccessibleDescription(dotted(caption, self.accessibleDescription()))
        self.update()

    def set_low(self, is_low: bool) -> None:
        """With one line alone, where there is little room."""
        if is_low != self._is_low:
            self._is_low = is_low
            self.updateGeometry()
            self.update()

    def sizeHint(self) -> QSize:
        if self._is_low:
            return QSize(scaled_px(120), line_px(strong=True) + SPACE.l)
        lines = line_px(strong=True) + line_px(size=TYPE.caption) + SPACE.l
        return QSize(scaled_px(160), max(scaled_px(self.HEIGHT_PX), lines))

    def minimumSizeHint(self) -> QSize:
        return QSize(scaled_px(_SMALL_KEY_PX) + 2 * SPACE.s, self.sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if not event.isAutoRepeat():
                self.click()
        else:
            event.ignore()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_frame(painter)
        side, edge = scaled_px(_KEY_PX), SPACE.l
        if self._is_low:
            side, edge = scaled_px(_SMALL_KEY_PX), SPACE.s
        inside = self.rect().adjusted(edge, 0, -SPACE.s, 0)
        key = QRect(inside.left(), inside.center().y() - side // 2, side, side)
        paint_cap(painter, QStyle.visualRect(self.layoutDirection(), inside, key), self._key)
        words = inside.adjusted(side + min(edge, SPACE.m), 0, 0, 0)
        words = QStyle.visualRect(self.layoutDirection(), inside, words)
        metrics = QFontMetrics(text_font(strong=True))
        has_room = metrics.horizontalAdvance(self.text()) <= words.width()
        text = self.text() if has_room else self._short
        line = upper_line(words) if self._has_caption(words.width()) else words
        draw_line(painter, line, self.layoutDirection(), text, strong=True)
        if line is not words:
            draw_line(painter, lower_line(words), self.layoutDirection(), self._caption,
                      "ink_muted", TYPE.caption)  # fmt: skip

    def _has_caption(self, width: int) -> bool:
        """Whether there is room for the line below, as it is."""
        if self._is_low:
            return False
        metrics = QFontMetrics(text_font(TYPE.caption))
        return bool(self._caption) and metrics.horizontalAdvance(self._caption) <= width

    def _paint_frame(self, painter: QPainter) -> None:
        is_down = self.isDown() or self.underMouse()
        is_plain = self.ground == "raised"
        painter.setBrush(colour("hover" if is_down and is_plain else self.ground))
        painter.setPen(QPen(colour(self.outline), 1))
        area = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(area, RADIUS.medium, RADIUS.medium)
        if self.hasFocus():
            draw_focus_ring(painter, QRectF(self.rect()), RADIUS.medium)


class PassageButton(KeyedButton):
    """Plays a passage; shows its wave, and whether it sounds."""

    HEIGHT_PX = 72

    def __init__(self, key: str, text: str, parent: QWidget | None = None) -> None:
        super().__init__(key, text, "", parent=parent)
        self._wave: Coverage | None = None
        self._drawn: tuple[tuple[str, bool], QPixmap] | None = None
        self.is_sounding = False

    def show_wave(self, wave: Coverage | None) -> None:
        self._wave, self._drawn = wave, None
        self.update()

    def show_sounding(self, is_sounding: bool) -> None:
        self.is_sounding = is_sounding
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_frame(painter)
        direction = self.layoutDirection()
        side = scaled_px(_SMALL_KEY_PX)
        edge = SPACE.s if self._is_low else SPACE.l
        inside = self.rect().adjusted(edge, SPACE.s, -edge, -SPACE.s)
        line = QRect(inside.left(), inside.top(), inside.width(), side)
        key = QRect(line.left(), line.top(), side, side)
        paint_cap(painter, QStyle.visualRect(direction, line, key), self._key)
        words = QStyle.visualRect(direction, line, line.adjusted(side + SPACE.s, 0, 0, 0))
        used = draw_line(painter, words, direction, self.text(), strong=True)
        rest = QStyle.visualRect(direction, words, words.adjusted(used + SPACE.s, 0, 0, 0))
        draw_line(painter, rest, direction, self._caption, "ink_muted", TYPE.caption)
        if not self._is_low:
            self._paint_wave(painter, inside.adjusted(0, side + SPACE.xs, 0, 0))

    def _paint_frame(self, painter: QPainter) -> None:
        super()._paint_frame(painter)
        if self.is_sounding:
            draw_focus_ring(painter, QRectF(self.rect()), RADIUS.medium)

    def _paint_wave(self, painter: QPainter, area: QRect) -> None:
        if self._wave is None or area.height() <= 0:
            middle = QRectF(area.left(), area.center().y(), area.width(), 1)
            painter.fillRect(middle, colour("hairline"))
            return
        look = (current_theme().name, self.is_sounding)
        if self._drawn is None or self._drawn[0] != look:
            tint = colour("focus" if self.is_sounding else "wave")
            self._drawn = look, QPixmap.fromImage(tinted(self._wave, tint))
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawPixmap(area, self._drawn[1])
