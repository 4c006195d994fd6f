"""The face of a character: a round portrait, or the initials of a name on a disc."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from ui.style.contrast import ink_on
from ui.style.icons import paint_icon
from ui.style.theme import colour, scaled_px, text_font, theme_signals
from ui.style.tokens import SPACE
from ui.widgets.initials import initials
from ui.widgets.painting import filling
from ui.widgets.press_row import PressRow
from ui.widgets.text import ElidedLabel

FindFace = Callable[[], QImage | None]
_TWO_LETTERS_PX = 24  # a smaller disc has one


def paint_face(
    painter: QPainter, box: QRectF, name: str, tint: str, portrait: QImage | None
) -> None:
    """In a ring of the character's colour. tint: that colour."""
    painter.save()
    painter.setRenderHints(
        QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform
    )
    if portrait is None or portrait.isNull():
        _paint_initials(painter, box, name, tint)
    else:
        shape = QPainterPath()
        shape.addEllipse(box)
        painter.save()
        painter.setClipPath(shape, Qt.ClipOperation.IntersectClip)
        painter.drawImage(box, portrait, filling(portrait, box))
        painter.restore()
        wide = max(1.2, box.height() / 32)
        painter.setPen(QPen(QColor(tint), wide))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        inset = wide * 0.4
        painter.drawEllipse(box.adjusted(inset, inset, -inset, -inset))
    painter.restore()


def paint_hidden_face(painter: QPainter, box: QRectF) -> None:
    """Of somebody who is covered: it tells nothing, their colour included."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour("pressed"))
    painter.drawEllipse(box)
    painter.restore()
    inset = box.width() * 0.26
    paint_icon(painter, box.adjusted(inset, inset, -inset, -inset), "eye-off", "ink_faint")


def _paint_initials(painter: QPainter, box: QRectF, name: str, tint: str) -> None:
    letters = initials(name)
    if box.height() < scaled_px(_TWO_LETTERS_PX):
        letters = letters[:1]
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(tint))
    painter.drawEllipse(box)
    font = text_font(strong=True)
    font.setPixelSize(max(8, round(box.height() * (0.46 if len(letters) == 1 else 0.38))))
    painter.setFont(font)
    painter.setPen(QColor(ink_on(tint)))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, letters)


class Face(QWidget):
    """portrait: finds the picture each time, as it may be read meanwhile. is_hidden: the character
    is covered.
    """

    def __init__(
        self, name: str, tint: str, portrait: FindFace, side_px: int, *, is_hidden: bool = False
    ) -> None:
        super().__init__()
        self._name, self._tint, self._find = name, tint, portrait
        self._side_px, self._is_hidden = side_px, is_hidden
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme_signals().theme_changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        side = scaled_px(self._side_px)
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, box = QPainter(self), QRectF(self.rect())
        if self._is_hidden:
            paint_hidden_face(painter, box)
        else:
            paint_face(painter, box, self._name, self._tint, self._find())


class FaceChip(PressRow):
    """A face and a name, pressed as one. name: as screen readers say it; called: as it is shown."""

    def __init__(self, face: Face, name: str, called: str, parent: QWidget | None = None) -> None:
        super().__init__(name, parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(2, 2, SPACE.s, 2)
        row.setSpacing(SPACE.s)
        label = ElidedLabel(called)
        label.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        row.addWidget(face)
        row.addWidget(label)
        self.let_through(face, label)
