"""Records a trace: the dot on the trace pad over time, saved while the music plays."""

from __future__ import annotations

import logging
import math
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from app.core.errors import Problem
from app.player.records import PlayState
from app.traces.records import affect_at
from app.transactions.changes import TRACE, Change
from app.transactions.storage_problems import StorageProblem

if TYPE_CHECKING:
    from app.core.ids import TraceId
    from app.core.timecode import Span
    from app.core.track_move import TrackMove
    from app.library.records import TrackRow
    from app.traces.recorder import TraceRecorder
    from app.traces.records import Affect, Trace
    from ui.bridge.context import Context

log = logging.getLogger(__name__)

TICK_MS = 50  # 20 looks a second
KEEP_EVERY_MS = 10_000  # a power cut loses at most this much of a pass
SHOW_EVERY = 5  # ticks between two updates of the growing line
DRIFT_PER_S = 1.0  # with a key held, from one side to the other in two seconds

OFF, READY, TRACING = "off", "ready", "tracing"


class Tracing(QObject):
    """Records while it is armed and music plays. The recording is saved at each pause, and every
    ten seconds while it goes on, all as one undo step. A new track disarms it, unless the same
    music goes on in it.

    Signals: traces_changed(tuple of Trace), the open track's; live_changed(tuple of Stretch),
    recorded and not saved yet; dot_moved(float, float), valence and arousal; state_changed(str):
    OFF, READY or TRACING.
    """

    traces_changed = Signal(object)
    live_changed = Signal(object)
    dot_moved = Signal(float, float)
    state_changed = Signal(str)

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._row: TrackRow | None = None
        self._is_armed = False
        self._follows = False
        self._state = OFF
        self._dot: Affect = (0.0, 0.0)
        self._drift = (0, 0)
        self._recorder: TraceRecorder | None = None
        self._pass = ""
        self._last_kept: TraceId | None = None
        self._kept_at_ms = self._ticked_at_ms = 0
        self._ticks = 0
        self._has_told = False
        self.traces: tuple[Trace, ...] = ()
        self._timer = QTimer(self, interval=TICK_MS, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self.tick)
        playback = context.playback
        playback.moved.connect(self._on_moved)
        playback.track_changed.connect(self._on_track_changed)
        playback.state_changed.connect(lambda _state: self._on_state_changed())
        playback.jumped.connect(lambda _ms: self._on_jumped())
        playback.position_changed.connect(self._on_position)
        context.relay.changed.connect(self._on_change)
        self._on_track_changed(playback.track)

    # what the pad asks

    @property
    def state(self) -> str:
        return self._state

    @property
    def dot(self) -> Affect:
        return self._dot

    def arm(self) -> None:
        """From now on it records while music plays."""
        if self._row is not None:
            self._is_armed = True
            self._update_state()

    def disarm(self) -> None:
        self._is_armed = False
        self._update_state()

    def toggle(self) -> None:
        self.disarm() if self._is_armed else self.arm()

    def follow(self, follows: bool) -> None:
        """Whether the dot shows earlier traces while nothing is being recorded."""
        self._follows = follows
        self._on_position(self._context.playback.position_ms)

    def move_to(self, valence: float, arousal: float) -> None:
        """Moves the dot; values outside -1..1 are clamped."""
        dot = (max(-1.0, min(1.0, valence)), max(-1.0, min(1.0, arousal)))
        if dot != self._dot:
            self._dot = dot
            self.dot_moved.emit(*dot)

    def drift(self, right: int, up: int) -> None:
        """Keys are held: the dot moves that way (-1, 0 or 1 each) until they are released."""
        self._drift = (right, up)
        self._ticked_at_ms = self._context.playback.now_ms
        self._run_timer()

    def erase(self, span: Span) -> None:
        row = self._row
        if row is not None:
            self._context.do(lambda: self._context.services.traces.erase(row.id, span))

    # the pass

    def tick(self) -> None:
        """Called by the timer 20 times a second."""
        now_ms = self._context.playback.now_ms
        self._move_on((now_ms - self._ticked_at_ms) / 1000)
        self._ticked_at_ms = now_ms
        if self._recorder is None:
            return
        self._recorder.look(self._context.playback.position_ms, self._dot, now_ms)
        self._ticks += 1
        if self._ticks % SHOW_EVERY == 0:
            self.live_changed.emit(self._recorder.fresh)
        if now_ms - self._kept_at_ms >= KEEP_EVERY_MS:
            self._kept_at_ms = now_ms
            self._keep()

    def _move_on(self, seconds: float) -> None:
        right, up = self._drift
        if right or up:
            far = DRIFT_PER_S * seconds / math.hypot(right, up)
            self.move_to(self._dot[0] + right * far, self._dot[1] + up * far)

    def _update_state(self) -> None:
        is_sounding = self._context.playback.state is PlayState.PLAYING
        state = OFF if not self._is_armed else TRACING if is_sounding else READY
        if state == self._state:
            return
        was, self._state = self._state, state
        if state == TRACING:
            self._begin_pass()
        elif was == TRACING:
            self._end_pass()
        self._run_timer()
        self.state_changed.emit(state)

    def _begin_pass(self) -> None:
        from app.traces.recorder import TraceRecorder

        assert self._row is not None
        self._recorder = TraceRecorder(self._row.id)
        self._last_kept = None
        self._kept_at_ms = self._ticked_at_ms = self._context.playback.now_ms
        self._pass = f"pass {self._kept_at_ms}"

    def _end_pass(self) -> None:
        recorder, self._recorder = self._recorder, None
        if recorder is not None and recorder.fresh:
            self._context.do(self._keeping(recorder))
        self.live_changed.emit(())

    def _keeping(self, recorder: TraceRecorder) -> Callable[[], None]:
        """The verb that saves what this pass recorded, to be run when that is possible."""
        fresh, a_pass, listen_id = recorder.fresh, self._pass, self._context.playback.listen_id

        def keep() -> None:
            after = self._last_kept if self._pass == a_pass else None
            kept = self._context.services.traces.record(
                recorder.track_id, fresh, after=after, a_pass=a_pass, listen_id=listen_id
            )
            if self._pass == a_pass:
                self._last_kept = kept

        return keep

    def _keep(self) -> None:
        """What can't be saved now waits for the next time."""
        recorder = self._recorder
        if recorder is None or not recorder.fresh:
            return
        try:
            self._keeping(recorder)()
        except LookupError as error:
            log.info("the track was deleted with its trace: %s", error)
        except Problem as problem:
            if isinstance(problem, StorageProblem) and problem.is_passing:
                return
            log.warning("a trace wasn’t saved: %s", problem)
            if not self._has_told:
                self._has_told = True
                self._context.messages.problem(problem)
            return
        self._has_told = False
        recorder.forget()

    def _run_timer(self) -> None:
        if self._recorder is not None or any(self._drift):
            if not self._timer.isActive():
                self._timer.start()
        else:
            self._timer.stop()

    # news

    def _on_track_changed(self, row: TrackRow | None) -> None:
        is_other = (row and row.id) != (self._row and self._row.id)
        if is_other:
            self.disarm()
            self._row = row
            self._read()

    def _on_moved(self, move: TrackMove) -> None:
        """The same music goes on in another track, and so does the pass, as a step of its own: what
        was saved before has to come back when the tracks are parted again.
        """
        if self._row is None or self._row.id != move.from_id:
            return
        if self._recorder is not None:
            self._recorder.follow(move)
        self._pass, self._last_kept = f"{self._pass} in {move.to_id}", None
        self._row = self._context.playback.track
        self._read()

    def _on_state_changed(self) -> None:
        self._update_state()

    def _on_jumped(self) -> None:
        if self._recorder is not None:
            self._recorder.rest()

    def _on_position(self, position_ms: int) -> None:
        if self._follows and self._recorder is None and not any(self._drift):
            told = affect_at(self.traces, position_ms)
            if told is not None:
                self.move_to(*told)

    def _on_change(self, change: Change) -> None:
        if change.is_restore:
            self._recorder = None  # its track may be a different one now
            self.disarm()
        row = self._row
        if row is not None and change.touches(TRACE) and change.touches_track(row.id):
            self._read()

    def _read(self) -> None:
        self.traces = ()
        if self._row is not None:
            try:
                self.traces = self._context.services.traces.of_track(self._row.id)
            except Problem as problem:
                self._context.messages.problem(problem)
        self.traces_changed.emit(self.traces)
