"""Hearing what the page shows: a track from a place on, a passage, a mark."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.core.timecode import Span

if TYPE_CHECKING:
    from ui.bridge.context import Context


class RoleSounding(QObject):
    """Follows the player as far as it plays the track that is shown.

    Signal: moved(float ms), the playhead in that track; below 0 while another one is loaded.
    """

    moved = Signal(float)

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._track_id, self._lasts_ms = 0, 1
        playback = context.playback
        playback.position_changed.connect(lambda _ms: self.look())
        playback.track_changed.connect(lambda _row: self.look())
        playback.state_changed.connect(lambda _state: self.look())

    def show(self, track_id: int, lasts_ms: int) -> None:
        self._track_id, self._lasts_ms = track_id, max(1, lasts_ms)
        self.look()

    @property
    def is_loaded(self) -> bool:
        track = self._context.playback.track
        return track is not None and track.id == self._track_id

    @property
    def is_on(self) -> bool:
        return self.is_loaded and self._context.playback.is_playing

    def look(self) -> None:
        self.moved.emit(float(self._context.playback.position_ms) if self.is_loaded else -1.0)

    def toggle(self) -> None:
        """From its start; or pauses it, or goes on."""
        if self.is_loaded:
            self._context.playback.toggle()
        else:
            self.play_from(0)

    def play_from(self, at_ms: int) -> None:
        """To its end."""
        span = Span(min(at_ms, self._lasts_ms - 1), self._lasts_ms)
        self._hear(self._track_id, span, 0)

    def play_mark(self, span: Span) -> None:
        """With the lead-in of Settings, as marks are heard everywhere."""
        self._hear(self._track_id, span, None)

    def play_passage(self, track_id: int, span: Span) -> None:
        self._hear(track_id, span, 0)

    def _hear(self, track_id: int, span: Span, lead_ms: int | None) -> None:
        playback = self._context.playback
        self._context.look(lambda: playback.hear(track_id, span, lead_ms))
