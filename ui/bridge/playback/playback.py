"""The player on the GUI's clock: collects its news and tells the screens."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from app.capture.heard_trail import HeardTrail
from app.core.errors import Problem
from app.core.ids import TrackId
from app.player.player import Player
from app.player.queue import PlayQueue
from app.player.records import (
    DurationKnown,
    Jumped,
    JumpReason,
    PlayableTrack,
    PlaybackFault,
    PlayState,
    SpanFinished,
    StateChanged,
    TrackLoaded,
)
from app.player.session import Session
from app.transactions.changes import TRACK, WORK, Change
from ui.bridge.playback.found_tracks import FoundTracks
from ui.bridge.playback.output_watch import OutputWatch
from ui.bridge.playback.queueing import Queueing
from ui.bridge.playback.sound import Sound

if TYPE_CHECKING:
    from app.bootstrap import Services
    from app.capture.capturing import Playhead
    from app.core.ids import ListenId
    from app.core.timecode import Span
    from app.library.records import TrackRow
    from app.player.backend import Backend

PLAYING_POLL_MS = 16
RESTING_POLL_MS = 100


class Playback(QObject):
    """Transport and position for every screen; `queueing` changes the queue, `sound` the volume.

    Signals: position_changed(int ms), jumped(int ms), went_elsewhere() by a seek or with another
    track, not by a loop that turns, state_changed(str, a PlayState value),
    track_changed(TrackRow | None), loop_changed(Span | None), duration_changed(int ms),
    span_finished(Span), fault(Problem), closing().
    """

    position_changed = Signal(int)
    jumped = Signal(int)
    went_elsewhere = Signal()
    state_changed = Signal(str)
    track_changed = Signal(object)
    loop_changed = Signal(object)
    duration_changed = Signal(int)
    span_finished = Signal(object)
    fault = Signal(object)
    closing = Signal()

    def __init__(
        self,
        services: Services,
        backend: Backend,
        parent: QObject | None = None,
        monotonic_ns: Callable[[], int] = time.monotonic_ns,
    ) -> None:
        """monotonic_ns: the clock that the backend's reports are stamped by."""
        super().__init__(parent)
        self._services = services
        self._backend = backend
        self.player = Player(backend, monotonic_ns)
        self._monotonic_ns = monotonic_ns
        self.sound = Sound(self.player, services.settings, self)
        self.output = OutputWatch(services.settings, self.player, self)
        self.queue = PlayQueue()
        self.queueing = Queueing(self.queue, services.settings, self)
        self._trail = HeardTrail()
        self._found = FoundTracks(services.library)
        self._session = Session(self.player, self.queue, self._found.find)
        self._row: TrackRow | None = None
        self._shown_ms = -1
        self.listen_id: ListenId | None = None  # set by whoever keeps the listens
        self.listen_began_at_ms: int | None = None
        self._timer = QTimer(self, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self.poll)
        self._timer.start(RESTING_POLL_MS)

    # what plays

    @property
    def track(self) -> TrackRow | None:
        """The track in the player, whether or not it sounds."""
        return self._row

    @property
    def position_ms(self) -> int:
        return self.player.position_ms

    @property
    def now_ms(self) -> int:
        """The player's clock: what is done to the music is timed by it."""
        return self._monotonic_ns() // 1_000_000

    @property
    def duration_ms(self) -> int:
        return self.player.duration_ms

    @property
    def is_playing(self) -> bool:
        return self.player.is_playing

    @property
    def state(self) -> PlayState:
        return self.player.state

    @property
    def loop(self) -> Span | None:
        return self.player.loop

    def playhead(self) -> Playhead | None:
        """For marking; None while there is no track."""
        from app.capture.capturing import Playhead  # brings every kind of mark: not needed to start

        if not self._is_told:
            self.poll()
        if self._row is None:
            return None
        sounding = self.player.state is PlayState.PLAYING
        position_ms, track_id = self.position_ms, TrackId(self._row.id)
        heard = self._trail.path(track_id, position_ms)
        return Playhead(track_id, position_ms, sounding, self.listen_id, self.player.rate, heard)

    def on_change(self, change: Change) -> None:
        """What the player holds follows its track: renamed with it, gone with it."""
        row = self._row
        if row is None or not change.touches(TRACK, WORK) or not change.touches_track(row.id):
            return
        try:
            self._row = self._services.library.track(row.id).row
        except LookupError:
            self._row = None
            self.player.unload()
            self.track_changed.emit(None)
            self.poll()
        except Problem as problem:
            self.fault.emit(problem)

    # transport

    def play_track(self, track_id: int) -> None:
        self.play_tracks([track_id])

    def play_tracks(self, track_ids: Sequence[int], index: int = 0) -> None:
        """Replaces the queue and plays from a place in it."""
        self._session.play_tracks(track_ids, index)
        self.queueing.tell()
        self.poll()

    def cue_up(self, track_id: int) -> bool:
        """Makes a track ready without playing it; the queue becomes just this one.

        Without its file nothing changes but that `fault` says so. Whether it is ready.
        """
        try:
            found = self._found.find(track_id)
        except Problem as problem:
            self.fault.emit(problem)
            return False
        self.queue.replace([track_id])
        self.queueing.tell()
        self.player.load(found)
        self.poll()
        return True

    def hear(self, track_id: int, span: Span, preroll_ms: int | None = None) -> None:
        """Plays a mark's own seconds, whichever track it is on, then pauses."""
        is_other = self._row is None or self._row.id != track_id
        if is_other and not self.cue_up(track_id):
            return
        lead = self._services.settings.current.preroll_ms if preroll_ms is None else preroll_ms
        self.player.play_span(span, lead)
        self.loop_changed.emit(None)
        self.poll()

    def toggle(self) -> None:
        self.player.toggle()
        self.poll()

    def pause(self) -> None:
        self.player.pause()
        self.poll()

    def stop(self) -> None:
        self.player.stop()
        self.poll()

    def next(self) -> None:
        self._session.play_next()
        self.poll()

    def previous(self) -> None:
        self._session.play_previous()
        self.poll()

    def seek_ms(self, position_ms: int) -> None:
        self.player.seek_ms(position_ms)
        self.poll()

    def seek_by(self, delta_ms: int) -> None:
        self.seek_ms(max(0, self.position_ms + delta_ms))

    def set_loop(self, span: Span | None) -> None:
        self.player.set_loop(span)
        self.loop_changed.emit(self.player.loop)
        self.poll()

    def play_index(self, index: int) -> None:
        """From a place in the queue."""
        self._session.play_index(index)
        self.queueing.tell()
        self.poll()

    def play_next(self, track_ids: Iterable[int]) -> None:
        """After the current track; when there is none they begin to play."""
        if self._row is None:
            self.play_tracks(list(track_ids))
            return
        self.queueing.insert_next(track_ids)

    def second_player(self) -> Player:
        """A player of its own for a sound beside the music, as loud; whoever asks closes it."""
        second = Player(self._backend.another(), self._monotonic_ns)
        second.set_volume(self.player.volume)
        return second

    def close(self) -> None:
        self.closing.emit()
        self._timer.stop()
        self.output.follow(PlayState.EMPTY)
        self.player.close()

    # news

    def poll(self) -> None:
        """Collects what happened; the timer calls it, and every verb for its own news."""
        for event in self._session.poll():
            match event:
                case TrackLoaded(track=track):
                    self._on_loaded(track)
                case StateChanged(state=state):
                    self._on_state(state)
                case Jumped(position_ms=position_ms, reason=reason):
                    self._on_jumped(position_ms, reason)
                case DurationKnown(duration_ms=duration_ms):
                    self.duration_changed.emit(duration_ms)
                case SpanFinished(span=span):
                    self.span_finished.emit(span)
                case PlaybackFault(problem=problem):
                    self.fault.emit(problem)
        position_ms = self.position_ms
        if position_ms != self._shown_ms:
            if self._is_told:
                self._trail.see(position_ms)
            self._shown_ms = position_ms
            self.position_changed.emit(position_ms)

    @property
    def _is_told(self) -> bool:
        """Whether the screens know the player's track: one that follows by itself is told later."""
        track = self.player.track
        return track is not None and self._row is not None and track.track_id == self._row.id

    def _on_jumped(self, position_ms: int, reason: JumpReason) -> None:
        loop = self.player.loop
        if reason is JumpReason.LOOP and loop is not None:
            self._trail.turn(loop)
        elif self._row is not None:
            self._trail.begin(TrackId(self._row.id), position_ms)
            self.went_elsewhere.emit()
        self.jumped.emit(position_ms)

    def _on_loaded(self, track: PlayableTrack) -> None:
        self._trail.begin(TrackId(track.track_id), self.position_ms)
        self._row = self._found.take(track.track_id)
        self.track_changed.emit(self._row)
        self.queueing.tell()
        self.loop_changed.emit(None)

    def _on_state(self, state: PlayState) -> None:
        moving = state in (PlayState.PLAYING, PlayState.LOADING)
        self._timer.start(PLAYING_POLL_MS if moving else RESTING_POLL_MS)
        self.output.follow(state)
        self.state_changed.emit(state.value)
