"""The disk fills up while music plays: what isn't kept is said, what was kept stays."""

from __future__ import annotations

import errno
import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from PySide6.QtCore import Qt
from sqlalchemy import event

from app.listening.service import ListeningService
from app.transactions.storage_problems import StorageProblem
from tests.support.house import House, Visit, kept_rows


def test_a_mark_on_a_full_disk_waits_and_is_kept_after_cleaning_up(house: House) -> None:
    visit = house.playing(5000)
    visit.hands.tap(Qt.Key.Key_1)
    assert _painted(visit) == 1
    with _full_disk(visit):
        _mark_until(visit, lambda: "disk is full" in visit.said)
        assert _painted_as_kept(visit) == _on_disk(house), "only that is painted as kept"
        visit.turn(3000)
        visit.hands.tap(Qt.Key.Key_3)
        assert _painted_as_kept(visit) == _on_disk(house) == _painted(visit) - 2
        assert visit.playback.is_playing, "the music goes on"
    visit.desk.context.postponed.retry()
    visit.until(lambda: _painted_as_kept(visit) == _painted(visit) == _on_disk(house))
    visit.turn(3000)
    visit.hands.tap(Qt.Key.Key_F)
    assert len(visit.timeline.moments) == 1


def test_a_mark_that_fits_nowhere_is_not_painted(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    visit = house.playing(5000)

    def full(*_words: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with _full_disk(visit), monkeypatch.context() as disk:
        disk.setattr(os, "fsync", full)
        _mark_until(visit, lambda: "disk is full" in visit.said)
        assert _painted(visit) == _painted_as_kept(visit) == _on_disk(house)


def test_the_marks_kept_before_and_after_a_full_disk_are_there_the_next_time(
    house: House,
) -> None:
    visit = house.playing(5000)
    with _full_disk(visit):
        _mark_until(visit, lambda: visit.said)
    visit.turn(3000)
    visit.hands.tap(Qt.Key.Key_3)
    visit.desk.context.postponed.retry()
    visit.until(lambda: _painted_as_kept(visit) == _painted(visit))  # one that waits has no id yet
    painted = {tag.ref: tag.span for tag in visit.timeline.tags}
    visit.close()
    again = house.open()
    again.play()
    assert {tag.ref: tag.span for tag in again.timeline.tags} == painted


def test_a_listen_that_cannot_be_kept_is_said_once_and_not_twice_a_second(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    def begin(*_words: object) -> None:
        raise StorageProblem("full", "write", "database or disk is full")

    monkeypatch.setattr(ListeningService, "begin", begin)
    visit = house.playing(5000)
    problems: list[object] = []
    visit.desk.listens.problem.connect(problems.append)
    for _ in range(20):
        visit.desk.listens.look()
    assert len(problems) <= 1
    visit.hands.tap(Qt.Key.Key_1)
    assert _painted(visit) == 1, "a mark needs no listen"


def _mark_until(visit: Visit, is_over: Callable[[], object]) -> None:
    """A page of the file has room for several marks, so the first may still fit."""
    for number in range(200):
        visit.hands.tap(Qt.Key.Key_1 if number % 2 else Qt.Key.Key_2)
        if is_over():
            return
    raise AssertionError("the disk never filled up")


def _painted(visit: Visit) -> int:
    return len(visit.timeline.tags)


def _painted_as_kept(visit: Visit) -> int:
    return sum(not tag.tag.is_waiting for tag in visit.timeline.tags)


def _on_disk(house: House) -> int:
    return len(kept_rows(house.paths)["emotional_tag"])


@contextmanager
def _full_disk(visit: Visit) -> Iterator[None]:
    """The file may not grow any more: SQLite answers as it does when the disk is full."""
    engine = visit.services.store.engine
    with visit.services.ledger.read() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()

    def limit(raw: sqlite3.Connection, _record: object) -> None:
        raw.execute(f"PRAGMA max_page_count = {pages}")

    engine.pool.dispose()
    event.listen(engine, "connect", limit)
    yield
    event.remove(engine, "connect", limit)
    engine.pool.dispose()
