"""The search written plainly with numpy, track by track: the floor of `bench.theme_search`.

Two views (minus a moving average of 3.3 s; minus the mean of the frame), correlated by FFT over
time and pitch class at 13 tempi, and the mean of their z-scores over the soundtrack.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from app.analysis.theme_search.likeness import TEMPI

Floats = npt.NDArray[np.float64]

CLASSES = 12


def plain_scores(
    query: Sequence[Floats], tracks: Sequence[Sequence[Floats]]
) -> list[npt.NDArray[np.float64]]:
    """query: its views, (12, frames) each; tracks: theirs. For each track, the best z-score over
    keys and tempi of each frame.
    """
    best: list[Floats] = [np.full(views[0].shape[1], -np.inf) for views in tracks]
    for tempo in TEMPI:
        scores: list[Floats] = [np.zeros((CLASSES, views[0].shape[1])) for views in tracks]
        for number, asked in enumerate(query):
            scaled = _scaled(asked, tempo)
            found = [_correlated(scaled, views[number]) for views in tracks]
            everything = np.concatenate(found, axis=1)
            mean, spread = everything.mean(), everything.std()
            for score, each in zip(scores, found, strict=True):
                score += (each - mean) / spread / len(query)
        best = [np.maximum(b, s.max(axis=0)) for b, s in zip(best, scores, strict=True)]
    return best


def _scaled(view: Floats, tempo: float) -> Floats:
    frames = max(4, round(view.shape[1] / tempo))
    at = np.linspace(0, view.shape[1] - 1, frames)
    return np.stack([np.interp(at, np.arange(view.shape[1]), row) for row in view])


def _correlated(query: Floats, track: Floats) -> Floats:
    """(12, frames): the cosine between the query and each place, in each key."""
    frames, width = track.shape[1], query.shape[1]
    size = 1 << (frames + width - 1).bit_length()
    product = np.fft.fft2(track, (CLASSES, size)) * np.conj(np.fft.fft2(query, (CLASSES, size)))
    common = np.fft.ifft2(product).real[:, :frames]
    sums = np.concatenate(([0.0], np.cumsum(np.square(track).sum(axis=0))))
    ends = np.minimum(np.arange(frames) + width, frames)
    power = sums[ends] - sums[:-1]
    cosine: Floats = common / np.sqrt(np.square(query).sum() * (power + 1e-9))
    return cosine
