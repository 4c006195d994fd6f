"""Which tracks a scope has, and in which order they are wanted."""

from __future__ import annotations

from collections.abc import Callable, Collection
from itertools import chain
from typing import TYPE_CHECKING

from app.core.ids import TrackId, WorkId
from app.theme_finding.records import Length, Scope

if TYPE_CHECKING:
    from app.library.records import TrackRow
    from app.library.shelf import Shelf


SagaOf = Callable[[WorkId], Collection[WorkId]]


def alone(work_id: WorkId) -> Collection[WorkId]:
    """A work that is in no saga."""
    return (work_id,)


class ScopeTracks:
    """Around a track, around a work, or both."""

    def __init__(
        self,
        shelf: Shelf,
        around: TrackId | None = None,
        work_id: WorkId | None = None,
        saga_of: SagaOf = alone,
    ) -> None:
        """work_id: None for the track's own. saga_of: the works of a work's saga."""
        self._shelf = shelf
        self._saga_of = saga_of
        self._row = None if around is None else shelf.row_of((around, None))
        own = None if self._row is None else self._row.work_id
        self._work_id = own if work_id is None else work_id

    def tracks(self, scope: Scope) -> tuple[Length, ...]:
        """The track itself, whatever the scope; then what follows it on its album, what is before
        it there, the rest of the work, all other music: as far as the scope goes.
        """
        wanted = {row.id for row in self._of(scope)}
        itself = () if self._row is None else (self._row,)
        wanted.update(row.id for row in itself)
        nearest = chain(itself, self._album, self._of(Scope.WORK), self._of(scope))
        found = {row.id: row.duration_ms for row in nearest if row.id in wanted}
        return tuple(Length(track_id, duration_ms) for track_id, duration_ms in found.items())

    def _of(self, scope: Scope) -> list[TrackRow]:
        """In the library's order."""
        if scope is Scope.ALL:
            return self._shelf.lines
        if scope is Scope.WORK and self._work_id is not None:
            return [row for row in self._shelf.lines if row.work_id == self._work_id]
        if scope is Scope.SAGA and self._work_id is not None:
            works = set(self._saga_of(self._work_id))
            return [row for row in self._shelf.lines if row.work_id in works]
        return [] if scope is Scope.TRACK else self._album

    @property
    def _album(self) -> list[TrackRow]:
        """Every album that the track is on, from the track on."""
        found: list[TrackRow] = []
        for stretch in self._shelf.stretches if self._row is not None else ():
            album = [self._shelf.lines[place] for place in stretch]
            at = next((place for place, row in enumerate(album) if self._is(row)), None)
            if at is not None:
                found += [*album[at:], *album[:at]]
        return found

    def _is(self, row: TrackRow) -> bool:
        return self._row is not None and row.id == self._row.id
