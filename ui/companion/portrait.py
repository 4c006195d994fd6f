"""The portrait of a character: round; their initial on their colour where there is no picture, or
none that may be seen yet.
"""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from app.story.records import Character
from ui.style.contrast import ink_on
from ui.style.theme import colour, scaled_px
from ui.timeline.paint.stills import paint_rounded, still
from ui.widgets.image_files import FindPicture
from ui.words.marks import character_name
from ui.words.spoilers import spoilers

SIDE_PX = 28
_LETTER_SHARE = 0.46


class Portrait(QWidget):
    def __init__(
        self, character: Character, picture_path: FindPicture, side_px: int = SIDE_PX
    ) -> None:
        super().__init__()
        self._character, self._find = character, picture_path
        side = scaled_px(side_px)
        self.setFixedSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_portrait(painter, QRectF(self.rect()), self._character, self._find)


def paint_portrait(painter: QPainter, circle: QRectF, person: Character, find: FindPicture) -> None:
    is_covered = spoilers().covering.covers_character(person)
    portrait = None if is_covered else person.portrait
    dpr = painter.device().devicePixelRatio()
    picture = still(find, portrait, circle.size().toSize(), dpr)
    if picture is not None:
        paint_rounded(painter, circle, picture, circle.width() / 2)
        return
    ground = colour(person.colour)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ground)
    painter.drawEllipse(circle)
    font = QFont(painter.font())
    font.setPixelSize(max(8, round(_LETTER_SHARE * circle.width())))
    painter.setFont(font)
    painter.setPen(colour(ink_on(ground.name())))
    initial = character_name(person)[:1].upper()
    painter.drawText(circle, Qt.AlignmentFlag.AlignCenter, initial)
