"""A file's waveform on the time of a track that is in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from app.core.source_time import SourceTime

    Floats = npt.NDArray[np.float32]


class WaveSource(Protocol):
    """What a waveform is read from: `Peaks` and `FineWave` in a file's time, `TrackWave` in a
    track's.

    is_complete: False while a part of it is estimated or missing.
    """

    @property
    def duration_ms(self) -> int: ...

    @property
    def is_complete(self) -> bool: ...

    def stretch(
        self, start_ms: float, end_ms: float, columns: int
    ) -> tuple[Floats, Floats, Floats]: ...


@dataclass(frozen=True, slots=True, eq=False)
class TrackWave:
    """At each of the track's times, the sound that is heard then."""

    wave: WaveSource
    source: SourceTime

    @property
    def duration_ms(self) -> int:
        """Until where the track's sound is known."""
        file_ms, end_ms = self.wave.duration_ms, self.source.end_ms
        known_ms = file_ms if end_ms is None else min(file_ms, end_ms)
        return max(0, self.source.to_track(known_ms))

    @property
    def is_complete(self) -> bool:
        return self.wave.is_complete

    def stretch(
        self, start_ms: float, end_ms: float, columns: int
    ) -> tuple[Floats, Floats, Floats]:
        """As `Peaks.stretch`; nothing of the file is shown that isn't the track's, apart from the
        rest of a bin that the track begins or ends in.
        """
        import numpy as np

        first_ms, ends_ms = self.source.first_ms, self.duration_ms
        whole = self._in_file(start_ms, end_ms, columns)
        edges = np.linspace(start_ms, end_ms, columns + 1)
        is_outside = (edges[1:] <= first_ms) | (edges[:-1] >= ends_ms)
        is_cut = ~is_outside & ((edges[:-1] < first_ms) | (edges[1:] > ends_ms))
        for column in np.flatnonzero(is_cut):
            from_ms, to_ms = max(first_ms, edges[column]), min(ends_ms, edges[column + 1])
            for part, inside in zip(whole, self._in_file(from_ms, to_ms, 1), strict=True):
                part[column] = inside[0]
        for part in whole:
            part[is_outside] = 0
        return whole

    def _in_file(
        self, start_ms: float, end_ms: float, columns: int
    ) -> tuple[Floats, Floats, Floats]:
        return self.wave.stretch(
            self.source.file_at(start_ms), self.source.file_at(end_ms), columns
        )


def on_track_time(wave: WaveSource, source: SourceTime) -> WaveSource:
    """The waveform as the track's; of a whole file that is the file's own."""
    return wave if source.is_plain else TrackWave(wave, source)
