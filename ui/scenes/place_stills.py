"""Pictures of places in tracks: the scene's still, else the track's cover; neither of a covered
scene.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QImage, QPainter, QPainterPath

from app.library.records import TrackRow
from app.story.records import Scene
from ui.bridge.context import Context
from ui.bridge.track.thumbnails import Thumbnails
from ui.bridge.track.track_covers import track_covers
from ui.style.icons import paint_icon
from ui.style.theme import colour
from ui.style.tokens import RADIUS
from ui.widgets.cover import placeholder
from ui.widgets.painting import filling
from ui.words.spoilers import spoilers

_SIDE_PX = 128


class PlaceStills(QObject):
    """Signal: ready(), a picture is there that wasn't before."""

    ready = Signal()

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._scenes = Thumbnails(context.services.pictures.folder, _SIDE_PX, self)
        self._covers = track_covers(context, _SIDE_PX, self)
        for pictures in (self._scenes, self._covers):
            pictures.ready.connect(lambda _key: self.ready.emit())

    def paint(self, painter: QPainter, area: QRect, scene: Scene | None, track: TrackRow) -> None:
        """scene: what plays there, if that is known."""
        if scene is not None and spoilers().covering.covers(scene):
            _paint_tile(painter, area, "pressed", "eye-off")
            return
        still = None if scene is None else self._scenes.image(scene.still)
        if still is not None:
            _paint_image(painter, area, still)
        elif scene is not None and scene.still is None:
            _paint_tile(painter, area, "pressed", "clapperboard")
        else:
            self._paint_cover(painter, area, track)

    def _paint_cover(self, painter: QPainter, area: QRect, track: TrackRow) -> None:
        cover = self._covers.image(track.cover)
        side = min(area.width(), area.height())
        square = QRect(0, 0, side, side)
        square.moveCenter(area.center())
        if cover is not None:
            _paint_image(painter, square, cover)
        else:
            dpr = painter.device().devicePixelRatio()
            title = track.album or track.title
            painter.drawPixmap(square.topLeft(), placeholder(title, side, dpr, RADIUS.small))


def _paint_image(painter: QPainter, area: QRect, image: QImage) -> None:
    box, path = QRectF(area), QPainterPath()
    path.addRoundedRect(box, RADIUS.small, RADIUS.small)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.setClipPath(path)
    painter.drawImage(box, image, filling(image, box))
    painter.restore()


def _paint_tile(painter: QPainter, area: QRect, token: str, icon_name: str) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour(token))
    painter.drawRoundedRect(area, RADIUS.small, RADIUS.small)
    side = round(area.height() * 0.5)
    at = QRect(0, 0, side, side)
    at.moveCenter(area.center())
    paint_icon(painter, at, icon_name, "ink_faint")
