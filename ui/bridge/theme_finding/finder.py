"""Makes searches, and tells when candidates on tracks have changed."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from app.transactions import changes

if TYPE_CHECKING:
    from app.bootstrap import Services
    from app.core.ids import TrackId, WorkId
    from app.theme_finding.records import FoundReturns, Question, Scope
    from app.transactions.changes import Change
    from ui.bridge.jobs.runner import JobRunner
    from ui.bridge.journal.relay import ChangeRelay
    from ui.bridge.listening_through.listening_through import ListeningThrough
    from ui.bridge.theme_finding.families_search import FamiliesSearch
    from ui.bridge.theme_finding.return_search import ReturnSearch
    from ui.bridge.theme_finding.stream import SearchParts


class ThemeFinder(QObject):
    """Signal: candidates_changed(frozenset of track ids), candidates there were found or answered;
    an empty one stands for any track.
    """

    candidates_changed = Signal(object)
    _come_home = Signal(object)  # a function without arguments, to be called on our own thread

    def __init__(
        self,
        services: Services,
        listening: ListeningThrough,
        relay: ChangeRelay,
        jobs: JobRunner,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._services = services
        self._listening = listening
        self._relay = relay
        self._jobs = jobs
        self._come_home.connect(self._on_come_home)
        relay.changed.connect(self._on_change)

    def search(self, question: Question, parent: QObject) -> ReturnSearch:
        """Begins at once; until it is closed."""
        from ui.bridge.theme_finding.return_search import ReturnSearch  # not needed to start

        search = ReturnSearch(question, self._parts(), parent)
        search.found.connect(self._on_found)
        return search

    def look_for_families(
        self,
        parent: QObject,
        scope: Scope,
        around: TrackId | None = None,
        work_id: WorkId | None = None,
    ) -> FamiliesSearch:
        """Begins at once; until it is closed. around: a track, for its album or its work; work_id:
        for that work.
        """
        from ui.bridge.theme_finding.families_search import FamiliesSearch

        return FamiliesSearch(scope, around, work_id, self._parts(), parent)

    def _parts(self) -> SearchParts:
        from ui.bridge.theme_finding.stream import SearchParts

        home = self._come_home.emit
        return SearchParts(self._services, self._listening, self._relay, self._jobs, home)

    @Slot(object)
    def _on_come_home(self, call: Callable[[], None]) -> None:
        call()

    def _on_found(self, found: FoundReturns) -> None:
        self.candidates_changed.emit(frozenset(found.searched))

    def _on_change(self, change: Change) -> None:
        if change.touches(changes.OCCURRENCE, changes.THEME):
            self.candidates_changed.emit(change.track_ids)
