"""Keeps the page's header up to date: the playing track's texts and cover."""

from __future__ import annotations

from PySide6.QtCore import QObject

from app.library.records import TrackRow
from ui.bridge.context import Context
from ui.bridge.places import RolePlace
from ui.bridge.track.track_covers import track_covers
from ui.listen.header import HEADER_COVER_PX, TrackHeader
from ui.style.theme import scaled_px


class PlayingTrack(QObject):
    """Shows the playing track in a header, also after it is renamed or its cover is loaded."""

    def __init__(self, context: Context, header: TrackHeader, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._header = header
        self._covers = track_covers(context, scaled_px(HEADER_COVER_PX) * 2, self)
        self._covers.ready.connect(self._on_cover_ready)
        context.playback.words_changed.connect(self.show)
        header.role_pressed.connect(self._open_role)

    def show(self, row: TrackRow) -> None:
        self._header.show_track(row, self._covers.image(row.cover))

    def _open_role(self) -> None:
        row = self._context.playback.track
        if row is not None:
            self._context.navigator.show(RolePlace(track_id=row.id))

    def _on_cover_ready(self, key: str) -> None:
        row = self._context.playback.track
        if row is not None and row.cover == key:
            self.show(row)
