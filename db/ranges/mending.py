"""Repairs a row that no page can show: each value becomes the nearest one that can be shown.

Rows that others depend on (tracks, works, emotions) are read like this, all rows are
exported like this, and they are saved like this when the listener asks. Nothing in the file is
repaired unasked.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Any

from db.ranges.columns import RANGES
from db.ranges.limits import (
    FIRST_MS,
    LAST_MS,
    MOST_ANCHORS,
    MOST_LINES,
    MOST_MS,
    MOST_TEXT,
    Anchors,
    Day,
    Flag,
    Lines,
    Range,
    Real,
    Shape,
    Text,
    ValueFault,
    Whole,
    Words,
)
from db.ranges.row_faults import faults_of, unshowable

Row = Mapping[str, Any]
Faults = Callable[[str, Row], Mapping[str, ValueFault]]

_TIMES = (
    "made_at",
    "written_at",
    "started_at",
    "sealed_at",
    "opened_at",
    "created_at",
    "ended_at",
    "updated_at",
    "seen_at",
    "asked_at",
)
# Digital audio is no older; this tells a time in microseconds from a time in the future.
_LIKELY_MS = range(4_102_444_800_000)  # 1970 to 2099
_USUAL = {
    "colour": "#8a6f9e",
    "icon": "heart",
    "pattern": "solid",
    "role": "score",
    "mode": "felt",
    "status": "confirmed",
    "words_by": "listener",
    "length_by": "header",
    "found_by": "listener",
    "portrait": None,
    "still": None,
    "cover": None,
    "picture": None,
    "carried_from": None,
    "language": "",
    "date": "",
    "link": "",
}


def mended(
    table: str, row: Row, track_ms: int | None = None, *, faults: Faults = unshowable
) -> dict[str, Any]:
    """The columns that have to change, with values that can be shown; empty for a sound row.

    track_ms: the length of the mark's track; 0 and None: unknown. faults: which ones to repair;
    `faults_of` for everything that couldn't be written.
    """
    changed: dict[str, Any] = {}
    if not (found := faults(table, row)):
        return changed
    for name in found:
        if name in _TIMES:
            changed[name] = _time(row, row[name])
        elif name in ("start_ms", "end_ms"):
            changed[name] = _place(row[name], track_ms)
        else:
            changed[name] = _nearest(name, RANGES[table][name], row[name])
    whole = {**row, **changed}
    if {"start_ms", "end_ms"} <= whole.keys() and faults_of(table, whole).keys() & {"end_ms"}:
        changed["end_ms"] = whole["start_ms"]
    return changed


def nearest(table: str, column: str, value: float) -> Any:
    """A number that was worked out, inside the limits of the column that it is for."""
    return _nearest(column, RANGES[table][column], value)


def _nearest(name: str, limits: Range, value: Any) -> Any:
    if isinstance(limits, Words):
        return _USUAL.get(name, limits.known[0])
    if isinstance(limits, Shape):
        return _USUAL[name] if name in _USUAL else _name_for(value)
    if isinstance(limits, Text):
        words = value if isinstance(value, str) else ""
        return words.replace("\0", "")[: limits.most] or ("?" if limits.is_needed else "")
    if isinstance(limits, Flag):
        return bool(value)
    if isinstance(limits, Day):
        return None
    if isinstance(limits, Lines):
        return _lines_held(value)
    if isinstance(limits, Anchors):
        return rising(value if isinstance(value, tuple) else ())
    if name.endswith("_offset_min"):
        return 0
    assert isinstance(limits, Whole | Real)
    if not isinstance(value, int | float) or value != value:
        return limits.least
    return min(limits.most, max(limits.least, value))


def _lines_held(value: Any) -> tuple[Any, ...]:
    """As many of the lines as there is room for, each with what can be kept of it."""
    held: list[Any] = []
    room = MOST_TEXT
    for line in value if isinstance(value, tuple) else ():
        if Lines().fault((line,)) is not None or (room := room - len(line[2]) - 1) < 0:
            continue
        held.append(line)
    return tuple(held[:MOST_LINES])


def rising(pairs: Iterable[Any]) -> tuple[Any, ...]:
    """Those of the pairs that are later than the one before, in both tracks."""
    held: list[Any] = []
    for pair in pairs:
        if Anchors().fault((*held[-1:], pair)) is None:
            held.append(pair)
    return tuple(held[:MOST_ANCHORS])


def _name_for(value: Any) -> str:
    """In the form of a uid; the same value always gets the same one."""
    return hashlib.blake2b(str(value).encode(errors="surrogatepass"), digest_size=16).hexdigest()


def _place(value: Any, track_ms: int | None) -> int:
    """A time inside the track; one given in microseconds is converted."""
    most = min(MOST_MS, max(0, track_ms or 0)) or MOST_MS
    if not isinstance(value, int):
        return 0
    return value // 1000 if most < value <= most * 1000 else min(most, max(0, value))


def _time(row: Row, value: Any) -> int:
    """Converted from micro- or nanoseconds, else when the uid was made, else another time."""
    told = [value // 1000, value // 1_000_000] if isinstance(value, int) else []
    others = [made_by_uid(row.get("uid")), *(row.get(name) for name in _TIMES)]
    for found in (*(time for time in told if time in _LIKELY_MS), *others):
        if isinstance(found, int) and FIRST_MS <= found <= LAST_MS:
            return found
    return 0


def made_by_uid(uid: Any) -> int | None:
    """When a UUIDv7 was made, in UTC milliseconds (RFC 9562); None for anything else."""
    digits = str(uid).replace("-", "")
    if len(digits) != 32 or digits[12] != "7":
        return None
    try:
        return int(digits[:12], 16)
    except ValueError:
        return None


# The columns of a track's line in the library, as `db/plain/first_look.py` and
# `db/queries/library.py` select them; what follows is computed by the query.
_TRACK_LINE = (
    "id",
    "title",
    "artist",
    "album",
    "album_artist",
    "disc_number",
    "track_number",
    "duration_ms",
    "role",
    "work_id",
    "work_title",
    "cover",
    "year",
    "composer",
)


def with_mended_tracks(rows: Iterable[Sequence[Any]], odd: Collection[int]) -> list[Any]:
    """Tracks' lines; those with the ids in `odd` are repaired. 5,000 may be listed at every start,
    so SQLite says which are odd.
    """
    return [_mended_line(row) if row[0] in odd else row for row in rows]


def _mended_line(row: Sequence[Any]) -> tuple[Any, ...]:
    held = dict(zip(_TRACK_LINE, row, strict=False))
    held |= mended("track", held)
    return (*(held[name] for name in _TRACK_LINE), *row[len(_TRACK_LINE) :])
