"""A ruler's ticks and their labels. Pure."""

from __future__ import annotations

from typing import NamedTuple

from app.core.timecode import format_ms
from ui.timeline.geometry.time_axis import TimeAxis

# (label every, tick every), both in milliseconds
_STEPS = (
    (10, 1),
    (20, 5),
    (50, 10),
    (100, 20),
    (200, 50),
    (500, 100),
    (1_000, 200),
    (2_000, 500),
    (5_000, 1_000),
    (10_000, 2_000),
    (15_000, 5_000),
    (30_000, 5_000),
    (60_000, 10_000),
    (120_000, 30_000),
    (300_000, 60_000),
    (600_000, 120_000),
    (900_000, 300_000),
    (1_800_000, 300_000),
    (3_600_000, 600_000),
)


class Tick(NamedTuple):
    """label: empty for a small tick."""

    at_ms: int
    label: str


def ticks(axis: TimeAxis, label_px: float) -> list[Tick]:
    """The ticks in view, labels at least `label_px` apart, never before 0 or after the end."""
    every, small = _steps(axis.ms_for(label_px))
    visible = axis.visible
    # One more label than in view, so that one at the left edge keeps its right half.
    first = max(0, visible.start_ms - every) // small * small
    return [
        Tick(at, _label(at, every, axis.duration_ms) if at % every == 0 else "")
        for at in range(first, visible.end_ms + 1, small)
    ]


def _steps(least_ms: float) -> tuple[int, int]:
    for every, small in _STEPS:
        if every >= least_ms:
            return every, small
    every = _STEPS[-1][0]
    while every < least_ms:
        every *= 2
    return every, every // 4


def _label(at_ms: int, every: int, duration_ms: int) -> str:
    has_hours = duration_ms >= 3_600_000
    text = format_ms(at_ms, with_millis=every < 1_000, with_hours=has_hours)
    return text.rstrip("0").rstrip(".") if 100 <= every < 1_000 and at_ms % 1_000 == 0 else text
