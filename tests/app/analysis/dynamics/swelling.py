"""Music whose loudness follows a line, to be listened to."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from app.analysis.dynamics.dynamics import Dynamics
from app.analysis.dynamics.listener import DynamicsListener
from app.analysis.dynamics.records import EventKind, FoundEvent
from app.analysis.listener import RATE_HZ

Samples = Any  # float32, (frames,), -1..1

NOTE_S = 0.5


def swelling(*corners: tuple[float, float], rate_hz: int = RATE_HZ) -> Samples:
    """Notes, two a second, whose level goes in straight lines from (second, dB) to (second, dB)."""
    seconds, decibels = zip(*corners, strict=True)
    t = np.arange(round(seconds[-1] * rate_hz)) / rate_hz
    level = 10 ** (np.interp(t, seconds, decibels) / 20)
    note = np.floor(t / NOTE_S)
    fading = np.exp(-2 * (t - note * NOTE_S))
    hertz = 220 * 2 ** ((note * 5 % 12) / 12)
    sound = sum(np.sin(2 * np.pi * part * hertz * t) / part for part in (1, 2, 3))
    return (0.5 * level * fading * sound).astype(np.float32)


def heard(sound: Samples, block_frames: int = 10_000) -> Dynamics:
    """What comes of mono sound at RATE_HZ, in blocks."""
    listener = DynamicsListener()
    for first in range(0, len(sound), block_frames):
        listener.feed(sound[first : first + block_frames])
    return listener.finish()


def of_kind(events: Sequence[FoundEvent], kind: EventKind) -> list[FoundEvent]:
    return [event for event in events if event.kind is kind]
