"""Keeps where the listener is, and goes on there after a restart."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from app.core.errors import Problem
from app.listening.last_place import LastPlace, LastPlaceFiles
from app.player.records import PlayState
from ui.bridge.track.track_view import ViewPlace

if TYPE_CHECKING:
    from app.bootstrap import Services
    from app.core.ids import LineKey
    from ui.bridge.playback.playback import Playback
    from ui.bridge.track.track_view import TrackView

log = logging.getLogger(__name__)

SOON_MS = 500
WHILE_PLAYING_MS = 5000


class PlaceKeeper(QObject):
    """Writes a moment after each change, and every few seconds while the music plays."""

    def __init__(
        self, services: Services, playback: Playback, track_view: TrackView, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._services = services
        self._playback = playback
        self._track_view = track_view
        self._files = LastPlaceFiles(services.paths.data)
        self._kept_queue: tuple[LineKey, ...] | None = None
        self._kept_place: LastPlace | None = None
        self._uid = ("", 0)  # of the track with this id
        self._soon = QTimer(self, singleShot=True, interval=SOON_MS)
        self._soon.timeout.connect(self.keep)
        self._often = QTimer(self, interval=WHILE_PLAYING_MS)
        self._often.timeout.connect(self.keep)

    def resume(self) -> None:
        """Goes on where the last session ended, paused; what is gone since is left out."""
        place = self._files.place()
        if place is None or self._playback.track is not None:
            return
        lines, index = self._files.queue(place)
        try:
            if self._services.library.track(place.line[0]).uid != place.track_uid:
                raise LookupError("another journal")
            self._track_view.show_next(place.line[0], ViewPlace(place.seen, place.selected))
            self._playback.resume(lines, index, place.position_ms)
        except (LookupError, Problem) as problem:
            log.info("the last place isn’t there any more: %s", problem)

    def start(self) -> None:
        """From now on changes are kept."""
        playback = self._playback
        playback.track_changed.connect(lambda _row: self._soon.start())
        playback.queueing.changed.connect(self._soon.start)
        playback.jumped.connect(lambda _ms: self._soon.start())
        playback.state_changed.connect(self._on_state)
        self._track_view.view_changed.connect(self._soon.start)

    def keep(self) -> None:
        try:
            self._keep()
        except OSError as error:
            log.warning("where you are isn’t kept: %s", error)
        except (LookupError, Problem) as problem:
            log.info("where you are isn’t known: %s", problem)

    def close(self) -> None:
        self._often.stop()
        self._soon.stop()
        self.keep()

    def _keep(self) -> None:
        row, queue = self._playback.track, self._playback.queue
        if row is None:
            if self._kept_place is not None:
                self._files.forget()
            self._kept_place = self._kept_queue = None
            return
        if queue.items != self._kept_queue:
            self._files.keep_queue(queue.items)
            self._kept_queue = queue.items
        view, is_new = self._track_view.view, self._services.waiting.is_new
        place = LastPlace(
            row.key,
            self._uid_of(row.id),
            queue.index or 0,
            self._playback.position_ms,
            view.seen,
            tuple(ref for ref in view.selected if not is_new(ref)),
        )
        if place != self._kept_place:
            self._files.keep_place(place)
            self._kept_place = place

    def _uid_of(self, track_id: int) -> str:
        if self._uid[1] != track_id:
            self._uid = self._services.library.track(track_id).uid, track_id
        return self._uid[0]

    def _on_state(self, state: str) -> None:
        if state == PlayState.PLAYING.value:
            self._often.start()
        else:
            self._often.stop()
            self._soon.start()
