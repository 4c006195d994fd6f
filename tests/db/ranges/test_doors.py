"""What is written is checked; the row's other values aren't."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import Any

import pytest

from db.models.all import Scene, Work
from db.ranges.doors import OutOfRange, expect_all_inside, without_odd_signs
from db.store.engine import Store

SPAN = {"start_ms": 5, "end_ms": 9}


@pytest.mark.parametrize(
    ("model", "values"),
    [
        (Work, {"kind": "opera", "title": "x"}),
        (Work, {"kind": "film", "title": "x" * 2001}),
        (Work, {"kind": "film", "title": "x", "year": 10_000}),
        (Scene, {"work_id": 1, "title": "x", "start_ms": 9, "end_ms": 8}),
        (Scene, {"work_id": 1, "title": "x", "story_order": float("inf")}),
        (Scene, {"work_id": 1, "title": "x", "still": "../../etc/passwd"}),
    ],
)
def test_a_new_row_is_checked(store: Store, model: type[Any], values: dict[str, Any]) -> None:
    with store.write() as unit:
        unit.session.add(Work(kind="film", title="Snow"))
        unit.session.flush()
        unit.session.add(model(**values))
        with pytest.raises(OutOfRange):
            unit.commit()


def test_a_change_is_checked_and_an_older_fault_beside_it_is_not(store: Store) -> None:
    with store.write() as unit:
        unit.session.add(Work(kind="film", title="Snow"))
        unit.commit()
    with closing(sqlite3.connect(store.path)) as raw:
        raw.execute("UPDATE work SET year = 99999")
        raw.commit()
    with store.write() as unit:
        unit.get(Work, 1).title = "Rain"
        unit.commit()
    with store.write() as unit:
        unit.get(Work, 1).year = -1
        with pytest.raises(OutOfRange, match="year"):
            unit.commit()


def test_characters_that_no_file_can_hold_are_left_out_of_pasted_text(store: Store) -> None:
    with store.write() as unit:
        unit.session.add(Work(kind="film", title="Sn\0ow \ud800"))
        unit.commit()
        assert unit.get(Work, 1).title == "Snow \ufffd"
    same = "plain"
    assert without_odd_signs(same) is same


@pytest.mark.parametrize(
    "odd",
    [
        {"start_ms": 9, "end_ms": 8},
        {"start_ms": -1, "end_ms": 8},
        {"start_ms": 1, "end_ms": 2**31},
        {"start_ms": 1.5, "end_ms": 2},
        {"start_ms": True, "end_ms": 2**40},
    ],
)
def test_one_odd_row_among_many_is_found(odd: dict[str, Any]) -> None:
    expect_all_inside("cue", [SPAN] * 100)
    with pytest.raises(OutOfRange):
        expect_all_inside("cue", [*[SPAN] * 50, odd, *[SPAN] * 50])


def test_no_rows_are_fine() -> None:
    expect_all_inside("cue", [])
