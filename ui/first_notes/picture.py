"""The picture of what was asked: the still of the scene that plays there, else the cover."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.core.words import _
from ui.bridge.track.thumbnails import Thumbnails
from ui.bridge.track.track_covers import track_covers
from ui.style.theme import scaled_px
from ui.style.tokens import RADIUS
from ui.widgets.cover import Cover
from ui.widgets.painting import filling

if TYPE_CHECKING:
    from app.library.records import TrackRow
    from ui.bridge.context import Context

_SIDE_PX, _LOW_SIDE_PX = 208, 128
_STILL_SHARE = 9 / 16  # of its width


class PiecePicture(QWidget):
    """As wide for a still as for a cover; the still is lower."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._covers = track_covers(context, _SIDE_PX, self)
        self._stills = Thumbnails(context.services.pictures.folder, _SIDE_PX, self, most=4)
        self._track: TrackRow | None = None
        self._still: str | None = None
        self._side_px = scaled_px(_SIDE_PX)
        self.cover = Cover(self._side_px)
        self.still = _Still(self._stills)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.cover)
        row.addWidget(self.still)
        for pictures in (self._covers, self._stills):
            pictures.ready.connect(lambda _key: self._show())

    def show_piece(self, track: TrackRow, still: str | None) -> None:
        """still: its name among the profile's pictures; None where nothing plays."""
        self._track, self._still = track, still
        self._show()

    def fit(self, *, is_low: bool) -> None:
        self._side_px = scaled_px(_LOW_SIDE_PX if is_low else _SIDE_PX)
        self.cover.setFixedSize(self._side_px, self._side_px)
        self.still.setFixedSize(self._side_px, round(self._side_px * _STILL_SHARE))

    def _show(self) -> None:
        """Until a still is read, and if it is lost, the cover."""
        track = self._track
        if track is None:
            return
        is_read = self._still is not None and self._stills.image(self._still) is not None
        self.still.show_file(self._still if is_read else None)
        self.still.setVisible(is_read)
        self.cover.setVisible(not is_read)
        if not is_read:
            self.cover.set_cover(track.album or track.title, self._covers.image(track.cover))


class _Still(QWidget):
    def __init__(self, pictures: Thumbnails) -> None:
        super().__init__()
        self._pictures = pictures
        self._file: str | None = None
        self.setAccessibleName(_("The scene that plays there"))
        self.hide()

    def show_file(self, file: str | None) -> None:
        self._file = file
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        image = None if self._file is None else self._pictures.image(self._file)
        if image is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        box, shape = QRectF(self.rect()), QPainterPath()
        shape.addRoundedRect(box, RADIUS.medium, RADIUS.medium)
        painter.setClipPath(shape)
        painter.drawImage(box, image, filling(image, box))
