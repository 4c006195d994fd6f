"""A block that reads sees one state of the file, however it asks, and leaves nothing open."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import func, select

from db.models.all import Track
from db.queries.made_query import MadeQuery
from db.store.engine import Connection, Store
from db.store.waits import raw_of

_TRACKS = select(func.count()).select_from(Track)


def by_sqlalchemy(connection: Connection) -> int:
    return int(connection.execute(_TRACKS).scalar_one())


def by_made_query(connection: Connection) -> int:
    return MadeQuery(_TRACKS).ids(connection)[0]


Way = Callable[[Connection], int]
WAYS: tuple[Way, ...] = (by_sqlalchemy, by_made_query)


def _add_track(store: Store) -> None:
    with store.write() as unit:
        unit.session.add(Track(title="T", duration_ms=1_000))
        unit.commit()


@pytest.mark.parametrize("first", WAYS)
@pytest.mark.parametrize("then", WAYS)
def test_it_sees_one_state_however_it_asks(store: Store, first: Way, then: Way) -> None:
    with store.read() as connection:
        assert first(connection) == 0
        _add_track(store)
        assert then(connection) == first(connection) == 0
    with store.read() as connection:
        assert first(connection) == then(connection) == 1


@pytest.mark.parametrize("ask", WAYS)
def test_afterwards_nothing_is_open(store: Store, ask: Way) -> None:
    for _ in range(20):  # more than the pool has
        with store.read() as connection:
            ask(connection)
            raw = raw_of(connection)
            assert raw.in_transaction
        assert not raw.in_transaction
        with pytest.raises(ZeroDivisionError), store.read() as connection:
            ask(connection)
            raw = raw_of(connection)
            raise ZeroDivisionError
        assert not raw.in_transaction
        _add_track(store)


def test_reads_inside_of_one_another_are_apart(store: Store) -> None:
    with store.read() as outer:
        assert by_made_query(outer) == 0
        _add_track(store)
        with store.read() as inner:
            assert by_made_query(inner) == 1
        assert by_sqlalchemy(outer) == 0
