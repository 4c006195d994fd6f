"""Versions side by side: the tracks of one work that have the same role."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from app.core.instant import Instant
from app.roles.records import Version

if TYPE_CHECKING:
    from app.core.ids import TrackId
    from app.core.time_map import TimeMap
    from app.emotions.felt import FeltStrip
    from app.library.records import TrackRow
    from app.story_line.records import StoryLine

_NO_YEAR = 1 << 20


def versions_of(
    rows: Sequence[TrackRow],
    line: StoryLine | None,
    counts: Mapping[int, Any],
    strips: Mapping[int, FeltStrip],
    maps: Mapping[TrackId, TimeMap | None],
) -> tuple[Version, ...]:
    """By year, then as they are first heard in the story, then as on the albums: an opening of the
    first season before that of the second.

    rows: in the library's order. counts: of listens, with when the first one was. maps: to each
    from the track that is shown.
    """
    places = _first_places(line)
    later = len(() if line is None else line.scenes)

    def order(row: TrackRow) -> tuple[int, int]:
        return row.year or _NO_YEAR, places.get(int(row.id), later)

    return tuple(
        Version(
            row,
            _label(line, places.get(int(row.id))),
            _first(counts.get(int(row.id))),
            getattr(counts.get(int(row.id)), "many", 0),
            strips.get(int(row.id), ()),
            maps.get(row.id),
        )
        for row in sorted(rows, key=order)
    )


def _first_places(line: StoryLine | None) -> dict[int, int]:
    """The place of the first scene, of those not covered, that each track plays in."""
    found: dict[int, int] = {}
    for place, scene in enumerate(() if line is None else line.scenes):
        for cue in scene.cues:
            found.setdefault(int(cue.track_id), place)
    return found


def _label(line: StoryLine | None, place: int | None) -> str:
    return "" if line is None or place is None else line.episode_of(place).label


def _first(count: Any) -> Instant | None:
    return None if count is None else Instant(count.at_ms, count.offset_min)
