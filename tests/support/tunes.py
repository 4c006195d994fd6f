"""Tunes played in the test, on instruments and under accompaniments of its choosing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from app.analysis.listener import RATE_HZ
from app.analysis.pitch.pitch_listener import PitchListener
from app.analysis.pitch.pitches import Pitches
from tests.support.audio import Samples, silence

REED = (1.0, 0.2, 0.7, 0.15, 0.5, 0.1, 0.3)  # overtones, the note itself first
STRINGS = (1.0, 0.6, 0.45, 0.3, 0.2, 0.15, 0.1, 0.08)
FLUTE = (1.0, 0.3, 0.08)
_MAJOR = (0, 2, 4, 5, 7, 9, 11)


class Note(NamedTuple):
    start_s: float
    lasts_s: float
    pitch: float  # as in MIDI


def tune(seed: int, lasts_s: float = 9.0, middle: int = 72) -> list[Note]:
    """Steps and leaps through a scale, in a rhythm of its own."""
    rng = np.random.default_rng(seed)
    notes: list[Note] = []
    at, degree = 0.0, int(rng.integers(-3, 4))
    key = int(rng.integers(12))
    while at < lasts_s:
        lasts = float(rng.choice([0.25, 0.25, 0.5, 0.5, 0.75, 1.0]))
        octave, step = divmod(degree, 7)
        notes.append(Note(at, lasts, middle + (key + _MAJOR[step]) % 12 + 12 * octave))
        at += lasts
        degree = int(np.clip(degree + rng.choice([-2, -1, -1, 1, 1, 2, 4, -3]), -4, 6))
    return notes


def chords(seed: int, lasts_s: float) -> list[Note]:
    """Three notes and a bass, held for two seconds each."""
    rng = np.random.default_rng(seed)
    notes: list[Note] = []
    for at in np.arange(0, lasts_s, 2.0):
        root = 48 + int(rng.integers(12))
        notes += [Note(float(at), 1.9, root + above) for above in (-12, 0, 4, 7)]
    return notes


def changed(notes: Sequence[Note], semitones: int = 0, tempo: float = 1.0) -> list[Note]:
    return [Note(n.start_s / tempo, n.lasts_s / tempo, n.pitch + semitones) for n in notes]


def played(
    notes: Sequence[Note],
    overtones: Sequence[float] = STRINGS,
    level: float = 0.15,
    rate_hz: int = RATE_HZ,
) -> Samples:
    ends_s = max(n.start_s + n.lasts_s for n in notes)
    sound = silence(ends_s + 0.1, rate_hz)
    for note in notes:
        t = np.arange(round(note.lasts_s * rate_hz)) / rate_hz
        hz = 440 * 2 ** ((note.pitch - 69) / 12)
        shape = np.minimum(1, t / 0.02) * np.minimum(1, (note.lasts_s - t) / 0.05)
        wave = sum(
            strength * np.sin(2 * np.pi * hz * number * t)
            for number, strength in enumerate(overtones, 1)
            if hz * number < rate_hz / 2
        )
        first = round(note.start_s * rate_hz)
        sound[first : first + len(t)] += (level * shape * wave)[: len(sound) - first]
    return sound


def together(*sounds: Samples) -> Samples:
    mixed = np.zeros(max(map(len, sounds)), np.float32)
    for sound in sounds:
        mixed[: len(sound)] += sound
    return mixed


def in_a_row(*parts: Samples) -> Samples:
    return np.concatenate(parts).astype(np.float32)


def pitches_of(sound: Samples) -> Pitches:
    """sound: at RATE_HZ."""
    listener = PitchListener()
    listener.feed(sound)
    return listener.finish()
