"""The shapes of tracks' waveforms, read off the GUI thread as they come into sight."""

from __future__ import annotations

import logging
import math
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from app.core.job_pool import Urgency

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    import numpy as np
    import numpy.typing as npt

    from app.analysis.peaks import Peaks
    from app.bootstrap import Services
    from app.core.errors import Problem
    from app.core.jobs import JobContext
    from app.library.records import HeldFile
    from ui.bridge.context import Context
    from ui.bridge.jobs.runner import JobHandle

    Floats = npt.NDArray[np.float64]

log = logging.getLogger(__name__)

_MS_PER_COLUMN = 100.0
_MOST_COLUMNS = 6_000
_LOUDER = 0.7  # an exponent: quiet music is still seen
_GATHER_MS = 30
_AT_ONCE = 60  # tracks, so that a long story fills bit by bit


@dataclass(frozen=True, eq=False)
class WaveShape:
    """peaks, rms: of each stretch of ms_per_column, 0..1 of full scale."""

    peaks: Floats
    rms: Floats
    ms_per_column: float
    _means: dict[tuple[int, int], float] = field(default_factory=dict)

    def between(self, starts: Floats, lasts_ms: float) -> tuple[Floats, Floats]:
        """The peak and the rms of stretches of one length, as high as they are drawn, 0..1."""
        import numpy as np

        wanted = lasts_ms / self.ms_per_column
        level = min(len(self._levels) - 1, max(0, round(math.log2(max(1.0, wanted)))))
        peaks, rms = self._levels[level]
        at = (starts / (self.ms_per_column * 2**level)).astype(np.int64)
        np.clip(at, 0, len(peaks) - 1, out=at)
        return peaks[at], rms[at]

    def mean(self, start_ms: int, end_ms: int) -> float:
        """The rms of a stretch, as high as it is drawn."""
        key = start_ms, end_ms
        if key not in self._means:
            level = self.level_db(start_ms, end_ms)
            self._means[key] = 0.0 if level is None else float(10 ** (level / 20)) ** _LOUDER
        return self._means[key]

    @cached_property
    def _levels(self) -> tuple[tuple[Floats, Floats], ...]:
        """As they are drawn; each level has half the columns of the one before."""
        import numpy as np

        levels = [(self.peaks, self.rms * self.rms)]
        while len(levels[-1][0]) > 1:
            peaks, power = levels[-1]
            even = len(peaks) // 2 * 2
            pairs = (
                peaks[:even].reshape(-1, 2).max(axis=1),
                power[:even].reshape(-1, 2).mean(axis=1),
            )
            rest = peaks[even:], power[even:]
            levels.append((np.append(pairs[0], rest[0]), np.append(pairs[1], rest[1])))
        return tuple(
            (peaks**_LOUDER, np.minimum(peaks, np.sqrt(power)) ** _LOUDER)
            for peaks, power in levels
        )

    def level_db(self, start_ms: int, end_ms: int) -> float | None:
        """In mean power, below full scale; None for silence."""
        import numpy as np

        first = min(len(self.rms) - 1, int(start_ms / self.ms_per_column))
        end = max(first + 1, math.ceil(end_ms / self.ms_per_column))
        power = float(np.mean(self.rms[first:end] ** 2))
        return 10 * math.log10(power) if power > 0 else None


