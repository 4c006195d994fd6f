"""Sound that carries its own time: any tenth of a second of it says where it is.

It is two sine waves. The sweep goes up and down between two frequencies, one block each way: its
frequency gives the place within the block. The other keeps one frequency for a block, 5 Hz above
the block before: it identifies the block. Both are below 7 kHz, where every codec keeps them, and a
frequency is measured to a fraction of a hertz, which is a fraction of a millisecond.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Samples = NDArray[np.float32]  # (frames,), -1..1
Doubles = NDArray[np.float64]

BLOCK_S = 5.0
SWEEP_FROM_HZ, SWEEP_TO_HZ = 600.0, 2600.0
NAME_FROM_HZ, NAME_STEP_HZ = 3200.0, 5.0
LONGEST_S = 3600.0
SLOPE_HZ_PER_S = (SWEEP_TO_HZ - SWEEP_FROM_HZ) / BLOCK_S
LEVEL = 0.35  # of each wave

WINDOW_S = 0.06
HOP_S = 0.005
TURN_S = 0.04  # this near to a block's ends, the window contains both sides of the turn
QUIET = 0.02  # an RMS below this is silence: the sound itself has 0.35
BLOCKS_OFF = 20  # 100 Hz in 5 kHz: sound resampled by up to 2 % can still be read
AT_PITCH = 4e-5  # a step is 7e-4 and more
NEIGHBOURS = 15
STRAY_MS = 1000.0
CLEAR = 0.35  # the share of a window's power that its two waves must have; with less it is a seam


def made(seconds: float, rate_hz: int) -> Iterator[Samples]:
    """The sound, one block at a time, mono."""
    frames = round(seconds * rate_hz)
    per_block = round(BLOCK_S * rate_hz)
    t = np.arange(per_block) / rate_hz
    swept = 2 * np.pi * (SWEEP_FROM_HZ * t + SLOPE_HZ_PER_S / 2 * t * t)
    fallen = 2 * np.pi * (SWEEP_TO_HZ * t - SLOPE_HZ_PER_S / 2 * t * t)
    whole = np.pi * (SWEEP_FROM_HZ + SWEEP_TO_HZ) * BLOCK_S
    sweep_phase = name_phase = 0.0
    for block, first in enumerate(range(0, frames, per_block)):
        name_hz = NAME_FROM_HZ + NAME_STEP_HZ * block
        sweep = np.sin(sweep_phase + (fallen if block % 2 else swept))
        name = np.sin(name_phase + 2 * np.pi * name_hz * t)
        sweep_phase = (sweep_phase + whole) % (2 * np.pi)
        name_phase = (name_phase + 2 * np.pi * name_hz * BLOCK_S) % (2 * np.pi)
        yield (LEVEL * (sweep + name)).astype(np.float32)[: frames - first]


@dataclass(frozen=True, slots=True)
class Heard:
    """What a recording says, every 5 ms: arrays of one length.

    at_ms: the middle of each window, from the recording's start. position_ms: the place in the
    track, NaN where it is silent or two places are heard at once. pitch: the frequency heard
    divided by the true one; other than 1 where it was resampled. is_silent: no sound there.
    """

    at_ms: Doubles
    position_ms: Doubles
    pitch: Doubles
    is_silent: NDArray[np.bool_]


def read(
    samples: Samples, rate_hz: int, expected_ms: Callable[[Doubles], Doubles] | None = None
) -> Heard:
    """Where in the track each window of a recording is.

    expected_ms: roughly the place to expect at these milliseconds of the recording; only used
    where the sound was resampled, see `_positions`.
    """
    length, hop = round(WINDOW_S * rate_hz), round(HOP_S * rate_hz)
    if len(samples) < length:
        nothing = np.empty(0)
        return Heard(nothing, nothing, nothing, np.empty(0, bool))
    windows: Any = np.lib.stride_tricks.sliding_window_view(samples, length)[::hop]
    at_ms = (np.arange(len(windows)) * hop + length / 2) * 1000 / rate_hz
    pieces = [
        _tones(windows[first : first + 512], rate_hz) for first in range(0, len(windows), 512)
    ]
    sweep_hz, name_hz, is_clear = (np.concatenate(each) for each in zip(*pieces, strict=True))
    expected = np.full(len(at_ms), np.nan) if expected_ms is None else expected_ms(at_ms)
    position_ms, pitch = _positions(sweep_hz, name_hz, expected)
    is_stray = _strays(position_ms - at_ms)
    position_ms[~is_clear | is_stray] = pitch[~is_clear | is_stray] = np.nan
    return Heard(at_ms, position_ms, pitch, _silences(samples, rate_hz, at_ms))


def _tones(windows: Any, rate_hz: int) -> tuple[Doubles, Doubles, NDArray[np.bool_]]:
    """The two frequencies of each window, and whether there is nothing else in it."""
    size = 1 << int(np.ceil(np.log2(windows.shape[1] * 4)))
    power = np.abs(np.fft.rfft(windows * np.hanning(windows.shape[1]), size)) ** 2
    per_hz = size / rate_hz
    sweep_hz, sweep_power = _peak(power, SWEEP_FROM_HZ - 40, SWEEP_TO_HZ + 40, per_hz)
    last_hz = NAME_FROM_HZ + NAME_STEP_HZ * LONGEST_S / BLOCK_S
    name_hz, name_power = _peak(power, NAME_FROM_HZ - 40, last_hz + 40, per_hz)
    total = power[:, : int(8000 * per_hz)].sum(axis=1) + 1e-12
    level = np.sqrt((windows.astype(np.float64) ** 2).mean(axis=1))
    is_clear = (level > QUIET) & (np.minimum(sweep_power, name_power) / total > CLEAR)
    return sweep_hz, name_hz, is_clear


def _positions(
    sweep_hz: Doubles, name_hz: Doubles, expected_ms: Doubles
) -> tuple[Doubles, Doubles]:
    """Position and pitch of each window.

    Without resampling, the second frequency is on one of its 5 Hz steps, and the place is certain.
    In resampled sound both frequencies are off by the same factor, and 0.1 % of 5 kHz is a whole
    block: there the block nearest to the expected place is used, and gives the factor.
    """
    rows = np.arange(len(name_hz))
    nearest = np.round((name_hz - NAME_FROM_HZ) / NAME_STEP_HZ)
    blocks = np.maximum(0, nearest[:, None] + np.arange(-BLOCKS_OFF, BLOCKS_OFF + 1))
    pitches = name_hz[:, None] / (NAME_FROM_HZ + NAME_STEP_HZ * blocks)
    into_s = (sweep_hz[:, None] / pitches - SWEEP_FROM_HZ) / SLOPE_HZ_PER_S
    place_s = np.where(blocks % 2 == 1, BLOCK_S - into_s, into_s)
    places_ms = (blocks * BLOCK_S + place_s) * 1000
    off = np.abs(pitches - 1)
    far_ms = np.abs(places_ms - expected_ms[:, None])
    is_resampled = (off.min(axis=1) > AT_PITCH) & ~np.isnan(expected_ms)
    best = np.where(
        is_resampled, np.nan_to_num(far_ms, nan=np.inf).argmin(axis=1), off.argmin(axis=1)
    )
    turned = np.abs(place_s[rows, best] - BLOCK_S / 2) > BLOCK_S / 2 - TURN_S
    position_ms, pitch = places_ms[rows, best], pitches[rows, best]
    position_ms[turned] = pitch[turned] = np.nan
    return position_ms, pitch


def _strays(offset_ms: Doubles) -> NDArray[np.bool_]:
    """Windows that agree neither with those before nor with those after: resampled sound that
    happened to be on another block's step.
    """
    edge = np.full(NEIGHBOURS, np.nan)
    padded = np.concatenate([edge, offset_ms, edge])
    around: Any = np.lib.stride_tricks.sliding_window_view(padded, 2 * NEIGHBOURS + 1)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)  # where all are NaN
        before = np.nanmedian(around[:, :NEIGHBOURS], axis=1)
        after = np.nanmedian(around[:, NEIGHBOURS + 1 :], axis=1)
    far = np.minimum(
        np.abs(np.nan_to_num(offset_ms - before, nan=np.inf)),
        np.abs(np.nan_to_num(offset_ms - after, nan=np.inf)),
    )
    return np.asarray(far > STRAY_MS)


def _peak(power: Any, from_hz: float, to_hz: float, per_hz: float) -> tuple[Doubles, Doubles]:
    """The strongest frequency in a band for each row, and the power around it."""
    first, last = int(from_hz * per_hz), int(to_hz * per_hz)
    rows = np.arange(len(power))
    top = power[:, first:last].argmax(axis=1) + first
    left, mid, right = (np.log(power[rows, top + step] + 1e-20) for step in (-1, 0, 1))
    bend = left - 2 * mid + right
    shift = np.where(bend < 0, 0.5 * (left - right) / np.where(bend < 0, bend, -1.0), 0.0)
    reach = round(35 * per_hz)
    around = sum(
        power[rows, np.clip(top + step, 0, power.shape[1] - 1)] for step in range(-reach, reach + 1)
    )
    return (top + shift) / per_hz, np.asarray(around)


def _silences(samples: Samples, rate_hz: int, at_ms: Doubles) -> NDArray[np.bool_]:
    """Whether there is no sound in the 5 ms around each moment."""
    frames = max(1, round(HOP_S * rate_hz))
    squares = np.concatenate(([0.0], np.cumsum(samples.astype(np.float64) ** 2)))
    middle = (at_ms * rate_hz / 1000).astype(int)
    first = np.clip(middle - frames // 2, 0, len(samples))
    last = np.clip(first + frames, 0, len(samples))
    level = np.sqrt((squares[last] - squares[first]) / np.maximum(1, last - first))
    quiet: NDArray[np.bool_] = level < QUIET
    return quiet
