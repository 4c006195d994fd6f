"""The picture of a moment; where there is none, the pattern of its emotion."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath

from ui.style.icons import known_icon, paint_icon
from ui.style.patterns import pattern_brush
from ui.style.theme import scaled_px
from ui.timeline.paint.feeling_colours import fill_of, icon_on_soft, soft_of
from ui.widgets.painting import filling

if TYPE_CHECKING:
    from PySide6.QtGui import QImage

    from app.emotions.records import Emotion


def paint_look(
    painter: QPainter, box: QRectF, shape: QPainterPath, image: QImage | None, emotion: Emotion
) -> None:
    """Fills the shape, which is in the box."""
    painter.save()
    painter.setClipPath(shape, Qt.ClipOperation.IntersectClip)
    if image is not None:
        painter.drawImage(box, image, filling(image, box))
    else:
        painter.fillRect(box, QColor(soft_of(emotion.colour)))
        painter.fillRect(box, pattern_brush(emotion.pattern, fill_of(emotion.colour), opacity=0.3))
        side = scaled_px(32)
        at = QRectF(0, 0, side, side)
        at.moveCenter(box.center())
        paint_icon(painter, at, known_icon(emotion.icon), icon_on_soft(emotion.colour))
    painter.restore()
