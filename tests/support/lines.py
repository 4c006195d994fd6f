"""Lines of the library: tracks in their own words."""

from __future__ import annotations

from app.core.ids import LineKey


def own(*track_ids: int) -> tuple[LineKey, ...]:
    return tuple((track_id, None) for track_id in track_ids)
