"""The row of the track that plays: how it looks, and the playhead on its strip."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject

from ui.bridge.playback.pace import SMOOTH_MS

if TYPE_CHECKING:
    from app.library.records import TrackRow
    from ui.bridge.playback.playback import Playback
    from ui.library.track_model import TrackTableModel
    from ui.library.track_table import TrackTable


class SoundingRow(QObject):
    """Follows the playback; the playhead only while the table is seen."""

    def __init__(self, playback: Playback, table: TrackTable, tracks: TrackTableModel) -> None:
        super().__init__(table)
        self._playback = playback
        self._table = table
        self._tracks = tracks
        playback.track_changed.connect(self._on_track_changed)
        playback.position_changed.connect(self._on_position)
        playback.pace.wish(table, lambda: SMOOTH_MS)
        table.installEventFilter(self)

    def show(self) -> None:
        self._on_track_changed(self._playback.track)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show:
            self._on_position(self._playback.position_ms)
        return super().eventFilter(watched, event)

    def _on_track_changed(self, row: TrackRow | None) -> None:
        self._tracks.set_current(row.id if row is not None else None)
        self._on_position(self._playback.position_ms)

    def _on_position(self, position_ms: int) -> None:
        if not self._table.isVisible():
            return
        row, length_ms = self._playback.track, self._playback.duration_ms
        played = min(1.0, position_ms / length_ms) if row and length_ms else None
        self._table.show_playhead(row.id if row else None, played)
