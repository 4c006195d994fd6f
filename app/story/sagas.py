"""Sagas: works of one world, in order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from app.core.ids import SagaId, WorkId
from app.core.words import Text, _
from app.story import ordering
from app.story.new_rows import named
from app.transactions import changes
from app.transactions.ledger import Ledger
from app.transactions.typed import words_outlive
from db.models.work import Saga as SagaRow
from db.models.work import Work as WorkRow
from db.queries import story
from db.repositories import rows, sagas

_ADDED = Text("Add saga “{name}”")


@dataclass(frozen=True, slots=True)
class Saga:
    """works: in order."""

    id: SagaId
    uid: str
    name: str
    works: tuple[WorkId, ...]


class Sagas:
    """Verbs on sagas. Each is one undo step, and announces Change(SAGA), with WORK where a work
    came or went. Those of a row that is gone raise LookupError.
    """

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def sagas(self) -> tuple[Saga, ...]:
        """By name."""
        with self._ledger.read() as connection:
            works: dict[int, list[WorkId]] = defaultdict(list)
            for row in story.works_in_sagas(connection):
                works[row.saga_id].append(WorkId(row.id))
            found = story.sagas(connection)
        return tuple(Saga(row.id, row.uid, row.name, tuple(works[row.id])) for row in found)

    def beside(self, work_id: WorkId) -> tuple[WorkId, ...]:
        """The works of its saga, in order, itself among them; itself alone without a saga."""
        with self._ledger.read() as connection:
            works = story.works_in_sagas(connection)
        saga_id = next((row.saga_id for row in works if row.id == work_id), None)
        if saga_id is None:
            return (work_id,)
        return tuple(WorkId(row.id) for row in works if row.saga_id == saga_id)

    def add_saga(
        self, name: str, initiator: object = None, *, work_ids: Iterable[WorkId] = ()
    ) -> SagaId:
        """work_ids: put into it, in this order. Raises Problem for an empty name."""
        name = named(name, "saga")
        with self._write(_ADDED.filled(name=name), initiator) as writing:
            row = rows.add(writing.session, SagaRow, name=name)
            for place, work_id in enumerate(work_ids, start=1):
                work = writing.unit.get(WorkRow, work_id)
                work.saga_id, work.saga_order = row.id, float(place)
                writing.kinds.add(changes.WORK)
            writing.ids.add(row.id)
            return SagaId(row.id)

    def rename(self, saga_id: SagaId, name: str, initiator: object = None) -> None:
        """Raises Problem for an empty name."""
        values = {"name": named(name, "saga")}
        with words_outlive(values), self._write(_("Rename saga"), initiator) as writing:
            row = writing.unit.get(SagaRow, saga_id)
            row.name = writing.settled(values, lambda _name: row.name)["name"]
            writing.ids.add(saga_id)

    def place(
        self,
        work_id: WorkId,
        saga_id: SagaId | None,
        before_id: WorkId | None = None,
        initiator: object = None,
    ) -> None:
        """Puts a work into a saga, before another one or at its end; None takes it out of its saga.

        Raises LookupError, also when the other work isn't in that saga.
        """
        with self._write(_("Order saga"), initiator, changes.WORK) as writing:
            row = writing.unit.get(WorkRow, work_id)
            writing.ids.add(work_id)
            if saga_id is None:
                row.saga_id = row.saga_order = None
                return
            row.saga_id = writing.unit.get(SagaRow, saga_id).id
            others = [one for one in sagas.works_of(writing.session, saga_id) if one is not row]
            put_among(row, others, _index_of(others, before_id))

    def remove(self, saga_id: SagaId, initiator: object = None) -> None:
        """Its works stay."""
        with self._write(_("Delete saga"), initiator, changes.WORK) as writing:
            writing.unit.remove(writing.unit.get(SagaRow, saga_id))

    def _write(self, label: str, initiator: object, *more: str) -> Any:
        return self._ledger.write(label, changes.SAGA, *more, initiator=initiator)


def _index_of(others: list[WorkRow], before_id: WorkId | None) -> int:
    if before_id is None:
        return len(others)
    index = next((n for n, work in enumerate(others) if work.id == before_id), None)
    if index is None:
        raise LookupError(f"no work {before_id} in the saga")
    return index


def put_among(row: WorkRow, others: list[WorkRow], index: int) -> None:
    """Among the other works of its saga. All are numbered again when no room is left."""
    before = (others[index - 1].saga_order or 0.0) if index else None
    after = (others[index].saga_order or 0.0) if index < len(others) else None
    order = ordering.order_between(before, after)
    if order is not None:
        row.saga_order = order
        return
    for place, work in enumerate((*others[:index], row, *others[index:]), start=1):
        work.saga_order = float(place)
