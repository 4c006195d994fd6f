"""The melody is found among all that sounds, note by note, and its leaps are known."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from app.analysis.listener import RATE_HZ
from app.analysis.melody import Leap, MelodyNote, leaps, melody_in, melody_of
from app.analysis.pitch.notes import NOTES
from app.analysis.pitch.pitches import Pitches
from app.analysis.pitch.spectrum import FRAME_MS, LOWEST_NOTE
from app.core.source_time import WHOLE_FILE, SourceTime
from app.core.timecode import Span
from tests.support.audio import silence
from tests.support.tunes import FLUTE, REED, STRINGS, Note, chords, pitches_of, played, together

LINE = [Note(0, 1, 72), Note(1, 1, 81), Note(2, 0.5, 79), Note(2.5, 0.5, 77), Note(3, 1, 74)]
PITCHES = [72, 81, 79, 77, 74]


def sounding(*lines: Sequence[tuple[int, int, int]], frames: int = 40) -> Pitches:
    """lines: (first frame, end, pitch) at full strength."""
    strengths = np.zeros((frames, NOTES), np.uint8)
    for line in lines:
        for first, end, pitch in line:
            strengths[first:end, pitch - LOWEST_NOTE] = 48
    return Pitches(strengths, np.full(frames, 40, np.uint8))


@pytest.mark.parametrize("overtones", [FLUTE, STRINGS, REED])
def test_each_note_is_found_where_it_sounds(overtones: Sequence[float]) -> None:
    notes = melody_of(pitches_of(played(LINE, overtones)))
    assert [note.pitch for note in notes] == PITCHES
    for found, true in zip(notes, LINE, strict=True):
        assert found.start_ms == pytest.approx(1000 * true.start_s, abs=2 * FRAME_MS)


def test_the_melody_is_told_from_its_accompaniment() -> None:
    over = together(played(LINE, level=0.2), played(chords(3, 4.0), level=0.03))
    assert [note.pitch for note in melody_of(pitches_of(over))] == PITCHES


def test_a_note_struck_again_is_another_note() -> None:
    beats = [Note(0, 0.6, 69), Note(0.8, 0.6, 69), Note(1.6, 0.6, 69)]
    assert [note.pitch for note in melody_of(pitches_of(played(beats)))] == [69, 69, 69]


def test_a_rest_has_no_note() -> None:
    (one, other) = melody_of(sounding([(0, 10, 70), (25, 40, 70)]))
    assert (one.end_ms, other.start_ms) == (10 * FRAME_MS - 50, 25 * FRAME_MS - 50)


def test_silence_has_no_melody() -> None:
    assert melody_of(pitches_of(silence(2, RATE_HZ))) == ()
    assert melody_of(pitches_of(silence(0, RATE_HZ))) == ()


def test_one_frame_elsewhere_doesnt_break_a_note() -> None:
    pitches = sounding([(0, 20, 72), (21, 40, 72)], [(20, 21, 60)])
    pitches.strengths[20, 72 - LOWEST_NOTE] = 40
    assert [note.pitch for note in melody_of(pitches)] == [72]


def test_a_passage_of_a_track_within_a_file_begins_at_its_own_zero() -> None:
    pitches = sounding([(20, 40, 72), (40, 60, 76)], frames=80)
    notes = melody_in(pitches, WHOLE_FILE, Span(3000, 5000))
    assert notes == (MelodyNote(0, 950, 72), MelodyNote(950, 1950, 76))
    shifted = melody_in(pitches, SourceTime(start_ms=1000), Span(2000, 4000))
    assert shifted == notes
    at_double = melody_in(pitches, SourceTime(tempo_ratio=2.0), Span(6000, 10_000))
    assert at_double == (MelodyNote(0, 1900, 72), MelodyNote(1900, 3900, 76))


def test_the_widest_leaps_are_named_in_the_order_in_which_they_are_heard() -> None:
    pitches = (60, 69, 67, 60, 70, 60, 74, 81)
    notes = tuple(MelodyNote(n * 500, n * 500 + 500, pitch) for n, pitch in enumerate(pitches))
    assert leaps(notes, most=3) == (Leap(1, 9), Leap(4, 10), Leap(6, 14))


def test_what_follows_a_long_rest_is_no_leap() -> None:
    assert leaps((MelodyNote(0, 500, 60), MelodyNote(3000, 3500, 72))) == ()
