"""How a theme is varied: in plain words on its bar, with numbers in its tip."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.marks.specs.occurrence import change_in_plain_words, change_in_words
from tests.ui.timeline.builders import occurrence

PLAIN = replace(occurrence(1, 0, 9_000), transposition=None, tempo_ratio=None, variation="")


@pytest.mark.parametrize(
    ("by", "ratio", "variation", "words"),
    [
        (None, None, "", ""),
        (-3, 0.8, "", "slower, lower"),
        (-3, 0.8, "tender", "tender"),
        (5, 1.2, "", "faster, higher"),
        (0, 1.01, "piano then cello", "piano then cello"),
    ],
)
def test_a_bar_speaks_words_and_the_listeners_win(
    by: int | None, ratio: float | None, variation: str, words: str
) -> None:
    varied = replace(PLAIN, transposition=by, tempo_ratio=ratio, variation=variation)
    assert change_in_plain_words(varied) == words


def test_the_tip_has_the_numbers() -> None:
    varied = replace(PLAIN, transposition=-3, tempo_ratio=0.8)
    assert change_in_words(varied) == "3 semitones lower, about a fifth slower"
