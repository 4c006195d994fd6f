"""Saves listens: what was actually heard, written while the music plays."""

from __future__ import annotations

import logging
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from app.core.errors import Problem
from app.core.ids import ListenId, TrackId
from app.listening.recorder import HeardSoFar, ListenRecorder
from app.player.records import PlayState
from app.transactions.storage_problems import StorageProblem

if TYPE_CHECKING:
    from app.bootstrap import Services
    from app.library.records import TrackRow
    from ui.bridge.playback.playback import Playback

log = logging.getLogger(__name__)

LOOK_MS = 500
KEEP_EVERY_MS = 10_000  # a power cut loses at most this much of a listen
PATIENCE_MS = 50  # for a busy journal: nobody waits for a listen to be saved
BUSY_AGAIN_MS = 2_000
LAST_PATIENCE_MS = 1_000  # while the window closes


@dataclass(frozen=True, slots=True)
class _Over:
    """A listen that is over and has to be saved. listen_id: None if not even its start is."""

    listen_id: ListenId | None
    track_id: int
    heard: HeardSoFar | None
    at_ms: int


class ListenKeeper(QObject):
    """Looks at the playback twice a second. Signals: problem(Problem), a listen wasn't saved;
    looked(HeardSoFar | None), the present listen after each look.
    """

    problem = Signal(object)
    looked = Signal(object)

    def __init__(
        self,
        services: Services,
        playback: Playback,
        parent: QObject,
        time_ns: Callable[[], int] = time.time_ns,
    ) -> None:
        """time_ns: the wall clock, since 1970."""
        super().__init__(parent)
        self._time_ns = time_ns
        self._services = services
        self._playback = playback
        self._recorder = ListenRecorder()
        self._listen_id: ListenId | None = None
        self._hearing: tuple[int, int] | None = None  # track and start of the saved listen
        self._kept_at_ms = 0
        self._put_off_at_ms = self._put_off_for_ms = 0
        self._has_told = False
        self._over: deque[_Over] = deque()
        self._timer = QTimer(self, interval=LOOK_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()
        self._loaded_id: int | None = None
        self._loaded_at_ms: int | None = None  # until a listen begins
        playback.track_changed.connect(self._on_track_changed)
        playback.state_changed.connect(lambda _state: self.look())
        playback.went_elsewhere.connect(self._on_elsewhere)

    def _on_track_changed(self, row: TrackRow | None) -> None:
        if row is None or row.id != self._loaded_id:
            self._loaded_id = None if row is None else row.id
            self._loaded_at_ms = None if row is None else self._now_ms()
        self.look()

    def _on_elsewhere(self) -> None:
        """Looks at once, while it is known where the listener went."""
        self._recorder.go_elsewhere()
        self.look()

    def look(self) -> None:
        """Takes one look at the player and saves what follows from it."""
        row = self._playback.track
        sounding = self._playback.state is PlayState.PLAYING
        ended = self._recorder.look(
            None if row is None else row.id, self._playback.position_ms, sounding, self._now_ms()
        )
        if ended is not None:
            self._end(ended)
        if self._has_passed(self._put_off_for_ms, self._put_off_at_ms):
            self._save()
        self._tell()
        self.looked.emit(self._recorder.heard_so_far)

    def _save(self) -> None:
        try:
            with self._services.ledger.hurrying(PATIENCE_MS):
                self._keep_over()
                self._keep(self._recorder.heard_so_far)
        except StorageProblem as problem:
            if problem.is_passing:
                self._try_again_after(BUSY_AGAIN_MS)
            else:
                self._put_off(problem)
        except Problem as problem:
            self._put_off(problem)
        except LookupError as error:
            log.info("a listen went with its track or its journal: %s", error)
            self._forget()

    def close(self) -> None:
        """The program ends: the listen so far is saved."""
        self._timer.stop()
        self._put_off_for_ms = 0
        self.look()
        self._end(self._recorder.stop())
        try:
            with self._services.ledger.hurrying(LAST_PATIENCE_MS):
                self._keep_over()
        except Problem as problem:
            log.warning("the last listen wasn’t saved: %s", problem)

    def _put_off(self, problem: Problem) -> None:
        """Tries again later; said once until it works, since a disk stays full for a while."""
        log.warning("a listen wasn’t saved: %s", problem)
        self._try_again_after(KEEP_EVERY_MS)
        if isinstance(problem, StorageProblem) and problem.kind == "read_only":
            return  # the window says so already
        if not self._has_told:
            self._has_told = True
            self.problem.emit(problem)

    def _keep(self, heard: HeardSoFar | None) -> None:
        if heard is None:
            return
        hearing = (heard.track_id, heard.started_at_ms)
        if self._hearing != hearing:
            self._end(None)  # the previous one ended before anything of it was heard
            self._keep_over()
        if self._listen_id is None:
            self._hearing = hearing
            self._listen_id = self._services.listening.begin(
                TrackId(heard.track_id), heard.started_at_ms
            )
            self._kept_at_ms = self._now_ms()
            self._playback.listen_began_at_ms = self._since(heard)
            self._has_told = False
        elif self._has_passed(KEEP_EVERY_MS, self._kept_at_ms):
            self._kept_at_ms = self._now_ms()
            self._services.listening.update(
                self._listen_id,
                TrackId(heard.track_id),
                heard.spans,
                self._now_ms_in(heard),
                heard.begun_again_ms,
            )
            self._has_told = False

    def _since(self, heard: HeardSoFar) -> int:
        """A mark may be made in the moment before the first sound: it is of this listen, too."""
        loaded_at_ms, self._loaded_at_ms = self._loaded_at_ms, None
        row = self._playback.track
        if loaded_at_ms is None or row is None or row.id != heard.track_id:
            return heard.started_at_ms
        return min(loaded_at_ms, heard.started_at_ms)

    def _end(self, heard: HeardSoFar | None) -> None:
        """It is over: to be saved now or, while the journal can't be written, later."""
        track_id = heard.track_id if heard is not None else self._hearing and self._hearing[0]
        if track_id is not None:
            at_ms = self._now_ms() if heard is None else self._now_ms_in(heard)
            self._over.append(_Over(self._listen_id, track_id, heard, at_ms))
        self._forget()

    def _keep_over(self) -> None:
        while self._over:
            over = self._over[0]
            try:
                self._keep_end(over)
            except LookupError as error:
                log.info("a listen went with its track or its journal: %s", error)
            self._over.popleft()

    def _keep_end(self, over: _Over) -> None:
        listening, heard = self._services.listening, over.heard
        if over.listen_id is None and heard is not None:
            begun = listening.begin(TrackId(heard.track_id), heard.started_at_ms)
            over = self._over[0] = replace(over, listen_id=begun)
        if over.listen_id is not None:
            track_id = TrackId(over.track_id)
            spans, again = (heard.spans, heard.begun_again_ms) if heard else ((), ())
            listening.end(over.listen_id, track_id, spans, over.at_ms, again)

    def _forget(self) -> None:
        self._listen_id = None
        self._hearing = None
        self._playback.listen_began_at_ms = None
        self._tell()

    def _tell(self) -> None:
        """A listen goes on while another track is only loaded, but marks there aren't of it."""
        row = self._playback.track
        is_here = row is not None and self._hearing is not None and self._hearing[0] == row.id
        self._playback.listen_id = self._listen_id if is_here else None

    def _try_again_after(self, ms: int) -> None:
        self._put_off_at_ms, self._put_off_for_ms = self._now_ms(), ms

    def _has_passed(self, ms: int, since_ms: int) -> bool:
        """Also if the clock was set back meanwhile: nothing waits until it says the same again."""
        passed_ms = self._now_ms() - since_ms
        return passed_ms < 0 or passed_ms >= ms

    def _now_ms_in(self, heard: HeardSoFar) -> int:
        """No listen ends before it began, whatever the clock says."""
        return max(self._now_ms(), heard.started_at_ms)

    def _now_ms(self) -> int:
        return self._time_ns() // 1_000_000
