"""Two passages lie over each other in one key, at one tempo; where they part is told honestly."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from app.analysis.comparison.laying import lay_over
from app.analysis.comparison.records import Comparison, Fit, HeardPassage, PartingKind
from app.analysis.listener import RATE_HZ
from app.core.source_time import WHOLE_FILE
from app.core.timecode import Span
from tests.support.audio import silence
from tests.support.tunes import FLUTE, Note, changed, pitches_of, played

LINE = [Note(0, 1, 72), Note(1, 1, 77), Note(2, 1, 76), Note(3, 1, 69), Note(4, 1, 74)]


def heard(notes: Sequence[Note], lasts_ms: int = 5000) -> HeardPassage:
    return HeardPassage(pitches_of(played(notes, FLUTE)), WHOLE_FILE, Span(0, lasts_ms))


def compared(
    here: Sequence[Note], semitones: int = 0, tempo: float = 1.0, start_ms: int = 0
) -> Comparison:
    lasts_ms = round(max(note.start_s + note.lasts_s for note in here) * 1000)
    return lay_over(heard(LINE), heard(here, lasts_ms), Fit(start_ms, semitones, tempo))


def replaced(place: int, *notes: Note) -> list[Note]:
    return [*LINE[:place], *notes, *LINE[place + 1 :]]


def pitches(comparison: Comparison) -> list[int]:
    return [note.pitch for note in comparison.here]


def test_a_return_in_another_key_and_tempo_lies_on_the_same_notes() -> None:
    comparison = compared(changed(LINE, -3, 0.5), -3, 0.5)
    assert pitches(comparison) == [note.pitch for note in LINE]
    for found, stated in zip(comparison.here, comparison.home, strict=True):
        assert found.start_ms == pytest.approx(stated.start_ms, abs=110)
    assert (comparison.alike, comparison.partings, comparison.widest) == (5, (), None)


@pytest.mark.parametrize("octaves", [-1, 1, 2])
def test_octaves_are_folded(octaves: int) -> None:
    comparison = compared(changed(LINE, 12 * octaves), 0)
    assert pitches(comparison) == [note.pitch for note in LINE]
    assert comparison.partings == ()


def test_a_single_note_in_another_octave_is_folded_too() -> None:
    comparison = compared(replaced(2, Note(2, 1, 88)))
    assert pitches(comparison) == [note.pitch for note in LINE]


@pytest.mark.parametrize(("pitch", "semitones"), [(78, 2), (75, -1), (80, 4), (71, -5)])
def test_another_note_is_told_by_its_interval(pitch: int, semitones: int) -> None:
    widest = compared(replaced(2, Note(2, 1, pitch))).widest
    assert widest is not None
    assert (widest.kind, widest.semitones) == (PartingKind.OTHER_PITCH, semitones)
    assert widest.start_ms == pytest.approx(2000, abs=110)
    assert widest.end_ms == pytest.approx(3000, abs=110)


def test_a_note_too_many_and_one_too_few() -> None:
    stated = [LINE[0], Note(1, 0.5, 77), *LINE[2:]]
    more = replaced(1, Note(1, 0.45, 77), Note(1.5, 0.45, 81))
    added = lay_over(heard(stated), heard(more), Fit(0, 0, 1.0)).widest
    assert added is not None
    assert (added.kind, added.notes, added.pitch) == (PartingKind.MORE, 1, 81)
    fewer = lay_over(heard(more), heard(stated), Fit(0, 0, 1.0)).widest
    assert fewer is not None
    assert (fewer.kind, fewer.notes, fewer.pitch) == (PartingKind.LESS, 1, 81)


def test_neighbours_that_part_alike_are_one_stretch() -> None:
    widest = compared([*LINE[:2], Note(2, 1, 79), Note(3, 1, 72), LINE[4]]).widest
    assert widest is not None
    assert (widest.semitones, widest.notes) == (3, 2)
    assert widest.duration_ms == pytest.approx(2000, abs=220)


def test_a_note_that_sounds_beneath_another_line_isnt_called_missing() -> None:
    """The melody was followed elsewhere, but the theme's note is there, two octaves below."""
    beneath = [*replaced(2, Note(2, 1, 79)), Note(2, 1, 52)]
    assert compared(beneath).widest is None


def test_passages_with_little_in_common_part_nowhere_in_particular() -> None:
    other = [Note(0, 1, 70), Note(1, 1, 71), Note(2, 1, 78), Note(3, 1, 69), Note(4, 1, 68)]
    assert compared(other).widest is None


def test_what_is_before_the_one_and_after_the_other_isnt_compared() -> None:
    longer = [*LINE, Note(5, 1, 81), Note(6, 1, 83)]
    comparison = compared(longer)
    assert comparison.lasts_ms == 7000
    assert comparison.partings == ()


def test_cells_show_what_sounds_in_one_key() -> None:
    comparison = compared(changed(LINE, 2), 2)
    for cells in (comparison.home_cells, comparison.here_cells):
        assert cells.shape == (50, comparison.high - comparison.low + 1)
        assert [int(np.argmax(cells[at])) + comparison.low for at in (5, 15, 25, 35)] == [
            72, 77, 76, 69,
        ]  # fmt: skip


@pytest.mark.parametrize("swapped", [False, True])
def test_silence_has_no_melody_and_nothing_to_part_from(swapped: bool) -> None:
    quiet = HeardPassage(pitches_of(silence(5, RATE_HZ)), WHOLE_FILE, Span(0, 5000))
    pair = (quiet, heard(LINE)) if swapped else (heard(LINE), quiet)
    comparison = lay_over(*pair, Fit(0, 0, 1.0))
    assert (comparison.home == (), comparison.here == ()) == (swapped, not swapped)
    assert comparison.widest is None
    neither = lay_over(quiet, quiet, Fit(0, 0, 1.0))
    assert not neither.home_cells.any()
    assert neither.high > neither.low


def test_the_same_musical_moment_is_found_in_either_track() -> None:
    comparison = compared(changed(LINE, 0, 0.5), 0, 0.5, start_ms=500)
    assert comparison.at_here(1000) == 2500
    assert comparison.at_home(2500) == 1000
    assert compared(LINE, start_ms=-400).at_here(0) == 0
