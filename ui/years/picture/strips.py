"""All years, one below another: a row of weeks for each."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from app.core.ids import EmotionId
from app.emotions.records import Emotion
from ui.words.locale import digits
from ui.years.picture.axis import Axis, weeks_of
from ui.years.picture.shown import Cell, Pick, ShownFelt

if TYPE_CHECKING:
    from app.journal.records import DayOfFeelings

    Find = Callable[[EmotionId], Emotion]


class YearStrips:
    """Those that were made before are kept: years come in one after another."""

    def __init__(self, find: Find) -> None:
        self._find = find
        self._kept: dict[tuple[int, int, int], tuple[tuple[DayOfFeelings, ...], list[Cell]]] = {}

    def shown(self, days: Sequence[DayOfFeelings], first_weekday: int) -> ShownFelt:
        """days: in order, at least one. The newest year is on top."""
        of_year = {year: tuple(its) for year, its in groupby(days, key=lambda day: day.day.year)}
        years = range(days[-1].day.year, days[0].day.year - 1, -1)
        cells: list[Cell] = []
        for row, year in enumerate(years):
            cells += self._cells(row, year, of_year.get(year, ()), first_weekday)
        longest = max((weeks_of(year, first_weekday) for year in years), key=_weeks)
        return ShownFelt(longest, {}, (), tuple(cells), tuple(map(digits, years)))

    def _cells(
        self, row: int, year: int, days: tuple[DayOfFeelings, ...], first_weekday: int
    ) -> list[Cell]:
        key = (row, year, first_weekday)
        kept = self._kept.get(key)
        if kept is None or kept[0] != days:
            kept = self._kept[key] = (days, weeks_cells(*key, days, self._find))
        return kept[1]


def weeks_cells(
    row: int, year: int, first_weekday: int, days: Sequence[DayOfFeelings], find: Find
) -> list[Cell]:
    """A pixel for each week of a year."""
    axis = weeks_of(year, first_weekday)
    by_week: dict[int, list[DayOfFeelings]] = {}
    for day in days:
        by_week.setdefault(axis.column_of(day.day), []).append(day)
    return [
        _cell(row, column, Pick(*axis.columns[column]), by_week.get(column, []), find)
        for column in range(len(axis.columns))
    ]


def _cell(row: int, column: int, pick: Pick, days: Sequence[DayOfFeelings], find: Find) -> Cell:
    counted: dict[EmotionId, int] = {}
    for day in days:
        for emotion, many in day.by_emotion.items():
            counted[emotion] = counted.get(emotion, 0) + many
    led = min(counted, key=lambda one: (-counted[one], one), default=None)
    return Cell(
        row,
        column,
        pick,
        None if led is None else find(led),
        sum(counted.values()),
        any(day.marks or day.entries for day in days),
        bool(days),
    )


def _weeks(axis: Axis) -> int:
    return len(axis.columns)
