"""Peaks and marks of the playing track, for whatever shows the whole of it."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.core.errors import Problem
from app.core.job_pool import Urgency
from app.marks.kinds import changes_of_marks
from app.transactions.changes import (
    AUDIO_FILE,
    EMOTION,
    SCENE,
    TRACK,
    WAITING,
    Change,
)
from ui.words.spoilers import spoilers

if TYPE_CHECKING:
    from app.analysis.peaks import Peaks
    from app.core.ids import TrackId
    from app.core.jobs import JobContext, Progress
    from app.core.timecode import Span
    from app.library.records import HeldFile, TrackRow
    from app.profile.settings import Settings
    from app.timeline.records import TrackTimeline
    from ui.bridge.context import Context
    from ui.bridge.jobs.runner import JobHandle

log = logging.getLogger(__name__)

DRAWN = (*changes_of_marks(), SCENE, TRACK, EMOTION)


class TrackView(QObject):
    """The one place that reads a track's timeline and peaks when the track or its marks change.

    Signals: timeline_changed(TrackTimeline | None); peaks_changed(Peaks | None), also with what is
    known so far; peaks_progress(done: int, total: int), in milliseconds of the track;
    in_sight_changed(Span | None), what the timeline shows of it, None while it is out of sight;
    scroll_wanted(int ms), where its left edge is to go.
    """

    timeline_changed = Signal(object)
    peaks_changed = Signal(object)
    peaks_progress = Signal(int, int)
    in_sight_changed = Signal(object)
    scroll_wanted = Signal(int)
    _arrived = Signal(int, object)  # track id, peaks: from the job's thread to ours

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._job: JobHandle | None = None
        self._row: TrackRow | None = None
        self._kept: TrackTimeline | None = None
        self.timeline: TrackTimeline | None = None
        self.peaks: Peaks | None = None
        self.audio_file: HeldFile | None = None  # the one that is drawn
        self._arrived.connect(self._on_arrived)
        context.playback.track_changed.connect(self._on_track_changed)
        context.relay.changed.connect(self._on_change)
        self._covers_spoilers = context.services.settings.current.hide_spoilers
        spoilers().set_covered(self._covers_spoilers)
        context.services.settings.subscribe(self._on_settings)

    def show_in_sight(self, span: Span | None) -> None:
        """Tells whoever frames what the timeline shows."""
        self.in_sight_changed.emit(span)

    def _on_track_changed(self, row: TrackRow | None) -> None:
        if row is not None and self._row is not None and row.id == self._row.id:
            return
        self._row = row
        self._know_track()
        self._read_timeline()
        self._read_peaks()

    def _on_change(self, change: Change) -> None:
        if self._row is None or not change.touches_track(self._row.id):
            return
        if change.touches(*DRAWN):
            self._read_timeline(change)
        elif change.touches(WAITING):
            self._show_timeline()
        if change.touches(AUDIO_FILE):
            self._follow_file()

    def _on_settings(self, settings: Settings) -> None:
        if settings.hide_spoilers != self._covers_spoilers:
            self._covers_spoilers = settings.hide_spoilers
            spoilers().set_covered(self._covers_spoilers)
            self._read_timeline()

    def _read_timeline(self, change: Change | None = None) -> None:
        """change: what happened to the timeline that is shown; else it is read whole."""
        known, self._kept = self._kept, None
        if self._row is not None:
            try:
                self._kept = self._read(self._row.id, known, change)
            except LookupError as error:
                log.info("the track is gone: %s", error)
            except Problem as problem:
                self._context.messages.problem(problem)
                self._kept = known if known and known.track_id == self._row.id else None
        self._show_timeline()

    def _show_timeline(self) -> None:
        """What is in the journal, and what waits for it."""
        kept, waiting = self._kept, self._context.services.waiting
        self.timeline = None if kept is None else waiting.shown_on(kept)
        self.timeline_changed.emit(self.timeline)

    def _know_track(self) -> None:
        """While the journal can be read: what waits must name the track when it can't."""
        services = self._context.services
        if self._row is None:
            return
        try:
            services.waiting.tracks.know(services.library.track(self._row.id))
        except LookupError as error:
            log.info("the track is gone: %s", error)
        except Problem as problem:
            log.warning("nobody knows what the track is called elsewhere: %s", problem.details)

    def _read(
        self, track_id: TrackId, known: TrackTimeline | None, change: Change | None
    ) -> TrackTimeline:
        services = self._context.services
        if known is None or change is None or known.track_id != track_id:
            return services.timelines.timeline(track_id)
        return services.timelines.after(known, change)

    def _follow_file(self) -> None:
        """A file that came back is drawn; what is drawn already stays as long as it is the same."""
        held, drawn = self._held_file(), self.audio_file
        if held is not None and (drawn is None or held.payload_hash != drawn.payload_hash):
            self._read_peaks()

    def _held_file(self) -> HeldFile | None:
        if self._row is None:
            return None
        try:
            files = self._context.services.library.track(self._row.id).files
        except LookupError as error:
            log.info("the track is gone: %s", error)
            return None
        except Problem as problem:
            self._context.messages.problem(problem)
            return None
        return next((file for file in files if file.is_available), None)

    def _read_peaks(self) -> None:
        if self._job is not None:
            self._job.cancel()
        self._show_peaks(None)
        held = self.audio_file = self._held_file()
        if held is None or self._row is None:
            return
        services, track_id = self._context.services, self._row.id
        known = services.analysis.cached_peaks(held.payload_hash)
        if known is not None:
            self._show_peaks(known)
            return

        def work(job: JobContext) -> Peaks:
            return services.analysis.peaks(
                held.path, held.payload_hash, job, lambda part: self._arrived.emit(track_id, part)
            )

        self._job = self._context.jobs.run(
            "Draw the waveform",
            work,
            lambda peaks: self._on_arrived(track_id, peaks),
            on_failed=lambda problem: log.warning("no waveform: %s", problem),
            on_progress=self._on_progress,
            urgency=Urgency.AWAITED,
        )

    def _on_arrived(self, track_id: int, peaks: Peaks) -> None:
        if self._row is not None and self._row.id == track_id:
            self._show_peaks(peaks)

    def _on_progress(self, progress: Progress) -> None:
        self.peaks_progress.emit(progress.done, progress.total)

    def _show_peaks(self, peaks: Peaks | None) -> None:
        self.peaks = peaks
        self.peaks_changed.emit(peaks)
