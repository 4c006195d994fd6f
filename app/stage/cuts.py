"""An opening without scenes cuts through the stills of its work, in the order of the story.

A still stays for its share of the track, but never shorter or longer than a cut in an opening
usually is: with too many stills, some are left out evenly; with too few, they come round again.
Each cut waits for the nearest onset, so that pictures change with the music. Bars would be better
still, but only some tracks have been listened through; onsets come with every waveform.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from operator import attrgetter
from typing import NamedTuple

LEAST_MS = 3_000
MOST_MS = 6_000
_REACH = 0.25  # of the time between cuts; how far one is moved to meet an onset

FindOnsets = Callable[[float, float], Sequence[int]]
"""Those between two times of the track, both in ms."""


class Cut(NamedTuple):
    """still: the picture that is seen from then on, a file name among the pictures."""

    start_ms: int
    still: str


def no_onsets(_start_ms: float, _end_ms: float) -> Sequence[int]:
    return ()


def cuts_through(
    stills: Sequence[str], duration_ms: int, onsets: FindOnsets = no_onsets
) -> tuple[Cut, ...]:
    """stills: in story order. The first cut is at 0; empty without stills or without length."""
    chosen = _evenly(tuple(dict.fromkeys(stills)), duration_ms // LEAST_MS)
    if not chosen or duration_ms <= 0:
        return ()
    many = max(len(chosen), -(-duration_ms // MOST_MS)) if len(chosen) > 1 else 1
    lasts_ms = duration_ms / many
    starts = [0, *(_on_onset(n * lasts_ms, lasts_ms, onsets) for n in range(1, many))]
    return tuple(Cut(start, chosen[n % len(chosen)]) for n, start in enumerate(starts))


def cut_at(cuts: Sequence[Cut], position_ms: int) -> Cut | None:
    place = bisect_right(cuts, position_ms, key=attrgetter("start_ms")) - 1
    return cuts[place] if place >= 0 else None


def _evenly(stills: tuple[str, ...], most: int) -> tuple[str, ...]:
    """The first one is always among them."""
    many = min(len(stills), max(1, most))
    return tuple(stills[n * len(stills) // many] for n in range(many))


def _on_onset(at_ms: float, lasts_ms: float, onsets: FindOnsets) -> int:
    reach_ms = _REACH * lasts_ms
    near = onsets(at_ms - reach_ms, at_ms + reach_ms)
    return min(near, key=lambda onset: abs(onset - at_ms), default=round(at_ms))
