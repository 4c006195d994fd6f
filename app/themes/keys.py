"""Keys of themes, octaves aside."""

from __future__ import annotations

_OCTAVE = 12
_FARTHEST = _OCTAVE // 2


def in_nearest_octave(semitones: int) -> int:
    """Which octave isn't known: the key that is less far away, -6..6."""
    if -_FARTHEST <= semitones <= _FARTHEST:
        return semitones
    return (semitones + _FARTHEST) % _OCTAVE - _FARTHEST
