"""A finer waveform of the current track: decodes what the timeline shows when it is zoomed in."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from app.core.job_pool import Urgency

if TYPE_CHECKING:
    from app.analysis.fine import FineTile, FineWave
    from app.analysis.peaks import Peaks
    from app.analysis.track_wave import WaveSource
    from app.core.jobs import JobContext
    from app.core.timecode import Span
    from ui.bridge.context import Context
    from ui.bridge.jobs.runner import JobHandle
    from ui.bridge.track.track_view import TrackView

log = logging.getLogger(__name__)

SOON_MS = 40  # during a zoom or scroll, decoding waits until it slows down
AHEAD = 0.5  # how much more is decoded on both sides, as a part of the view


class CloserLook(QObject):
    """Signals: source_changed(WaveSource | None), what to draw the waveform from, on the track's
    time; detail_arrived(), the same source has finer detail now. `source` is on the file's time.
    """

    source_changed = Signal(object)
    detail_arrived = Signal()
    _tile_read = Signal(object, object)  # source, tile: from the job's thread to ours

    def __init__(self, context: Context, track_view: TrackView, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._track_view = track_view
        self.source: FineWave | None = None
        self._wanted: tuple[Span, float] | None = None
        self._asked: frozenset[int] = frozenset()  # of the running or the last job
        self._job: JobHandle | None = None
        self._soon = QTimer(self, singleShot=True, interval=SOON_MS)
        self._soon.timeout.connect(self._look)
        self._tile_read.connect(self._on_tile)
        track_view.peaks_changed.connect(self.set_peaks)

    def set_peaks(self, peaks: Peaks | None) -> None:
        """The track's peaks, or those known so far."""
        self._stop()
        self.source = None
        if peaks is not None:
            from app.analysis.fine import FineWave  # not needed to start

            self.source = FineWave(peaks)
        self.source_changed.emit(self._on_track_time())
        self._soon.start()

    def look_at(self, span: Span, ms_per_px: float) -> None:
        """This is in view. ms_per_px: of a physical pixel."""
        self._wanted = (span, ms_per_px)
        self._soon.start()

    def _on_track_time(self) -> WaveSource | None:
        if self.source is None:
            return None
        from app.analysis.track_wave import on_track_time  # not needed to start

        return on_track_time(self.source, self._track_view.source)

    def _look(self) -> None:
        source, wanted, held = self.source, self._wanted, self._track_view.audio_file
        if source is None or wanted is None or held is None:
            return
        span, ms_per_px = wanted
        if ms_per_px / held.source.tempo_ratio >= source.fine_below_ms:
            return
        ahead = span.duration_ms * AHEAD
        from_ms, to_ms = span.start_ms - ahead, span.end_ms + ahead
        missing = source.missing(held.source.to_file(from_ms), held.source.to_file(to_ms))
        if not missing or self._asked.issuperset(missing):
            return
        self._stop()
        self._asked = frozenset(missing)
        analysis = self._context.services.analysis

        def work(job: JobContext) -> None:
            analysis.fine_tiles(
                held.path,
                held.payload_hash,
                source.duration_ms,
                missing,
                job,
                lambda tile: self._tile_read.emit(source, tile),
            )

        self._job = self._context.jobs.run(
            "Look closer at the waveform",
            work,
            on_failed=lambda problem: log.warning("no closer look: %s", problem),
            urgency=Urgency.AWAITED,
        )

    def _stop(self) -> None:
        if self._job is not None:
            self._job.cancel()
        self._job, self._asked = None, frozenset()

    def _on_tile(self, source: FineWave, tile: FineTile) -> None:
        if source is self.source:
            source.add(tile)
            self.detail_arrived.emit()
