"""What plays now, in one value: for the player bar and for the desktop."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.player.queue import Repeat
from app.player.records import PlayState

if TYPE_CHECKING:
    from pathlib import Path

    from app.library.records import TrackRow
    from ui.bridge.playback.playback import Playback
    from ui.bridge.playback.story_playing import StoryStep


@dataclass(frozen=True, slots=True)
class NowPlaying:
    """The player's state, without the position, which is always moving.

    row: the track in the player, in the words of the album on which it plays, and path: the file
    it plays from; None for none. duration_ms: 0 if it isn't known yet. volume: 0..100. has_next:
    whether “next” leads anywhere. in_turn: the track of the passage that is heard in turn with this
    one, but silent now. step: which cue of a story is heard. passage: which of several passages is
    heard, in words; empty while none are.
    """

    row: TrackRow | None = None
    path: Path | None = None
    state: PlayState = PlayState.EMPTY
    duration_ms: int = 0
    rate: float = 1.0
    volume: int = 100
    is_muted: bool = False
    repeat: Repeat = Repeat.OFF
    is_shuffled: bool = False
    has_next: bool = False
    in_turn: TrackRow | None = None
    step: StoryStep | None = None
    passage: str = ""

    @property
    def sounds(self) -> bool:
        """Or is about to."""
        return self.state in (PlayState.PLAYING, PlayState.LOADING)


class Now(QObject):
    """Keeps the value. Signals: changed(NowPlaying), once for every difference."""

    changed = Signal(object)

    def __init__(self, playback: Playback) -> None:
        """Made before anything else hears of the playback, so that the value is never older than
        what others are told.
        """
        super().__init__(playback)
        self._playback = playback
        self.value = NowPlaying()
        for signal in (
            playback.track_changed,
            playback.words_changed,
            playback.state_changed,
            playback.duration_changed,
            playback.sound.changed,
            playback.queueing.changed,
            playback.in_turn.changed,
        ):
            signal.connect(lambda *_what: self._look())
        self._look()

    def tell_step(self, step: StoryStep | None) -> None:
        """Which cue of a story is heard; None once it is over."""
        self._look(replace(self.value, step=step))

    def tell_passage(self, told: str) -> None:
        """By whoever plays passages: which of them is heard; empty once they are over."""
        self._look(replace(self.value, passage=told))

    def _look(self, told: NowPlaying | None = None) -> None:
        playback, queue, player = self._playback, self._playback.queue, self._playback.player
        row = playback.track
        track = player.track if row is not None else None
        value = replace(
            told or self.value,
            row=row,
            path=None if track is None else track.path,
            state=playback.state,
            duration_ms=playback.duration_ms or (0 if row is None else row.duration_ms),
            rate=player.rate,
            volume=player.output.volume,
            is_muted=player.output.is_muted,
            repeat=queue.repeat,
            is_shuffled=queue.is_shuffled,
            has_next=playback.steps is not None or queue.has_next,
            in_turn=playback.in_turn.row,
        )
        if value != self.value:
            self.value = value
            self.changed.emit(value)
