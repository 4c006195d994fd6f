"""From chord names to parts: pads, bass lines, arpeggios, ostinati."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .harmony import Chord, bass_pitch, chord, lead_voices
from .motif import Melody
from .score import Part

VOICE_RANGES = ((50, 62), (55, 67), (60, 72))
VOICES_AT_REST = (55, 60, 65)


@dataclass(frozen=True)
class Sounding:
    """A chord in its place: when, how long, its bass and its three inner voices."""

    start: float
    length: float
    chord: Chord
    bass: int
    voices: tuple[int, ...]


def progression(
    start: float,
    words: str,
    before: Sounding | None = None,
    ranges: Sequence[tuple[int, int]] = VOICE_RANGES,
    bass_range: tuple[int, int] = (36, 50),
) -> list[Sounding]:
    """Chords written as 'D A/C#:2 G', four beats each unless said, with led voices."""
    out: list[Sounding] = []
    for word in words.split():
        name, _, beats = word.partition(":")
        target, length = chord(name), float(beats or 4)
        old_bass = before.bass if before else bass_range[0] + 6
        old_voices = before.voices if before else VOICES_AT_REST
        bass = bass_pitch(target, old_bass, *bass_range)
        voices = lead_voices(target, old_voices, ranges, (old_bass, bass))
        before = Sounding(start, length, target, bass, voices)
        out.append(before)
        start += length
    return out


def pad(part: Part, chords: Sequence[Sounding], velocity: int, shift: int = 0) -> None:
    """Held inner voices; a voice that stays is tied over instead of struck again."""
    for index in range(len(chords[0].voices)):
        held: tuple[float, float, int] | None = None
        for sounding in chords:
            pitch = sounding.voices[index] + shift
            if held and held[2] == pitch:
                held = (held[0], held[1] + sounding.length, pitch)
                continue
            if held:
                part.note(*held, velocity, 1.0)
            held = (sounding.start, sounding.length, pitch)
        if held:
            part.note(*held, velocity, 1.0)


def bass(
    part: Part, chords: Sequence[Sounding], velocity: int, shift: int = 0, steps: float = 0
) -> None:
    """The bass, held or struck again every `steps` beats."""
    for c in chords:
        step = steps or c.length
        for i in range(int(c.length / step)):
            part.note(c.start + i * step, step, c.bass + shift, velocity)


def arpeggio(
    part: Part,
    chords: Sequence[Sounding],
    velocity: int,
    pattern: Sequence[int],
    step: float = 0.5,
    lowest: int = 48,
    ring: float = 2.5,
) -> None:
    """Broken chords: `pattern` indexes the chord's tones stacked on its bass, from `lowest` up."""
    for c in chords:
        root = next(p for p in range(lowest, lowest + 12) if p % 12 == c.chord.bass)
        ladder = [root, *(p for p in range(root + 1, root + 48) if p % 12 in c.chord.tones)]
        for i in range(int(c.length / step)):
            accent = 7 if i % 4 == 0 else 0
            part.note(
                c.start + i * step,
                step,
                ladder[pattern[i % len(pattern)]],
                velocity + accent,
                ring,
            )


def ostinato(part: Part, chords: Sequence[Sounding], velocity: int, shift: int = 0) -> None:
    """Eighths in 3+3+2: root, root, fifth or nearest chord tone, with accents."""
    pattern = (0, 0, 1, 0, 0, 1, 0, 2)
    for c in chords:
        low = c.bass + 12 + shift
        tones = [p for p in range(low, low + 16) if p % 12 in c.chord.tones]
        for i in range(int(c.length * 2)):
            accent = 16 if i % 8 in (0, 3, 6) else 0
            tone = tones[pattern[i % 8]]
            part.note(c.start + i / 2, 0.5, tone, velocity + accent, 0.62)


def sing(part: Part, start: float, tune: Melody, velocity: int, shift: int = 0) -> float:
    """Play a tune; higher notes are leant on a little. Returns its end."""
    middle = sum(pitch for pitch, _ in tune) / len(tune)
    for pitch, length in tune:
        part.note(start, length, pitch + shift, round(velocity + (pitch - middle) * 0.8), 0.99)
        start += length
    return start


def heartbeat(part: Part, start: float, bars: int, pitch: int, velocity: int) -> None:
    """Lub-dub at the head of each bar, the second beat of the heart softer."""
    for bar in range(bars):
        part.note(start + 4 * bar, 0.5, pitch, velocity, 0.9)
        part.note(start + 4 * bar + 0.5, 1.5, pitch, velocity - 10, 0.9)


def roll(part: Part, start: float, beats: float, pitch: int, velocity: tuple[int, int]) -> None:
    """A drum roll growing (or fading) from one velocity to another."""
    count = int(beats * 6)
    for i in range(count):
        level = velocity[0] + (velocity[1] - velocity[0]) * i / max(1, count - 1)
        part.note(start + i * beats / count, beats / count, pitch, round(level), 1.0)


def glissando(part: Part, start: float, beats: float, pitches: Sequence[int], top: int) -> None:
    step = beats / len(pitches)
    for i, pitch in enumerate(pitches):
        part.note(start + i * step, step, pitch, top - 22 + 22 * i // len(pitches), 4.0)
