"""A journal that another version folded is made searchable behind the window."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest
from pytestqt.qtbot import QtBot

from app.core.jobs import JobCancelled, JobContext
from app.journal.records import EntryDraft, JournalFilter
from app.transactions.changes import EVERYTHING, Change
from db.store import refolding
from tests.support.window_parts import WindowParts
from ui.bridge.news import search_keeper
from ui.bridge.news.search_keeper import SearchKeeper

ENTRIES = 3


def make_stale(parts: WindowParts) -> None:
    services = parts.context.services
    for number in range(ENTRIES):
        services.journal.write_entry(EntryDraft(text=f"Étoile {number}"))
    with closing(sqlite3.connect(services.paths.database)) as raw:
        raw.execute("UPDATE journal_line SET text = 'Étoile'")
        raw.execute("INSERT INTO journal_text (journal_text) VALUES ('rebuild')")
        raw.execute("UPDATE journal_text_fold SET version = ''")
        raw.commit()
    assert found(parts) == 0


def found(parts: WindowParts) -> int:
    return len(parts.context.services.journal.page(JournalFilter(text="etoile")).items)


def settle(parts: WindowParts, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not parts.context.jobs.running)


def test_at_the_start(parts: WindowParts, qtbot: QtBot) -> None:
    make_stale(parts)
    announced: list[Change] = []
    parts.context.relay.changed.connect(announced.append)
    SearchKeeper(parts.context, parts.window)
    qtbot.waitUntil(lambda: found(parts) == ENTRIES)
    qtbot.waitUntil(lambda: bool(announced))
    settle(parts, qtbot)
    assert parts.said == "", "it was done in a moment"


def test_after_an_older_journal_was_put_back(parts: WindowParts, qtbot: QtBot) -> None:
    SearchKeeper(parts.context, parts.window)
    settle(parts, qtbot)
    make_stale(parts)
    parts.context.services.feed.announce(Change(frozenset({EVERYTHING})))
    qtbot.waitUntil(lambda: found(parts) == ENTRIES)
    settle(parts, qtbot)


def test_what_takes_long_is_told(
    parts: WindowParts, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_stale(parts)
    monkeypatch.setattr(search_keeper, "MOMENT_S", 0.0)
    monkeypatch.setattr(refolding, "LINES_AT_ONCE", 1)
    SearchKeeper(parts.context, parts.window)
    qtbot.waitUntil(lambda: "search index" in parts.said)
    settle(parts, qtbot)
    assert found(parts) == ENTRIES


def test_a_cancelled_one_stops_and_is_done_the_next_time(
    parts: WindowParts, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_stale(parts)
    monkeypatch.setattr(refolding, "LINES_AT_ONCE", 1)
    job = JobContext(lambda progress: job.cancel() if progress.done else None)
    with pytest.raises(JobCancelled):
        parts.context.services.prepare_search(job)
    assert found(parts) == 1
    parts.context.services.prepare_search(JobContext())
    assert found(parts) == ENTRIES
