"""What a picture shows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from app.core.ids import EmotionId
from app.emotions.records import Emotion
from app.years.records import Amount, Felt, summed
from ui.words.dates import today, weekday_letter
from ui.years.picture.axis import Axis

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from app.journal.records import DayOfFeelings


MOST_RIDGES = 8  # so that what is below stays near


class Pick(NamedTuple):
    """A stretch of days, and an emotion felt in it; None for all that was felt."""

    first: date
    last: date
    emotion: EmotionId | None = None


class Cell(NamedTuple):
    """A pixel. emotion: the one that led, None where none did. marks: of emotions. has_words:
    whether there is anything else of the listener's own; is_heard: at least music.
    """

    row: int
    column: int
    pick: Pick
    emotion: Emotion | None = None
    marks: int = 0
    has_words: bool = False
    is_heard: bool = False

    @property
    def is_later(self) -> bool:
        return self.pick.first > today()


@dataclass(frozen=True, slots=True)
class ShownFelt:
    """rows: the emotions of the ridges, from the top. row_heads: of the pixels’ rows."""

    axis: Axis
    felt: Mapping[date, Felt]
    rows: tuple[Emotion, ...] = ()
    cells: tuple[Cell, ...] = ()
    row_heads: tuple[str, ...] = ()

    @property
    def is_ridged(self) -> bool:
        return bool(self.rows)

    @property
    def steps(self) -> int:
        """How many places Up and Down go through: all that was felt, then each emotion; without
        ridges the rows of pixels.
        """
        return 1 + len(self.rows) if self.is_ridged else max(1, len(self.row_heads))


def emotions_of(
    felt: Iterable[EmotionId], find: Callable[[EmotionId], Emotion]
) -> tuple[Emotion, ...]:
    """In the order of the vocabulary."""
    found = [find(emotion) for emotion in set(felt)]
    return tuple(sorted(found, key=lambda one: (one.position, one.id)))


def felt_most(
    total: Felt, find: Callable[[EmotionId], Emotion], *, shows_all: bool
) -> tuple[Emotion, ...]:
    """The emotions that get a ridge: of many those that were felt most, unless all are wanted."""
    most = sorted(total, key=lambda one: (-total[one].weight, one))
    return emotions_of(most if shows_all else most[:MOST_RIDGES], find)


def weekday_heads(first_weekday: int) -> tuple[str, ...]:
    """Every other one, as in a calendar."""
    return tuple(
        weekday_letter((first_weekday + row) % 7) if row % 2 == 0 and row < 6 else ""
        for row in range(7)
    )


def year_cells(
    axis: Axis,
    first_weekday: int,
    days: Sequence[DayOfFeelings],
    find: Callable[[EmotionId], Emotion],
) -> tuple[Cell, ...]:
    """A pixel for each day of a year, by weekday and week."""
    held = {day.day: day for day in days}
    cells = []
    for column, (first, last) in enumerate(axis.columns):
        for ordinal in range(first.toordinal(), last.toordinal() + 1):
            day = date.fromordinal(ordinal)
            row = (day.weekday() - first_weekday) % 7
            cell = Cell(row, column, Pick(day, day))
            cells.append(cell if day not in held else _filled(cell, held[day], find))
    return tuple(cells)


def _filled(cell: Cell, day: DayOfFeelings, find: Callable[[EmotionId], Emotion]) -> Cell:
    led = day.leading_emotion
    return cell._replace(
        emotion=None if led is None else find(led),
        marks=sum(day.by_emotion.values()),
        has_words=bool(day.marks or day.entries),
        is_heard=True,
    )


def felt_between(felt: Mapping[date, Felt], pick: Pick) -> Felt:
    """What was felt on its days."""
    return summed(there for day, there in felt.items() if pick.first <= day <= pick.last)


def marks_between(days: Sequence[DayOfFeelings], pick: Pick) -> int:
    return sum(day.marks for day in days if pick.first <= day.day <= pick.last)


def held(pick: Pick, felt: Felt, marks: int) -> int:
    """How many marks a place stands for. felt, marks: of its days."""
    if pick.emotion is None:
        return marks
    return felt[pick.emotion].number if pick.emotion in felt else 0


def marked_between(days: Sequence[DayOfFeelings], pick: Pick) -> Felt:
    """The marks of emotions on its days, each as strong as another."""
    counted: dict[EmotionId, int] = {}
    for day in days:
        if pick.first <= day.day <= pick.last:
            for emotion, many in day.by_emotion.items():
                counted[emotion] = counted.get(emotion, 0) + many
    return {emotion: Amount(many, many) for emotion, many in counted.items()}
