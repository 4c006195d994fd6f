"""The pictures of an entry that is read: in a row, and large at a click or Enter."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.journal.entry_parts import EntryPicture
from app.profile.pictures import Pictures
from ui.entries.picture_strip import PictureStrip
from ui.entries.picture_viewer import PictureViewer


class EntryPicturesRow(QWidget):
    """There only while there are pictures."""

    def __init__(self, pictures: Pictures, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._store = pictures
        self.strip = PictureStrip(pictures, can_change=False)
        self.strip.look_requested.connect(self._look)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.strip)
        self.hide()

    def show_pictures(self, pictures: Sequence[EntryPicture]) -> None:
        if tuple(pictures) != self.strip.pictures():
            self.strip.show_pictures(pictures)
        self.setVisible(bool(pictures))

    def _look(self, place: int) -> None:
        viewer = PictureViewer(self._store, self.strip.pictures(), place, self)
        viewer.finished.connect(lambda _result: self._come_back(viewer.place))
        viewer.open()

    def _come_back(self, place: int) -> None:
        self.strip.setCurrentRow(place)
        self.strip.setFocus()
