"""A few anchors that say what a path says."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from app.analysis.versions.warping import Path

    Floats = npt.NDArray[np.float64]

EVERY_MS, _AROUND_MS = 2_000, 2_500
_GAP_MS = 1_500  # one stands still for longer: the other has something of its own there
_NEAR_MS = 30  # an anchor closer than this to the line of its neighbours says nothing new
_LEAST_MS = 3_000  # of a stretch: less decides nothing
MOST = 400

Anchor = tuple[float, float]


def anchors_along(path: Path, frame_ms: int) -> list[Anchor]:
    """In ms, rising in both. A path goes in steps of a frame: a line fitted through some seconds of
    it is more exact. Where one version has something of its own, there is an anchor on either side.
    """
    import numpy as np

    at: Floats = path.ours.astype(np.float64) * frame_ms
    to: Floats = path.theirs.astype(np.float64) * frame_ms
    found: list[Anchor] = []
    for part in _stretches(at, to):
        here, there = at[part], to[part]
        lasts_ms = here[-1] - here[0]
        if lasts_ms < _LEAST_MS:
            continue
        places = np.linspace(here[0], here[-1], max(2, round(lasts_ms / EVERY_MS) + 1))
        fitted = [(float(ms), _fitted(here, there, float(ms))) for ms in places]
        found += _without_idle(fitted)
    return _rising(found)[:MOST]


def _stretches(at: Floats, to: Floats) -> list[slice]:
    """Where both move on."""
    import numpy as np

    if len(at) < 2:
        return []
    is_still = (np.diff(at) == 0) | (np.diff(to) == 0)
    passed = np.diff(at) + np.diff(to)
    cuts, first = [], None
    for place in range(len(is_still) + 1):
        if place < len(is_still) and is_still[place]:
            first = place if first is None else first
        elif first is not None:
            if passed[first:place].sum() >= _GAP_MS:
                cuts.append((first, place))
            first = None
    edges = [0, *(edge for cut in cuts for edge in cut), len(at) - 1]
    return [slice(a, b + 1) for a, b in zip(edges[::2], edges[1::2], strict=True) if b > a]


def _fitted(here: Floats, there: Floats, ms: float) -> float:
    """What a line through the path around a place says about it."""
    import numpy as np

    near = np.abs(here - ms) <= _AROUND_MS / 2
    if near.sum() < 3:
        return float(np.interp(ms, here, there))
    (slope, level) = np.polyfit(here[near] - ms, there[near], 1)
    return float(level) if slope > 0 else float(np.interp(ms, here, there))


def _without_idle(anchors: list[Anchor]) -> list[Anchor]:
    """Without those on the line of the others (Ramer 1972, Douglas and Peucker 1973)."""
    if len(anchors) <= 2:
        return anchors
    (a, b), (c, d) = anchors[0], anchors[-1]
    off = [abs(b + (x - a) * (d - b) / max(1e-6, c - a) - y) for x, y in anchors]
    widest = max(range(len(off)), key=off.__getitem__)
    if off[widest] <= _NEAR_MS:
        return [anchors[0], anchors[-1]]
    return _without_idle(anchors[: widest + 1])[:-1] + _without_idle(anchors[widest:])


def _rising(anchors: list[Anchor]) -> list[Anchor]:
    kept = anchors[:1]
    for _before, after in pairwise(anchors):
        if after[0] >= kept[-1][0] + 1 and after[1] >= kept[-1][1] + 1:
            kept.append(after)
    return kept
