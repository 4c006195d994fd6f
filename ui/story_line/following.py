"""Follows the player along the story."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from ui.story_line.playhead import Playhead, playhead_of

if TYPE_CHECKING:
    from ui.bridge.playback.playback import Playback
    from ui.story_line.view import LineView


class Following(QObject):
    """Signal: moved(Playhead | None), None while what plays is in no scene that is shown."""

    moved = Signal(object)

    def __init__(self, playback: Playback, view: LineView, parent: QObject) -> None:
        super().__init__(parent)
        self._playback, self._view = playback, view
        self._cue_id: int | None = None
        self._last: Playhead | None = None
        playback.position_changed.connect(lambda _ms: self.look())
        playback.track_changed.connect(lambda _track: self.look())

    def follow_cue(self, cue_id: int | None) -> None:
        """Which cue is being played, if somebody knows."""
        self._cue_id = cue_id
        self.look()

    def look(self) -> None:
        """The player, or the line, is another one."""
        line, track = self._view.line, self._playback.track
        found = None
        if line is not None and track is not None:
            at = int(track.id), self._playback.position_ms
            found = playhead_of(line, *at, self._last, self._cue_id)
        if found != self._last:
            self._last = found
            self.moved.emit(found)
