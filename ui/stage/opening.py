"""The stills that an opening without scenes cuts through, read off the GUI thread."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.library.records import Role
from app.stage.cuts import Cut, cut_at, cuts_through, no_onsets
from app.transactions.changes import SCENE, TRACK, WORK, Change
from ui.words.spoilers import spoilers

if TYPE_CHECKING:
    from app.analysis.peaks import Peaks
    from app.bootstrap import Services
    from app.core.ids import TrackId, WorkId
    from app.core.source_time import SourceTime
    from app.story.covering import Covering
    from ui.bridge.context import Context
    from ui.bridge.jobs.latest_read import LatestRead
    from ui.bridge.track.track_view import TrackView

_ROLES = frozenset((Role.OPENING_THEME.value, Role.ENDING_THEME.value))


class OpeningCuts(QObject):
    """Of the track that plays; none while it is another kind of music. Only while `is_wanted`.

    Signal: changed(), other cuts.
    """

    changed = Signal()

    def __init__(self, context: Context, track_view: TrackView, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._track_view = track_view
        self._reading: LatestRead[tuple[Cut, ...]] = context.latest_read("Read an opening’s stills")
        self._cuts: tuple[Cut, ...] = ()
        self._track_id: TrackId | None = None
        self._made_for: object = None
        self._is_wanted = False
        track_view.peaks_changed.connect(lambda _peaks: self.look())
        context.relay.changed.connect(self._on_change)
        spoilers().covering_changed.connect(self.look)

    def want(self, *, is_wanted: bool) -> None:
        self._is_wanted = is_wanted
        self.look()

    def at(self, position_ms: int) -> Cut | None:
        return cut_at(self._cuts, position_ms)

    @property
    def starts(self) -> tuple[int, ...]:
        return tuple(cut.start_ms for cut in self._cuts)

    def end_of(self, cut: Cut, last_ms: int) -> int:
        """Where the next one comes."""
        later = (one.start_ms for one in self._cuts if one.start_ms > cut.start_ms)
        return next(later, last_ms)

    def look(self) -> None:
        """Another track may play, its waveform or its scenes may have changed."""
        if not self._is_wanted:
            return
        row, peaks = self._context.playback.track, self._track_view.peaks
        is_opening = row is not None and row.role in _ROLES and row.work_id is not None
        track_id = row.id if row is not None and is_opening else None
        if track_id != self._track_id:
            self._track_id, self._made_for = track_id, None
            self._reading.drop()
            self._show(())
        if row is None or row.work_id is None or track_id is None:
            return
        known = peaks if peaks is not None and peaks.is_complete else None
        covering, source = spoilers().covering, self._track_view.source
        made_for = row.work_id, row.duration_ms, known, covering
        if made_for == self._made_for:
            return
        self._made_for = made_for
        services, work_id, duration_ms = self._context.services, row.work_id, row.duration_ms
        self._reading.ask(
            lambda: _read(services, work_id, duration_ms, covering, known, source), self._on_read
        )

    def _on_read(self, cuts: tuple[Cut, ...] | None) -> None:
        if cuts is not None:
            self._show(cuts)

    def _on_change(self, change: Change) -> None:
        if change.touches(SCENE, TRACK, WORK):
            self._made_for = None
            self.look()

    def _show(self, cuts: tuple[Cut, ...]) -> None:
        if cuts != self._cuts:
            self._cuts = cuts
            self.changed.emit()


def _read(
    services: Services,
    work_id: WorkId,
    duration_ms: int,
    covering: Covering,
    peaks: Peaks | None,
    source: SourceTime,
) -> tuple[Cut, ...]:
    """On a job's thread; onsets are worked out anew there, as no two threads may share them."""
    scenes = services.works.glance(work_id).scenes
    stills = [one.still for one in scenes if one.still and not covering.covers(one)]
    if peaks is None:
        return cuts_through(stills, duration_ms, no_onsets)
    from app.analysis.onsets import Onsets

    return cuts_through(stills, duration_ms, Onsets(peaks, source).between)
