"""Paints a story line on its widget, with what was painted before wherever it still holds."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QPainter, QPixmap

from app.story_line.layout import Layout
from ui.story_line.field_picture import FieldPicture
from ui.story_line.overlay import Drop, paint_drop
from ui.story_line.picture import LinePicture
from ui.story_line.place import Place
from ui.story_line.playhead import Playhead, paint_playhead
from ui.story_line.selection import LineSelection

_PLAYHEAD_PX = 19  # wide, with its head


class KeptPaint:
    """playhead: None while nothing of the line is heard. drop: where something would be dropped."""

    def __init__(self) -> None:
        self._field = FieldPicture()
        self._labels: QPixmap | None = None
        self._layout: Layout | None = None
        self.is_zooming = False
        self.playhead: Playhead | None = None
        self.drop = Drop()

    def forget(self) -> None:
        """Everything looks different."""
        self._field.forget()
        self._labels = None

    def begin(self, layout: Layout | None) -> None:
        """With another line, which isn't a zoom of the one before."""
        self._layout, self.is_zooming = layout, False

    def move(self, layout: Layout | None) -> bool:
        """A zoom begins with the picture there is, stretched, and ends with its own. Returns
        whether it is one.
        """
        if layout is self._layout:
            return False
        self._layout, self.is_zooming = layout, True
        return True

    def paint(
        self,
        painter: QPainter,
        picture: LinePicture,
        place: Place,
        selection: LineSelection,
        part: QRect,
    ) -> bool:
        """part: of the widget. Returns whether it is exact, or stretched for the moment."""
        is_exact = self._field.paint(
            painter,
            picture,
            place,
            selection.stop,
            selection.chosen,
            may_stretch=self.is_zooming,
        )
        if part.intersects(place.labels):
            dpr = painter.device().devicePixelRatio()
            painter.drawPixmap(place.labels.topLeft(), self._labels_of(picture, place, dpr))
        picture.paint_axis(painter, place)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.playhead is not None:
            paint_playhead(painter, place, picture.layout, self.playhead)
        paint_drop(painter, picture, place, self.drop)
        return is_exact

    def playhead_rect(self, place: Place, layout: Layout) -> QRect:
        """What is painted anew when it moves."""
        at = self.playhead
        if at is None or at.scene >= len(layout.lefts):
            return QRect()
        x = layout.x_of(at.scene, at.ms) - place.left_px + place.field.left()
        return QRectF(x - _PLAYHEAD_PX / 2, 0, _PLAYHEAD_PX, place.size.height()).toAlignedRect()

    def _labels_of(self, picture: LinePicture, place: Place, dpr: float) -> QPixmap:
        if self._labels is None:
            kept = QPixmap(place.labels.size() * dpr)
            kept.setDevicePixelRatio(dpr)
            painter = QPainter(kept)
            painter.translate(-place.labels.left(), 0)
            picture.paint_labels(painter, place)
            painter.end()
            self._labels = kept
        return self._labels
