"""The sound of the loaded track, asked for in the track's own time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.player.playback_range import LEAD_MS

if TYPE_CHECKING:
    from app.player.backend import Backend
    from app.player.records import PlayableTrack
    from app.player.track_clock import TrackClock


class TrackSound:
    """Tells the backend files and places in them. `follow_with` says which track comes next: if it
    continues in the same file, nothing has to be opened for it.
    """

    def __init__(self, backend: Backend, clock: TrackClock) -> None:
        self._backend = backend
        self._clock = clock
        self._follower: PlayableTrack | None = None

    def open(self, *, is_paused: bool = False) -> None:
        """The clock's track, where the clock stands."""
        track = self._track
        place_ms = track.source.to_file(self._clock.believed_ms)
        self._backend.open(track.path, place_ms, is_paused=is_paused)

    def pause(self) -> None:
        self._backend.pause()

    def seek(self, position_ms: int) -> None:
        self._backend.seek(self._track.source.to_file(position_ms))

    def make_ready(self, position_ms: int) -> None:
        """A place in the same track, to go to without a pause."""
        self._backend.prepare(self._track.path, self._track.source.to_file(position_ms))

    def follow_with(self, track: PlayableTrack | None, start_ms: int) -> None:
        """This comes next, or nothing does."""
        self._follower = track if start_ms <= 0 else None
        if track is not None and not self.is_followed:
            self._backend.prepare(track.path, track.source.to_file(start_ms))

    @property
    def is_followed(self) -> bool:
        """Whether the next track is heard without anything being done."""
        return self._follower is not None and self.continues_in(self._follower)

    def continues_in(self, track: PlayableTrack) -> bool:
        playing = self._clock.track
        return playing is not None and playing.continues_in(track)

    def is_past_stretch(self, rate: float) -> bool:
        """Whether the track's stretch of its file is over; as nobody has to do anything then, a
        track that goes on in the next one is over exactly at its end.
        """
        lead_ms = 0 if self.is_followed else LEAD_MS
        return self._track.source.end_ms is not None and self._clock.left_ms(rate) <= lead_ms

    @property
    def _track(self) -> PlayableTrack:
        assert self._clock.track is not None
        return self._clock.track
