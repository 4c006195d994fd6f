"""The search that the page shows: for which theme, from which mark, in which music."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.core.ids import OccurrenceId, ThemeId
from app.theme_finding.progress import SearchProgress
from app.theme_finding.records import Question, Scope

if TYPE_CHECKING:
    from app.core.errors import Problem
    from app.theme_finding.records import FoundReturns
    from app.transactions.changes import Change
    from ui.bridge.context import Context
    from ui.bridge.theme_finding.return_search import ReturnSearch
    from ui.shell.window_memory import WindowMemory

SCOPE, SEARCHED = "theme_search_scope", "theme_search"  # what the window remembers: a Scope, a uid


class AskedSearch(QObject):
    """memory: keeps the scope, and which theme was searched for.

    Signals: begun(ThemeId); found(FoundReturns); told(), of progress or a problem; gone(), the
    theme was deleted.
    """

    begun = Signal(object)
    found = Signal(object)
    told = Signal()
    gone = Signal()

    def __init__(self, context: Context, memory: WindowMemory | None, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._memory = memory
        self._mark: OccurrenceId | None = None
        self._search: ReturnSearch | None = None
        self.theme_id: ThemeId | None = None
        self.last: FoundReturns | None = None
        self.problem: Problem | None = None
        self.scope = self._kept_scope()
        context.relay.changed.connect(self._on_change)

    @property
    def is_searching(self) -> bool:
        return self._search is not None and self._search.is_searching

    @property
    def progress(self) -> SearchProgress:
        return SearchProgress() if self._search is None else self._search.progress

    @property
    def question(self) -> Question | None:
        return None if self._search is None else self._search.question

    @property
    def missing(self) -> int:
        """How many tracks couldn't be listened through."""
        return 0 if self.last is None else len(self.last.missing)

    def has_saga(self) -> bool:
        """Whether the theme's work is in a saga with others. Reads the journal."""
        services = self._context.services
        found = (one for one in services.themes.themes() if one.id == self.theme_id)
        theme = next(found, None)
        work_id = None if theme is None else theme.work_id
        return work_id is not None and len(services.sagas.beside(work_id)) > 1

    def ask(self, theme_id: int, occurrence_id: int | None) -> None:
        """Unless that is what is searched for already."""
        mark = None if occurrence_id is None else OccurrenceId(occurrence_id)
        if self._search is None or (self.theme_id, self._mark) != (theme_id, mark):
            self._mark = mark
            self._begin(ThemeId(theme_id))

    def ask_as_before(self) -> None:
        """For the theme of the last session, if none was asked for since."""
        kept = "" if self._memory is None else self._memory.text(SEARCHED)
        if kept and self.theme_id is None:
            self._context.look(lambda: self._ask_for(kept))

    def ask_in(self, scope: Scope) -> None:
        self.scope = scope
        if self._memory is not None:
            self._memory.state.setValue(SCOPE, scope.value)
        if self.theme_id is not None:
            self._begin(self.theme_id)

    def close(self) -> None:
        search, self._search = self._search, None
        if search is not None:
            search.disconnect(self)
            search.close()
            search.deleteLater()

    def _ask_for(self, uid: str) -> None:
        themes = self._context.services.themes.themes()
        found = next((one for one in themes if one.uid == uid), None)
        if found is not None:
            self._begin(found.id)

    def _begin(self, theme_id: ThemeId) -> None:
        self.close()
        self.theme_id, self.last, self.problem = theme_id, None, None
        question = Question(theme_id, self.scope, self._mark)
        search = self._search = self._context.theme_finder.search(question, self)
        search.found.connect(self._on_found)
        search.progressed.connect(self._on_progressed)
        search.failed.connect(self._on_failed)
        search.gone.connect(self._on_gone)
        self.begun.emit(theme_id)

    # --- news -----------------------------------------------------------------------------------

    def _on_found(self, found: FoundReturns) -> None:
        self.last, self.problem = found, None
        if self._memory is not None:
            self._memory.state.setValue(SEARCHED, found.plan.theme.uid)
        self.found.emit(found)

    def _on_progressed(self, _progress: SearchProgress) -> None:
        self.told.emit()

    def _on_failed(self, problem: Problem) -> None:
        self.problem = problem
        self.told.emit()

    def _on_gone(self) -> None:
        self.close()
        self.theme_id = self.last = self.problem = None
        self.gone.emit()

    def _on_change(self, change: Change) -> None:
        if change.is_restore and self.theme_id is not None:  # its number means another one now
            self._on_gone()

    def _kept_scope(self) -> Scope:
        kept = "" if self._memory is None else self._memory.text(SCOPE)
        return Scope(kept) if kept in {scope.value for scope in Scope} else Scope.WORK
