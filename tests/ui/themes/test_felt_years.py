"""What was felt at returns: a column a year, or the first, the strongest and the latest."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from app.core.timecode import Span
from app.emotions.records import Emotion, Mode, Tag, TaggedEmotion
from app.returns.records import Return
from app.themes.difference import Difference
from tests.ui.themes.test_difference_words import MARK, TRACK
from ui.themes.felt_years import felt_columns, latest
from ui.themes.shown import ShownReturn

ANY: Any = None


def felt(year: int, intensity: int, month: int = 5) -> TaggedEmotion:
    made_ms = int(datetime(year, month, 1, tzinfo=UTC).timestamp() * 1000)
    emotion = Emotion(ANY, "", ANY, "joy", "Joy", "", 0, 0, "#aa7700", "sun", "dots", ANY, False, 0)
    tag = Tag(ANY, "", ANY, ANY, None, Span(0, 1), Span(0, 1), intensity, Mode.FELT, "", "",
              made_ms, 0)  # fmt: skip
    return TaggedEmotion(tag, emotion)


def row(*feelings: TaggedEmotion) -> ShownReturn:
    return ShownReturn(Return(MARK, TRACK, (), None, feelings, False), 1, Difference(), None, None)


def intensities(shown: tuple[TaggedEmotion | None, ...]) -> list[int | None]:
    return [None if one is None else one.tag.intensity for one in shown]


def test_up_to_three_years_have_a_column_each_with_the_strongest_of_the_year() -> None:
    one, other = row(felt(2024, 2), felt(2024, 4), felt(2026, 1)), row(felt(2025, 3))
    columns = felt_columns([one, other])
    assert columns.titles == ("2024", "2025", "2026")
    assert intensities(columns.of(one)) == [4, None, 1]
    assert intensities(columns.of(other)) == [None, 3, None]


def test_more_years_are_the_first_the_strongest_and_the_latest() -> None:
    one = row(felt(2020, 2), felt(2022, 5), felt(2023, 1), felt(2026, 3))
    columns = felt_columns([one])
    assert columns.titles == ("First", "Strongest", "Latest")
    assert intensities(columns.of(one)) == [2, 5, 3]
    assert intensities(columns.of(row())) == [None, None, None]


def test_where_nothing_was_felt_there_is_no_column() -> None:
    columns = felt_columns([row()])
    assert columns.titles == ()
    assert columns.of(row()) == ()
    assert latest(()) is None


def test_of_two_as_strong_in_a_year_the_later_one_is_shown() -> None:
    early, late = felt(2024, 4, month=1), felt(2024, 4, month=9)
    columns = felt_columns([row(late, early)])
    assert columns.of(row(late, early)) == (late,)
