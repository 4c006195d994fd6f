"""Which sagas the works that were found become parts of: Kodi's sets of films.

A work that is in a saga already stays there, whatever the files say.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from app.story.records import Work
from app.story_import.cleaning import same
from app.story_import.plan import PlannedRow, PlannedSaga, PlannedWork, What
from app.story_import.records import FoundWork

_LAST = 1 << 30  # a year that isn't known


class SagaPlan:
    """known: the sagas of the journal, with their id and name; of several with one name, the first
    one counts.
    """

    def __init__(self, known: Sequence[Any]) -> None:
        self._by_id = {row.id: row for row in known}
        self._by_name = {same(row.name): row for row in reversed(known)}

    def joined_by(self, found: FoundWork, known: Work | None) -> str:
        """The name of the saga that a work comes into; empty for none."""
        if not found.saga or (known is not None and known.saga_id is not None):
            return ""
        row = self._by_name.get(same(found.saga))
        return found.saga if row is None else str(row.name)

    def is_elsewhere(self, found: FoundWork, known: Work) -> bool:
        """In another saga than the files say."""
        row = None if known.saga_id is None else self._by_id.get(known.saga_id)
        return bool(found.saga) and row is not None and same(row.name) != same(found.saga)

    def planned(
        self, works: Sequence[PlannedWork], years: Sequence[int | None]
    ) -> tuple[PlannedSaga, ...]:
        """Each saga that a work comes into; its parts by their years."""
        parts: dict[str, list[int]] = {}
        for at, work in enumerate(works):
            if work.joins:
                parts.setdefault(same(work.joins), []).append(at)
        return tuple(
            PlannedSaga(
                self._row(works[places[0]]),
                tuple(sorted(places, key=lambda at: years[at] or _LAST)),
            )
            for places in parts.values()
        )

    def _row(self, work: PlannedWork) -> PlannedRow:
        known = self._by_name.get(same(work.joins))
        place = work.row.place
        if known is None:
            return PlannedRow(What.SAGA, work.joins, None, {"name": work.joins}, place=place)
        return PlannedRow(What.SAGA, known.name, known.id, {}, place=place)
