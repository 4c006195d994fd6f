"""The player on the GUI's clock: collects its events and passes them on to the screens."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from app.core.errors import Problem
from app.player.player import Player
from app.player.queue import PlayQueue
from app.player.records import (
    DurationKnown,
    Jumped,
    PlayableTrack,
    PlaybackFault,
    PlayState,
    SpanFinished,
    StateChanged,
    TrackLoaded,
)
from app.player.session import Session
from ui.bridge.playback.in_turn import InTurn
from ui.bridge.playback.loaded_track import LoadedTrack
from ui.bridge.playback.now_playing import Now
from ui.bridge.playback.output_watch import OutputWatch
from ui.bridge.playback.pace import FRAME_MS, REST_MS, Pace
from ui.bridge.playback.passage_sounding import PassageSounding
from ui.bridge.playback.queueing import Queueing
from ui.bridge.playback.sound import Sound

if TYPE_CHECKING:
    from app.bootstrap import Services
    from app.capture.capturing import Playhead
    from app.core.ids import LineKey, ListenId
    from app.core.timecode import Span
    from app.core.track_move import TrackMove
    from app.library.records import TrackRow
    from app.player.backend import Backend
    from app.transactions.changes import Change

NEAR_MS = 1500  # before the end of the track: what follows may begin to the millisecond


class Steps(Protocol):
    """What “next” and “previous” go through instead of the queue, while it is played."""

    def next(self) -> None: ...
    def previous(self) -> None: ...


class Playback(QObject):
    """Transport and position for every screen; `queueing` changes the queue, `sound` the volume;
    `passage` says which passage sounds; `in_turn` is what is heard in turn with the music, `steps`
    what is played instead of the queue; `pace` knows how soon who wants the next position.

    Signals: position_changed(int ms), jumped(int ms), went_elsewhere(), by a seek or another track
    but not by a loop, state_changed(str, a PlayState value), moved(TrackMove), the same music goes
    on in another track, told before track_changed, track_changed(TrackRow | None),
    words_changed(TrackRow), something else is said about the same track, loop_changed(Span | None),
    duration_changed(int ms), span_finished(Span), fault(Problem), start_wanted(), closing(). `now`
    has all of the state in one value, and one signal.
    """

    position_changed = Signal(int)
    jumped = Signal(int)
    went_elsewhere = Signal()
    state_changed = Signal(str)
    moved = Signal(object)
    track_changed = Signal(object)
    words_changed = Signal(object)
    loop_changed = Signal(object)
    duration_changed = Signal(int)
    span_finished = Signal(object)
    fault = Signal(object)
    start_wanted = Signal()
    closing = Signal()

    def __init__(
        self,
        services: Services,
        backend: Backend,
        parent: QObject | None = None,
        monotonic_ns: Callable[[], int] = time.monotonic_ns,
    ) -> None:
        """monotonic_ns: the clock that stamps the backend's reports."""
        super().__init__(parent)
        self._services = services
        self.player = Player(backend, monotonic_ns)
        self.now_ns = monotonic_ns
        self.sound = Sound(self.player, backend, services.settings, self, monotonic_ns)
        self.output = OutputWatch(services.settings, self.player, self)
        self.queue = PlayQueue()
        self.queueing = Queueing(self.queue, services.settings, self)
        self._loaded = LoadedTrack(self.player, services.library, self)
        self._loaded.moved.connect(self._on_moved)
        self._loaded.words_changed.connect(self.words_changed)
        self._loaded.corrected.connect(self.poll)
        self._loaded.removed.connect(self._on_removed)
        self._loaded.fault.connect(self.fault)
        self.in_turn = InTurn(services.library, self)
        self.in_turn.fault.connect(self.fault)
        self._steps: Steps | None = None
        self.now = Now(self.player, self.queue, self._loaded, self.in_turn, self)
        self.now.follow(  # before anybody else, so that it is never older than what others hear
            *(self.track_changed, self.words_changed, self.state_changed, self.duration_changed),
            *(self.sound.changed, self.queueing.changed, self.in_turn.changed),
        )
        self._session = Session(self.player, self.queue, self._loaded.find)
        self._shown_ms = -1
        self.listen_id: ListenId | None = None  # set by the ListenKeeper
        self.listen_began_at_ms: int | None = None
        self.passage = PassageSounding(self, self)
        self.pace = Pace()
        self._timer = QTimer(self, singleShot=True, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._on_timer)
        self._timer.start(REST_MS)

    # what plays

    @property
    def track(self) -> TrackRow | None:
        """The track in the player, whether or not it is playing, in the words of the album on which
        it plays.
        """
        return self._loaded.row

    @property
    def position_ms(self) -> int:
        return self.player.position_ms

    @property
    def now_ms(self) -> int:
        """The player's clock, by which everything done to the music is timed."""
        return self.now_ns() // 1_000_000

    @property
    def duration_ms(self) -> int:
        return self.player.duration_ms

    @property
    def is_playing(self) -> bool:
        return self.player.is_playing

    @property
    def steps(self) -> Steps | None:
        return self._steps

    @steps.setter
    def steps(self, steps: Steps | None) -> None:
        self._steps = steps
        self.now.tell_steps(are_there=steps is not None)

    @property
    def state(self) -> PlayState:
        return self.player.state

    @property
    def loop(self) -> Span | None:
        return self.player.loop

    def find(self, track_id: int) -> PlayableTrack:
        """In its own words, for the player. Raises Problem if none of its files is there."""
        return self._loaded.find((track_id, None))

    def playhead(self) -> Playhead | None:
        """For marking; None while there is no track."""
        from app.capture.capturing import Playhead  # imports every kind of mark; not needed early

        if not self._loaded.is_told:
            self.poll()
        if self.track is None:
            return None
        sounding = self.player.state is PlayState.PLAYING
        position_ms, track_id = self.position_ms, self.track.id
        heard = self._loaded.heard(track_id, position_ms)
        return Playhead(track_id, position_ms, sounding, self.listen_id, self.player.rate, heard)

    def on_change(self, change: Change) -> None:
        """Keeps the player's track and the queue up to date: tracks may have been edited or
        deleted, or have become one.
        """
        if change.merged or change.parted:
            self.poll()
            self._session.follow(change.merged, change.parted)
            self._loaded.follow_moves(change)
            self.queueing.tell()
        self._loaded.follow(change)

    def _on_moved(self, move: TrackMove) -> None:
        self.moved.emit(move)
        self.track_changed.emit(self.track)
        self.loop_changed.emit(self.player.loop)
        self.jumped.emit(self.position_ms)
        self.poll()

    def _on_removed(self) -> None:
        self.track_changed.emit(None)
        self.poll()

    # transport

    def play_lines(self, lines: Sequence[LineKey], index: int = 0) -> None:
        """Replaces the queue and plays from the given index."""
        self._session.play_lines(lines, index)
        self.queueing.tell()
        self.poll()

    def resume(self, lines: Sequence[LineKey], index: int, position_ms: int) -> None:
        """Loads a queue and the track at `index`, without playing it, at a position in it.

        Raises Problem if none of its files is there; then the queue is there all the same.
        """
        self.queue.replace(lines, index)
        self.queueing.tell()
        self.player.load(self._loaded.find(lines[index]), position_ms)
        self.poll()

    def cue_up(self, track_id: int) -> bool:
        """Loads a track, in its own words, without playing it; the queue becomes this track alone.

        Without its file nothing changes, and `fault` says so. Returns whether it is loaded.
        """
        try:
            found = self.find(track_id)
        except Problem as problem:
            self.fault.emit(problem)
            return False
        self.queue.replace([found.line])
        self.queueing.tell()
        self.player.load(found)
        self.poll()
        return True

    def hear(self, track_id: int, span: Span, preroll_ms: int | None = None) -> bool:
        """Plays just the span of a mark, on whichever track, then pauses. Returns whether the track
        could be loaded.
        """
        is_other = self.track is None or self.track.id != track_id
        if is_other and not self.cue_up(track_id):
            return False
        lead = self._services.settings.current.preroll_ms if preroll_ms is None else preroll_ms
        self.player.play_span(span, lead)
        self.loop_changed.emit(None)
        self.poll()
        return True

    def toggle(self) -> None:
        """Without a track, `start_wanted` asks for music."""
        if self.track is None:
            self.start_wanted.emit()
            return
        self.player.toggle()
        self.poll()

    def pause(self) -> None:
        self.player.pause()
        self.poll()

    def stop(self) -> None:
        self.player.stop()
        self.poll()

    def next(self) -> None:
        if self.steps is not None:
            self.steps.next()
            return
        self._session.play_next()
        self.poll()

    def previous(self) -> None:
        if self.steps is not None:
            self.steps.previous()
            return
        self._session.play_previous()
        self.poll()

    def keep_to(self, span: Span) -> None:
        """After a seek within a passage that `hear` plays: it still pauses at its end."""
        self.player.keep_to(span)

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
        """index: in the queue."""
        self._session.play_index(index)
        self.queueing.tell()
        self.poll()

    def play_next(self, lines: Iterable[LineKey]) -> None:
        """Queues them after the current track; without one, they start to play."""
        if self.track is None:
            self.play_lines(list(lines))
            return
        self.queueing.insert_next(lines)

    def close(self) -> None:
        self.closing.emit()
        self._timer.stop()
        self.output.follow(PlayState.EMPTY)
        self.player.close()

    # news

    def _on_timer(self) -> None:
        self.poll()
        self._timer.start(self._next_ms())

    def _next_ms(self) -> int:
        """Until the next look at the player. Where something has to happen to the millisecond, such
        as the end of a passage, looks come as often as frames.
        """
        player = self.player
        if player.state is PlayState.LOADING:
            return FRAME_MS
        if player.state is not PlayState.PLAYING:
            return REST_MS
        is_due = player.loop is not None or player.heard_again is not None or player.is_aimed
        return FRAME_MS if is_due or player.left_ms < NEAR_MS else self.pace.next_ms()

    def poll(self) -> None:
        """Collects what happened. Called by the timer, and by every verb for its own events."""
        for event in self._session.poll():
            match event:
                case TrackLoaded(track=track):
                    self._on_loaded(track)
                case StateChanged(state=state):
                    self._on_state(state)
                case Jumped(position_ms=position_ms, reason=reason):
                    if self._loaded.jump(position_ms, reason):
                        self.went_elsewhere.emit()
                    self.jumped.emit(position_ms)
                case DurationKnown(duration_ms=duration_ms):
                    self.duration_changed.emit(duration_ms)
                case SpanFinished(span=span):
                    self.span_finished.emit(span)
                case PlaybackFault(problem=problem):
                    self.fault.emit(problem)
        position_ms = self.position_ms
        if position_ms != self._shown_ms:
            self._loaded.see(position_ms)
            self._shown_ms = position_ms
            self.position_changed.emit(position_ms)

    def _on_loaded(self, track: PlayableTrack) -> None:
        self._loaded.take(track)
        self.track_changed.emit(self.track)
        self.queueing.tell()
        self.loop_changed.emit(None)

    def _on_state(self, state: PlayState) -> None:
        self._timer.start(self._next_ms())
        self.output.follow(state)
        self.state_changed.emit(state.value)
