"""How a return differs from where its theme is stated, as far as it is known."""

from __future__ import annotations

from dataclasses import replace

from app.core.ids import OccurrenceId, ThemeId, TrackId
from app.core.timecode import Span
from app.themes.difference import Difference, PassageSound, difference
from app.themes.records import Occurrence, OccurrenceStatus, Theme

THEME = Theme(ThemeId(1), "theme", None, "The heart", "#c2476a", "")
HOME = Occurrence(
    OccurrenceId(1), "home", THEME, TrackId(1), Span(0, 9000), OccurrenceStatus.CONFIRMED,
    2, 1.0, "", "",
)  # fmt: skip


def test_key_and_tempo_are_compared_with_where_it_is_stated() -> None:
    mark = replace(HOME, id=OccurrenceId(2), transposition=5, tempo_ratio=0.5)
    assert difference(mark, HOME, PassageSound(-20.0, 4.0), PassageSound(-14.0, 3.5)) == (
        Difference(3, 0.5, -6.0, 0.5)
    )


def test_what_isnt_known_isnt_told() -> None:
    mark = replace(HOME, id=OccurrenceId(2), transposition=None, tempo_ratio=None)
    assert not difference(mark, HOME, PassageSound(), PassageSound(-14.0)).is_known
    assert difference(mark, HOME, PassageSound(-14.0), PassageSound(-14.0)).is_known


def test_what_nobody_hears_is_no_difference() -> None:
    assert not Difference(0, 1.01, 1.0).has_other_tempo
    assert not Difference(0, 1.01, 1.0).has_other_loudness
    assert not Difference(0, 1.0, 0.0, 0.1).has_other_brightness
    assert Difference(0, 1.0, 0.0, -0.4).has_other_brightness
    assert Difference(0, 0.95, -4.0).has_other_tempo
    assert Difference(0, 0.95, -4.0).has_other_loudness
