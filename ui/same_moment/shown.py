"""What the page shows, as values."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from app.journal.moment_records import MomentAcrossYears, own_words

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
    rows: FoldedRows


@dataclass(frozen=True, slots=True)
class MomentRow:
    """year: before the first row of each. letters: of the listener's own words."""

    item: JournalItem
    year: int | None
    letters: int

    @property
    def has_words(self) -> bool:
        return self.letters > 0


@dataclass(frozen=True, slots=True)
class FoldedRows:
    """Made where it is read: there may be many thousands. whole: the oldest first. folded: those of
    them that are shown without being unfolded. hidden: how many have no words; none is offered to
    be unfolded where nothing else is shown.
    """

    whole: tuple[MomentRow, ...]
    folded: tuple[MomentRow, ...]
    hidden: int


def rows_of(items: Iterable[JournalItem], now: date, looked_at: str) -> FoldedRows:
    """Without words are shown only the one that one came from and today's, unless they are unfolded
    or nothing has words.
    """
    whole = tuple(_with_years((item, len(own_words(item))) for item in items))
    wordless = sum(row.letters == 0 for row in whole)
    if wordless == len(whole):
        return FoldedRows(whole, whole, 0)
    kept = [(row.item, row.letters) for row in whole if _is_kept(row, now, looked_at)]
    return FoldedRows(whole, tuple(_with_years(kept)), wordless)


def _is_kept(row: MomentRow, now: date, looked_at: str) -> bool:
    return row.has_words or row.item.uid == looked_at or row.item.day == now


def _with_years(items: Iterable[tuple[JournalItem, int]]) -> Iterator[MomentRow]:
    year: int | None = None
    for item, letters in items:
        its = item.day.year
        yield MomentRow(item, its if its != year else None, letters)
        year = its
