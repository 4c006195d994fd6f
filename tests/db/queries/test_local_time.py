"""The day and the hour of any time that can be saved, as the calendar has them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, create_engine, literal, select

from db.queries.local_time import local_day, local_hour
from db.ranges.limits import FIRST_MS, LAST_MS, WIDEST_OFFSET_MIN


@pytest.fixture(scope="module")
def connection() -> Iterator[Connection]:
    engine = create_engine("sqlite://")
    with engine.connect() as made:
        yield made
    engine.dispose()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    at_ms=st.integers(FIRST_MS, LAST_MS),
    offset_min=st.integers(-WIDEST_OFFSET_MIN, WIDEST_OFFSET_MIN),
)
@example(at_ms=-1, offset_min=0)  # SQLite divides towards zero
@example(at_ms=-1, offset_min=-1)
@example(at_ms=0, offset_min=-1)
@example(at_ms=FIRST_MS, offset_min=-WIDEST_OFFSET_MIN)
@example(at_ms=LAST_MS, offset_min=WIDEST_OFFSET_MIN)
def test_day_and_hour_are_those_of_the_calendar(
    connection: Connection, at_ms: int, offset_min: int
) -> None:
    at, offset = literal(at_ms), literal(offset_min)
    day, hour = connection.execute(select(local_day(at, offset), local_hour(at, offset))).one()
    zone = timezone(timedelta(minutes=offset_min))
    local = (datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=at_ms)).astimezone(zone)
    assert (date(1970, 1, 1) + timedelta(day), hour) == (local.date(), local.hour)
