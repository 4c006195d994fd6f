"""A score: parts with notes and swells, a tempo map, sections, and where the themes return."""

from __future__ import annotations

import random
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from .harmony import pitch
from .midi import TICKS_PER_BEAT, MidiTrack, midi_file

EXPRESSION, MODULATION = 11, 1
HEART, PAIR = "heart", "pair"  # the themes, by their keys in story.json
_THEMES = {HEART: "heart motif", PAIR: "Mira and Elio"}
TIMING_SPREAD_BEATS = 0.012
VELOCITY_SPREAD = 3.0
TEMPO_STEP_BEATS = 0.25


@dataclass(frozen=True)
class Note:
    """A note in beats; `gate` is the sounding share of its length."""

    start: float
    length: float
    pitch: int
    velocity: int
    gate: float = 0.97


@dataclass(frozen=True)
class Occurrence:
    """A return of a theme, in beats, with how it is changed."""

    start: float
    end: float
    transposition: int
    variation: str
    theme: str = HEART


@dataclass
class Part:
    """One instrument: General MIDI program, place in the room, notes and swells."""

    name: str
    program: int
    channel: int
    volume: int
    pan: int
    reverb: int
    is_loose: bool
    notes: list[Note] = field(default_factory=list)
    swells: dict[int, list[tuple[float, float]]] = field(default_factory=dict)

    def play(self, start: float, words: str, velocity: int, gate: float = 0.97) -> float:
        """Add a line written as 'A4/.5 F#5/2 -/1' (pitch or rest, beats); returns its end."""
        for word in words.split():
            name, _, length = word.partition("/")
            if name != "-":
                self.note(start, float(length), pitch(name), velocity, gate)
            start += float(length)
        return start

    def note(
        self, start: float, length: float, pitch: int, velocity: int, gate: float = 0.97
    ) -> None:
        self.notes.append(Note(start, length, pitch, velocity, gate))

    def swell(self, *points: tuple[float, float], control: int = EXPRESSION) -> None:
        """Straight lines through (beat, 0..127) for a controller, later points win."""
        self.swells.setdefault(control, []).extend(points)


@dataclass
class Score:
    title: str
    key: tuple[int, bool]
    """Sharps (flats negative) and whether minor, as MIDI wants it."""
    seed: int
    tempi: list[tuple[float, float]]
    """(beat, bpm); between two points the tempo moves in a straight line."""
    parts: list[Part] = field(default_factory=list)
    sections: list[tuple[float, str]] = field(default_factory=list)
    occurrences: list[Occurrence] = field(default_factory=list)
    end: float = 0.0

    def part(
        self,
        name: str,
        program: int,
        *,
        volume: int,
        reverb: int,
        pan: int = 64,
        is_loose: bool = True,
        is_drums: bool = False,
    ) -> Part:
        taken = [p.channel for p in self.parts]
        channel = 9 if is_drums else next(c for c in range(16) if c != 9 and c not in taken)
        self.parts.append(Part(name, program, channel, volume, pan, reverb, is_loose))
        return self.parts[-1]

    def tempo_steps(self) -> list[tuple[float, float]]:
        """The tempo map as the constant steps that the file holds."""
        steps = [self.tempi[0]]
        for (beat, bpm), (next_beat, next_bpm) in pairwise(self.tempi):
            count = 1 if bpm == next_bpm else round((next_beat - beat) / TEMPO_STEP_BEATS)
            for i in range(1, max(1, count) + 1):
                share = i / max(1, count)
                steps.append((beat + share * (next_beat - beat), bpm + share * (next_bpm - bpm)))
        return steps

    def time_ms(self, beat: float) -> int:
        """Milliseconds from the start of the file to a beat."""
        steps = self.tempo_steps()
        reached = bisect_right([b for b, _ in steps], beat)
        edges = [*steps[:reached], (beat, steps[reached - 1][1])]
        return round(sum((b2 - b1) * 60_000 / bpm for (b1, bpm), (b2, _) in pairwise(edges)))

    def to_midi(self) -> bytes:
        return midi_file([self._conductor(), *(self._track(part) for part in self.parts)])

    def _conductor(self) -> MidiTrack:
        track = MidiTrack()
        track.text(0, 0x03, self.title)
        track.text(0, 0x02, "OST My Heart, CC0 1.0")
        track.meta(0, 0x58, bytes([4, 2, 24, 8]))
        track.meta(0, 0x59, bytes([self.key[0] & 0xFF, self.key[1]]))
        for beat, bpm in self.tempo_steps():
            track.tempo(_tick(beat), bpm)
        for beat, name in self.sections:
            track.text(_tick(beat), 0x06, name)
        for occurrence in self.occurrences:
            track.text(
                _tick(occurrence.start),
                0x07,
                f"{_THEMES[occurrence.theme]}: {occurrence.variation}",
            )
        track.text(_tick(self.end), 0x01, "end")
        return track

    def _track(self, part: Part) -> MidiTrack:
        # A seed a part: adding an instrument leaves the others' breathing as it was.
        rng = random.Random(f"{self.seed}:{part.name}")
        track = MidiTrack()
        track.text(0, 0x03, part.name)
        track.program(part.channel, part.program)
        for number, setting in ((7, part.volume), (10, part.pan), (91, part.reverb)):
            track.control(0, part.channel, number, setting)
        for control, points in part.swells.items():
            for beat, value in _sampled(points):
                track.control(_tick(beat), part.channel, control, round(value))
        for start, end, note in _humanised(part, rng):
            velocity = round(note.velocity + rng.gauss(0, VELOCITY_SPREAD))
            track.note(_tick(start), _tick(end), part.channel, note.pitch, velocity)
        return track


def _humanised(part: Part, rng: random.Random) -> list[tuple[float, float, Note]]:
    """Starts moved a breath early or late; a note never outlasts the next on its pitch."""
    moved = []
    for note in sorted(part.notes, key=lambda n: (n.start, n.pitch)):
        shift = rng.gauss(0, TIMING_SPREAD_BEATS) if part.is_loose else 0.0
        start = max(0.0, note.start + max(-0.03, min(0.03, shift)))
        moved.append((start, note.start + note.length * note.gate, note))
    ends: list[tuple[float, float, Note]] = []
    for i, (start, end, note) in enumerate(moved):
        again = next((s for s, _, n in moved[i + 1 :] if n.pitch == note.pitch), None)
        limit = end if again is None else min(end, again - 0.01)
        ends.append((start, max(limit, start + 0.02), note))
    return ends


def _sampled(points: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    ordered = sorted(points, key=lambda point: point[0])
    out = [ordered[0]]
    for (beat, value), (next_beat, next_value) in pairwise(ordered):
        count = max(1, int((next_beat - beat) / 0.25))
        out += [
            (beat + i / count * (next_beat - beat), value + i / count * (next_value - value))
            for i in range(1, count + 1)
        ]
    return out


def _tick(beat: float) -> int:
    return round(beat * TICKS_PER_BEAT)
