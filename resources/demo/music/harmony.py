"""Chord names, scales, and voices that move as little as they can."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise, product

MAJOR = (0, 2, 4, 5, 7, 9, 11)
MINOR = (0, 2, 3, 5, 7, 8, 10)

_LETTERS = {"C": 0, "D": 2, "E": 4, "F": 5, "G": 7, "A": 9, "B": 11}
_QUALITIES = {
    "": (0, 4, 7),
    "m": (0, 3, 7),
    "5": (0, 7),
    "sus4": (0, 5, 7),
    "sus2": (0, 2, 7),
    "add9": (0, 2, 4, 7),
    "m6": (0, 3, 7, 9),
    "7": (0, 4, 7, 10),
    "m7": (0, 3, 7, 10),
    "maj7": (0, 4, 7, 11),
    "m7b5": (0, 3, 6, 10),
    "7sus4": (0, 5, 7, 10),
    "7b9": (0, 1, 4, 7, 10),
    "maj9": (0, 2, 4, 7, 11),
    "m9": (0, 2, 3, 7, 10),
}
_CHORD = re.compile(r"([A-G][#b]?)([a-z0-9]*)(?:/([A-G][#b]?))?$")
_PITCH = re.compile(r"([A-G])([#b]?)(-?\d)$")


@dataclass(frozen=True)
class Chord:
    """Pitch classes of a chord (root first) and the pitch class in the bass."""

    name: str
    tones: tuple[int, ...]
    bass: int

    @property
    def must_sound(self) -> tuple[int, ...]:
        """What the inner voices may not leave out: all but the fifth and a doubled bass."""
        root = self.tones[0]
        return tuple(t for t in self.tones if t != self.bass and t != (root + 7) % 12)


def pitch_class(name: str) -> int:
    return (_LETTERS[name[0]] + {"": 0, "#": 1, "b": -1}[name[1:]]) % 12


def pitch(name: str) -> int:
    """MIDI number of a note name; C4 is 60."""
    match = _PITCH.match(name)
    if match is None:
        raise ValueError(f"not a pitch: {name!r}")
    letter, accidental, octave = match.groups()
    return _LETTERS[letter] + {"": 0, "#": 1, "b": -1}[accidental] + 12 * (int(octave) + 1)


def chord(name: str) -> Chord:
    match = _CHORD.match(name)
    if match is None or match[2] not in _QUALITIES:
        raise ValueError(f"not a chord: {name!r}")
    root = pitch_class(match[1])
    tones = tuple((root + step) % 12 for step in _QUALITIES[match[2]])
    return Chord(name, tones, pitch_class(match[3]) if match[3] else root)


def degree_pitch(tonic: int, scale: Sequence[int], degree: int) -> int:
    """Pitch of a scale degree counted from the tonic (0), downwards negative."""
    octave, step = divmod(degree, 7)
    return tonic + 12 * octave + scale[step]


def bass_pitch(target: Chord, near: int, low: int, high: int) -> int:
    choices = [p for p in range(low, high + 1) if p % 12 == target.bass]
    return min(choices, key=lambda p: abs(p - near))


def lead_voices(
    target: Chord,
    before: Sequence[int],
    ranges: Sequence[tuple[int, int]],
    bass_move: tuple[int, int] | None = None,
) -> tuple[int, ...]:
    """The inner voices of a chord, reached with the smallest and cleanest steps.

    before: pitches the voices come from, low to high, one a range.
    bass_move: the bass before and now, against which parallel octaves and fifths are costly.
    """
    options = [[p for p in range(lo, hi + 1) if p % 12 in target.tones] for lo, hi in ranges]
    candidates = (
        voices
        for voices in product(*options)
        if all(a < b for a, b in pairwise(voices)) and all(a + 1 < b for a, b in pairwise(voices))
    )
    return min(candidates, key=lambda voices: _cost(target, before, voices, bass_move))


def _cost(
    target: Chord, before: Sequence[int], voices: Sequence[int], bass_move: tuple[int, int] | None
) -> float:
    moves = sum(float(abs(a - b) ** 1.3) for a, b in zip(before, voices, strict=True))
    sounding = {p % 12 for p in voices}
    missing = sum(tone not in sounding for tone in target.must_sound)
    leads_doubled = len(voices) - len(sounding)
    return moves + 12 * missing + 2 * leads_doubled + 9 * _parallels(before, voices, bass_move)


def _parallels(
    before: Sequence[int], voices: Sequence[int], bass_move: tuple[int, int] | None
) -> int:
    was, now = list(before), list(voices)
    if bass_move is not None:
        was, now = [bass_move[0], *was], [bass_move[1], *now]
    return sum(
        is_parallel(was[i], was[j], now[i], now[j])
        for i in range(len(now))
        for j in range(i + 1, len(now))
    )


def is_parallel(low_was: int, high_was: int, low_now: int, high_now: int) -> bool:
    """Whether two voices move together from a perfect interval into the same one."""
    interval = (high_now - low_now) % 12
    return low_was != low_now and interval in (0, 7) and (high_was - low_was) % 12 == interval
