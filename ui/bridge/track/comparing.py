"""Two passages laid over each other, read off the GUI thread; again once more of them was heard."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.core.words import _
from app.themes.records import Change

if TYPE_CHECKING:
    from collections.abc import Iterable

    from app.analysis.comparison.records import Comparison
    from app.bootstrap import Services
    from app.core.ids import TrackId
    from app.library.records import TrackRow
    from app.themes.records import Passage
    from ui.bridge.context import Context
    from ui.widgets.wave_picture import Coverage

_COLUMNS, _ROWS = 640, 64  # twice the size that a wave has
_LEAST_PEAK = 0.05  # of full scale: silence isn't raised to music


@dataclass(frozen=True, slots=True, eq=False)
class PassagePair:
    """change: what is known of how the second one differs. start_ms: where the listener put its
    beginning; None if it is to be heard in the sound.
    """

    home: Passage
    here: Passage
    change: Change
    start_ms: int | None = None


@dataclass(frozen=True, slots=True, eq=False)
class ComparedPassages:
    """comparison: None until both tracks were listened through; missing says which weren't. Waves
    are None until they are known.
    """

    pair: PassagePair
    comparison: Comparison | None
    missing: tuple[TrackId, ...]
    home_wave: Coverage | None = None
    here_wave: Coverage | None = None


class Comparing(QObject):
    """What wasn't listened through yet is asked for. with_waves: whether they are wanted, too.

    Signals: ready(ComparedPassages), of the pair that was asked for last; failed(), there is no
    answer, and the listener was told why.
    """

    ready = Signal(object)
    failed = Signal()

    def __init__(self, context: Context, parent: QObject, *, with_waves: bool = False) -> None:
        super().__init__(parent)
        self._context = context
        self._with_waves = with_waves
        self._pair: PassagePair | None = None
        self._missing: tuple[TrackId, ...] = ()
        self._reading = context.latest_read("Lay a passage over another")
        context.listening_through.listened.connect(self._on_listened)

    def ask(self, pair: PassagePair) -> None:
        self._pair, self._missing = pair, ()
        services, with_waves = self._context.services, self._with_waves
        self._reading.ask(lambda: _compared(services, pair, with_waves), self._show)

    def drop(self) -> None:
        self._pair, self._missing = None, ()
        self._reading.drop()

    def _show(self, found: ComparedPassages | None) -> None:
        if found is None:
            self.failed.emit()
            return
        self._missing = found.missing
        self._context.listening_through.wanted(found.missing, again=True)  # perhaps it is damaged
        self.ready.emit(found)

    def _on_listened(self, track_id: int) -> None:
        if self._pair is not None and track_id in self._missing:
            self.ask(self._pair)


def waiting_words(found: ComparedPassages, tracks: Iterable[TrackRow]) -> str:
    """Why they aren't laid over each other yet. tracks: theirs."""
    missing = [track for track in tracks if track.id in found.missing]
    gone = next((track for track in missing if not track.is_available), None)
    if gone is not None:
        return _("The file of “{title}” is missing.", title=gone.title)
    return _("Listening through “{title}”…", title=missing[0].title) if missing else ""


def _compared(services: Services, pair: PassagePair, with_waves: bool) -> ComparedPassages:
    """On the thread of a job."""
    from app.theme_finding.comparing import compare

    found = compare(services.heard_music, pair.home, pair.here, pair.change, pair.start_ms)
    comparison, missing = (None, found) if isinstance(found, tuple) else (found, ())
    if not with_waves:
        return ComparedPassages(pair, comparison, missing)
    waves = (_wave(services, pair.home), _wave(services, pair.here))
    return ComparedPassages(pair, comparison, missing, *waves)


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
