"""What is seen of a place and of the theme's home: both laid over each other, and their waves."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.themes.records import Change

if TYPE_CHECKING:
    from app.analysis.comparison.records import Comparison
    from app.bootstrap import Services
    from app.core.ids import TrackId
    from app.themes.records import Passage
    from ui.bridge.context import Context
    from ui.widgets.wave_picture import Coverage

_COLUMNS, _ROWS = 640, 64  # twice the size that a wave has
_LEAST_PEAK = 0.05  # of full scale: silence isn't raised to music


@dataclass(frozen=True, slots=True, eq=False)
class Pair:
    """start_ms: where the listener put the beginning; None if it is to be heard in the sound."""

    home: Passage
    here: Passage
    change: Change
    start_ms: int | None


@dataclass(frozen=True, slots=True, eq=False)
class Compared:
    """comparison: None until both tracks were listened through; missing says which weren't. Waves
    are None until they are known.
    """

    pair: Pair
    comparison: Comparison | None
    missing: tuple[TrackId, ...]
    home_wave: Coverage | None
    here_wave: Coverage | None


class Comparing(QObject):
    """Signal: ready(Compared), of the pair that was asked for last."""

    ready = Signal(object)

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._pair: Pair | None = None
        self._missing: tuple[TrackId, ...] = ()
        self._reading = context.latest_read("Lay a theme over a place")
        context.listening_through.listened.connect(self._on_listened)

    def show(self, pair: Pair) -> None:
        self._pair, self._missing = pair, ()
        services = self._context.services
        self._reading.ask(lambda: _compared(services, pair), self._show)

    def drop(self) -> None:
        self._pair, self._missing = None, ()
        self._reading.drop()

    def _show(self, found: Compared | None) -> None:
        if found is not None and found.pair is self._pair:
            self._missing = found.missing
            self.ready.emit(found)

    def _on_listened(self, track_id: int) -> None:
        if self._pair is not None and track_id in self._missing:
            self.show(self._pair)


def _compared(services: Services, pair: Pair) -> Compared:
    """On the thread of a job."""
    from app.theme_finding.comparing import compare

    found = compare(services.heard_music, pair.home, pair.here, pair.change, pair.start_ms)
    comparison, missing = (None, found) if isinstance(found, tuple) else (found, ())
    waves = (_wave(services, pair.home), _wave(services, pair.here))
    return Compared(pair, comparison, missing, *waves)


def _wave(services: Services, passage: Passage) -> Coverage | None:
    from app.analysis.track_wave import on_track_time
    from ui.widgets.wave_picture import loudest, wave_coverage

    files = services.library.track(passage.track_id).files
    for held in files:
        peaks = services.analysis.cached_peaks(held.payload_hash)
        if peaks is not None:
            wave = on_track_time(peaks, held.source)
            gain = 1 / max(_LEAST_PEAK, loudest(wave))
            span = passage.span
            return wave_coverage(wave, span.start_ms, span.end_ms, _COLUMNS, _ROWS, gain)
    return None
