"""The figures of a case, and their limits."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from bench.position.compare import Errors, Start, errors, p95, starts, worst
from bench.position.played import Played

OFF_PITCH = 2e-4
Figures = dict[str, float | int | str]

# The limits of the figures, in ms; the rest are counts that must be 0. They aren't ratios to a
# floor: they are about what eye and ear accept, not about a machine's speed.
BARS = {
    "steady_p95": 25.0,
    "steady_worst": 60.0,
    "first_p95": 45.0,
    "begins_worst": 50.0,
    "resume_p95": 25.0,
    "rate_p95": 40.0,
    "jump_worst": 50.0,
    "seam_silence": 120.0,
    "drift": 25.0,
    "next_silence": 150.0,
    "turn_p95": 30.0,
    "turn_silence": 20.0,
    "busy_p95": 45.0,
    "recovery": 2000.0,
    "after_p95": 25.0,
    "zero_off": 10.0,
    "frozen_moves": 0.0,
    "steps_back": 0.0,
    "never_heard": 0.0,
}


def shown(found: Errors) -> Figures:
    return {
        "steady_p95": p95(found.steady),
        "steady_worst": worst(found.steady),
        "steady_seconds": round(len(found.steady) * 0.02, 1),
        "first_p95": p95(found.first),
        "steps_back": found.steps_back,
    }


def paused(played: Played, begun: list[Start], zero: float) -> Figures:
    """Frozen to the millisecond while paused; correct again afterwards."""
    done = {note.value: note.at_ms for note in played.notes if note.key == "did"}
    begins = {note.value: note.at_ms for note in played.notes if note.key == "begins"}
    rests = (played.shown_at_ms > done["pause"]) & (played.shown_at_ms < begins["resume"])
    resumed = [each for each in begun if each.kind == "resume"]
    found = errors(played, resumed, zero)
    return {
        "frozen_moves": int(np.ptp(played.shown_ms[rests])),
        "resume_p95": p95(np.concatenate([found.first, found.steady])),
    }


def recovery(played: Played, zero: float) -> Figures:
    """From the longest silence: how long until the position is correct and stays so."""
    heard = played.heard
    quiet = np.flatnonzero(heard.is_silent[:-1])
    runs = np.split(quiet, np.flatnonzero(np.diff(quiet) > 1) + 1)
    longest = max(runs, key=len)
    back_ms = float(heard.at_ms[longest[-1]])
    begun, lost = starts(played, zero)
    late = errors(played, [_again(begun[0], back_ms)], zero)
    looks = np.concatenate([late.first, late.steady])
    wrong = np.flatnonzero(np.abs(looks) > 60)
    return {
        "silence": round(len(longest) * 5.0),
        "recovery": float(20 * (wrong[-1] + 1)) if len(wrong) else 0.0,
        "after_p95": p95(late.steady[75:]),
        "steps_back": late.steps_back,
        "never_heard": lost,
    }


def _again(start: Start, at_ms: float) -> Start:
    return Start(start.kind, start.target_ms, at_ms, at_ms, start.begins_ms, 0.0, float("nan"))


def middle(values: Iterable[float]) -> float:
    listed = list(values)
    return float(np.median(listed)) if listed else float("nan")


def off_pitch(played: Played) -> float:
    """The share of clear sound that was resampled."""
    pitch = played.heard.pitch[~np.isnan(played.heard.pitch)]
    return float((np.abs(pitch - 1) > OFF_PITCH).mean()) if len(pitch) else float("nan")
