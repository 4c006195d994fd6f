"""Where one was listening when the inbox began to play its marks, and the way back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.core.errors import Problem

if TYPE_CHECKING:
    from app.core.ids import LineKey
    from app.core.timecode import Span
    from ui.bridge.playback.playback import Playback


@dataclass(frozen=True, slots=True)
class _Stay:
    track_id: int | None
    position_ms: int
    is_playing: bool
    loop: Span | None
    queue: tuple[LineKey, ...]
    index: int | None


class InboxReturn:
    """Remembers it once, and returns once; not if the listener has begun to play something else."""

    def __init__(self, playback: Playback) -> None:
        self._playback = playback
        self._stay: _Stay | None = None
        self._heard: int | None = None

    def remember(self, heard: int) -> None:
        """Called before each mark is heard. heard: the mark's track."""
        if self._stay is not None and not self._is_elsewhere:
            self._heard = heard
            return
        playback, queue = self._playback, self._playback.queue
        row = playback.track
        self._heard = heard
        self._stay = _Stay(
            None if row is None else int(row.id),
            playback.position_ms,
            playback.is_playing,
            playback.loop,
            queue.items,
            queue.index,
        )

    def forget(self) -> None:
        self._stay = None

    def go_back(self, *, is_paused: bool = False) -> None:
        """is_paused: in any case; otherwise the music plays if it played."""
        stay, is_elsewhere = self._stay, self._is_elsewhere
        self._stay = None
        if stay is None or is_elsewhere:
            return
        playback = self._playback
        if stay.track_id is None:
            playback.pause()
            return
        if not self._is_in(stay.track_id):
            if not self._load(stay, stay.track_id):
                return
        elif playback.queue.items != stay.queue:
            playback.queue.replace(stay.queue, stay.index or 0)
            playback.queueing.tell()
        playback.seek_ms(stay.position_ms)
        playback.set_loop(stay.loop)
        if playback.is_playing != (stay.is_playing and not is_paused):
            playback.toggle()

    def _load(self, stay: _Stay, track_id: int) -> bool:
        """On the album it was on. Returns whether it is there; if not, `fault` says so."""
        if stay.index is None:
            return self._playback.cue_up(track_id)
        try:
            self._playback.resume(stay.queue, stay.index, stay.position_ms)
        except Problem as problem:
            self._playback.fault.emit(problem)
            return False
        return True

    @property
    def _is_elsewhere(self) -> bool:
        return self._heard is not None and not self._is_in(self._heard)

    def _is_in(self, track_id: int) -> bool:
        row = self._playback.track
        return row is not None and int(row.id) == track_id
