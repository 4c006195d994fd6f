"""A feeling in a row of small ones: its icon and its key, in its colour."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.core.words import _, dotted
from ui.style.icons import known_icon, paint_icon
from ui.style.theme import colour, scaled_px, text_font
from ui.style.tokens import RADIUS, SPACE, TYPE
from ui.timeline.paint.feeling_colours import icon_on_soft, line_of, soft_of
from ui.widgets.painting import draw_focus_ring
from ui.widgets.press_button import PressButton
from ui.widgets.text import plain_tip

CHIP_HIGH_PX = 28
_ICON_PX, _LEAST_PX = 15, 38
_GAP_PX = 2
_GLOW_MS = 420


class FeelingChip(PressButton):
    """tint: a token or `#RRGGBB`. It glows when a mark with it was saved."""

    def __init__(
        self, name: str, key: str, tint: str, icon_name: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._key, self._tint, self._icon = key, tint, known_icon(icon_name)
        self._glows = QTimer(self, singleShot=True, interval=_GLOW_MS)
        self._glows.timeout.connect(self.update)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(_("{emotion}, key {key}", emotion=name, key=key) if key else name)
        self.setToolTip(plain_tip(dotted(name, key)))

    def pulse(self) -> None:
        self._glows.start()
        self.update()

    def sizeHint(self) -> QSize:
        key_px = QFontMetrics(text_font(TYPE.caption, strong=True)).horizontalAdvance(self._key)
        wide = scaled_px(_ICON_PX) + _GAP_PX + key_px + 2 * SPACE.xs
        return QSize(max(scaled_px(_LEAST_PX), wide), scaled_px(CHIP_HIGH_PX))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box, is_lit = QRectF(self.rect()).adjusted(1, 1, -1, -1), self._glows.isActive()
        is_warm = is_lit or self.isDown() or self.underMouse()
        painter.setPen(QPen(colour(line_of(_of(self._tint))), 2 if is_warm else 1))
        painter.setBrush(colour(soft_of(_of(self._tint))))
        painter.drawRoundedRect(box, RADIUS.medium, RADIUS.medium)
        font = text_font(TYPE.caption, strong=True)
        side, key_px = scaled_px(_ICON_PX), QFontMetrics(font).horizontalAdvance(self._key)
        left = box.center().x() - (side + _GAP_PX + key_px) / 2
        at = QRectF(left, box.center().y() - side / 2, side, side)
        paint_icon(painter, at, self._icon, icon_on_soft(_of(self._tint)), filled=is_lit)
        painter.setFont(font)
        painter.setPen(colour("ink"))
        words = QRectF(at.right() + _GAP_PX, box.top(), key_px + 1, box.height())
        painter.drawText(words, Qt.AlignmentFlag.AlignCenter, self._key)
        if self.hasFocus():
            draw_focus_ring(painter, QRectF(self.rect()), RADIUS.medium)


def _of(tint: str) -> str:
    return colour(tint).name()
