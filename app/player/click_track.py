"""A track of steady clicks, to find out the latency of an output device."""

from __future__ import annotations

import math
import wave
from array import array
from pathlib import Path

PERIOD_MS = 1200  # longer than any latency that can be set: each click has one flash
CLICKS = 100
RATE_HZ = 22_050
_CLICK_MS, _PITCH_HZ, _FALL_MS, _PEAK = 12, 1_800, 2.5, 0.6
DURATION_MS = PERIOD_MS * (CLICKS + 1)


def write_click_track(path: Path) -> Path:
    """Write 100 clicks as WAV, one per period, the first one period after the start.

    A click begins with its loudest sample: a slow attack is heard as a late one.
    """
    silence = array("h", bytes(2 * (RATE_HZ * PERIOD_MS // 1000)))
    beat = _click()
    beat.extend(silence[len(beat) :])
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE_HZ)
        file.writeframes(silence.tobytes() + beat.tobytes() * CLICKS)
    return path


def offset_ms(position_ms: float) -> float:
    """How far a position lies after the nearest click: minus to plus half a period."""
    half = PERIOD_MS / 2
    return (position_ms + half) % PERIOD_MS - half


def _click() -> array[int]:
    count = RATE_HZ * _CLICK_MS // 1000
    return array("h", (round(32_767 * _PEAK * _wave(at)) for at in range(count)))


def _wave(at: int) -> float:
    """A cosine that dies away."""
    ms = 1000 * at / RATE_HZ
    return math.cos(2 * math.pi * _PITCH_HZ * ms / 1000) * math.exp(-ms / _FALL_MS)
