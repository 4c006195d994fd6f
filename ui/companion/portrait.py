"""The face of a character who is met while music plays; nobody's, while they are covered."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QImage, QPainter

from app.story.records import Character
from ui.style.theme import scaled_px
from ui.timeline.paint.stills import still
from ui.widgets.face import Face, paint_face, paint_hidden_face
from ui.widgets.image_files import FindPicture
from ui.words.marks import character_name
from ui.words.spoilers import spoilers

SIDE_PX = 28


def paint_portrait(
    painter: QPainter, circle: QRectF, character: Character, find: FindPicture
) -> None:
    if spoilers().covering.covers_character(character):
        paint_hidden_face(painter, circle)
        return
    dpr = painter.device().devicePixelRatio()
    found = still(find, character.portrait, circle.size().toSize(), dpr)
    picture = None if found is None else found.toImage()
    paint_face(painter, circle, character_name(character), character.colour, picture)


def portrait_of(character: Character, picture_path: FindPicture, side_px: int = SIDE_PX) -> Face:
    def picture() -> QImage | None:
        size = QSize(scaled_px(side_px), scaled_px(side_px))
        found = still(picture_path, character.portrait, size, face.devicePixelRatio())
        return None if found is None else found.toImage()

    is_hidden = spoilers().covering.covers_character(character)
    called = character_name(character)
    face = Face(called, character.colour, picture, side_px, is_hidden=is_hidden)
    return face
