"""How alike a query and every place of a soundtrack are, at the best tempo and in the best key."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.analysis.theme_search.views import CLASSES, VIEW_FRAME_MS, moving_mean, resampled

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from app.analysis.theme_search.soundtrack import Soundtrack
    from app.core.jobs import JobContext

    Floats = npt.NDArray[np.float32]

_SLOWEST, _FASTEST, _TEMPI = 0.5, 2.0, 17
TEMPI: tuple[float, ...] = tuple(
    _SLOWEST * (_FASTEST / _SLOWEST) ** (step / (_TEMPI - 1)) for step in range(_TEMPI)
)
_LEAST_POWER = 0.1  # of the median, so that near-silence is like nothing
_FEWEST_FRAMES = 4
_AROUND_MS = 6_000  # on either side, what is usual near a place
_LEAST_USUAL = 0.15
_EVENING = 0.5  # how far what is usual near a place is evened out, as a power: 1 is wholly
_TEMPO_COST = 0.6  # standard deviations for a tempo e times as fast


@dataclass(frozen=True, slots=True, eq=False)
class Likeness:
    """For each frame of the soundtrack: how many standard deviations a query that begins there is
    above chance, at the tempo (a place in TEMPI) where it is most. asked: frames of the query.
    """

    scores: Floats
    tempi: npt.NDArray[np.int8]
    asked: int

    def and_own(self, own: Likeness) -> Likeness:
        """With what the passage itself is like: half this, half the better one of both."""
        import numpy as np

        better: Floats = np.maximum(self.scores, own.scores)
        return Likeness((self.scores + better) / np.float32(2), self.tempi, self.asked)

    def less(self, by: float) -> Likeness:
        """Where more is asked of it."""
        import numpy as np

        return Likeness(self.scores - np.float32(by), self.tempi, self.asked)


def likeness(soundtrack: Soundtrack, query: Floats, job: JobContext) -> Likeness:
    """query: (ROWS, frames), from the same views. Raises JobCancelled."""
    import numpy as np

    scores = np.full(soundtrack.frames, -np.inf, np.float32)
    tempi = np.zeros(soundtrack.frames, np.int8)
    for number, tempo in enumerate(TEMPI):
        job.checkpoint()
        frames = max(_FEWEST_FRAMES, round(query.shape[1] / tempo))
        alike = _alike(soundtrack, resampled(query, frames))
        best = alike.max(axis=0)
        best -= np.float32(_TEMPO_COST * abs(math.log(tempo)))
        is_better = best > scores
        scores[is_better] = best[is_better]
        tempi[is_better] = number
    scores[~soundtrack.is_sound] = -np.inf
    return Likeness(scores, tempi, query.shape[1])


def _alike(soundtrack: Soundtrack, query: Floats) -> Floats:
    """(12, frames), in standard deviations from the mean."""
    import numpy as np

    powers = soundtrack.powers(query.shape[1])
    usual = float(np.median(powers[soundtrack.is_sound])) if soundtrack.frames else 0.0
    weights = 1 / np.sqrt(np.maximum(powers, 0) + _LEAST_POWER * usual + 1e-9)
    alike = soundtrack.correlation(query)
    alike *= np.where(soundtrack.is_sound, weights, 0).astype(np.float32)
    alike *= _evening(alike, soundtrack)
    count = CLASSES * max(1, int(soundtrack.is_sound.sum()))
    mean = float(alike.sum(dtype=np.float64)) / count
    spread = math.sqrt(max(1e-12, float(np.vdot(alike, alike)) / count - mean**2))
    alike -= np.float32(mean)
    alike /= np.float32(spread)
    return alike


def _evening(alike: Floats, soundtrack: Soundtrack) -> Floats:
    """Factors for each frame: where everything is somewhat like everything (few notes at a time,
    long ones), being alike means less.
    """
    import numpy as np

    power = np.einsum("cf,cf->f", alike, alike)[None]
    usual = moving_mean(power, _AROUND_MS // VIEW_FRAME_MS)[0]
    mean = max(1e-12, float(usual[soundtrack.is_sound].mean()))
    factors: Floats = (_LEAST_USUAL + usual / np.float32(mean)) ** np.float32(-_EVENING / 2)
    return factors
