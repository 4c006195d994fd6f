"""The head of the page, kept true: which track plays, by the words and the cover it has now."""

from __future__ import annotations

from PySide6.QtCore import QObject

from app.library.records import TrackFilter, TrackRow
from app.transactions.changes import TRACK, WORK, Change
from ui.bridge.context import Context
from ui.bridge.track.track_covers import track_covers
from ui.listen.header import HEADER_COVER_PX, TrackHeader
from ui.style.theme import scaled_px


class PlayingTrack(QObject):
    """Shows the playing track in a header, also when it is renamed or its cover comes late."""

    def __init__(self, context: Context, header: TrackHeader, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._header = header
        self._covers = track_covers(context, scaled_px(HEADER_COVER_PX) * 2, self)
        self._covers.ready.connect(self._on_cover_ready)
        context.relay.changed.connect(self._on_change)

    def show(self, row: TrackRow) -> None:
        self._header.show_track(row, self._covers.image(row.cover))

    def _on_cover_ready(self, key: str) -> None:
        row = self._context.playback.track
        if row is not None and row.cover == key:
            self.show(row)

    def _on_change(self, change: Change) -> None:
        row = self._context.playback.track
        if row is not None and change.touches(TRACK, WORK) and change.touches_track(row.id):
            self._name_again(row)

    def _name_again(self, row: TrackRow) -> None:
        """The track may be called otherwise now."""
        found: list[TrackRow] = []
        wanted = TrackFilter(ids=frozenset({row.id}))
        self._context.look(lambda: found.extend(self._context.services.library.tracks(wanted)))
        for now in found:
            self.show(now)
