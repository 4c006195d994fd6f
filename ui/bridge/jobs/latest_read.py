"""Reads the journal off the GUI thread for one place on screen; the latest question wins."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import TYPE_CHECKING, Generic, TypeVar

from app.core.job_pool import Urgency
from app.transactions.storage_problems import StorageProblem
from ui.bridge.jobs.postponed import PATIENCE_MS

if TYPE_CHECKING:
    from app.core.errors import Problem
    from app.core.jobs import JobContext, Progress
    from app.transactions.ledger import Ledger
    from ui.bridge.jobs.postponed import Postponed
    from ui.bridge.jobs.runner import JobHandle, JobRunner

log = logging.getLogger(__name__)

T = TypeVar("T")


class LatestRead(Generic[T]):
    """At most one question is running. The answer to an earlier one is never shown, nor is its
    failure.
    """

    def __init__(
        self,
        label: str,
        ledger: Ledger,
        jobs: JobRunner,
        postponed: Postponed,
        say: Callable[[Problem], None],
    ) -> None:
        """label: the job's name in the log. say: tells the listener why there is no answer."""
        self._label = label
        self._ledger = ledger
        self._jobs = jobs
        self._postponed = postponed
        self._say = say
        self._job: JobHandle | None = None
        self._asked = 0
        self._again: Callable[[], None] | None = None
        self._is_again = self._is_passed_over = False

    @property
    def is_under_way(self) -> bool:
        return self._job is not None

    def ask(self, question: Callable[[], T], show: Callable[[T | None], None]) -> None:
        """show: gets the answer, or None if there is none, after the listener was told why; so
        also after a mistake of ours.

        Waits for a lock as long as `Context.look` would, because somebody is looking at the place.
        """
        self.ask_long(lambda _job: question(), show)

    def ask_long(
        self,
        question: Callable[[JobContext], T],
        show: Callable[[T | None], None],
        on_progress: Callable[[Progress], None] | None = None,
    ) -> None:
        """As `ask`, for what takes seconds: the question ends when it is dropped, and says how far
        it is.
        """
        self.drop()
        asked = self._asked

        def arrive(answer: T | None) -> None:
            if asked == self._asked:
                self._arrive(answer, show)

        def fail(problem: Problem) -> None:
            if asked == self._asked:
                self._tell(problem)
                self._arrive(None, show)

        def end() -> None:
            if asked == self._asked and self.is_under_way:  # neither happened: our own mistake
                self._arrive(None, show)

        def tell(at: Progress) -> None:
            if asked == self._asked and on_progress is not None:
                on_progress(at)

        self._job = self._jobs.run(
            self._label,
            lambda job: self._answer(question, job),
            arrive,
            fail,
            on_progress=None if on_progress is None else tell,
            on_ended=end,
            urgency=Urgency.AWAITED,
        )

    def ask_again(self, ask: Callable[[], None]) -> None:
        """What is shown has changed. ask: calls `ask` once nothing else is running.

        An answer that is already out of date is skipped, but never two in a row: something has to
        be shown even while another process keeps writing.
        """
        if self.is_under_way:
            self._again = ask
            return
        ask()
        self._is_again = True

    def drop(self) -> None:
        """The answer is no longer wanted."""
        self._asked += 1
        self._again, self._is_again = None, False
        if self._job is not None:
            self._job.cancel()
            self._job = None

    def _arrive(self, answer: T | None, show: Callable[[T | None], None]) -> None:
        self._job = None
        again, self._again = self._again, None
        may_pass_over = self._is_again and not self._is_passed_over
        self._is_passed_over = may_pass_over and again is not None
        if not self._is_passed_over:
            show(answer)
        if again is not None:
            self.ask_again(again)

    def _answer(self, question: Callable[[JobContext], T], job: JobContext) -> T | None:
        """On the job's own thread."""
        try:
            with self._ledger.hurrying(PATIENCE_MS):
                return question(job)
        except LookupError as error:
            log.info("it is gone: %s", error)
            return None

    def _tell(self, problem: Problem) -> None:
        """As soon as a busy journal is free, all screens read again."""
        if isinstance(problem, StorageProblem) and problem.is_passing:
            self._postponed.read_again_later()
        self._say(problem)
