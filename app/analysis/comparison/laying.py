"""Moves the other passage onto the first one's key and tempo."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from app.analysis.comparison.parting import alike, over, parted
from app.analysis.comparison.records import Comparison, Fit, HeardPassage, Melody
from app.analysis.comparison.sampled import sampled
from app.analysis.melody import MelodyNote, melody_in
from app.analysis.pitch.notes import NOTES
from app.analysis.pitch.spectrum import FRAME_MS, LOWEST_NOTE
from app.core.timecode import Span

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from app.analysis.comparison.records import Cells

    Floats = npt.NDArray[np.float32]

_OCTAVE = 12
_FAR = 10  # semitones: a seventh or more is nearer in another octave
_MARGIN = 3  # pitches above and below the melodies
_LEAST_PITCHES = 18
_UNPITCHED = (55, 79)  # what is shown where no melody stands out
_LONGEST = 2.0  # times the first passage, however long the other one is
_FAINTEST = 0.3  # of the strongest, as square roots


def lay_over(home: HeardPassage, here: HeardPassage, fit: Fit) -> Comparison:
    """Octaves are folded so that the lines lie over each other: the whole passage by as many as
    bring most of it there, then each note that is still far from the first one's.
    """
    stated = melody_in(home.pitches, home.source, home.span)
    lasts_ms = _lasts_ms(home, here, fit)
    moved = _moved(here, fit, lasts_ms)
    octaves = _octaves(stated, moved)
    line = tuple(_folded(note, stated, octaves) for note in moved)
    low, high = _range((*stated, *line))
    at_home, at_here = _strengths(home, here, fit, lasts_ms)
    by = fit.semitones + _OCTAVE * octaves
    return Comparison(
        lasts_ms,
        fit,
        stated,
        line,
        _cells(at_home, low, high),
        _cells(at_here, low + by, high + by),
        low,
        parted(stated, line, _folded_shares(at_home, 0), _folded_shares(at_here, fit.semitones)),
        alike(stated, line),
    )


def _lasts_ms(home: HeardPassage, here: HeardPassage, fit: Fit) -> int:
    heard_ms = round((here.span.end_ms - fit.start_ms) * fit.tempo_ratio)
    stated_ms = home.span.duration_ms
    return max(1, stated_ms, min(heard_ms, round(stated_ms * _LONGEST)))


def _moved(here: HeardPassage, fit: Fit, lasts_ms: int) -> Melody:
    """In the first one's time and key, octaves aside."""
    first_ms = max(0, fit.start_ms)
    end_ms = max(first_ms, fit.start_ms + round(lasts_ms / fit.tempo_ratio))

    def at(note_ms: int) -> int:
        return round((first_ms + note_ms - fit.start_ms) * fit.tempo_ratio)

    return tuple(
        MelodyNote(at(note.start_ms), min(lasts_ms, at(note.end_ms)), note.pitch - fit.semitones)
        for note in melody_in(here.pitches, here.source, Span(first_ms, end_ms))
        if at(note.start_ms) < lasts_ms
    )


def _octaves(home: Melody, moved: Melody) -> int:
    """How many the other line is above the first one, for most of the time."""
    shares: Counter[int] = Counter()
    for note in moved:
        for stated in home:
            shared_ms = over(note, stated)
            if shared_ms > 0:
                shares[round((note.pitch - stated.pitch) / _OCTAVE)] += shared_ms
    return max(shares, key=lambda one: (shares[one], -abs(one)), default=0)


def _folded(note: MelodyNote, home: Melody, octaves: int) -> MelodyNote:
    pitch = note.pitch - _OCTAVE * octaves
    stated = max(home, key=lambda one: over(note, one), default=None)
    if stated is not None and over(note, stated) > 0 and abs(pitch - stated.pitch) >= _FAR:
        pitch -= _OCTAVE * round((pitch - stated.pitch) / _OCTAVE)
    return note._replace(pitch=pitch)


def _range(notes: Melody) -> tuple[int, int]:
    if not notes:
        return _UNPITCHED
    low = min(note.pitch for note in notes) - _MARGIN
    high = max(note.pitch for note in notes) + _MARGIN
    missing = max(0, _LEAST_PITCHES - (high - low))
    return low - missing // 2, high + (missing + 1) // 2


def _strengths(
    home: HeardPassage, here: HeardPassage, fit: Fit, lasts_ms: int
) -> tuple[Floats, Floats]:
    """(frames, NOTES) of both, in their own keys. What follows the first passage isn't compared."""
    import numpy as np

    times = np.arange(0, lasts_ms, FRAME_MS, dtype=np.float64)
    at_home = sampled(home, home.span.start_ms + times)
    at_home[times >= home.span.duration_ms] = 0
    return at_home, sampled(here, fit.start_ms + times / fit.tempo_ratio)


def _shares(strengths: Floats) -> Floats:
    """0..1, 1 for what is as strong as the strongest note usually is."""
    import numpy as np

    usual = float(np.percentile(strengths.max(axis=1), 90))
    shares: Floats = np.minimum(strengths / max(usual, 1.0), 1.0)
    return shares


def _folded_shares(strengths: Floats, semitones: int) -> Floats:
    """(frames, 12): C first, however much higher the passage is."""
    import numpy as np

    shares = _shares(strengths)
    pitches = (LOWEST_NOTE - semitones + np.arange(NOTES)) % _OCTAVE
    folded = [shares[:, pitches == pitch].max(axis=1) for pitch in range(_OCTAVE)]
    return np.stack(folded, axis=1)


def _cells(strengths: Floats, low: int, high: int) -> Cells:
    """Weak ones are left out, so that what sounds stands out of what resounds."""
    import numpy as np

    found = np.zeros((len(strengths), high - low + 1), np.uint8)
    shares = _shares(strengths)
    shares[shares < _FAINTEST] = 0
    first, end = max(0, low - LOWEST_NOTE), min(NOTES, high + 1 - LOWEST_NOTE)
    if first < end:
        at = first + LOWEST_NOTE - low
        found[:, at : at + end - first] = np.rint(255 * shares[:, first:end])
    return found
