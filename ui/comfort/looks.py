"""Pictures of moments: the still of a scene, where none of them is covered; else the cover."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPainterPath

from ui.bridge.track.thumbnails import Thumbnails
from ui.bridge.track.track_covers import track_covers
from ui.style.icons import known_icon, paint_icon
from ui.style.patterns import pattern_brush
from ui.style.theme import scaled_px
from ui.timeline.paint.feeling_colours import fill_of, icon_on_soft, soft_of
from ui.widgets.painting import filling
from ui.words.spoilers import spoilers

if TYPE_CHECKING:
    from PySide6.QtGui import QImage

    from app.comfort.records import ComfortMoment
    from app.emotions.records import Emotion
    from ui.bridge.context import Context

_SIDE_PX = 260
_KEPT = 60


class MomentLooks(QObject):
    """Signal: ready(), a picture is there that wasn't."""

    ready = Signal()

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._stills = Thumbnails(context.services.pictures.folder, _SIDE_PX, self, most=_KEPT)
        self._covers = track_covers(context, _SIDE_PX, self, most=_KEPT)
        for pictures in (self._stills, self._covers):
            pictures.ready.connect(lambda _key: self.ready.emit())

    def picture(self, moment: ComfortMoment) -> QImage | None:
        """None while there is none: then the feeling's pattern stands for it."""
        item = moment.item
        covers = spoilers().covering.covers
        if moment.stills and not any(covers(scene) for scene in item.scenes):
            still = self._stills.image(moment.stills[0][1])
            if still is not None:
                return still
        return self._covers.image(None if item.track is None else item.track.cover)


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
