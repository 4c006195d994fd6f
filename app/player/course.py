"""What the player is doing and where in the track it is, with the news of both."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.player.records import (
    DurationKnown,
    Jumped,
    JumpReason,
    PlayerEvent,
    PlayState,
    StateChanged,
)

if TYPE_CHECKING:
    from app.player.track_clock import TrackClock

_HELD_OPEN = (PlayState.LOADING, PlayState.PLAYING, PlayState.PAUSED)


class Course:
    """Every change is told once, in order: `take_news` returns what happened since it was called
    last.
    """

    def __init__(self, clock: TrackClock) -> None:
        self._clock = clock
        self.state = PlayState.EMPTY
        self._news: list[PlayerEvent] = []

    @property
    def is_playing(self) -> bool:
        """Whether it is playing or about to."""
        return self.state in (PlayState.PLAYING, PlayState.LOADING)

    @property
    def is_held_open(self) -> bool:
        """Whether the backend has a file open."""
        return self.state in _HELD_OPEN

    def become(self, state: PlayState) -> None:
        if state is not self.state:
            self.state = state
            self.tell(StateChanged(state))

    def jump(self, position_ms: int, reason: JumpReason) -> None:
        """To the nearest position that has sound."""
        position_ms = self._clock.within(position_ms)
        is_turn = reason is JumpReason.LOOP
        (self._clock.turn if is_turn else self._clock.jump)(position_ms)
        self.tell(Jumped(position_ms, reason))

    def tell_duration(self, *, is_new: bool) -> None:
        track = self._clock.track
        if track is not None and is_new:
            self.tell(DurationKnown(track.track_id, self._clock.duration_ms))

    def tell(self, event: PlayerEvent) -> None:
        self._news.append(event)

    def take_news(self) -> tuple[PlayerEvent, ...]:
        news, self._news = tuple(self._news), []
        return news
