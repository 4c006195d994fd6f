"""Melodies that return without anybody asking: looked for as long as somebody wants it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.listening_through.records import State
from app.theme_finding.progress import SearchProgress
from ui.bridge.theme_finding.stream import SearchParts, SearchStream

if TYPE_CHECKING:
    from app.core.errors import Problem
    from app.core.ids import TrackId, WorkId
    from app.core.jobs import JobContext
    from app.theme_finding.arrivals import Arrivals
    from app.theme_finding.records import FamilyPlan, FoundFamilies, Scope


class FamiliesSearch(QObject):
    """Signals: known(tuple of FoundFamilies), what was found before and isn't judged, at once;
    found(FoundFamilies), each soundtrack when it is done, in place of what was known of it;
    progressed(SearchProgress), `is_over` at the end; failed(Problem).
    """

    known = Signal(object)
    found = Signal(object)
    progressed = Signal(object)
    failed = Signal(object)

    def __init__(
        self,
        scope: Scope,
        around: TrackId | None,
        work_id: WorkId | None,
        parts: SearchParts,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._finding = parts.services.theme_finding
        self._tracks = self._finding.tracks()
        self._listening = parts.listening
        self._is_closed = False
        self._stream = SearchStream("Find melodies that return", parts, self)  # not shown
        self._stream.came.connect(self.found)
        self._stream.progressed.connect(self.progressed)
        self._stream.failed.connect(self.failed)

        def plan() -> tuple[FamilyPlan, tuple[FoundFamilies, ...]]:
            plan = self._finding.family_plan(scope, around, work_id)
            return plan, self._finding.kept_families(plan)

        parts.jobs.run(
            "Look which melodies are known to return",
            lambda _job: plan(),
            self._on_planned,
            self._on_failed,
        )

    @property
    def progress(self) -> SearchProgress:
        return self._stream.progress

    def pause(self) -> None:
        """With what is listened through for it."""
        if self.progress.to_come:
            self._listening.pause()
        self._stream.hold(True)

    def go_on(self) -> None:
        if self._listening.standing.state is State.PAUSED:
            self._listening.go_on()
        self._stream.hold(False)

    def close(self) -> None:
        """Ends it; soundtracks that were finished are kept."""
        self._is_closed = True
        self._stream.close()

    def _on_failed(self, problem: Problem) -> None:
        if not self._is_closed:
            self.failed.emit(problem)

    def _on_planned(self, planned: tuple[FamilyPlan, tuple[FoundFamilies, ...]]) -> None:
        if self._is_closed:
            return
        plan, known = planned
        self.known.emit(known)

        def work(arrivals: Arrivals, job: JobContext) -> Iterator[FoundFamilies]:
            return self._finding.families(plan, self._tracks, arrivals, job)

        self._stream.run(plan.track_ids, work)
