"""Learns from what one listener felt where: sounds like these, felt like that.

Kernel ridge regression on the emotions, each 1 where it was felt, 0 elsewhere, as far as they
differ from how often each is felt at all. How sharply that tells the emotions apart is chosen by
what was held out, track by track: so what is said to be probable is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.suggestions.model import Model, likeness, pulls_of, shares

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence

    import numpy as np
    import numpy.typing as npt

    Floats = npt.NDArray[np.float64]
    Ints = npt.NDArray[np.int64]
    Rows = npt.NDArray[np.float32]

WIDTH = 1.5
_RIDGE = 1.0
_MOST_KNOWN = 500  # sounds that others are compared with; solving for more takes seconds
_FOLDS = 6
_MODESTY = 0.85  # of few marks, the sharpness that fits best is too sharp
_SHARPNESSES = (0.5, 1, 1.5, 2, 2.5, 3, 3.5, 4, 4.5, 5, 6, 7, 8, 10, 12)


def learn(rows: Rows, felt: Floats, groups: Sequence[Hashable]) -> Model:
    """rows: (places, figures). felt: (places, emotions), each row adds up to 1. groups: the track
    of each place.
    """
    import numpy as np

    sounds = np.asarray(rows, np.float64)
    middle, scale = sounds.mean(axis=0), sounds.std(axis=0) + 1e-6
    level = (sounds - middle) / scale
    known = level[:: -(-len(level) // _MOST_KNOWN)]
    near, among = likeness(level, known, WIDTH), likeness(known, known, WIDTH)
    pulls = np.zeros(felt.shape)
    for held_out in _folds(sounds, groups):
        weights = _weights(near[~held_out], among, felt[~held_out])
        pulls[held_out] = pulls_of(near[held_out], weights)
    return Model(middle, scale, known, _weights(near, among, felt), WIDTH, _sharpness(pulls, felt))


def _weights(near: Floats, among: Floats, felt: Floats) -> Floats:
    """(known + 1, emotions), the last row for what is felt anywhere.

    near: (places, known). Whatever is known, all places are learnt from.
    """
    import numpy as np

    anywhere = felt.mean(axis=0)
    square = near.T @ near + _RIDGE * among + 1e-6 * np.eye(len(among))
    weights = np.linalg.solve(square, near.T @ (felt - anywhere))
    return np.vstack((weights, anywhere))


def _folds(sounds: Floats, groups: Sequence[Hashable]) -> list[npt.NDArray[np.bool_]]:
    """Which places are held out together: of some tracks, or, in too few, of some sounds."""
    import numpy as np

    numbers: dict[Hashable, int] = {}
    of_place = np.array([numbers.setdefault(group, len(numbers)) for group in groups])
    if len(numbers) < _FOLDS // 2:
        of_place = np.unique(sounds, axis=0, return_inverse=True)[1].reshape(-1)
    count = min(_FOLDS, int(of_place.max()) + 1)
    folds = [of_place % count == number for number in range(count)]
    return folds if count > 1 else []


def _sharpness(pulls: Floats, felt: Floats) -> float:
    """With which what was felt is the least surprise."""
    import numpy as np

    def surprise(sharpness: float) -> float:
        said = shares(pulls * sharpness)
        return -float((felt * np.log(said + 1e-9)).sum(axis=1).mean())

    return _MODESTY * min(_SHARPNESSES, key=surprise)
