"""What is painted above the lanes: where something would be dropped, and what keys act on."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from ui.story_line.picture import LinePicture
from ui.story_line.place import Place
from ui.story_line.stops import LaneKind, Stop
from ui.style.theme import colour
from ui.style.tokens import RADIUS
from ui.widgets.painting import draw_focus_ring

_LINE_PX = 2


class Drop(NamedTuple):
    """x: of the line between two scenes, on the laid-out line; scene: the one it would go to."""

    x: float | None = None
    scene: int | None = None


def paint_drop(painter: QPainter, picture: LinePicture, place: Place, drop: Drop) -> None:
    offset, top = place.field.left() - place.left_px, place.rows.axis
    if drop.x is not None:
        line = QRectF(drop.x + offset - 1, top, _LINE_PX, place.rows.fixed[0].height)
        painter.fillRect(line, colour("focus"))
    if drop.scene is not None:
        left = float(picture.layout.lefts[drop.scene]) + offset
        wide = float(picture.layout.widths[drop.scene])
        box = QRectF(left, top, wide, place.rows.scroll_top - top)
        draw_focus_ring(painter, box, RADIUS.small)


def paint_standing(
    painter: QPainter, picture: LinePicture, place: Place, stop: Stop | None, area: QRectF
) -> None:
    """A ring around what keys act on; a scene has its own already. Without any, around all."""
    if stop is None:
        draw_focus_ring(painter, area, RADIUS.small)
    elif stop.lane.kind is not LaneKind.SCENES:
        painter.save()
        painter.setClipRect(place.field)
        box = picture.rect_of(place, stop).adjusted(-2, 2, 2, -2)
        draw_focus_ring(painter, box, RADIUS.small)
        painter.restore()
