"""K-weighting as a weight for each bin of a spectrum.

Source: ITU-R BS.1770-4, annex 1: a high shelf (the head) and a high-pass (RLB). Their coefficients
are given for 48 kHz; here the response is evaluated at the bins' frequencies instead, so that no
filter has to run over the samples.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Floats = npt.NDArray[np.floating[Any]]

OFFSET_DB = -0.691  # BS.1770: so that a full-scale sine at 997 Hz reads -3.01 LUFS
_SPEC_RATE_HZ = 48_000
_HEAD = (
    (1.53512485958697, -2.69169618940638, 1.19839281085285),
    (1.0, -1.69065929318241, 0.73248077421585),
)
_RLB = ((1.0, -2.0, 1.0), (1.0, -1.99004745483398, 0.99007225036621))


def k_weights(frequencies_hz: Floats) -> Floats:
    """By what the power at each frequency (below 24 kHz) counts."""
    import numpy as np

    turn = np.exp(-2j * np.pi * frequencies_hz / _SPEC_RATE_HZ)
    power = np.ones(len(frequencies_hz))
    for above, below in (_HEAD, _RLB):
        power *= np.square(np.abs(_polynomial(above, turn) / _polynomial(below, turn)))
    return power


def _polynomial(
    coefficients: tuple[float, float, float], turn: npt.NDArray[np.complex128]
) -> npt.NDArray[np.complex128]:
    first, second, third = coefficients
    return first + turn * (second + turn * third)
