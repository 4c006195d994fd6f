"""Pictures of marks: the still of the scene that plays there, else the track's cover. What is
covered is never shown: its track's cover is, instead.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRectF, Signal
from PySide6.QtGui import QImage, QPainter, QPainterPath

from ui.bridge.track.thumbnails import Thumbnails
from ui.bridge.track.track_covers import track_covers
from ui.widgets.cover import placeholder
from ui.widgets.painting import filling
from ui.words.spoilers import spoilers

if TYPE_CHECKING:
    from app.journal.records import JournalTrack
    from app.story.covering import SceneName
    from ui.bridge.context import Context


class MomentStills(QObject):
    """side_px: of the shorter side of the largest box they are painted in. most: how many are kept.

    Signal: ready(), a picture is there that wasn't before.
    """

    ready = Signal()

    def __init__(
        self, context: Context, side_px: int, parent: QObject | None = None, most: int = 120
    ) -> None:
        super().__init__(parent)
        folder = context.services.pictures.folder
        self._stills = Thumbnails(folder, side_px, self, most=most)
        self._covers = track_covers(context, side_px, self, most)
        for pictures in (self._stills, self._covers):
            pictures.ready.connect(lambda _key: self.ready.emit())

    def image(self, scenes: Iterable[SceneName], track: JournalTrack | None) -> QImage | None:
        """None while it is being read, and where there is neither."""
        shown = (one for one in scenes if one.still and not spoilers().covering.covers(one))
        if (scene := next(shown, None)) is not None:
            return self._stills.image(scene.still)
        return None if track is None else self._covers.image(track.cover)

    def paint(
        self,
        painter: QPainter,
        box: QRectF,
        scenes: Iterable[SceneName],
        track: JournalTrack | None,
        radius: float,
    ) -> None:
        """Without a picture, the drawing made from the album's title."""
        image = self.image(scenes, track)
        shape = QPainterPath()
        shape.addRoundedRect(box, radius, radius)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.setClipPath(shape)
        if image is not None:
            painter.drawImage(box, image, filling(image, box))
        else:
            title = "" if track is None else track.album or track.title
            side = round(max(box.width(), box.height()))
            picture = placeholder(title, side, painter.device().devicePixelRatio(), 0)
            middle = QRectF(0, 0, side, side)
            middle.moveCenter(box.center())
            painter.drawPixmap(middle.topLeft(), picture)
        painter.restore()
