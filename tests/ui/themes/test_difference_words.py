"""What is different in a return, in words and in figures."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.core.ids import OccurrenceId, ThemeId, TrackId
from app.core.timecode import Span
from app.library.records import TrackRow
from app.returns.records import Return
from app.themes.difference import Difference
from app.themes.records import Occurrence, OccurrenceStatus, Theme
from ui.themes.difference_words import figures_of, measured_words, words_of
from ui.themes.interval_words import interval_name
from ui.themes.shown import ShownReturn

THEME = Theme(ThemeId(1), "theme", None, "The heart", "#c2476a", "")
MARK = Occurrence(
    OccurrenceId(1), "mark", THEME, TrackId(1), Span(0, 9000), OccurrenceStatus.CONFIRMED,
    None, None, "", "",
)  # fmt: skip
TRACK = TrackRow(
    TrackId(1), "Opening", "", "", "", None, 1, 60_000, "other", None, "", None, None, "", True, 0
)


def row(differs: Difference, words: str = "", *, is_home: bool = False) -> ShownReturn:
    mark = replace(MARK, variation=words)
    return ShownReturn(Return(mark, TRACK, (), None, (), is_home), 1, differs, None, None)


@pytest.mark.parametrize(
    ("differs", "words", "figures"),
    [
        (Difference(3, 0.72, -4.0), "higher, slower, quieter",
         "3 semitones higher, 28% slower"),
        (Difference(-1, 1.0, 0.0), "lower", "1 semitone lower, at the same tempo"),
        (Difference(12, 1.9, 10.0), "an octave higher, nearly twice as fast, much louder",
         "12 semitones higher, 90% faster"),
        (Difference(-15, 0.52), "much lower, half as fast",
         "15 semitones lower, 48% slower"),
        (Difference(0, 0.96), "a little slower", "in the same key, 4% slower"),
        (Difference(0, 1.04, 3.0), "a little faster, louder",
         "in the same key, 4% faster"),
        (Difference(0, 1.0), "much as it was first heard", "in the same key, at the same tempo"),
        (Difference(None, None, -12.0), "much quieter", ""),
        (Difference(-2, 1.0, -4.0, -0.5), "lower, quieter, darker",
         "2 semitones lower, at the same tempo"),
        (Difference(0, 1.0, 0.0, 0.3), "brighter", "in the same key, at the same tempo"),
        (Difference(), "", ""),
    ],
)  # fmt: skip
def test_what_was_measured_is_said_as_one_hears_it(
    differs: Difference, words: str, figures: str
) -> None:
    assert measured_words(row(differs)) == words
    assert figures_of(row(differs)) == figures


def test_the_listeners_words_win() -> None:
    one = row(Difference(3, 0.72), "tender, one flute")
    assert words_of(one) == "tender, one flute"
    assert measured_words(one) == "higher, slower"


def test_where_it_is_stated_nothing_is_compared() -> None:
    home = row(Difference(0, 1.0), is_home=True)
    assert (words_of(home), figures_of(home)) == ("as it was first heard", "")


@pytest.mark.parametrize(
    ("semitones", "name"),
    [(7, "a fifth"), (9, "a sixth"), (10, "a seventh"), (12, "an octave"), (14, "a ninth"),
     (19, "a wide leap")],
)  # fmt: skip
def test_leaps_have_their_names(semitones: int, name: str) -> None:
    assert interval_name(semitones) == name
