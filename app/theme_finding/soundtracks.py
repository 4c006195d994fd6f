"""The soundtracks of the library: what can be asked for the melodies that return in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.listening_through.gathering import soundtrack_of
from app.theme_finding.records import Scope

if TYPE_CHECKING:
    from app.core.ids import TrackId, WorkId
    from app.library.records import TrackRow
    from app.library.shelf import Shelf


@dataclass(frozen=True, slots=True)
class Soundtrack:
    """A work's music, or an album's that belongs to no work, or a track alone. track_ids: in the
    library's order.
    """

    title: str
    work_id: WorkId | None
    track_ids: tuple[TrackId, ...]
    scope: Scope


def soundtracks(shelf: Shelf) -> tuple[Soundtrack, ...]:
    """In the library's order."""
    rows: dict[tuple[str, ...], dict[TrackId, TrackRow]] = {}
    for row in shelf.lines:
        rows.setdefault(soundtrack_of(row), {}).setdefault(row.id, row)
    return tuple(_soundtrack(list(found.values())) for found in rows.values())


def _soundtrack(rows: list[TrackRow]) -> Soundtrack:
    first = rows[0]
    title, scope = first.work_title, Scope.WORK
    if first.work_id is None:
        title, scope = (first.album, Scope.ALBUM) if first.album else (first.title, Scope.TRACK)
    return Soundtrack(title, first.work_id, tuple(row.id for row in rows), scope)
