"""What was felt at returns over the years: the strongest feeling of each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from app.core.instant import Instant
from app.core.words import Text
from app.emotions.records import TaggedEmotion
from ui.themes.shown import ShownReturn

MOST_COLUMNS = 3
_FIRST, _STRONGEST, _LATEST = (
    Text("First", "what was felt"),
    Text("Strongest", "what was felt"),
    Text("Latest", "what was felt"),
)


class FeltColumns(NamedTuple):
    """years: empty where they are too many, and the columns are the first, the strongest and the
    latest of each return.
    """

    years: tuple[int, ...]
    titles: tuple[str, ...]

    def of(self, row: ShownReturn) -> tuple[TaggedEmotion | None, ...]:
        """A feeling for each column; None where there is none."""
        by_year = strongest_by_year(row.one.felt)
        if self.years:
            return tuple(by_year.get(year) for year in self.years)
        if not self.titles or not by_year:
            return tuple(None for _title in self.titles)
        first, latest = by_year[min(by_year)], by_year[max(by_year)]
        return first, strongest(by_year.values()), latest


def felt_columns(rows: Sequence[ShownReturn]) -> FeltColumns:
    years = sorted({_year(felt) for row in rows for felt in row.one.felt})
    if len(years) <= MOST_COLUMNS:
        return FeltColumns(tuple(years), tuple(map(str, years)))
    return FeltColumns((), (str(_FIRST), str(_STRONGEST), str(_LATEST)))


def strongest_by_year(felt: Iterable[TaggedEmotion]) -> dict[int, TaggedEmotion]:
    found: dict[int, list[TaggedEmotion]] = {}
    for one in felt:
        found.setdefault(_year(one), []).append(one)
    return {year: strongest(some) for year, some in found.items()}


def strongest(felt: Iterable[TaggedEmotion]) -> TaggedEmotion:
    """Of several as strong, the latest."""
    return max(felt, key=lambda one: (one.tag.intensity, one.tag.made_at_ms))


def latest(felt: Iterable[TaggedEmotion]) -> TaggedEmotion | None:
    return max(felt, key=lambda one: one.tag.made_at_ms, default=None)


def _year(felt: TaggedEmotion) -> int:
    return Instant(felt.tag.made_at_ms, felt.tag.made_offset_min).local.year
