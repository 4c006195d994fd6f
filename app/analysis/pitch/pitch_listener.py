"""Hears which notes sound when: a `SoundListener`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.analysis.pitch.notes import NOTES, fit_notes, tuning_of
from app.analysis.pitch.pitches import LEVEL_STEP_DB, STEP, Pitches
from app.analysis.pitch.spectrum import Spectra

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Floats = npt.NDArray[np.float32]
    Bytes = npt.NDArray[np.uint8]

_PART_FRAMES = 12_000  # 20 min, 7 MB: a longer sound is tuned part by part, so memory is bounded


class PitchListener:
    """Collects spectra, because a track is tuned as a whole, and fits notes to them at the end."""

    def __init__(self) -> None:
        self._spectra = Spectra()
        self._waiting: list[npt.NDArray[np.float16]] = []
        self._frames = 0
        self._loudest = 0.0
        self._strengths: list[Bytes] = []
        self._levels: list[Bytes] = []
        self._tuning: float | None = None

    def feed(self, block: npt.NDArray[np.float32]) -> None:
        for spectra in self._spectra.feed(block):
            self._take(spectra)

    def finish(self) -> Pitches:
        import numpy as np

        for spectra in self._spectra.rest():
            self._take(spectra)
        self._fit()
        none = np.zeros((0, NOTES), np.uint8)
        strengths = np.concatenate((none, *self._strengths))
        return Pitches(strengths, np.concatenate((none[:, 0], *self._levels)), self._tuning or 0.0)

    def _take(self, spectra: Floats) -> None:
        """The square root is what is fitted, and float16 has room for it."""
        import numpy as np

        # A bank weighs each bin by the square root of its width, so this is the power of a frame.
        power = 10 * np.log10(np.square(spectra).sum(axis=1) + 1e-12)
        self._levels.append(np.clip(-power / LEVEL_STEP_DB, 0, 255).astype(np.uint8))
        compressed = np.sqrt(spectra)
        self._loudest = max(self._loudest, float(compressed.max()))
        self._waiting.append(compressed.astype(np.float16))
        self._frames += len(spectra)
        if self._frames >= _PART_FRAMES:
            self._fit()

    def _fit(self) -> None:
        import numpy as np

        if not self._waiting:
            return
        compressed = np.concatenate(self._waiting)
        self._waiting, self._frames = [], 0
        tuning = tuning_of(compressed[:: max(1, len(compressed) // 3000)].astype(np.float32))
        self._tuning = tuning if self._tuning is None else self._tuning
        for first in range(0, len(compressed), 512):
            part = compressed[first : first + 512].astype(np.float32)
            notes = np.sqrt(fit_notes(part, tuning, self._loudest))
            self._strengths.append(np.clip(np.round(notes / STEP), 0, 255).astype(np.uint8))
