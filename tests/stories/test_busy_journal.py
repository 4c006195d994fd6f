"""Another program writes to the journal: the window never freezes, and nothing is lost."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QPushButton

from app.core.timecode import Span
from app.transactions.changes import ELSEWHERE, TAG, Change
from tests.support.app_harness import AppHarness, WindowSession, kept_rows
from tests.support.lock_holder import KEEPS_ALL, held
from ui.widgets.quiet_line import QuietLine

LONGEST_MS = 400  # a verb may wait a quarter of a second; the rest is this machine's


class Stillness:
    """How long the GUI thread didn't run what was due every five milliseconds."""

    def __init__(self) -> None:
        self.longest_ms = 0.0
        self._last = time.monotonic()
        self._timer = QTimer(interval=5, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)
        self._timer.start()

    def begin(self) -> None:
        self.longest_ms, self._last = 0.0, time.monotonic()

    def stop(self) -> float:
        self._tick()
        self._timer.stop()
        return self.longest_ms

    def _tick(self) -> None:
        now = time.monotonic()
        self.longest_ms = max(self.longest_ms, 1000 * (now - self._last))
        self._last = now


@pytest.fixture
def stillness(harness: AppHarness) -> Iterator[Stillness]:
    made = Stillness()
    yield made
    made.stop()


def test_a_verb_waits_in_the_background_until_the_journal_is_free(
    harness: AppHarness, stillness: Stillness
) -> None:
    session, ref = _with_a_mark(harness)
    with held(harness.paths.database):
        stillness.begin()
        session.pages.listen.editing.edit((ref,), "memory", "The horns come in")
        session.pages.listen.editing.move({ref: Span(1000, 2000)})
        assert len(session.desk.context.postponed) == 2
        assert stillness.stop() < LONGEST_MS
    session.until(lambda: not len(session.desk.context.postponed))
    (row,) = kept_rows(harness.paths)["emotional_tag"]
    assert (row["memory"], row["start_ms"], row["end_ms"]) == ("The horns come in", 1000, 2000)


def test_after_a_while_it_says_so_and_offers_to_retry(
    harness: AppHarness, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ui.bridge.jobs.postponed.SAY_AFTER_S", 0.1)
    session, ref = _with_a_mark(harness)
    with held(harness.paths.database):
        session.pages.listen.editing.edit((ref,), "memory", "The horns come in")
        session.until(lambda: "Your journal is busy" in session.said)
        _retry(session).click()
        session.until(lambda: "Your journal is busy" in session.said)
    session.until(lambda: "been saved in your journal" in session.said)
    assert kept_rows(harness.paths)["emotional_tag"][0]["memory"] == "The horns come in"


def test_a_step_that_cannot_be_undone_now_is_undone_later_and_never_lost(
    harness: AppHarness,
) -> None:
    session, _ref = _with_a_mark(harness)
    with held(harness.paths.database):
        session.desk.context.undo()
        assert session.desk.context.history.stack.canUndo(), "it stays to be undone"
        assert len(session.timeline.tags) == 1
    session.until(lambda: session.timeline.tags == ())
    session.desk.context.redo()
    assert len(session.timeline.tags) == 1


def test_an_entry_stays_in_its_dialog_until_it_is_saved(harness: AppHarness) -> None:
    session = harness.playing(2000)
    page = session.pages.show_journal()
    dialog = page.verbs.entries.new_entry()
    assert dialog is not None
    dialog.title_edit.setText("After the concert")
    with held(harness.paths.database):
        dialog.keep()
        assert dialog.isVisible() and not dialog.keep_button.isEnabled()
        dialog.text_edit.editor.setPlainText("Typed while it waited")
    session.until(lambda: len(kept_rows(harness.paths)["journal_entry"]) == 1)
    (entry,) = kept_rows(harness.paths)["journal_entry"]
    assert (entry["title"], entry["text"]) == ("After the concert", "Typed while it waited")


def test_a_discarded_entry_is_not_written_later(harness: AppHarness) -> None:
    session = harness.playing(2000)
    dialog = session.pages.show_journal().verbs.entries.new_entry()
    assert dialog is not None
    dialog.title_edit.setText("No")
    with held(harness.paths.database):
        dialog.keep()
        dialog.done(0)
    session.until(lambda: not len(session.desk.context.postponed))
    assert kept_rows(harness.paths)["journal_entry"] == []


def test_a_long_job_of_this_window_does_not_freeze_it(
    harness: AppHarness, stillness: Stillness
) -> None:
    session, ref = _with_a_mark(harness)
    has_begun, may_end = threading.Event(), threading.Event()

    def work(_job: object) -> None:
        with session.services.store.write():
            has_begun.set()
            may_end.wait(20)

    session.desk.context.jobs.run("A long import", work)
    session.until(has_begun.is_set)
    stillness.begin()
    session.pages.listen.editing.edit((ref,), "memory", "The horns come in")
    assert stillness.stop() < LONGEST_MS
    may_end.set()
    session.until(lambda: not len(session.desk.context.postponed))
    assert kept_rows(harness.paths)["emotional_tag"][0]["memory"] == "The horns come in"


@pytest.mark.logs("Your journal is busy")
def test_what_cannot_be_read_now_is_read_when_that_is_possible(
    harness: AppHarness, stillness: Stillness
) -> None:
    session, _ref = _with_a_mark(harness)
    session.services.store.close()  # no connection of this window locks the other one out
    with held(harness.paths.database, KEEPS_ALL):
        stillness.begin()
        session.services.feed.announce(Change(frozenset({TAG}), initiator=ELSEWHERE))
        assert stillness.stop() < LONGEST_MS
        assert len(session.timeline.tags) == 1, "what was shown stays"
        assert "can’t be shown now" in session.said
    session.until(lambda: not session.desk.context.postponed.is_waiting)
    assert len(session.timeline.tags) == 1


def test_a_closing_window_asks_before_it_discards_what_waits(harness: AppHarness) -> None:
    session, ref = _with_a_mark(harness)
    with held(harness.paths.database):
        session.pages.listen.editing.edit((ref,), "memory", "Do not lose me")
        session.window.close()
        assert session.window.isVisible(), "it waits for an answer"
    session.until(lambda: not session.window.isVisible())
    assert kept_rows(harness.paths)["emotional_tag"][0]["memory"] == "Do not lose me"


def _with_a_mark(harness: AppHarness) -> tuple[WindowSession, object]:
    session = harness.playing(5000)
    session.driver.tap(Qt.Key.Key_1)
    session.desk.listens.look()
    (tag,) = session.timeline.tags
    return session, tag.ref


def _retry(session: WindowSession) -> QPushButton:
    line = [line for line in session.window.findChildren(QuietLine) if line.isVisible()][-1]
    return next(b for b in line.findChildren(QPushButton) if b.text() == "Try again")
