"""What is wrong with a row, by column, and whether it can be shown all the same."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from functools import cache
from typing import Any

from db.ranges.columns import RANGES, SPAN
from db.ranges.limits import Anything, ValueFault, Wrong

BACKWARDS = ValueFault(Wrong.BACKWARDS)

# No page depends on these.
_NOT_SHOWN = frozenset(
    (
        "id",
        "owner_id",
        "size",
        "mtime_ns",
        "seen_at",
        "read_by",
        "asked_at",
        "updated_at",
        "raw_start_ms",
        "raw_end_ms",
    )
)
_MAY_BE_EMPTY = frozenset(
    (
        "preroll_ms",
        "scene_offset_ms",
        "transposition",
        "tempo_ratio",
        "probability",
        "analysis_version",
        "peak_ms",
        "disc_number",
        "track_number",
        "year",
        "saga_order",
        "progress_season",
        "progress_number",
        "progress_order",
        "before_valence",
        "before_arousal",
        "after_valence",
        "after_arousal",
        "sealed_at",
        "sealed_until",
        "opened_at",
        "width",
        "height",
        "start_ms",
        "end_ms",
        "made_offset_min",
    )
)


@cache
def _faults_in(table: str) -> list[tuple[str, Callable[[Any], ValueFault | None]]]:
    """Without the columns that may hold anything: every row of an export is checked, twice."""
    columns = RANGES[table].items()
    return [(name, limits.fault) for name, limits in columns if not isinstance(limits, Anything)]


def fault_of(table: str, column: str, value: Any) -> ValueFault | None:
    """What is wrong with a value that is there; None when nothing is."""
    return RANGES[table][column].fault(value)


def faults_of(table: str, row: Mapping[str, Any]) -> dict[str, ValueFault]:
    """What is wrong with a row, by column. Columns that are None are left to their type."""
    found = {}
    for name, fault_in in _faults_in(table):
        value = row.get(name)
        if value is not None and (fault := fault_in(value)):
            found[name] = fault
    if not found.keys() & SPAN.keys() and is_backwards(row):
        found["end_ms"] = BACKWARDS
    return found


def unshowable(table: str, row: Mapping[str, Any]) -> dict[str, ValueFault]:
    """The faults that keep every page from showing a row; the same as in `sound_sql`."""
    return {
        name: fault
        for name, fault in faults_of(table, row).items()
        if name not in _NOT_SHOWN and RANGES[table][name].sql(name)
    }


def sound_sql(table: str, columns: Collection[str] | None = None) -> str:
    """A condition in SQL: the row can be shown, or at least these columns of it. Text and links
    never prevent that.

    Of what may be empty, IS NOT FALSE: SQLite always works out all that `ifnull` is given, but
    leaves a condition where it fails, which takes half the time.
    """
    shown = {
        name: limits
        for name, limits in RANGES[table].items()
        if name not in _NOT_SHOWN and (columns is None or name in columns)
    }
    conditions = [
        f"({sql}) IS NOT FALSE" if name in _MAY_BE_EMPTY else sql  # not shown
        for name, limits in shown.items()
        if (sql := limits.sql(f"{table}.{name}"))
    ]
    if SPAN.keys() <= shown.keys():
        conditions.append(f"({table}.end_ms >= {table}.start_ms) IS NOT FALSE")  # not shown
    return f"({' AND '.join(conditions)})" if conditions else "1"


def is_backwards(row: Mapping[str, Any]) -> bool:
    """A span that ends before it begins, or has only an end."""
    start, end = row.get("start_ms"), row.get("end_ms")
    return end is not None and (start is None or end < start)
