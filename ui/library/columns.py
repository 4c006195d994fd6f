"""The columns of the track table: their titles, texts, and what they sort by."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from app.core.natural_order import natural_key
from app.core.timecode import format_ms
from app.core.words import Text
from app.library.records import TrackRow, role_label


@dataclass(frozen=True, slots=True)
class Column:
    """sort_key: None for the library's own order."""

    key: str
    title: Text
    text: Callable[[TrackRow], str]
    sort_key: Callable[[TrackRow], Any] | None
    is_number: bool = False

    @property
    def is_searched(self) -> bool:
        """Numbers and what is drawn aren't."""
        return not self.is_number and self.key not in ("felt", "heard", "intense")


def number_text(row: TrackRow, *, with_disc: bool = False) -> str:
    """`3`, or `1.03` with its disc, as which the first counts if it says none."""
    if row.track_number is None:
        return ""
    return f"{row.disc_number or 1}.{row.track_number:02d}" if with_disc else str(row.track_number)


def _length(row: TrackRow) -> str:
    return format_ms(row.duration_ms) if row.duration_ms else "–"


COLUMNS = (
    Column("number", Text("#"), number_text, None, is_number=True),
    Column("title", Text("Title"), lambda row: row.title, lambda row: natural_key(row.title)),
    Column("artist", Text("Artist"), lambda row: row.artist, lambda row: natural_key(row.artist)),
    Column(
        "composer",
        Text("Composer"),
        lambda row: row.composer,
        lambda row: natural_key(row.composer),
    ),
    Column("album", Text("Album"), lambda row: row.album, lambda row: natural_key(row.album)),
    Column(
        "role",
        Text("Role"),
        lambda row: role_label(row.role),
        lambda row: role_label(row.role),
    ),
    Column(
        "work", Text("Work"), lambda row: row.work_title, lambda row: natural_key(row.work_title)
    ),
    # In time, drawn by its own cell; what was felt most often comes first.
    Column("felt", Text("Emotions"), lambda _row: "", lambda row: -row.mark_count),
    Column("length", Text("Length"), _length, lambda row: row.duration_ms, is_number=True),
    Column(
        "marks",
        Text("Marks"),
        lambda row: str(row.mark_count) if row.mark_count else "",
        lambda row: -row.mark_count,
        is_number=True,
    ),
    # What they say isn't in the row: see `chosen_columns`.
    Column("heard", Text("Last heard"), lambda _row: "", None),
    Column("intense", Text("Most intense"), lambda _row: "", None),
    Column("build", Text("Longest build"), lambda _row: "", None, is_number=True),
)

INDEX = {column.key: number for number, column in enumerate(COLUMNS)}
