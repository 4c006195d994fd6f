"""A character as a pill: portrait, name, and a cross where it can be removed."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFontMetricsF,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from app.core.words import Text, _
from app.story.records import Character
from ui.bridge.track.thumbnails import read_scaled
from ui.shell.shortcuts import native_text
from ui.style.icons import paint_icon
from ui.style.theme import colour, scaled_px, text_font
from ui.style.tokens import SPACE
from ui.widgets.enter_keys import ENTER_KEYS
from ui.widgets.face import paint_face, paint_hidden_face
from ui.widgets.painting import draw_focus_ring
from ui.widgets.text import elided, plain_tip
from ui.words.marks import character_name
from ui.words.spoilers import spoilers

_HEIGHT_PX = 32
_FACE_PX = 24
_CROSS_PX = 14
_LONGEST_NAME_PX = 220


@dataclass(frozen=True, slots=True)
class Removing:
    """What removing a character is called. hint: for screen readers, with {key}. verb: with
    {name}.
    """

    hint: Text
    verb: Text


FROM_SCENE = Removing(
    Text("Opens the character. {key} removes them from the scene."),
    Text("Remove {name} from this scene"),
)


class PersonChip(QAbstractButton):
    """`clicked` opens the character; removed() by the cross, Delete or Backspace."""

    removed = Signal()

    def __init__(
        self,
        person: Character,
        portrait: Path | None,
        *,
        is_removable: bool,
        removing: Removing = FROM_SCENE,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.person = person
        self._removing = removing
        name = character_name(person)
        self._is_hidden = spoilers().covering.covers_character(person)
        if self._is_hidden:
            portrait = None
        self._face = QImage() if portrait is None else read_scaled(portrait, 2 * _FACE_PX)
        self._is_removable = is_removable
        self._is_over_cross = False
        self.setText(name)
        self.setAccessibleName(name)
        self.setAccessibleDescription(
            removing.hint.filled(key=native_text("Delete")) if is_removable else ""
        )
        self.setToolTip(plain_tip(_("Open {name}", name=name)))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setMouseTracking(True)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        name = min(QFontMetricsF(text_font()).horizontalAdvance(self.text()) + 2, self._longest())
        width = SPACE.xs + scaled_px(_FACE_PX) + SPACE.s + name + SPACE.m
        if self._is_removable:
            width += scaled_px(_CROSS_PX) + SPACE.xs
        return QSize(round(width), scaled_px(_HEIGHT_PX))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if self._is_removable and key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removed.emit()
        elif key in ENTER_KEYS:
            self.click()
        else:
            super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._is_over_cross = self._cross().contains(event.position())
        name = self.text()
        remove = self._removing.verb.filled(name=name)
        self.setToolTip(plain_tip(remove if self._is_over_cross else _("Open {name}", name=name)))
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self.isDown() and self._cross().contains(event.position()):
            self.setDown(False)
            self.removed.emit()
        else:
            super().mouseReleaseEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHints(
            QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform
        )
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        ground = "pressed" if self.isDown() else "hover" if self.underMouse() else "sunken"
        painter.setPen(QPen(colour("hairline"), 1))
        painter.setBrush(colour(ground))
        painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
        face = self._face_box()
        if self._is_hidden:
            paint_hidden_face(painter, face)
        else:
            paint_face(painter, face, self.text(), self.person.colour, self._face)
        self._paint_name(painter, face)
        if self._is_removable:
            tint = "danger" if self._is_over_cross and self.underMouse() else "ink_muted"
            paint_icon(painter, self._cross_icon(), "x", tint)
        if self.hasFocus():
            draw_focus_ring(painter, QRectF(self.rect()), box.height() / 2)

    def _paint_name(self, painter: QPainter, face: QRectF) -> None:
        painter.setPen(colour("ink"))
        painter.setFont(text_font())
        room = QRectF(self.rect())
        room.setLeft(face.right() + SPACE.s)
        room.setRight(self._cross_icon().left() if self._is_removable else room.right() - SPACE.s)
        name = elided(self.text(), painter.fontMetrics(), self._longest())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, name)

    def _face_box(self) -> QRectF:
        side = scaled_px(_FACE_PX)
        return QRectF(SPACE.xs, (self.height() - side) / 2, side, side)

    def _cross_icon(self) -> QRectF:
        side = scaled_px(_CROSS_PX)
        return QRectF(self.width() - SPACE.s - side, (self.height() - side) / 2, side, side)

    def _cross(self) -> QRectF:
        """Where a click removes the character."""
        if not self._is_removable:
            return QRectF()
        return QRectF(self._cross_icon().left() - SPACE.xs, 0, self.width(), self.height())

    def _longest(self) -> float:
        return scaled_px(_LONGEST_NAME_PX)
