"""How intense the current track is, and its events as the listener corrected them."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.intensity.correcting import corrected
from app.transactions.changes import INTENSITY, TRACK, Change

if TYPE_CHECKING:
    from app.analysis.peaks import Peaks
    from app.core.jobs import JobContext
    from app.core.source_time import SourceTime
    from app.intensity.in_track import TrackDynamics
    from app.intensity.records import Correction, IntensityEvent
    from app.library.records import HeldFile
    from ui.bridge.context import Context
    from ui.bridge.jobs.runner import JobHandle
    from ui.bridge.track.track_view import TrackView

log = logging.getLogger(__name__)

ListenThrough = Callable[["HeldFile", "JobContext"], "TrackDynamics"]


class TrackIntensity(QObject):
    """Asks for the track's dynamics once its waveform is drawn: that is looked at first.

    listen_through: called off the GUI thread; from the cache, or by hearing the file.

    Signal: changed(), also while nothing is known yet.
    """

    changed = Signal()

    def __init__(
        self,
        context: Context,
        track_view: TrackView,
        parent: QObject,
        listen_through: ListenThrough | None = None,
    ) -> None:
        super().__init__(parent)
        self._context, self._track_view = context, track_view
        self._listen_through = listen_through or self._by_analysis
        self._job: JobHandle | None = None
        self._asked: tuple[str, SourceTime] | None = None
        self._corrections: tuple[Correction, ...] = ()
        self.dynamics: TrackDynamics | None = None
        self.events: tuple[IntensityEvent, ...] = ()
        track_view.peaks_changed.connect(self._on_peaks_changed)
        context.playback.track_changed.connect(lambda _row: self._read_corrections())
        context.relay.changed.connect(self._on_change)

    def begin(self) -> None:
        """What is known when the page is made."""
        self._read_corrections()
        self._on_peaks_changed(self._track_view.peaks)

    def _on_peaks_changed(self, peaks: Peaks | None) -> None:
        if peaks is None:
            self._forget()
        elif peaks.is_complete:
            self._ask()

    def _forget(self) -> None:
        """Another track, or none."""
        if self._job is not None:
            self._job.cancel()
        self._job, self._asked, self.dynamics = None, None, None
        self._tell()

    def _ask(self) -> None:
        held = self._track_view.audio_file
        if held is None or self._asked == (held.payload_hash, held.source):
            return
        asked = self._asked = held.payload_hash, held.source

        def arrive(dynamics: TrackDynamics) -> None:
            if self._asked == asked:
                self._job, self.dynamics = None, dynamics
                self._tell()

        self._job = self._context.jobs.run(
            "Listen through the track",
            lambda job: self._listen_through(held, job),
            arrive,
            on_failed=lambda problem: log.info("not listened through: %s", problem),
        )

    def _by_analysis(self, held: HeldFile, job: JobContext) -> TrackDynamics:
        from app.intensity.in_track import in_track

        analysis = self._context.services.analysis
        known = analysis.cached_dynamics(held.payload_hash)
        if known is None:
            known = analysis.dynamics(held.path, held.payload_hash, job)
        return in_track(known, held.source)

    def _on_change(self, change: Change) -> None:
        row = self._context.playback.track
        if row is not None and change.touches_track(row.id) and change.touches(INTENSITY, TRACK):
            self._read_corrections()

    def _read_corrections(self) -> None:
        row, intensity = self._context.playback.track, self._context.services.intensity
        self._corrections = ()
        if row is not None:

            def read() -> None:
                self._corrections = intensity.corrections((row.id,)).get(row.id, ())

            self._context.look(read)
        self._tell()

    def _tell(self) -> None:
        found = self.dynamics.found if self.dynamics is not None else ()
        self.events = corrected(found, self._corrections)
        self.changed.emit()
