"""The line that is heard as a melody: one note at a time, from all the notes that sound."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from app.analysis.pitch.notes import NOTES
from app.analysis.pitch.pitches import STEP, Pitches
from app.analysis.pitch.spectrum import FRAME_MS, LOWEST_NOTE

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from app.core.source_time import SourceTime
    from app.core.timecode import Span

    Floats = npt.NDArray[np.float32]
    Path = npt.NDArray[np.int64]

_MELODY = 74  # the middle of the register in which melodies are looked for, as a MIDI note
_MELODY_WIDTH = 16
_REST = 0.12  # of the strength that is usual here: what is weaker is a rest
_PER_CHANGE = 0.18
_PER_SEMITONE = 0.006
_DIP = 0.55  # a note that falls below this much of itself and rises again is struck anew
_LEAST_LEAP = 7  # semitones, a fifth
_LONGEST_REST_MS = 600  # a leap after a longer one isn't heard as one


class MelodyNote(NamedTuple):
    """In the time of what was asked about. pitch: as in MIDI, 60 is middle C."""

    start_ms: int
    end_ms: int
    pitch: int


class Leap(NamedTuple):
    """Upwards. note: the place of the note it leads to."""

    note: int
    semitones: int


def melody_in(pitches: Pitches, source: SourceTime, span: Span) -> tuple[MelodyNote, ...]:
    """Of a passage of a track that is in a file; times begin with the passage.

    pitches: of the whole file.
    """
    first_ms = source.to_file(span.start_ms)
    part = pitches.between(first_ms, source.to_file(span.end_ms))

    def inside(file_ms: int) -> int:
        at_ms = source.to_track(first_ms + file_ms) - span.start_ms
        return min(max(0, at_ms), span.duration_ms)

    notes = (MelodyNote(inside(n.start_ms), inside(n.end_ms), n.pitch) for n in melody_of(part))
    return tuple(note for note in notes if note.end_ms > note.start_ms)


def melody_of(pitches: Pitches) -> tuple[MelodyNote, ...]:
    """The strongest line through a melody's register that leaps no more than it has to.

    Rests have no notes. A note struck again is another note. Times are as exact as the frames of
    `pitches`, FRAME_MS.
    """
    import numpy as np

    if not len(pitches.levels):
        return ()
    strengths = _weighted(pitches)
    usual = float(np.percentile(strengths.max(axis=1), 80))
    if usual <= 0:
        return ()
    line = _strongest(np.minimum(strengths / usual, 1.5))
    return tuple(_notes(line, strengths))


def leaps(notes: tuple[MelodyNote, ...], most: int = 4) -> tuple[Leap, ...]:
    """The widest ones, a fifth or more, in the order in which they are heard.

    Only upwards: how a line reaches up is what one remembers of it, and it falls back to each
    upbeat.
    """
    found = [
        Leap(place, after.pitch - before.pitch)
        for place, (before, after) in enumerate(pairwise(notes), 1)
        if after.pitch - before.pitch >= _LEAST_LEAP
        and after.start_ms - before.end_ms <= _LONGEST_REST_MS
    ]
    widest = sorted(found, key=lambda leap: -leap.semitones)[:most]
    return tuple(sorted(widest))


def _weighted(pitches: Pitches) -> Floats:
    """(frames, NOTES); those in a melody's register count for more."""
    import numpy as np

    found = np.square(pitches.strengths.astype(np.float32) * np.float32(STEP))
    notes = LOWEST_NOTE + np.arange(NOTES)
    register = np.exp(-0.5 * np.square((notes - _MELODY) / _MELODY_WIDTH))
    weighted: Floats = found * register.astype(np.float32)
    return weighted


def _strongest(strengths: Floats) -> Path:
    """For each frame the place of its note, or NOTES for a rest: Viterbi's algorithm."""
    import numpy as np

    places = np.arange(NOTES)
    cost = _PER_CHANGE + _PER_SEMITONE * np.abs(places[:, None] - places[None, :])
    np.fill_diagonal(cost, 0)
    costs = np.full((NOTES + 1, NOTES + 1), _PER_CHANGE)
    costs[:NOTES, :NOTES] = cost
    costs[NOTES, NOTES] = 0
    rest = np.full((len(strengths), 1), _REST, np.float32)
    gains = np.concatenate((strengths, rest), axis=1)
    best, came_from = gains[0].astype(np.float64), np.zeros(gains.shape, np.int64)
    for frame in range(1, len(gains)):
        reached = best[:, None] - costs
        came_from[frame] = reached.argmax(axis=0)
        best = reached.max(axis=0) + gains[frame]
    line = np.zeros(len(gains), np.int64)
    line[-1] = best.argmax()
    for frame in range(len(gains) - 1, 0, -1):
        line[frame - 1] = came_from[frame, line[frame]]
    return line


def _notes(line: Path, strengths: Floats) -> list[MelodyNote]:
    import numpy as np

    edges = [0, *(np.flatnonzero(np.diff(line)) + 1).tolist(), len(line)]
    found = []
    for first, end in pairwise(edges):
        place = int(line[first])
        if place == NOTES:
            continue
        for begun, ended in _struck(strengths[first:end, place]):
            start_ms = max(0, (first + begun) * FRAME_MS - FRAME_MS // 2)
            end_ms = (first + ended) * FRAME_MS - FRAME_MS // 2
            found.append(MelodyNote(start_ms, end_ms, LOWEST_NOTE + place))
    return found


def _struck(strength: Floats) -> list[tuple[int, int]]:
    """Where one pitch begins and ends, in frames: once, or several times in a row."""
    parts, begun = [], 0
    for frame in range(1, len(strength) - 1):
        before, here, after = strength[begun:frame], strength[frame], strength[frame + 1 :]
        is_lowest = here <= strength[frame - 1] and here < strength[frame + 1]
        if is_lowest and here < _DIP * before.max() and here < _DIP * after.max():
            parts.append((begun, frame))
            begun = frame
    parts.append((begun, len(strength)))
    return parts
