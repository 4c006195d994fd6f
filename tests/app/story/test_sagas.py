"""Sagas: works of one world, in order."""

from __future__ import annotations

import pytest

from app.core.errors import Problem
from app.core.ids import SagaId, WorkId
from app.story.records import WorkKind
from app.story.sagas import Sagas
from app.transactions.changes import SAGA, WORK
from tests.support.opened_profile import OpenedProfile


@pytest.fixture
def sagas(opened: OpenedProfile) -> Sagas:
    return opened.services.sagas


@pytest.fixture
def works(opened: OpenedProfile) -> list[WorkId]:
    kinds = (WorkKind.FILM, WorkKind.SERIES, WorkKind.STAGE)
    return [opened.services.scenes.add_work(kind, f"A {kind}") for kind in kinds]


def order(sagas: Sagas, saga: SagaId) -> tuple[WorkId, ...]:
    return next(found.works for found in sagas.sagas() if found.id == saga)


def test_works_are_placed_at_the_end_or_before_another(
    sagas: Sagas, works: list[WorkId], opened: OpenedProfile
) -> None:
    saga = sagas.add_saga("  The heart ")
    film, series, play = works
    for work in (film, series):
        sagas.place(work, saga)
    sagas.place(play, saga, film)
    assert sagas.sagas()[0].name == "The heart"
    assert order(sagas, saga) == (play, film, series)
    assert opened.changes[-1].kinds == {SAGA, WORK}
    sagas.place(film, None)
    assert order(sagas, saga) == (play, series)
    (out,) = (work for work in opened.services.scenes.works() if work.id == film)
    assert (out.saga_id, out.saga_order) == (None, None)


def test_however_often_works_change_places_there_is_room(sagas: Sagas, works: list[WorkId]) -> None:
    saga = sagas.add_saga("The heart")
    first, second, third = works
    for work in works:
        sagas.place(work, saga)
    for _ in range(30):
        sagas.place(second, saga, third)
        sagas.place(first, saga, third)
    assert order(sagas, saga) == (second, first, third)


def test_a_deleted_saga_leaves_its_works_and_comes_back_with_their_order(
    sagas: Sagas, works: list[WorkId], opened: OpenedProfile
) -> None:
    saga = sagas.add_saga("The heart")
    for work in works:
        sagas.place(work, saga)
    before = opened.tables()
    sagas.remove(saga)
    assert sagas.sagas() == () and len(opened.services.scenes.works()) == 3
    opened.services.ledger.undo(opened.last_step)
    assert opened.tables() == before


def test_a_saga_needs_a_name_and_a_neighbour_in_it(sagas: Sagas, works: list[WorkId]) -> None:
    saga = sagas.add_saga("The heart")
    with pytest.raises(Problem):
        sagas.rename(saga, " ")
    with pytest.raises(LookupError):
        sagas.place(works[0], saga, works[1])
    assert order(sagas, saga) == ()


def test_a_saga_is_founded_with_its_works_in_one_step(
    sagas: Sagas, works: list[WorkId], opened: OpenedProfile
) -> None:
    film, series, play = works
    steps = len(opened.steps())
    saga = sagas.add_saga("The heart", work_ids=[series, film])
    assert order(sagas, saga) == (series, film)
    assert len(opened.steps()) == steps + 1
    assert sagas.beside(film) == (series, film)
    assert sagas.beside(play) == (play,)
