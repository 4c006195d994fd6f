"""A first picture of a long file, before it is read in full.

Decoding an hour takes some seconds; 256 short probes all over it take a fifth of one. Of a file
that holds several tracks, the stretch of the one that is wanted is read first.
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
MOST_BINS = 1 << 17  # for a whole file: 3 MB while it is read
READ_FRAMES = 1 << 16
WORTH_IT_FROM_S = 300  # shorter tracks are read in full before a probe would be seen


def probe(
    sampler: SoundSampler,
    job: JobContext,
    stretch: tuple[int, int] | None = None,
    may_take_s: float = MAY_TAKE_S,
    monotonic: Callable[[], float] = time.monotonic,
) -> PeakLevel | None:
    """Peaks of PROBES bins over the whole track, each from a few frames at its beginning.

    stretch: first and end frame, if only that is wanted; bins of the rest are filled from it, as is
    what the time does not allow from its neighbours. None when the length is not known, or nothing
    could be read. Raises JobCancelled. monotonic: seconds, on any clock.
    """
    import numpy as np

    frames = sampler.shape.frames
    first, end = (0, frames) if stretch is None else stretch
    step = (end - first) // PROBES
    if step < PROBE_FRAMES:
        return None
    mins, maxs = np.zeros(PROBES, np.int16), np.zeros(PROBES, np.int16)
    rms, is_known = np.zeros(PROBES, np.uint16), np.zeros(PROBES, np.bool_)
    before = first // step
    until = monotonic() + may_take_s
    for place in coarse_to_fine(PROBES):
        if monotonic() > until:
            break
        job.checkpoint()
        block = sampler.read_at((before + place) * step, PROBE_FRAMES)
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
    level = PeakLevel(step, mins[nearest], maxs[nearest], rms[nearest])
    return _on_whole_file(level, before, frames)


def read_stretch(
    sampler: SoundSampler, job: JobContext, stretch: tuple[int, int]
) -> PeakLevel | None:
    """Peaks of a few minutes of a long file, in full; bins of the rest are filled from them. None
    when nothing could be read. Raises JobCancelled. stretch: first and end frame.
    """
    first, end = stretch
    width = BASE_FRAMES
    while sampler.shape.frames > MOST_BINS * width:
        width *= 2
    builder = PeakBuilder(sampler.shape.channels, end - first, bin_frames=width)
    block_frames = max(width, READ_FRAMES // width * width)
    for place in range(first // width * width, end, block_frames):
        job.checkpoint()
        block = sampler.read_at(place, block_frames)
        if len(block) == 0:
            break
        builder.add(block)
    if builder.frames == 0:
        return None
    return _on_whole_file(builder.level(), first // width, sampler.shape.frames)


def _on_whole_file(level: PeakLevel, before: int, frames: int) -> PeakLevel:
    """With as many bins before it, and the file's remaining ones after it."""
    import numpy as np

    after = max(0, frames // level.frames_per_bin - before - len(level))
    around = before, after
    return PeakLevel(
        level.frames_per_bin,
        np.pad(level.mins, around, "edge").astype(np.int16),
        np.pad(level.maxs, around, "edge").astype(np.int16),
        np.pad(level.rms, around, "edge").astype(np.uint16),
    )


def coarse_to_fine(count: int) -> list[int]:
    """0, the middle, the quarters, the eighths…: wherever it stops, the whole track is covered.

    count: a power of two.
    """
    bits = count.bit_length() - 1
    return [int(f"{n:0{bits}b}"[::-1], 2) for n in range(count)]
