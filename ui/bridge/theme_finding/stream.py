"""A search over tracks that are still being listened through, on a thread of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import QObject, Signal

from app.listening_through.records import State
from app.theme_finding.arrivals import Arrivals
from app.theme_finding.progress import SearchProgress

if TYPE_CHECKING:
    from app.bootstrap import Services
    from app.core.errors import Problem
    from app.core.ids import TrackId
    from app.core.jobs import JobContext, Progress
    from ui.bridge.jobs.runner import JobHandle, JobRunner
    from ui.bridge.journal.relay import ChangeRelay
    from ui.bridge.listening_through.listening_through import ListeningThrough

Work = Callable[[Arrivals, "JobContext"], Iterator[Any]]
Home = Callable[[Callable[[], None]], object]  # has a function called on the GUI thread


class SearchParts(NamedTuple):
    """What searches are made of. home: callable on any thread."""

    services: Services
    listening: ListeningThrough
    relay: ChangeRelay
    jobs: JobRunner
    home: Home


class SearchStream(QObject):
    """One search at a time; a new one begins when the one before has ended.

    Signals: came(object), what the work yields, on the GUI thread; progressed(SearchProgress);
    failed(Problem), then it is over.
    """

    came = Signal(object)
    progressed = Signal(object)
    failed = Signal(object)

    def __init__(self, label: str, parts: SearchParts, parent: QObject) -> None:
        """label: the job's name in the log."""
        super().__init__(parent)
        self._label = label
        self._parts = parts
        self._wanted: tuple[Sequence[TrackId], Work] | None = None
        self._track_ids: Sequence[TrackId] = ()
        self._arrivals: Arrivals | None = None
        self._job: JobHandle | None = None
        self._number = 0
        self._asked: set[int] = set()
        self._done = 0.0
        self._is_closed = False
        self._is_held = False
        self._told = SearchProgress()
        parts.listening.listened.connect(self._on_news)
        parts.listening.gathered.connect(self._on_news)
        parts.listening.standing_changed.connect(self._on_news)

    @property
    def progress(self) -> SearchProgress:
        return self._told

    def run(self, track_ids: Sequence[TrackId], work: Work, *, may_wait: bool = False) -> None:
        """work: is called on a thread of its own, and yields whatever is to be told. may_wait: what
        is searched now isn't out of date, and ends first.
        """
        self._wanted = track_ids, work
        if self._job is None:
            self._begin()
        elif not may_wait:
            self._number += 1
            self._job.cancel()

    def cancel(self) -> None:
        self._wanted = None
        self._number += 1
        if self._job is not None:
            self._job.cancel()

    def close(self) -> None:
        """The same for good: nothing is told any more, though the thread may take a moment to end
        and this object may be deleted before.
        """
        if self._is_closed:
            return
        self._is_closed = True
        self.cancel()
        listening = self._parts.listening
        for signal in (listening.listened, listening.gathered, listening.standing_changed):
            signal.disconnect(self._on_news)

    def hold(self, is_held: bool) -> None:
        """The search itself waits."""
        self._is_held = is_held
        if self._job is not None:
            (self._job.pause if is_held else self._job.go_on)()
        self._tell()

    def ask_anew(self) -> None:
        """The library has changed: what couldn't be heard may be there now."""
        self._asked.clear()

    def _begin(self) -> None:
        if self._wanted is None:
            return
        self._track_ids, work = self._wanted
        self._wanted = None
        self._number += 1
        number, self._done = self._number, 0.0
        self._ask(self._track_ids)
        to_come = self._parts.listening.to_come(self._track_ids)
        arrivals = self._arrivals = Arrivals(self._track_ids, to_come)

        def search(job: JobContext) -> None:
            for told in work(arrivals, job):
                self._parts.home(lambda told=told: self._on_came(number, told))  # type: ignore[misc]

        self._job = self._parts.jobs.run(
            self._label,
            search,
            on_failed=lambda problem: self._on_failed(number, problem),
            on_progress=self._on_progress,
            on_ended=self._on_ended,
            may_hang=True,  # it waits for tracks, and mustn't take the others' threads
        )
        self.hold(self._is_held)

    def _ask(self, track_ids: Iterable[TrackId]) -> None:
        """Once: asked for again, what couldn't be heard is tried again."""
        new = [track_id for track_id in track_ids if track_id not in self._asked]
        self._asked.update(new)
        self._parts.listening.wanted(new)

    # --- news -----------------------------------------------------------------------------------

    def _on_came(self, number: int, told: object) -> None:
        if number == self._number:
            self.came.emit(told)

    def _on_failed(self, number: int, problem: Problem) -> None:
        if number == self._number:
            self.failed.emit(problem)

    def _on_progress(self, progress: Progress) -> None:
        self._done = progress.done / max(1, progress.total)
        self._tell()

    def _on_ended(self) -> None:
        self._job = self._arrivals = None
        self._begin()
        self._tell()

    def _on_news(self, _news: object = None) -> None:
        if self._arrivals is not None:
            self._arrivals.wait_for(self._parts.listening.to_come(self._track_ids))
        self._tell()

    def _tell(self) -> None:
        if self._is_closed:
            return
        listening = self._parts.listening
        to_come = len(listening.to_come(self._track_ids))
        progress = SearchProgress(
            len(self._track_ids),
            to_come,
            listening.seconds_to_come if to_come else None,
            self._done,
            self._is_held or (to_come > 0 and listening.standing.state is State.PAUSED),
            self._job is None and to_come == 0,
        )
        if progress != self._told:
            self._told = progress
            self.progressed.emit(progress)
