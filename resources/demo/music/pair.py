"""Mira and Elio's theme: a third that falls, a fifth that asks again, and at last the octave.

Written once, like the heart motif and over its chords, so that both can sound together.
"""

from __future__ import annotations

from collections.abc import Sequence

from .harmony import degree_pitch
from .motif import Melody

CHORDS = "D A/C# G/B D/A Gadd9 Bm7 Em7:2 A7sus4:1 A7:1 D"
BARS: tuple[tuple[tuple[int, float], ...], ...] = (
    ((4, 3), (2, 1)),
    ((6, 2), (4, 2)),
    ((5, 3), (3, 1)),
    ((4, 2), (2, 2)),
    ((3, 1), (5, 1), (7, 2)),
    ((7, 2), (5, 1), (4, 1)),
    ((3, 2), (4, 1), (6, 1)),
    ((7, 4),),
)
WHOLE = len(BARS)
TWO_PHRASES, HEAD = 4, 2  # bars


def pair_melody(tonic: int, scale: Sequence[int], bars: int = WHOLE) -> Melody:
    """Its first bars, four beats each; the first note lies on the bar."""
    return [
        (degree_pitch(tonic, scale, degree), length)
        for bar in BARS[:bars]
        for degree, length in bar
    ]
