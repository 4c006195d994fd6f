"""What plays: cover, title, where it comes from, its role."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QImage, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.library.records import Role, TrackRow
from ui.style.theme import scaled_px
from ui.style.tokens import SPACE
from ui.widgets.cover import Cover
from ui.widgets.text import ElidedLabel

HEADER_COVER_PX = 56
_COVER_FROM_PX = 430


class TrackHeader(QWidget):
    """The head of the Listen page; room at its right for the page's tools.

    Signal: resized(int), its width in pixels.
    """

    resized = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._cover = Cover(scaled_px(HEADER_COVER_PX))
        self._title = ElidedLabel("", "title")
        self._from = ElidedLabel("", "muted")
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addStretch(1)
        words.addWidget(self._title)
        words.addWidget(self._from)
        words.addStretch(1)
        self.tools = QHBoxLayout()
        self.tools.setSpacing(SPACE.xs)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE.m)
        row.addWidget(self._cover)
        row.addLayout(words, 1)
        row.addLayout(self.tools)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._cover.setVisible(self.width() >= scaled_px(_COVER_FROM_PX))  # the bar has it, too
        self.resized.emit(self.width())

    def show_track(self, row: TrackRow, cover: QImage | None) -> None:
        self._cover.set_cover(row.album or row.title, cover)
        self._title.setText(row.title)
        parts = [row.artist, row.album, Role(row.role).label, row.work_title]
        self._from.setText("  ·  ".join(dict.fromkeys(part for part in parts if part)))
