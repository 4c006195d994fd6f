"""Where one theme returns: searched for as long as somebody looks at it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from app.core.job_pool import Urgency
from app.theme_finding.planning import NothingToSearchWith
from app.theme_finding.progress import SearchProgress
from app.transactions import changes
from ui.bridge.theme_finding.stream import SearchParts, SearchStream

if TYPE_CHECKING:
    from app.core.errors import Problem
    from app.core.ids import TrackId
    from app.core.jobs import JobContext
    from app.theme_finding.arrivals import Arrivals
    from app.theme_finding.records import FoundReturns, Plan, Question
    from app.transactions.changes import Change
    from ui.bridge.jobs.runner import JobHandle

_ANSWERS = (changes.OCCURRENCE, changes.THEME)
_LIBRARY = (changes.TRACK, changes.AUDIO_FILE, changes.WORK)


class ReturnSearch(QObject):
    """Searches again whenever the theme, its marks or the answers about it change.

    Signals: found(FoundReturns), each time all there is by now; progressed(SearchProgress);
    failed(Problem), nothing can be searched; gone(), the theme was deleted.
    """

    found = Signal(object)
    progressed = Signal(object)
    failed = Signal(object)
    gone = Signal()

    def __init__(self, question: Question, parts: SearchParts, parent: QObject) -> None:
        super().__init__(parent)
        self.question = question
        self._parts = parts
        self._finding = parts.services.theme_finding
        self._tracks = self._finding.tracks()
        self._plan: Plan | None = None
        self._planning: JobHandle | None = None
        self._is_closed = self._is_out_of_date = self._is_library_new = False
        self._missing: frozenset[TrackId] = frozenset()
        self._retried: set[TrackId] = set()
        self._stream = SearchStream("Find where a theme returns", parts, self)  # not shown
        self._stream.came.connect(self._on_came)
        self._stream.progressed.connect(self.progressed)
        self._stream.failed.connect(self.failed)
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._make_plan)
        parts.relay.changed.connect(self._on_change)
        parts.listening.listened.connect(self._on_listened)
        self._make_plan()

    @property
    def progress(self) -> SearchProgress:
        return self._stream.progress

    @property
    def is_searching(self) -> bool:
        """Whether more may be found by itself."""
        is_planning = self._planning is not None or self._soon.isActive()
        return not self._is_closed and (is_planning or not self._stream.progress.is_over)

    def close(self) -> None:
        """Nothing is told any more. What it asked for is still listened through."""
        if self._is_closed:
            return
        self._is_closed = True
        self._soon.stop()
        self._stream.close()
        self._parts.relay.changed.disconnect(self._on_change)
        self._parts.listening.listened.disconnect(self._on_listened)

    # --- what is asked --------------------------------------------------------------------------

    def _make_plan(self) -> None:
        if self._is_closed:
            return
        if self._planning is not None:
            self._is_out_of_date = True
            return
        self._is_out_of_date = False
        self._planning = self._parts.jobs.run(
            "Look what a theme is searched with",
            lambda _job: self._planned(),
            self._on_planned,
            self._on_not_planned,
            on_ended=self._on_planning_ended,
            urgency=Urgency.AWAITED,
        )

    def _planned(self) -> Plan | NothingToSearchWith | None:
        """None: the theme is gone."""
        try:
            return self._finding.plan(self.question)
        except LookupError:
            return None
        except NothingToSearchWith as nothing:  # no fault, so that it needs no line in the log
            return nothing

    def _on_planned(self, plan: Plan | NothingToSearchWith | None) -> None:
        if self._is_closed:
            return
        if plan is None:
            self._plan = None
            self._stream.cancel()
            self.gone.emit()
        elif isinstance(plan, NothingToSearchWith):
            self._on_not_planned(plan)
        elif plan != self._plan or (self._is_library_new and self._missing):
            self._plan, self._is_library_new = plan, False
            self._search()

    def _on_not_planned(self, problem: Problem) -> None:
        if not self._is_closed:
            self._plan = None
            self._stream.cancel()
            self.failed.emit(problem)

    def _on_planning_ended(self) -> None:
        self._planning = None
        if self._is_out_of_date:
            self._make_plan()
        elif not self._is_closed:  # whether it is searching may be another answer now
            self.progressed.emit(self._stream.progress)

    # --- what is found --------------------------------------------------------------------------

    def _search(self, *, may_wait: bool = False) -> None:
        plan = self._plan
        if plan is None:
            return
        self._missing = frozenset()

        def work(arrivals: Arrivals, job: JobContext) -> Iterator[FoundReturns]:
            return self._finding.returns(plan, self._tracks, arrivals, job)

        self._stream.run(plan.track_ids, work, may_wait=may_wait)

    def _on_came(self, found: FoundReturns) -> None:
        self._missing = frozenset(found.missing)
        self.found.emit(found)
        self._retry(found.missing)

    def _retry(self, missing: tuple[TrackId, ...]) -> None:
        """The cache may have them, but damaged."""
        new = [track_id for track_id in missing if track_id not in self._retried]
        self._retried.update(new)
        self._parts.listening.wanted(new, again=True)

    def _on_listened(self, track_id: TrackId) -> None:
        """After it was missing. What is searched now ends first: many may come one by one."""
        if track_id in self._missing:
            self._search(may_wait=True)

    def _on_change(self, change: Change) -> None:
        if change.touches(*_LIBRARY):
            self._is_library_new = True  # what was missing may be there
            self._retried.clear()
            self._stream.ask_anew()
        if change.touches(*_ANSWERS, *_LIBRARY):
            self._soon.start()
