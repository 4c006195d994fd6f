"""Seals of entries: what a letter to later waits for, and whether it is open."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.core.ids import TrackId
from app.core.instant import Instant


@dataclass(frozen=True, slots=True)
class Sealing:
    """Until when something is sealed: a local day, or until a track is heard again; one of both."""

    until: date | None = None
    track_id: TrackId | None = None

    def __post_init__(self) -> None:
        if (self.until is None) == (self.track_id is None):
            raise ValueError("sealed until a day or until a track is heard")


@dataclass(frozen=True, slots=True)
class Seal:
    """A letter's seal. Without a day and a track, the track was deleted: only by hand it opens.

    opened: since when it is open again.
    """

    sealed: Instant
    until: date | None = None
    track_id: TrackId | None = None
    track_title: str = ""
    opened: Instant | None = None

    @property
    def is_open(self) -> bool:
        return self.opened is not None


def seal_of(row: Any, titles: Mapping[Any, str]) -> Seal | None:
    """Of an entry's row. titles: of the tracks that letters wait for; None for a plain entry."""
    if row.sealed_at is None:
        return None
    track_id = row.sealed_track_id
    return Seal(
        Instant.of(row.sealed_at),
        None if row.sealed_until is None else date.fromisoformat(row.sealed_until),
        None if track_id is None else TrackId(track_id),
        titles.get(track_id, ""),
        None if row.opened_at is None else Instant.of(row.opened_at),
    )


def columns_of(sealing: Sealing, now: Instant) -> dict[str, Any]:
    """What is written to seal an entry now."""
    return {
        "sealed_at": now.utc_ms,
        "sealed_until": None if sealing.until is None else sealing.until.isoformat(),
        "sealed_track_id": sealing.track_id,
        "opened_at": None,
    }
