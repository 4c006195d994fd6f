"""The heart motif: a heartbeat on one note, a leap that widens each time, a sigh downwards.

Written once, in scale degrees from the tonic (0): the pieces choose key, scale and rhythm.
The leaps grow from a sixth to a seventh to a ninth; the melody then walks home.
"""

from __future__ import annotations

from collections.abc import Sequence

from .harmony import degree_pitch

Melody = list[tuple[int, float]]
"""(pitch, beats), one after another."""

BEATS = (-3, -3)
PHRASES: tuple[tuple[int, ...], ...] = (
    (*BEATS, 2, 1, 0, 1),
    (*BEATS, 3, 2, 1, 2),
    (*BEATS, 5, 4, 3, 2, 3, 4, 0),
    (1, 2, 3, 1, 0),
)
PLAIN: tuple[tuple[float, ...], ...] = (
    (0.5, 0.5, 2, 1, 1, 3),
    (0.5, 0.5, 2, 1, 1, 3),
    (0.5, 0.5, 2, 1, 1, 1.5, 0.5, 1, 1),
    (1.5, 0.5, 1, 1, 3),
)
DRIVING: tuple[tuple[float, ...], ...] = (
    (0.5, 0.5, 1.5, 1.5, 1, 3),
    (0.5, 0.5, 1.5, 1.5, 1, 3),
    (0.5, 0.5, 1.5, 1.5, 1, 1, 0.5, 1, 1.5),
    (1, 0.5, 1.5, 1, 3),
)
HEAD_NOTES = 5
"""Heartbeat, leap and sigh: what the ear knows it by."""


def melody(tonic: int, scale: Sequence[int], rhythm: Sequence[Sequence[float]] = PLAIN) -> Melody:
    """The eight bars with their pickup; the first note lies one beat before the bar."""
    return [
        (degree_pitch(tonic, scale, degree), length)
        for phrase, lengths in zip(PHRASES, rhythm, strict=True)
        for degree, length in zip(phrase, lengths, strict=True)
    ]


def head(tonic: int, scale: Sequence[int], lengths: Sequence[float]) -> Melody:
    return [
        (degree_pitch(tonic, scale, degree), length)
        for degree, length in zip(PHRASES[0][:HEAD_NOTES], lengths, strict=True)
    ]
