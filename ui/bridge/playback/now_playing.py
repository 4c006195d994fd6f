"""What plays now, in one value: for the player bar and for the desktop."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, SignalInstance

from app.player.queue import Repeat
from app.player.records import PlayState

if TYPE_CHECKING:
    from pathlib import Path

    from app.library.records import TrackRow
    from app.player.player import Player
    from app.player.queue import PlayQueue
    from ui.bridge.playback.in_turn import InTurn
    from ui.bridge.playback.loaded_track import LoadedTrack
    from ui.bridge.playback.story_step import StoryStep


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

    def __init__(
        self,
        player: Player,
        queue: PlayQueue,
        loaded: LoadedTrack,
        in_turn: InTurn,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._player = player
        self._queue = queue
        self._loaded = loaded
        self._in_turn = in_turn
        self._has_steps = False
        self.value = self._read(NowPlaying())

    def follow(self, *signals: SignalInstance) -> None:
        """With each of them, something of it may have changed."""
        for signal in signals:
            signal.connect(lambda *_what: self._take(self.value))

    def tell_steps(self, *, are_there: bool) -> None:
        """Whether “next” goes along passages instead of the queue."""
        self._has_steps = are_there
        self._take(self.value)

    def tell_story(self, step: StoryStep | None) -> None:
        """Which cue of a story is heard; None once it is over."""
        self._take(replace(self.value, step=step))

    def tell_passage(self, told: str) -> None:
        """By whoever plays passages: which of them is heard; empty once they are over."""
        self._take(replace(self.value, passage=told))

    def _take(self, known: NowPlaying) -> None:
        value = self._read(known)
        if value != self.value:
            self.value = value
            self.changed.emit(value)

    def _read(self, known: NowPlaying) -> NowPlaying:
        """As the player is now; what only others know of it stays as it is."""
        row, player = self._loaded.row, self._player
        track = player.track if row is not None else None
        return replace(
            known,
            row=row,
            path=None if track is None else track.path,
            state=player.state,
            duration_ms=player.duration_ms or (0 if row is None else row.duration_ms),
            rate=player.rate,
            volume=player.output.volume,
            is_muted=player.output.is_muted,
            repeat=self._queue.repeat,
            is_shuffled=self._queue.is_shuffled,
            has_next=self._has_steps or self._queue.has_next,
            in_turn=self._in_turn.row,
        )
