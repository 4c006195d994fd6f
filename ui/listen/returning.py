"""When a theme's return is announced: while the music plays on, not while somebody seeks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app.returns.announcing import SETTLED_MS, Announcing

if TYPE_CHECKING:
    from app.returns.records import KnownReturn
    from ui.bridge.playback.playback import Playback
    from ui.bridge.track.track_themes import TrackThemes


class ReturnWatch(QObject):
    """Reads nothing: all of it was read with the track."""

    def __init__(self, playback: Playback, themes: TrackThemes, parent: QObject) -> None:
        super().__init__(parent)
        self._playback = playback
        self._themes = themes
        self._announcing = Announcing()
        self._since_ms = playback.position_ms  # where the music that plays in one go began
        playback.jumped.connect(self._begin_anew)
        playback.track_changed.connect(lambda _row: self._begin_anew(playback.position_ms))

    def at(self, position_ms: int) -> tuple[KnownReturn, ...]:
        settled = position_ms - self._since_ms >= SETTLED_MS
        may_begin = settled and self._playback.is_playing
        return self._announcing.at(self._themes.returns, position_ms, may_begin=may_begin)

    def _begin_anew(self, position_ms: int) -> None:
        self._since_ms = position_ms
