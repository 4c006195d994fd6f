"""The columns of the track table: what they are called, say, and sort by."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from app.core.timecode import format_ms
from app.library.records import Role, TrackRow

_DIGITS = re.compile(r"(\d+)")
ROLE_LABELS = {str(role): role.label for role in Role}
_LAST = 1 << 30  # where a missing number sorts


@dataclass(frozen=True, slots=True)
class Column:
    """width_em: in widths of “m” at the body size; 0 shares what the others leave."""

    key: str
    title: str
    text: Callable[[TrackRow], str]
    sort_key: Callable[[TrackRow], Any]
    width_em: float = 0.0
    is_number: bool = False


def folded(text: str) -> str:
    """For comparing: no case, no accents. “Märchen” is found by “marchen”."""
    if text.isascii():
        return text.lower()
    plain = unicodedata.normalize("NFKD", text)
    return "".join(c for c in plain if not unicodedata.combining(c)).casefold()


@lru_cache(maxsize=16384)  # artists and albums repeat: three times as fast over 5,000 tracks
def natural_key(text: str) -> tuple[tuple[int, int, str], ...]:
    """“Battle 2” before “Battle 10”; what is empty comes last."""
    if not text:
        return ((2, 0, ""),)
    return tuple(
        (0, int(part), "") if part.isdecimal() else (1, 0, part)
        for part in _DIGITS.split(folded(text))
        if part
    )


def shelf_key(row: TrackRow) -> tuple[Any, ...]:
    """The order of records on a shelf: artist, album, disc, number, title."""
    return (
        natural_key(row.album_artist or row.artist),
        natural_key(row.album),
        row.disc_number or 0,
        row.track_number or _LAST,
        # A numbered track needs its title only against a double: 5,000 keys take 10 ms.
        () if row.track_number else natural_key(row.title),
    )


def haystack(row: TrackRow) -> str:
    """What a filter looks through: title, artists, album, role, work."""
    words = (
        row.title,
        row.artist,
        row.album_artist,
        row.album,
        ROLE_LABELS.get(row.role, ""),
        row.work_title,
    )
    return folded("\n".join(words))


def number_text(row: TrackRow) -> str:
    """`3`, or `2.03` on the second disc."""
    if row.track_number is None:
        return ""
    if row.disc_number is not None and row.disc_number > 1:
        return f"{row.disc_number}.{row.track_number:02d}"
    return str(row.track_number)


def _length(row: TrackRow) -> str:
    return format_ms(row.duration_ms) if row.duration_ms else "–"


COLUMNS = (
    Column("number", "#", number_text, shelf_key, 4.8, is_number=True),
    Column("title", "Title", lambda row: row.title, lambda row: natural_key(row.title)),
    Column("artist", "Artist", lambda row: row.artist, lambda row: natural_key(row.artist)),
    Column("album", "Album", lambda row: row.album, lambda row: natural_key(row.album)),
    Column(
        "role",
        "Role",
        lambda row: ROLE_LABELS.get(row.role, row.role),
        lambda row: ROLE_LABELS.get(row.role, row.role),
        10.5,
    ),
    Column("work", "Work", lambda row: row.work_title, lambda row: natural_key(row.work_title)),
    Column("length", "Length", _length, lambda row: row.duration_ms, 6.2, is_number=True),
    Column(
        "marks",
        "Marks",
        lambda row: str(row.mark_count) if row.mark_count else "",
        lambda row: -row.mark_count,
        5.8,
        is_number=True,
    ),
)

INDEX = {column.key: number for number, column in enumerate(COLUMNS)}
