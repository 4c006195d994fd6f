"""Hears a file and says, for each tenth of a second, how loud, busy and bright it was.

One spectrum each 33 ms serves all three. Windows of 100 ms overlap by two thirds: the squares of
three Hann windows add up to a constant, so no sound counts more or less than another.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from app.analysis.dynamics.dynamics import Dynamics
from app.analysis.dynamics.k_weighting import OFFSET_DB, k_weights
from app.analysis.dynamics.measured import HOP_MS, SILENT_LUFS, Measured
from app.analysis.dynamics.onset_density import EDGES_HZ, density, onsets
from app.analysis.listener import RATE_HZ

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Floats = npt.NDArray[np.float32]

HOP_FRAMES = RATE_HZ * HOP_MS // 1000
STEPS_PER_HOP = 3
STEP_FRAMES = HOP_FRAMES // STEPS_PER_HOP
_MOST_STEPS = 256  # at once: 3 MB of scratch
_LOUDEST = 16.0  # float files may go over full scale, damaged ones to anything
_BRIGHT_FROM_HZ = 60.0  # hum and rumble below say nothing about colour
_FLOOR = 1e-10  # power; far below the quietest that counts


class DynamicsListener:
    """A `SoundListener` of `Dynamics`. Keeps 2 kB for each second heard."""

    def __init__(self) -> None:
        import numpy as np

        self._spectra = _Spectra()
        # The first window is centred on the first step.
        self._rest = np.zeros(STEP_FRAMES, np.float32)
        self._frames = 0
        self._steps: list[Floats] = []

    def feed(self, block: np.ndarray) -> None:
        """What isn't a number counts as silence."""
        import numpy as np

        self._frames += len(block)
        sound = np.clip(np.nan_to_num(block, nan=0.0), -_LOUDEST, _LOUDEST)
        self._hear(np.concatenate((self._rest, sound.astype(np.float32, copy=False))))

    def finish(self) -> Dynamics:
        """The rest of a last hop that isn't full counts as silence."""
        import numpy as np

        hops = -(-self._frames // HOP_FRAMES)
        missing = hops * HOP_FRAMES - self._frames
        self._hear(np.concatenate((self._rest, np.zeros(missing + STEP_FRAMES, np.float32))))
        steps = np.concatenate((np.zeros((0, _COLUMNS), np.float32), *self._steps))
        return Dynamics.of(_measured(steps[: hops * STEPS_PER_HOP], self._frames))

    def _hear(self, sound: Floats) -> None:
        import numpy as np

        steps = max(0, (len(sound) - HOP_FRAMES) // STEP_FRAMES + 1)
        if steps:
            windows = np.lib.stride_tricks.sliding_window_view(sound, HOP_FRAMES)[::STEP_FRAMES]
            for first in range(0, steps, _MOST_STEPS):
                self._steps.append(self._spectra.columns(windows[first : first + _MOST_STEPS]))
        self._rest = sound[steps * STEP_FRAMES :].copy()


_COLUMNS = 3 + len(EDGES_HZ) - 1


class _Spectra:
    """What is kept of each spectrum: K-weighted power, the two sums of its centroid, its bands."""

    def __init__(self) -> None:
        import numpy as np

        window = np.hanning(HOP_FRAMES + 1)[:-1]
        hertz = np.fft.rfftfreq(HOP_FRAMES, 1 / RATE_HZ)
        # Both halves of the spectrum, by Parseval; windows overlap, each hop's power is their mean
        once = 2 / (HOP_FRAMES * float(np.square(window).sum()))
        bands = [(hertz >= low) & (hertz < high) for low, high in pairwise(EDGES_HZ)]
        self._window = window.astype(np.float32)
        self._of_power = np.stack([k_weights(hertz), *bands], axis=1).astype(np.float32) * once
        is_colour = hertz >= _BRIGHT_FROM_HZ
        self._of_magnitude = np.stack([hertz * is_colour, is_colour], axis=1).astype(np.float32)

    def columns(self, windows: Floats) -> Floats:
        """float32, (steps, _COLUMNS). windows: (steps, HOP_FRAMES)."""
        import numpy as np

        spectra = np.fft.rfft(windows * self._window)
        power = np.square(spectra.real) + np.square(spectra.imag)
        powers = power @ self._of_power
        sums = np.sqrt(power) @ self._of_magnitude
        columns: Floats = np.concatenate((powers[:, :1], sums, powers[:, 1:]), axis=1)
        return columns.astype(np.float32, copy=False)


def _measured(steps: Floats, frames: int) -> Measured:
    """frames: how many were heard; the last hop may not be full."""
    import numpy as np

    hops = len(steps) // STEPS_PER_HOP
    by_hop = steps[:, :3].reshape(hops, STEPS_PER_HOP, 3).mean(axis=1)
    power, weighted, magnitude = by_hop.T
    lufs = 10 * np.log10(np.maximum(power, _FLOOR)) + OFFSET_DB
    at = onsets(10 * np.log10(np.maximum(steps[:, 3:], _FLOOR)))
    # A window that reaches over the end sees the cut, which splashes over all bands.
    at = at[(at + 2) * STEP_FRAMES <= frames]
    per_s = density(at, len(steps), STEPS_PER_HOP, HOP_MS)
    is_heard = (lufs > SILENT_LUFS) & (magnitude > 0)
    centroid_hz = np.divide(weighted, magnitude, out=np.zeros_like(power), where=is_heard)
    return Measured.of(lufs, per_s, centroid_hz)
