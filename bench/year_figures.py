"""Opening what a figure of a year counts: the first page, from the journal's verb to frozen values.

One figure of each kind is opened, each that many marks have. The floor is the page's query (see
`page_query.py`), and beside it finding its ids alone; the worst kind is the figure.
"""

from __future__ import annotations

import sqlite3
from functools import partial
from typing import TYPE_CHECKING

from bench.figure import in_a_row, median, ratio_by_turns, say
from bench.page_query import PageQuery, expect_same

if TYPE_CHECKING:
    from app.bootstrap import Services
    from app.journal.records import JournalFilter
    from app.years.records import Count, Period

RUNS = 25

_DAY = "(line.made_at + coalesce(line.made_offset_min, 0) * 60000) / 86400000"
_HOUR = "(line.made_at + coalesce(line.made_offset_min, 0) * 60000) / 3600000 % 24"
_WIDEST_OFFSET_MS, _DAY_MS = 54_000_000, 86_400_000
_CONDITIONS = {
    "role": "tag.mode = 'felt' AND track.role = :role",
    "hour": f"tag.mode = 'felt' AND {_HOUR} = :hour",
    "track": "tag.mode = 'felt' AND line.track_id = :track_id",
    "word": "instr(line.text, :word) > 0 AND has_word(line.text, :word)",
    "returned to": "line.track_id = :track_id AND (line.start_ms < :end_ms OR line.start_ms ="
    " :start_ms) AND (line.end_ms > :start_ms OR line.start_ms >= :start_ms)",
}


def measure(services: Services, period: Period, raw: sqlite3.Connection) -> None:
    ratios, to_ids, ours_ms, floor_ms = {}, {}, {}, {}
    for name, one in _figures(services, period).items():
        query = _query(name, one.wanted)
        expect_same(services.journal.page(one.wanted), query, raw)
        ours = in_a_row(partial(services.journal.page, one.wanted), RUNS)
        floors = in_a_row(query.floor(raw), RUNS)
        ids = in_a_row(query.ids(raw), RUNS)
        ours_ms[name], floor_ms[name] = round(median(ours), 3), round(median(floors), 3)
        ratios[name] = round(ratio_by_turns(ours, floors), 2)
        to_ids[name] = round(ratio_by_turns(ours, ids), 2)
    say(
        "year_figure_opened",
        ms=ours_ms,
        floor_ms=floor_ms,
        ratios=ratios,
        to_ids_alone=to_ids,
        worst_ratio=max(ratios.values()),
    )


def _figures(services: Services, period: Period) -> dict[str, Count]:
    from app.story.covering import OPEN

    found = services.years.breakdown(period, OPEN)
    remarkable = services.years.remarkable(period)
    kinds = {
        "role": found.roles,
        "hour": found.hours,
        "track": found.tracks,
        "word": services.years.words(period),
        "returned to": remarkable.returned_to,
    }
    return {name: counts[0] for name, counts in kinds.items() if counts}  # type: ignore[misc]


def _query(name: str, wanted: JournalFilter) -> PageQuery:
    """By hand, with the values of the figure's own filter."""
    from app.core.day_numbers import day_number

    counted = wanted.counted
    assert counted and wanted.first_day and wanted.last_day
    first, last = day_number(wanted.first_day), day_number(wanted.last_day)
    values = {
        "first": first,
        "last": last,
        "from_key": (first * _DAY_MS - _WIDEST_OFFSET_MS) << 20,
        "to_key": ((last + 1) * _DAY_MS + _WIDEST_OFFSET_MS) << 20,
        "role": counted.role,
        "hour": counted.hour,
        "track_id": wanted.track_id,
        "word": counted.word,
        "start_ms": counted.place and counted.place.start_ms,
        "end_ms": counted.place and counted.place.end_ms,
    }
    there = f"line.id BETWEEN :from_key AND :to_key AND {_DAY} BETWEEN :first AND :last"
    return PageQuery(f"{there} AND {_CONDITIONS[name]}", values)
