"""The disk fills up while music plays: what isn't saved is reported, what was saved stays."""

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
from tests.support.app_harness import AppHarness, WindowSession, kept_rows

MOST_PAGES = 0xFFFF_FFFE  # the most that SQLite allows: https://www.sqlite.org/limits.html


@pytest.mark.alone  # timers of the window make it wait, and save it
def test_a_mark_on_a_full_disk_waits_and_is_saved_after_cleaning_up(harness: AppHarness) -> None:
    session = harness.playing(5000)
    session.driver.tap(Qt.Key.Key_1)
    assert _painted(session) == 1
    with _full_disk(session):
        _mark_until(session, lambda: "disk is full" in session.said)
        assert _painted_as_kept(session) == _on_disk(harness), "only that is painted as kept"
        session.turn(3000)
        session.driver.tap(Qt.Key.Key_3)
        assert _painted_as_kept(session) == _on_disk(harness) == _painted(session) - 2
        assert session.playback.is_playing, "the music goes on"
    session.desk.context.postponed.retry()
    session.until(lambda: _painted_as_kept(session) == _painted(session) == _on_disk(harness))
    session.turn(3000)
    session.driver.tap(Qt.Key.Key_F)
    assert len(session.timeline.moments) == 1


@pytest.mark.logs("it can’t wait either", "The disk is full")
def test_a_mark_that_fits_nowhere_is_not_painted(
    harness: AppHarness, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = harness.playing(5000)

    def full(*_words: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with _full_disk(session), monkeypatch.context() as disk:
        disk.setattr(os, "fsync", full)
        _mark_until(session, lambda: "disk is full" in session.said)
        assert _painted(session) == _painted_as_kept(session) == _on_disk(harness)


def test_marks_saved_before_and_after_a_full_disk_are_there_the_next_time(
    harness: AppHarness,
) -> None:
    session = harness.playing(5000)
    with _full_disk(session):
        _mark_until(session, lambda: session.said)
    session.turn(3000)
    session.driver.tap(Qt.Key.Key_3)
    session.desk.context.postponed.retry()
    session.until(
        lambda: _painted_as_kept(session) == _painted(session)
    )  # a mark that waits has no id yet
    painted = {tag.ref: tag.span for tag in session.timeline.tags}
    session.close()
    again = harness.open()
    again.play()
    assert {tag.ref: tag.span for tag in again.timeline.tags} == painted


@pytest.mark.logs("The disk is full")
def test_a_listen_that_cannot_be_saved_is_reported_once_not_twice_a_second(
    harness: AppHarness, monkeypatch: pytest.MonkeyPatch
) -> None:
    def begin(*_words: object) -> None:
        raise StorageProblem("full", "write", "database or disk is full")

    monkeypatch.setattr(ListeningService, "begin", begin)
    session = harness.playing(5000)
    problems: list[object] = []
    session.desk.listens.problem.connect(problems.append)
    for _ in range(20):
        session.desk.listens.look()
    assert len(problems) <= 1
    session.driver.tap(Qt.Key.Key_1)
    assert _painted(session) == 1, "a mark needs no listen"


def _mark_until(session: WindowSession, is_over: Callable[[], object]) -> None:
    """A page of the file has space for several marks, so the first may still fit."""
    for number in range(200):
        session.driver.tap(Qt.Key.Key_1 if number % 2 else Qt.Key.Key_2)
        if is_over():
            return
    raise AssertionError("the disk never filled up")


def _painted(session: WindowSession) -> int:
    return len(session.timeline.tags)


def _painted_as_kept(session: WindowSession) -> int:
    return sum(not tag.tag.is_waiting for tag in session.timeline.tags)


def _on_disk(harness: AppHarness) -> int:
    return len(kept_rows(harness.paths)["emotional_tag"])


@contextmanager
def _full_disk(session: WindowSession) -> Iterator[None]:
    """The file can't grow any more: SQLite answers as it does if the disk is full.

    Set for each connection when it is taken, so that one used by a job is limited too.
    """
    engine = session.services.store.engine
    with session.services.ledger.read() as connection:
        most_pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()

    def limit(raw: sqlite3.Connection, *_about: object) -> None:
        raw.execute(f"PRAGMA max_page_count = {most_pages}")

    event.listen(engine, "checkout", limit)
    yield
    most_pages = MOST_PAGES
