"""How intense the current track is, and its events as the listener corrected them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.intensity.correcting import corrected
from app.transactions.changes import INTENSITY, TRACK, Change

if TYPE_CHECKING:
    from app.analysis.peaks import Peaks
    from app.core.source_time import SourceTime
    from app.intensity.in_track import TrackDynamics
    from app.intensity.records import Correction, IntensityEvent
    from app.library.records import HeldFile
    from ui.bridge.context import Context
    from ui.bridge.jobs.latest_read import LatestRead
    from ui.bridge.track.track_view import TrackView


class TrackIntensity(QObject):
    """What was heard of the track, once its waveform is drawn: that is looked at first. `want` has
    it heard now, otherwise it is when its turn comes.

    Signal: changed(), also while nothing is known yet.
    """

    changed = Signal()

    def __init__(self, context: Context, track_view: TrackView, parent: QObject) -> None:
        super().__init__(parent)
        self._context, self._track_view = context, track_view
        self._reading: LatestRead[TrackDynamics | None] = context.latest_read(
            "Read how intense the track is"
        )
        self._asked: tuple[str, SourceTime] | None = None
        self._corrections: tuple[Correction, ...] = ()
        self.dynamics: TrackDynamics | None = None
        self.events: tuple[IntensityEvent, ...] = ()
        track_view.peaks_changed.connect(self._on_peaks_changed)
        context.playback.track_changed.connect(lambda _row: self._read_corrections())
        context.relay.changed.connect(self._on_change)
        context.listening_through.listened.connect(self._on_listened)

    def begin(self) -> None:
        """What is known when the page is made."""
        self._read_corrections()
        self._on_peaks_changed(self._track_view.peaks)

    def want(self) -> None:
        """Has the track heard before all others; nothing happens if it is known."""
        row = self._context.playback.track
        if row is not None and self.dynamics is None:
            self._context.listening_through.wanted((row.id,))

    def _on_peaks_changed(self, peaks: Peaks | None) -> None:
        if peaks is None:
            self._forget()
        elif peaks.is_complete:
            self._ask()

    def _forget(self) -> None:
        """Another track, or none."""
        self._reading.drop()
        self._asked, self.dynamics = None, None
        self._tell()

    def _ask(self) -> None:
        held = self._track_view.audio_file
        if held is not None and self._asked != (held.payload_hash, held.source):
            self._asked = held.payload_hash, held.source
            self._read(held)

    def _on_listened(self, track_id: int) -> None:
        row, held = self._context.playback.track, self._track_view.audio_file
        is_this = row is not None and row.id == track_id
        if is_this and held is not None and self._asked is not None and self.dynamics is None:
            self._read(held)

    def _read(self, held: HeldFile) -> None:
        self._reading.ask(lambda: self._known(held), self._show)

    def _known(self, held: HeldFile) -> TrackDynamics | None:
        from app.intensity.in_track import in_track

        known = self._context.services.analysis.cached_dynamics(held.payload_hash)
        return None if known is None else in_track(known, held.source)

    def _show(self, dynamics: TrackDynamics | None) -> None:
        self.dynamics = dynamics
        self._tell()

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
