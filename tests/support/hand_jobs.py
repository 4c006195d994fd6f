"""Jobs that are turned by hand: each runs when the test says so."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from app.core.jobs import JobCancelled, JobContext
from ui.bridge.jobs.runner import JobHandle, JobRunner


class HandJobs(JobRunner):
    """In place of the runner. labels: of the jobs that wait, in the order in which they were
    started.
    """

    def __init__(self) -> None:
        super().__init__()
        self._waiting: list[tuple[JobHandle, JobContext, Callable[[], None]]] = []

    def run(  # type: ignore[override]
        self,
        label: str,
        function: Callable[[JobContext], Any],
        on_done: Callable[[Any], None] | None = None,
        *_others: object,
        on_ended: Callable[[], None] | None = None,
        **_kinds: object,
    ) -> JobHandle:
        context = JobContext()
        handle = JobHandle(label, lambda _handle: context.cancel(), context)

        def work() -> None:
            try:
                answer = function(context)
                if on_done is not None:
                    on_done(answer)
            except JobCancelled:
                pass
            if on_ended is not None:
                on_ended()

        self._waiting.append((handle, context, work))
        return handle

    @property
    def labels(self) -> list[str]:
        return [handle.label for handle, _context, _work in self._waiting]

    def turn(self, label: str, which: int = 0) -> None:
        """Runs the first job of that name, or a later one, also if it was cancelled."""
        named = [one for one in self._waiting if one[0].label == label]
        self._waiting.remove(named[which])
        named[which][2]()