class LineWaves(QObject):
    """What is kept of them comes at once, all others one after another as they are drawn.

    Signal: known(), there are more of them than before.
    """

    known = Signal()

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._shapes: dict[int, WaveShape | None] = {}
        self._wanted: dict[int, None] = {}
        self._reading: frozenset[int] = frozenset()
        self._to_draw: dict[int, HeldFile] = {}
        self._job: JobHandle | None = None
        self.version = 0  # another one for whoever keeps what was made of them
        self._soon = QTimer(self, singleShot=True, interval=_GATHER_MS)
        self._soon.timeout.connect(self._go_on)

    def shape(self, track_id: int) -> WaveShape | None:
        """None while it isn't known; it is read, and `known` follows."""
        if track_id in self._shapes:
            return self._shapes[track_id]
        if track_id not in self._wanted and track_id not in self._reading:
            self._wanted[track_id] = None
            if self._job is None:
                self._soon.start()
        return None

    def unknown(self, track_ids: Iterable[int]) -> list[int]:
        """Those of some tracks that weren't read yet."""
        return [track_id for track_id in track_ids if track_id not in self._shapes]

    def take(self, shapes: Mapping[int, WaveShape]) -> None:
        """Somebody else has read them."""
        if shapes:
            self._shapes.update(shapes)
            self.version += 1
            self.known.emit()

    @property
    def is_reading(self) -> bool:
        return self._job is not None or self._soon.isActive()

    def _go_on(self) -> None:
        if self._wanted:
            self._read()
        elif self._to_draw:
            self._draw(next(iter(self._to_draw)))

    def _read(self) -> None:
        tracks = tuple(self._wanted)[:_AT_ONCE]
        for track_id in tracks:
            del self._wanted[track_id]
        self._reading = frozenset(tracks)
        services = self._context.services
        found: dict[int, WaveShape | HeldFile | None] = {}

        def work(job: JobContext) -> None:
            for track_id, held in services.library.first_files(tracks).items():
                job.checkpoint()
                found[track_id] = _kept_shape(services, held)

        def end() -> None:
            for track_id in tracks:
                one = found.get(track_id)
                if isinstance(one, WaveShape | None):
                    self._shapes[track_id] = one
                else:
                    self._shapes[track_id] = None  # until it is drawn
                    self._to_draw[track_id] = one
            self._tell()

        self._job = self._context.jobs.run(
            "Read the story's waveforms", work, on_ended=end, urgency=Urgency.AWAITED
        )

    def _draw(self, track_id: int) -> None:
        held, services = self._to_draw.pop(track_id), self._context.services
        drawn: list[WaveShape] = []

        def work(job: JobContext) -> None:
            peaks = services.analysis.peaks(held.path, held.payload_hash, job, source=held.source)
            drawn.append(_shape(peaks, held))

        def end() -> None:
            self._shapes[track_id] = next(iter(drawn), None)
            self._tell()

        self._job = self._context.jobs.run(
            "Draw a waveform of the story",
            work,
            on_failed=_note,
            on_ended=end,
            urgency=Urgency.BEHIND,
        )

    def _tell(self) -> None:
        self._job = None
        self.version += 1
        self.known.emit()
        if self._wanted or self._to_draw:
            self._soon.start()


def kept_shapes(services: Services, track_ids: Collection[int]) -> Iterator[tuple[int, WaveShape]]:
    """Those that were drawn before; for a thread of its own."""
    for track_id, held in services.library.first_files(track_ids).items():
        shape = _kept_shape(services, held)
        if isinstance(shape, WaveShape):
            yield track_id, shape


def _kept_shape(services: Services, held: HeldFile) -> WaveShape | HeldFile | None:
    """The file if it has to be drawn first; None where it can't be."""
    peaks = services.analysis.cached_peaks(held.payload_hash)
    if peaks is not None:
        return _shape(peaks, held)
    return held if held.is_available else None


def _shape(peaks: Peaks, held: HeldFile) -> WaveShape:
    import numpy as np

    from app.analysis.track_wave import on_track_time

    wave = on_track_time(peaks, held.source)
    lasts_ms = max(1, wave.duration_ms)
    columns = max(1, min(_MOST_COLUMNS, round(lasts_ms / _MS_PER_COLUMN)))
    lows, highs, rms = wave.stretch(0, lasts_ms, columns)
    tops = np.maximum(np.abs(lows), np.abs(highs)).astype(np.float64)
    return WaveShape(tops.clip(0, 1), rms.astype(np.float64).clip(0, 1), lasts_ms / columns)


def _note(problem: Problem) -> None:
    """The lane keeps a line instead; the Listen page tells why when the track is opened."""
    log.warning("no waveform for the story: %s", problem)
