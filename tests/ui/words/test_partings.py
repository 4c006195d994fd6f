"""Where two melodies part, as it is written in their picture and read out."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from app.analysis.comparison.records import Comparison, Fit, Parting, PartingKind
from app.analysis.melody import MelodyNote
from ui.words.partings import comparison_words, parting_words

NOTES = tuple(MelodyNote(n * 500, n * 500 + 500, 60 + n) for n in range(6))
HIGHER = Parting(PartingKind.OTHER_PITCH, 2000, 2500, 66, 2)
CELLS = np.zeros((30, 20), np.uint8)
ALIKE = Comparison(3000, Fit(0, 0, 1.0), NOTES, NOTES, CELLS, CELLS, 55, (), 6)


@pytest.mark.parametrize(
    ("semitones", "words"),
    [(1, "a semitone higher"), (-2, "a step lower"), (4, "a third higher"), (-3, "a third lower"),
     (5, "a fourth higher"), (6, "a tritone higher"), (-7, "a fifth lower"), (9, "a sixth higher"),
     (11, "much higher"), (-14, "much lower")],
)  # fmt: skip
def test_another_note_is_named_by_its_interval(semitones: int, words: str) -> None:
    assert parting_words(HIGHER._replace(semitones=semitones)) == words


def test_notes_too_many_and_too_few_are_counted() -> None:
    more = Parting(PartingKind.MORE, 0, 500, 60)
    assert parting_words(more) == "a note added"
    assert parting_words(more._replace(notes=3)) == "3 notes added"
    fewer = more._replace(kind=PartingKind.LESS)
    assert parting_words(fewer) == "a note left out"
    assert parting_words(fewer._replace(notes=2)) == "2 notes left out"


def test_a_comparison_is_told_by_what_is_the_same_and_where_it_isnt() -> None:
    assert comparison_words(ALIKE) == "6 of 6 notes are the same here."
    partly = replace(ALIKE, partings=(HIGHER,), alike=5)
    assert comparison_words(partly) == "5 of 6 notes are the same here. 0:02: a step higher."
    assert comparison_words(replace(partly, alike=2)) == "2 of 6 notes are the same here."


def test_a_missing_melody_is_said() -> None:
    assert comparison_words(replace(ALIKE, here=())) == "No melody stands out here."
    assert comparison_words(replace(ALIKE, home=())) == (
        "No melody stands out where the theme is stated."
    )
    assert comparison_words(replace(ALIKE, home=(), here=())) == (
        "No melody stands out in either passage."
    )
