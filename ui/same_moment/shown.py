"""What the page shows, as values."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from app.journal.moment_records import MomentAcrossYears, has_words

if TYPE_CHECKING:
    from app.emotions.felt import FeltStrip
    from app.journal.records import JournalItem
    from app.story.records import Scene


@dataclass(frozen=True, slots=True)
class ShownMoment:
    """scene: what plays there; the first that isn't covered, if there is one. felt: what led along
    the whole track.
    """

    moment: MomentAcrossYears
    scene: Scene | None
    felt: FeltStrip


@dataclass(frozen=True, slots=True)
class MomentRow:
    """year: before the first row of each."""

    item: JournalItem
    year: int | None
    has_words: bool


def rows_of(
    items: Iterable[JournalItem], now: date, looked_at: str, *, is_unfolded: bool
) -> tuple[MomentRow, ...]:
    """The oldest first. Without words are shown only the one that one came from and today's, unless
    they are unfolded or nothing has words.
    """
    items = tuple(items)
    is_whole = is_unfolded or not any(map(has_words, items))
    shown = [one for one in items if is_whole or has_words(one) or _is_kept(one, now, looked_at)]
    return tuple(_with_years(shown))


def folded_count(items: Iterable[JournalItem]) -> int:
    """How many have no words; none is offered to be unfolded where nothing else is shown."""
    words = [has_words(one) for one in items]
    return words.count(False) if any(words) else 0


def _is_kept(item: JournalItem, now: date, looked_at: str) -> bool:
    return item.uid == looked_at or item.day == now


def _with_years(items: Iterable[JournalItem]) -> Iterator[MomentRow]:
    year: int | None = None
    for item in items:
        is_first, year = item.day.year != year, item.day.year
        yield MomentRow(item, year if is_first else None, has_words(item))
