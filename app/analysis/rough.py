"""A first rough picture of a long track: short probes all over it, before it is read through.

Decoding an hour takes some seconds; 256 probes take a fifth of one.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from app.analysis.peak_builder import PeakBuilder
from app.analysis.peaks import BASE_FRAMES, PeakLevel

if TYPE_CHECKING:
    from app.analysis.sampling import SoundSampler
    from app.core.jobs import JobContext

PROBES = 256
PROBE_FRAMES = 8 * BASE_FRAMES
MAY_TAKE_S = 0.35
WORTH_IT_FROM_S = 300  # shorter tracks are read through before a probe would be seen


def probe(
    sampler: SoundSampler,
    job: JobContext,
    may_take_s: float = MAY_TAKE_S,
    monotonic: Callable[[], float] = time.monotonic,
) -> PeakLevel | None:
    """Peaks of PROBES bins over the whole track, each from a few frames at its beginning.

    What the time does not allow is filled from its neighbours. None when the track's length is not
    known, or nothing could be read. Raises JobCancelled. monotonic: seconds, on any clock.
    """
    import numpy as np

    step = sampler.shape.frames // PROBES
    if step < PROBE_FRAMES:
        return None
    mins, maxs = np.zeros(PROBES, np.int16), np.zeros(PROBES, np.int16)
    rms, is_known = np.zeros(PROBES, np.uint16), np.zeros(PROBES, np.bool_)
    until = monotonic() + may_take_s
    for place in coarse_to_fine(PROBES):
        if monotonic() > until:
            break
        job.checkpoint()
        block = sampler.read_at(place * step, PROBE_FRAMES)
        if len(block) == 0:
            continue
        builder = PeakBuilder(sampler.shape.channels, len(block))
        builder.add(block)
        seen = builder.level()
        mins[place], maxs[place] = seen.mins.min(), seen.maxs.max()
        rms[place] = np.sqrt(np.square(seen.rms, dtype=np.float64).mean())
        is_known[place] = True
    known = np.flatnonzero(is_known)
    if len(known) == 0:
        return None
    nearest = known[np.abs(np.arange(PROBES)[:, None] - known[None, :]).argmin(axis=1)]
    return PeakLevel(step, mins[nearest], maxs[nearest], rms[nearest])


def coarse_to_fine(count: int) -> list[int]:
    """0, the middle, the quarters, the eighths…: wherever it stops, the whole track is covered.

    count: a power of two.
    """
    bits = count.bit_length() - 1
    return [int(f"{n:0{bits}b}"[::-1], 2) for n in range(count)]
