"""Where two melodies that lie over each other part."""

from __future__ import annotations

from itertools import groupby, pairwise
from typing import TYPE_CHECKING

from app.analysis.comparison.records import Melody, Parting, PartingKind
from app.analysis.pitch.spectrum import FRAME_MS

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from app.analysis.melody import MelodyNote

    Shares = npt.NDArray[np.float32]

_LEAST_MS = 300  # of what is heard as another note: three frames of the analysis
_COMMON = 0.5  # of a note: enough of it lies over the other one to be compared
_ALONE = 0.25  # at most so much of it lies over the other line
_GAP_MS = 300  # partings of one kind that are closer are one
_SOUNDS = 0.35  # of the strongest: so much of a note is heard, whichever line was followed there


def over(one: MelodyNote, other: MelodyNote) -> int:
    """How long both sound, in milliseconds; not above 0 if they don't."""
    return min(one.end_ms, other.end_ms) - max(one.start_ms, other.start_ms)


def parted(
    home: Melody, here: Melody, home_sounds: Shares, here_sounds: Shares
) -> tuple[Parting, ...]:
    """As they are heard. Only where both melodies are heard: before and after, one of them hasn't
    begun or has ended; and only where a note is really missing in the other passage.

    home_sounds, here_sounds: (frames, 12), how strongly each pitch sounds in any octave, 0..1.
    """
    if not home or not here:
        return ()
    from_ms = max(home[0].start_ms, here[0].start_ms)
    to_ms = min(home[-1].end_ms, here[-1].end_ms)
    missing_here = [note for note in home if not _sounds(note, here_sounds)]
    missing_home = [note for note in here if not _sounds(note, home_sounds)]
    found = _other_pitches(missing_here, missing_home, home)
    found += _alone(missing_home, home, PartingKind.MORE)
    found += _alone(missing_here, here, PartingKind.LESS)
    inside = [one for one in found if one.start_ms < to_ms and one.end_ms > from_ms]
    joined = _joined(sorted(inside, key=lambda one: one.start_ms))
    return tuple(one for one in joined if one.duration_ms >= _LEAST_MS)


def alike(home: Melody, here: Melody) -> int:
    """How many notes of the first one lie under the same note of the other one."""
    return sum(1 for note in home if _is_met(note, here))


def _sounds(note: MelodyNote, sounds: Shares) -> bool:
    """Whether it sounds in this passage, too, in any octave, for most of its time."""
    import numpy as np

    first = max(0, round(note.start_ms / FRAME_MS))
    part = sounds[first : max(first + 1, round(note.end_ms / FRAME_MS)), note.pitch % 12]
    return len(part) > 0 and float(np.median(part)) >= _SOUNDS


def _is_met(note: MelodyNote, line: Melody) -> bool:
    same = sum(max(0, over(note, one)) for one in line if one.pitch == note.pitch)
    return same >= _COMMON * (note.end_ms - note.start_ms)


def _other_pitches(stated: list[MelodyNote], here: list[MelodyNote], home: Melody) -> list[Parting]:
    """Of the other line's notes, those that lie over another note for most of their time."""
    found = []
    for note in here:
        under = max(home, key=lambda one: over(note, one))
        shared_ms = over(note, under)
        shorter_ms = min(note.end_ms - note.start_ms, under.end_ms - under.start_ms)
        by = note.pitch - under.pitch
        if by and under in stated and shared_ms >= _COMMON * shorter_ms:
            from_ms = max(note.start_ms, under.start_ms)
            to_ms = from_ms + shared_ms
            found.append(Parting(PartingKind.OTHER_PITCH, from_ms, to_ms, note.pitch, by))
    return found


def _alone(line: list[MelodyNote], other: Melody, kind: PartingKind) -> list[Parting]:
    """Its notes that sound while the other line rests."""
    return [
        Parting(kind, note.start_ms, note.end_ms, note.pitch)
        for note in line
        if sum(max(0, over(note, one)) for one in other) <= _ALONE * (note.end_ms - note.start_ms)
    ]


def _joined(partings: list[Parting]) -> list[Parting]:
    """Neighbours that part in the same way are one stretch."""
    joins = [0]
    for before, after in pairwise(partings):
        is_one = (before.kind, before.semitones) == (after.kind, after.semitones)
        is_near = after.start_ms - before.end_ms <= _GAP_MS
        joins.append(joins[-1] + (not (is_one and is_near)))
    grouped = groupby(zip(joins, partings, strict=False), key=lambda pair: pair[0])
    return [_one_of([parting for _join, parting in group]) for _key, group in grouped]


def _one_of(partings: list[Parting]) -> Parting:
    highest = max(partings, key=lambda one: one.pitch)
    end_ms = max(one.end_ms for one in partings)
    return partings[0]._replace(end_ms=end_ms, pitch=highest.pitch, notes=len(partings))
