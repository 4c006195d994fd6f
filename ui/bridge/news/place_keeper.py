"""Keeps where the listener is, and goes on there after a restart."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from app.core.errors import Problem
from app.listening.last_place import LastPlace, LastPlaceFiles
from app.player.records import PlayState
from app.player.troubles import FileMissing
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
        self._is_owed = False  # its file wasn’t there, and nothing was played since
        self._soon = QTimer(self, singleShot=True, interval=SOON_MS)
        self._soon.timeout.connect(self.keep)
        self._often = QTimer(self, interval=WHILE_PLAYING_MS)
        self._often.timeout.connect(self.keep)

    @property
    def has_place(self) -> bool:
        """Whether `resume` has somewhere to go on."""
        return self._files.place() is not None

    def resume(self) -> bool:
        """Goes on where the last session ended, paused; what is gone since is left out. Returns
        whether the track is loaded.
        """
        place = self._files.place()
        if place is None or self._playback.track is not None:
            return False
        try:
            self._go_on(place)
        except FileMissing as missing:
            log.info("the last place isn’t there yet: %s", missing)
            self._is_owed = True
        except (LookupError, Problem) as problem:
            log.info("the last place isn’t there any more: %s", problem)
        return self._playback.track is not None

    def resume_late(self) -> bool:
        """The same on a drive that wasn’t there at the start, while nothing else was played."""
        return self._is_owed and self.resume()

    def _go_on(self, place: LastPlace) -> None:
        library = self._services.library
        track = library.track(place.line[0])
        if track.uid != place.track_uid:
            raise LookupError("another journal")
        lines, index = self._files.queue(place)
        there = frozenset(library.in_order({line[0] for line in lines}))
        left = [line for line in lines if line[0] in there]
        index -= sum(line[0] not in there for line in lines[:index])
        is_over = 0 < track.row.duration_ms <= place.position_ms
        self._track_view.show_next(place.line[0], ViewPlace(place.seen, place.selected))
        self._playback.resume(left, index, 0 if is_over else place.position_ms)

    def start(self) -> None:
        """From now on changes are kept, and what is there already: a file that the program was
        opened with may play before.
        """
        playback = self._playback
        playback.track_changed.connect(self._on_track)
        playback.queueing.changed.connect(self._keep_soon)
        playback.jumped.connect(lambda _ms: self._keep_soon())
        playback.state_changed.connect(self._on_state)
        self._track_view.view_changed.connect(self._keep_soon)
        self._on_state(playback.state.value)
        self._keep_soon()

    def _on_track(self, _row: object) -> None:
        self._is_owed = False
        self._keep_soon()

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
            0 if self._playback.state is PlayState.ENDED else self._playback.position_ms,
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

    def _keep_soon(self) -> None:
        """Not put off by what changes all the time, such as the view that follows the music."""
        if not self._soon.isActive():
            self._soon.start()

    def _on_state(self, state: str) -> None:
        if state == PlayState.PLAYING.value:
            self._often.start()
        else:
            self._often.stop()
            self._keep_soon()
