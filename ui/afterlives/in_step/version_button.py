"""Which of the two is heard: its key, its name, and how long it is."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QStyle, QWidget

from app.core.words import _, dotted
from ui.style.icons import paint_icon
from ui.style.theme import colour, scaled_px
from ui.style.tokens import RADIUS, SPACE, TYPE
from ui.widgets.buttons import tell_hint
from ui.widgets.cell_text import draw_line, line_px
from ui.widgets.key_cap import paint_cap
from ui.widgets.painting import draw_focus_ring
from ui.widgets.press_button import PressButton

_KEY_PX = 20


class ChangeButton(PressButton):
    """The round button between the two."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        words = _("Change over at the same moment")
        self.setAccessibleName(words)
        tell_hint(self, words, "X")

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        is_over = self.isDown() or self.underMouse()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour("accent_hover" if is_over else "accent"))
        area = QRectF(self.rect())
        painter.drawEllipse(area)
        inset = area.width() * 0.25
        paint_icon(painter, area.adjusted(inset, inset, -inset, -inset), "chevrons-up-down",
                   "on_accent")  # fmt: skip
        if self.hasFocus():
            draw_focus_ring(painter, area, area.width() / 2)


class VersionButton(PressButton):
    """It takes no focus by a click; Space is the player's."""

    def __init__(self, key: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._key = key
        self._caption = ""
        self._is_sounding = self._is_brief = False
        self.setAccessibleName(key)  # until it is read which version that is
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_version(self, name: str, caption: str) -> None:
        self._caption = caption
        self.setText(name)
        tell_hint(self, name, self._key)
        self.setAccessibleDescription(dotted(caption, self.accessibleDescription()))
        self.update()

    def show_sounding(self, is_sounding: bool) -> None:
        self._is_sounding = is_sounding
        self.update()

    def set_brief(self, is_brief: bool) -> None:
        """The key and the name alone."""
        self._is_brief = is_brief
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(scaled_px(120 if self._is_brief else 204), scaled_px(36))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        is_over = self.isDown() or self.underMouse()
        ground = "accent_soft" if self._is_sounding else "hover" if is_over else "raised"
        painter.setBrush(colour(ground))
        painter.setPen(QPen(colour("accent" if self._is_sounding else "outline"), 1))
        area = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(area, RADIUS.medium, RADIUS.medium)
        direction = self.layoutDirection()
        edge = SPACE.s if self._is_brief else SPACE.m
        inside = self.rect().adjusted(edge, 0, -edge, 0)
        side = scaled_px(_KEY_PX)
        key = QRect(inside.left(), inside.center().y() - side // 2, side, side)
        key = QStyle.visualRect(direction, inside, key)
        paint_cap(painter, key, self._key, size=TYPE.caption)
        words = QStyle.visualRect(direction, inside, inside.adjusted(side + SPACE.s, 0, 0, 0))
        high, low = line_px(strong=True), line_px(size=TYPE.caption)
        has_caption = not self._is_brief and high + low <= self.height() - 4
        top = words.center().y() - (high + low if has_caption else high) // 2
        draw_line(painter, QRect(words.left(), top, words.width(), high), direction, self.text(),
                  strong=True)  # fmt: skip
        if has_caption:
            below = QRect(words.left(), top + high, words.width(), low)
            draw_line(painter, below, direction, self._caption, "ink_muted", TYPE.caption)
        if self.hasFocus():
            draw_focus_ring(painter, QRectF(self.rect()), RADIUS.medium)
