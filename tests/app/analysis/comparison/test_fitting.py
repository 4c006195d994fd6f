"""Where, how fast and in which key one passage is heard in another."""

from __future__ import annotations

import pytest

from app.analysis.comparison.fitting import fitted
from app.analysis.comparison.records import Fit, HeardPassage
from app.analysis.listener import RATE_HZ
from app.core.source_time import WHOLE_FILE, SourceTime
from app.core.timecode import Span
from tests.support.audio import silence
from tests.support.tunes import (
    FLUTE,
    REED,
    Note,
    changed,
    chords,
    in_a_row,
    pitches_of,
    played,
    together,
    tune,
)

TUNE = tune(2)
HOME = HeardPassage(
    pitches_of(together(played(TUNE, FLUTE, 0.2), played(chords(2, 10.0), level=0.03))),
    WHOLE_FILE,
    Span(0, 9000),
)


def here(begins_s: float, semitones: int, tempo: float, span: Span) -> HeardPassage:
    """The tune again, on another instrument over other chords."""
    again = [
        Note(note.start_s + begins_s, note.lasts_s, note.pitch)
        for note in changed(TUNE, semitones, tempo)
    ]
    sound = together(played(again, REED), played(chords(11, 16.0), level=0.03))
    return HeardPassage(pitches_of(sound), WHOLE_FILE, span)


def test_what_was_found_roughly_is_made_exact() -> None:
    """The search knows the beginning to a second, and the tempo to a twentieth."""
    fit = fitted(HOME, here(3.4, -1, 0.75, Span(3000, 15_000)), -1, 0.77)
    assert fit.start_ms == pytest.approx(3400, abs=100)
    assert fit.tempo_ratio == pytest.approx(0.75, rel=0.02)
    assert fit.semitones == -1


@pytest.mark.parametrize(("semitones", "tempo"), [(0, 1.0), (4, 1.2), (-5, 0.8), (6, 1.0)])
def test_what_isnt_known_is_found_in_the_sound(semitones: int, tempo: float) -> None:
    lasts_ms = round(9000 / tempo)
    there = here(2.0, semitones, tempo, Span(2000, 2000 + lasts_ms))
    fit = fitted(HOME, there, None, None)
    assert fit.semitones == semitones
    assert fit.tempo_ratio == pytest.approx(tempo, rel=0.02)
    assert fit.start_ms == pytest.approx(2000, abs=100)


def test_a_source_that_plays_a_track_at_another_speed_is_heard_in_the_tracks_time() -> None:
    sound = HOME.pitches
    in_tracks_time = HeardPassage(sound, SourceTime(tempo_ratio=2.0), Span(0, 18_000))
    fit = fitted(HOME, in_tracks_time, 0, None)
    assert fit.tempo_ratio == pytest.approx(0.5, rel=0.02)


def test_silence_stays_where_it_was_marked() -> None:
    quiet = HeardPassage(pitches_of(silence(12, RATE_HZ)), WHOLE_FILE, Span(1000, 10_000))
    assert fitted(HOME, quiet, -2, 0.9) == Fit(1000, -2, 0.9)
    assert fitted(quiet, quiet, None, None) == Fit(1000, 0, 1.0)


def test_a_passage_at_the_very_beginning_or_end_of_its_track_is_fitted_too() -> None:
    sound = pitches_of(in_a_row(played(TUNE, REED)))
    fit = fitted(HOME, HeardPassage(sound, WHOLE_FILE, Span(600, 9000)), 0, 1.0)
    assert fit.start_ms == pytest.approx(0, abs=100)
    assert fit.moved(-300).start_ms == fit.start_ms - 300
