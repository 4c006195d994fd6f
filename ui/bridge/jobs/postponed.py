"""Verbs that wait while another program, an import or a restore is writing to the journal.

The GUI thread never waits for that. A verb that finds the journal busy is queued, and run on the
GUI thread as soon as the probe says that the journal is free.
"""

from __future__ import annotations

import logging
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.core.errors import Problem
from app.transactions.changes import ELSEWHERE, EVERYTHING, Change
from app.transactions.storage_problems import StorageProblem
from ui.bridge.jobs.journal_probe import JournalProbe

if TYPE_CHECKING:
    from app.transactions.ledger import Ledger

log = logging.getLogger(__name__)

PATIENCE_MS = 150  # for a lock, on the GUI thread: long enough for a job's short write
SAY_AFTER_S = 3.0

Verb = Callable[[], object]


class Outcome(Enum):
    """What became of a verb; truthy if it was done."""

    DONE = auto()
    WAITS = auto()
    REFUSED = auto()

    def __bool__(self) -> bool:
        return self is Outcome.DONE

    @property
    def waits(self) -> bool:
        return self is Outcome.WAITS


@dataclass(frozen=True, slots=True)
class _Waiting:
    verb: Verb
    then: Verb | None


class Postponed(QObject):
    """The queue. A verb given while others wait goes behind them.

    Signals: problem(Problem), a verb failed; gone(LookupError), what it was about no longer exists;
    stalled(Problem), the wait is long enough to be mentioned; caught_up(int), how many verbs were
    run after that was said; emptied(), nothing waits.
    """

    problem = Signal(object)
    gone = Signal(object)
    stalled = Signal(object)
    caught_up = Signal(int)
    emptied = Signal()

    def __init__(self, ledger: Ledger, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._ledger = ledger
        self._queue: deque[_Waiting] = deque()
        self._must_read_again = self._is_running = False
        self._said: Problem | None = None
        self._say_from_s = 0.0
        self.before: Callable[[], bool] = _nothing_before
        self.probe = JournalProbe(ledger, self)
        self.probe.free.connect(self.go_on)
        self.probe.busy.connect(self._on_busy)
        ledger.hurry(PATIENCE_MS, self.read_again_later)

    def __len__(self) -> int:
        return len(self._queue)

    @property
    def is_waiting(self) -> bool:
        return bool(self._queue) or self._must_read_again

    def run(self, verb: Verb, then: Verb | None = None) -> Outcome:
        """Now, or when the journal is free. then: runs after it."""
        if self._queue:
            self._put_off(verb, then)
            if self._said is not None:
                self.stalled.emit(self._said)
            return Outcome.WAITS
        outcome = self._attempt(verb, then)
        if outcome is Outcome.WAITS:
            self._put_off(verb, then)
        return outcome

    def forget(self, verb: Verb) -> None:
        """The verb is no longer wanted."""
        self._queue = deque(item for item in self._queue if item.verb is not verb)

    def forget_all(self) -> int:
        """The journal was replaced, so waiting verbs may mean other rows. Returns how many went."""
        count = len(self._queue)
        self._queue.clear()
        return count

    def read_again_later(self) -> None:
        """Something couldn't be shown: when the journal is free, all screens read again."""
        self._must_read_again = True
        self._wait()

    def retry(self) -> None:
        """At once, since the listener asks; if the journal is still busy, that is said again."""
        self._say_from_s, self._said = time.monotonic(), None
        self.probe.look_now()

    def finish(self) -> bool:
        """A last attempt before the window closes. Returns whether nothing waits any more."""
        self.go_on()
        return not self._queue

    def close(self) -> None:
        self.probe.close()

    def _put_off(self, verb: Verb, then: Verb | None) -> None:
        log.info("the journal is busy: %d wait", len(self._queue) + 1)
        self._queue.append(_Waiting(verb, then))
        self._wait()

    def _wait(self) -> None:
        if not self._say_from_s:
            self._say_from_s = time.monotonic() + SAY_AFTER_S
        self.probe.look()

    def _attempt(self, verb: Verb, then: Verb | None) -> Outcome:
        try:
            verb()
        except StorageProblem as problem:
            if problem.is_passing:
                return Outcome.WAITS
            self.problem.emit(problem)
            return Outcome.REFUSED
        except Problem as problem:
            self.problem.emit(problem)
            return Outcome.REFUSED
        except LookupError as error:
            log.info("it is gone: %s", error)
            self.gone.emit(error)
            return Outcome.REFUSED
        if then is not None:
            then()
        return Outcome.DONE

    def go_on(self) -> None:
        """The journal is free: runs `before`, then the queue.

        `before` returns whether it is done; if it isn't, it calls this again later.
        """
        if self._is_running or not self.before():
            return
        self._is_running = True
        try:
            done = self._run_queue()
        finally:
            self._is_running = False
        if not self._queue:
            self._rest(done)

    def _run_queue(self) -> int:
        """Returns how many were done before the journal was busy again."""
        done = 0
        while self._queue:
            if self._attempt_next(self._queue[0]) is Outcome.WAITS:
                self.probe.look()
                break
            done += 1
        return done

    def _attempt_next(self, item: _Waiting) -> Outcome:
        """It leaves the queue unless it still waits, even if it raises."""
        outcome = Outcome.REFUSED
        try:
            outcome = self._attempt(item.verb, item.then)
        finally:
            if outcome is not Outcome.WAITS and self._queue and self._queue[0] is item:
                self._queue.popleft()  # otherwise it was forgotten meanwhile
        return outcome

    def _rest(self, done: int) -> None:
        self.probe.content()
        if self._said is not None and done:
            self.caught_up.emit(done)
        self._said, self._say_from_s = None, 0.0
        if self._must_read_again:
            self._must_read_again = False
            self._ledger.feed.announce(Change(frozenset({EVERYTHING}), initiator=ELSEWHERE))
        self.emptied.emit()

    def _on_busy(self, problem: Problem) -> None:
        """Said once, and again after each “Try again”."""
        if self._queue and self._said is None and time.monotonic() >= self._say_from_s:
            self._said = problem
            self.stalled.emit(problem)


def _nothing_before() -> bool:
    return True
