"""Peaks and marks of the current track, for everything that shows the whole of it."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Signal

from app.core.errors import Problem
from app.core.job_pool import Urgency
from app.core.marks import MarkRef
from app.core.source_time import WHOLE_FILE
from app.core.timecode import Span
from app.transactions.changes import (
    ALIGNMENT,
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
    from app.analysis.track_wave import WaveSource
    from app.bootstrap import Services
    from app.core.ids import TrackId
    from app.core.jobs import JobContext, Progress
    from app.core.source_time import SourceTime
    from app.library.records import HeldFile, TrackRow
    from app.profile.setting_values import Settings
    from app.timeline.records import TrackTimeline
    from ui.bridge.context import Context
    from ui.bridge.jobs.runner import JobHandle

log = logging.getLogger(__name__)


class ViewPlace(NamedTuple):
    """seen: None for the whole track."""

    seen: Span | None = None
    selected: tuple[MarkRef, ...] = ()


class TrackView(QObject):
    """The one place that reads a track's timeline and peaks when the track or its marks change.

    `peaks` are those of `audio_file`, on its time; `wave` is the same on the track's.

    Signals: timeline_changed(TrackTimeline | None); peaks_changed(Peaks | None), also with those
    known so far; peaks_progress(done: int, total: int), in milliseconds of the file;
    in_sight_changed(Span | None), the span the timeline shows, None while it is hidden;
    view_changed(), something else may be in view or selected: see `view`;
    scroll_wanted(int ms), where the timeline's left edge should go;
    awaited_changed(): see `is_awaited`.
    """

    timeline_changed = Signal(object)
    peaks_changed = Signal(object)
    peaks_progress = Signal(int, int)
    in_sight_changed = Signal(object)
    view_changed = Signal()
    scroll_wanted = Signal(int)
    awaited_changed = Signal()
    _arrived = Signal(object, object)  # file, peaks: from the job's thread to ours

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._job: JobHandle | None = None
        self._row: TrackRow | None = None
        self.is_awaited = False  # a track is about to be loaded, as at the start
        self.look: Callable[[], ViewPlace] = ViewPlace  # asks whoever draws the timeline
        self._next_view: tuple[int, ViewPlace] | None = None
        self._kept: TrackTimeline | None = None
        self.timeline: TrackTimeline | None = None
        self.peaks: Peaks | None = None
        self.wave: WaveSource | None = None
        self.audio_file: HeldFile | None = None  # the one that is drawn
        self._arrived.connect(self._on_arrived)
        context.playback.track_changed.connect(self._on_track_changed)
        context.relay.changed.connect(self._on_change)
        spoilers().begin(context.services.settings.current.hide_spoilers)
        spoilers().covering_changed.connect(self._show_timeline)
        context.services.settings.subscribe(self._on_settings)

    @property
    def view(self) -> ViewPlace:
        """What of the track is in view, or will be once it is shown, and what is selected."""
        if self._next_view is not None and self._row is not None:
            track_id, view = self._next_view
            if track_id == self._row.id:
                return view
        return self.look()

    def show_next(self, track_id: int, view: ViewPlace) -> None:
        """For a track that is yet to be shown: where its timeline is to begin."""
        self._next_view = track_id, view

    def await_track(self, *, is_awaited: bool) -> None:
        """For whoever is about to load a track; with False, once that is over either way."""
        if is_awaited != self.is_awaited:
            self.is_awaited = is_awaited
            self.awaited_changed.emit()

    def take_next(self) -> ViewPlace | None:
        """For whoever draws the timeline, once: where to begin on this track."""
        if self._next_view is None or self._row is None or self._next_view[0] != self._row.id:
            return None
        view, self._next_view = self._next_view[1], None
        return view

    def show_in_sight(self, span: Span | None) -> None:
        """For whoever draws a frame around what the timeline shows."""
        self.in_sight_changed.emit(span)

    def _on_track_changed(self, row: TrackRow | None) -> None:
        if row is not None and self._row is not None and row.id == self._row.id:
            return
        self._row = row
        self._know_track()
        self._read_timeline()
        self._read_peaks()

    def _on_change(self, change: Change) -> None:
        if self._row is None:
            return
        if not change.touches_track(self._row.id):
            self._follow_versions(change)
            return
        from app.marks.kinds import changes_of_marks

        if change.touches(*changes_of_marks(), SCENE, TRACK, EMOTION, ALIGNMENT):
            self._read_timeline(change)
        elif change.touches(WAITING):
            self._show_timeline()
        if change.touches(AUDIO_FILE):
            self._follow_file()

    def _follow_versions(self, change: Change) -> None:
        """Marks of other versions of the track are seen here, too."""
        versions = () if self._kept is None else self._kept.versions.track_ids
        if any(change.touches_track(track_id) for track_id in versions):
            self._read_timeline()

    def _on_settings(self, settings: Settings) -> None:
        spoilers().set_covered(settings.hide_spoilers)

    def _read_timeline(self, change: Change | None = None) -> None:
        """change: what happened to the timeline shown; without it, everything is read."""
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
        """What is in the journal, and what waits to be saved."""
        kept, waiting = self._kept, self._context.services.waiting
        self.timeline = None if kept is None else waiting.shown_on(kept)
        self.timeline_changed.emit(self.timeline)

    def _know_track(self) -> None:
        """While the journal can be read: marks made when it can't be must name the track."""
        services = self._context.services
        if self._row is None:
            return
        try:
            services.waiting.tracks.know(services.library.track(self._row.id))
        except LookupError as error:
            log.info("the track is gone: %s", error)
        except Problem as problem:
            log.warning("waiting marks couldn’t name the track: %s", problem.details)

    def _read(
        self, track_id: TrackId, known: TrackTimeline | None, change: Change | None
    ) -> TrackTimeline:
        services = self._context.services
        if known is None or change is None or known.track_id != track_id:
            return services.timelines.timeline(track_id)
        return services.timelines.after(known, change)

    def _follow_file(self) -> None:
        """Draws a file that came back; what is drawn stays as long as the audio is the same."""
        held, drawn = self._held_file(), self.audio_file
        if held is not None and (drawn is None or _sound_of(held) != _sound_of(drawn)):
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
            self._context.do(lambda: _put_length_right(services, track_id, held, known))
            return

        def work(job: JobContext) -> Peaks:
            peaks = services.analysis.peaks(
                held.path,
                held.payload_hash,
                job,
                lambda part: self._arrived.emit(held, part),
                held.source,
            )
            try:
                _put_length_right(services, track_id, held, peaks)
            except Problem as problem:
                log.info("its length wasn’t put right: %s", problem.details)
            return peaks

        self._job = self._context.jobs.run(
            "Draw the waveform",
            work,
            lambda peaks: self._on_arrived(held, peaks),
            on_failed=lambda problem: log.warning("no waveform: %s", problem),
            on_progress=self._on_progress,
            urgency=Urgency.AWAITED,
        )

    def _on_arrived(self, held: HeldFile, peaks: Peaks) -> None:
        if held is self.audio_file:
            self._show_peaks(peaks)

    def _on_progress(self, progress: Progress) -> None:
        self.peaks_progress.emit(progress.done, progress.total)

    @property
    def source(self) -> SourceTime:
        """Where the track is in the file that is drawn."""
        return WHOLE_FILE if self.audio_file is None else self.audio_file.source

    def _show_peaks(self, peaks: Peaks | None) -> None:
        self.peaks, self.wave = peaks, None
        if peaks is not None:
            from app.analysis.track_wave import on_track_time  # not needed to start

            self.wave = on_track_time(peaks, self.source)
        self.peaks_changed.emit(peaks)


def _put_length_right(services: Services, track_id: TrackId, held: HeldFile, peaks: Peaks) -> None:
    """A file that breaks off keeps the length it should have."""
    if peaks.breaks_off_ms is None and not services.ledger.is_read_only:
        services.library.put_length_right(track_id, held.payload_hash, peaks.duration_ms)


def _sound_of(held: HeldFile) -> tuple[str, SourceTime]:
    """What its waveform depends on."""
    return held.payload_hash, held.source
