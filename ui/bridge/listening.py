"""Keeps the listens: what was really heard, written while the music plays."""

from __future__ import annotations

import logging
import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from app.errors import Problem
from app.ids import ListenId, TrackId
from app.listening.recorder import HeardSoFar, ListenRecorder
from app.player.records import PlayState

if TYPE_CHECKING:
    from app.bootstrap import Services
    from ui.bridge.playback import Playback

log = logging.getLogger(__name__)

LOOK_MS = 500
KEEP_EVERY_MS = 10_000  # at most this much of a listen is lost to a power cut


class ListenKeeper(QObject):
    """Looks at the playback twice a second. problem(Problem): a listen could not be kept."""

    problem = Signal(object)

    def __init__(self, services: Services, playback: Playback, parent: QObject) -> None:
        super().__init__(parent)
        self._services = services
        self._playback = playback
        self._recorder = ListenRecorder()
        self._listen_id: ListenId | None = None
        self._hearing: tuple[int, int] | None = None  # track and beginning of the listen kept
        self._kept_at_ms = self._try_again_at_ms = 0
        self._has_told = False
        self._timer = QTimer(self, interval=LOOK_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()
        playback.track_changed.connect(lambda _row: self.look())
        playback.state_changed.connect(lambda _state: self.look())

    def look(self) -> None:
        """Takes one look at the player and keeps what followed from it."""
        row = self._playback.track
        sounding = self._playback.state is PlayState.PLAYING
        ended = self._recorder.look(
            None if row is None else row.id, self._playback.position_ms, sounding, _now_ms()
        )
        try:
            if ended is not None:
                self._end(ended)
            self._keep(self._recorder.heard_so_far)
        except Problem as problem:
            self._put_off(problem)
        except LookupError as error:
            log.info("a listen went with its track or its journal: %s", error)
            self._forget()

    def close(self) -> None:
        """The program ends: the listen so far is kept."""
        self._timer.stop()
        self.look()
        ended = self._recorder.stop()
        try:
            self._end(ended)
        except (Problem, LookupError) as problem:
            log.warning("the last listen was not kept: %s", problem)

    def _put_off(self, problem: Problem) -> None:
        """Tries again later; said once until it works, for the disk stays full for a while."""
        log.warning("a listen was not kept: %s", problem)
        self._try_again_at_ms = _now_ms() + KEEP_EVERY_MS
        if not self._has_told:
            self._has_told = True
            self.problem.emit(problem)

    def _keep(self, heard: HeardSoFar | None) -> None:
        if heard is None or _now_ms() < self._try_again_at_ms:
            return
        hearing = (heard.track_id, heard.started_at_ms)
        if self._hearing != hearing:
            self._end(None)  # the one before was over before anything of it was heard
        if self._listen_id is None:
            self._hearing = hearing
            self._listen_id = self._services.listening.begin(
                TrackId(heard.track_id), heard.started_at_ms
            )
            self._kept_at_ms = _now_ms()
            self._playback.listen_id = self._listen_id
            self._playback.listen_began_at_ms = heard.started_at_ms
            self._has_told = False
        elif _now_ms() - self._kept_at_ms >= KEEP_EVERY_MS:
            self._kept_at_ms = _now_ms()
            self._services.listening.update(self._listen_id, heard.spans, _now_ms())
            self._has_told = False

    def _end(self, heard: HeardSoFar | None) -> None:
        listen_id = self._listen_id
        self._forget()
        if listen_id is not None:
            self._services.listening.end(listen_id, heard.spans if heard else (), _now_ms())

    def _forget(self) -> None:
        self._listen_id = None
        self._hearing = None
        self._playback.listen_id = None
        self._playback.listen_began_at_ms = None


def _now_ms() -> int:
    return time.time_ns() // 1_000_000
