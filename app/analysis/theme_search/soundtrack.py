"""The tracks that are searched, laid end to end and transformed once for all queries."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.analysis.theme_search.views import CLASSES, ROWS, VIEW_FRAME_MS, VIEWS, Views

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Floats = npt.NDArray[np.float32]
    Complex = npt.NDArray[np.complex64]

_GAP = 8_000 // VIEW_FRAME_MS  # between tracks, so that a passage may be cut off by a track's end
_OVERLAP = 8  # blocks are this many times as long as what is searched for


@dataclass(frozen=True, slots=True)
class Place:
    """A frame of a track."""

    track: str
    frame: int


class Soundtrack:
    """Tracks by name, in the order of their names' mapping. Not changed after it was made."""

    def __init__(self, tracks: Mapping[str, Views]) -> None:
        import numpy as np

        self.names = tuple(tracks)
        lengths = [tracks[name].frames for name in self.names]
        starts = np.cumsum([0, *(length + _GAP for length in lengths)])
        self._first = dict(zip(self.names, starts.tolist(), strict=False))
        self._length = dict(zip(self.names, lengths, strict=True))
        self._starts = starts[:-1]
        self.frames = int(starts[-1])
        self.rows = np.zeros((ROWS, self.frames), np.float32)
        self.is_sound = np.zeros(self.frames, bool)
        for name in self.names:
            first = self._first[name]
            part = slice(first, first + self._length[name])
            self.rows[:, part] = tracks[name].rows
            self.is_sound[part] = True
        power = np.square(self.rows).sum(axis=0, dtype=np.float64)
        self._power_before = np.concatenate(([0.0], np.cumsum(power)))
        self._blocks: dict[int, Complex] = {}

    def __contains__(self, track: str) -> bool:
        return track in self._first

    def place(self, frame: int) -> Place:
        """Of a frame of the whole."""
        import numpy as np

        name = self.names[int(np.searchsorted(self._starts, frame, side="right")) - 1]
        return Place(name, frame - self._first[name])

    def length_of(self, track: str) -> int:
        """In frames."""
        return self._length[track]

    def frames_of(self, track: str, start: int, end: int) -> slice:
        """Frames of the whole, of those of a track; fewer where the track ends."""
        first, length = self._first[track], self._length[track]
        return slice(first + min(max(0, start), length), first + min(max(0, end), length))

    def stretch(self, track: str, start: int, end: int) -> Floats:
        """(ROWS, frames) of a track; shorter where the track ends."""
        part: Floats = self.rows[:, self.frames_of(track, start, end)]
        return part

    def powers(self, frames: int) -> npt.NDArray[np.float64]:
        """For each frame, of the `frames` from there on."""
        import numpy as np

        ends = np.minimum(np.arange(self.frames) + frames, self.frames)
        powers: npt.NDArray[np.float64] = self._power_before[ends] - self._power_before[:-1]
        return powers

    def correlation(self, query: Floats) -> Floats:
        """(12, frames): what the query, so many semitones higher, and the frames from each on have
        in common.
        """
        import numpy as np

        frames = query.shape[1]
        size = _OVERLAP * (1 << max(5, (frames - 1).bit_length()))
        step = size - size // _OVERLAP
        spectra = self._spectra(size, step)
        asked = np.fft.rfft(query, size).astype(np.complex64, copy=False)
        asked = np.conj(_turned(asked.reshape(VIEWS, CLASSES, -1)))
        product = np.einsum("vcbf,vcf->cbf", spectra, asked, optimize=False)
        back = _back(product)
        common = np.fft.irfft(back, size)[:, :, :step]
        return common.reshape(CLASSES, -1)[:, : self.frames].astype(np.float32, copy=False)

    def _spectra(self, size: int, step: int) -> Complex:
        """(VIEWS, 12, blocks, size / 2 + 1): over pitch class and time."""
        import numpy as np

        if size not in self._blocks:
            count = -(-self.frames // step)
            padded = np.zeros((ROWS, count * step + size), np.float32)
            padded[:, : self.frames] = self.rows
            windows = np.lib.stride_tricks.sliding_window_view(padded, size, axis=1)
            blocks = windows[:, : count * step : step]
            spectra = np.fft.rfft(blocks).astype(np.complex64, copy=False)
            self._blocks = {size: _turned(spectra.reshape(VIEWS, CLASSES, count, -1))}
        return self._blocks[size]


def _turned(spectra: Complex) -> Complex:
    """The transform over the second axis, twelve pitch classes: a product with a matrix is five
    times as fast as the FFT across memory.
    """
    import numpy as np

    flat = spectra.reshape(VIEWS, CLASSES, -1)
    turned: Complex = np.matmul(_turns(-1), flat).reshape(spectra.shape)
    return turned


def _back(spectra: Complex) -> Complex:
    import numpy as np

    flat = spectra.reshape(CLASSES, -1)
    turned: Complex = np.matmul(_turns(1), flat).reshape(spectra.shape)
    turned /= np.float32(CLASSES)
    return turned


def _turns(sign: int) -> Complex:
    import numpy as np

    at = np.arange(CLASSES)
    turns: Complex = np.exp(sign * 2j * np.pi * np.outer(at, at) / CLASSES).astype(np.complex64)
    return turns
