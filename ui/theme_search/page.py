"""The page that judges where a theme may return: found on the left, the chosen one on the right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, QRect, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.core.ids import OccurrenceId, ThemeId
from app.core.words import dotted
from app.theme_finding.records import Question, Scope
from app.themes.records import Answer
from ui.bridge.places import ThemePlace
from ui.bridge.playback.chain import PassageChain
from ui.scenes.place_stills import PlaceStills
from ui.style.theme import scaled_px, theme_signals
from ui.style.tokens import SPACE
from ui.theme_search.candidate_list import CandidateList
from ui.theme_search.candidate_model import CandidateModel
from ui.theme_search.chosen_place import ChosenPlace
from ui.theme_search.detail import DetailCard
from ui.theme_search.head import SearchHead
from ui.theme_search.judging import Judging
from ui.theme_search.ranking import Entry
from ui.theme_search.shown import Judged
from ui.theme_search.states import Kind, State, StateVerbs, state_widget
from ui.widgets.cards import Card
from ui.widgets.empty_state import EmptyState
from ui.widgets.painting import describe
from ui.widgets.turning import turn_to
from ui.words.spoilers import spoilers

if TYPE_CHECKING:
    from app.core.errors import Problem
    from app.theme_finding.records import FoundReturns
    from ui.bridge.context import Context
    from ui.bridge.theme_finding.return_search import ReturnSearch
    from ui.shell.window_memory import WindowMemory

SCOPE, SEARCHED = "theme_search_scope", "theme_search"  # what the window remembers: a Scope, a uid
STEP_MS = 100
_LIST_PX, _NARROW_LIST_PX = 336, 232
_WIDE_PX = 1000  # of the page
_ANSWERS = {"y": Answer.YES, "n": Answer.NO, "?": Answer.NOT_SURE}
_PLAIN = "abxyn?"
_MOVES = {Qt.Key.Key_Left: -STEP_MS, Qt.Key.Key_Right: STEP_MS}
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_BACK = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)


class ThemeSearchPage(QWidget):
    """memory: keeps the scope, and which theme was searched for."""

    def __init__(
        self, context: Context, memory: WindowMemory | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._memory = memory
        self._mark: OccurrenceId | None = None
        self._problem: Problem | None = None
        self._found: FoundReturns | None = None
        self.search: ReturnSearch | None = None
        self.scope = self._kept_scope()
        self.judging = Judging(context, self)
        self.life = PassageChain(context.playback, self)
        stills = PlaceStills(context, self)
        self.head = SearchHead()
        self.head.show_scope(self.scope)
        self.model = CandidateModel(self)
        self.list = CandidateList(self.model, stills)
        self.detail = DetailCard(stills)
        self.place = ChosenPlace(context, self.judging, self.detail, self)
        self._state: State | None = None
        self._state_widget: EmptyState | None = None
        self._state_card = Card()
        self._lay_out()
        self._wire()
        self._show()

    # --- what the window asks -------------------------------------------------------------------

    def open(self, theme_id: int, occurrence_id: int | None = None) -> None:
        """Searches for a theme, unless that is what it does already. occurrence_id: the mark to
        search from.
        """
        mark = None if occurrence_id is None else OccurrenceId(occurrence_id)
        if self.judging.theme_id != theme_id or self._mark != mark or self.search is None:
            self._mark = mark
            self._begin(ThemeId(theme_id))
        self.focus_list()

    def focus_list(self) -> None:
        """Also while there is nothing in it: Enter then does what the page offers instead."""
        if self.judging.theme_id is None:
            self._begin_with_kept()
        self.list.setFocus()

    def keep_clear(self) -> list[QRect]:
        """What the keys do, which one presses all the time here."""
        if self._views.currentWidget() is not self.detail:
            return []
        return self.detail.keep_clear(self)

    # --- searching ------------------------------------------------------------------------------

    def _begin(self, theme_id: ThemeId) -> None:
        self._close_search()
        self._problem = self._found = None
        self.place.leave()
        self.judging.begin(theme_id)
        question = Question(theme_id, self.scope, self._mark)
        search = self.search = self._context.theme_finder.search(question, self)
        search.found.connect(self._on_found)
        search.progressed.connect(lambda _progress: self._show_progress())
        search.failed.connect(self._on_failed)
        search.gone.connect(self._on_gone)
        self._show()

    def _begin_with_kept(self) -> None:
        """The theme that was searched for in the last session."""
        kept = "" if self._memory is None else self._memory.text(SEARCHED)
        themes = self._context.services.themes

        def begin() -> None:
            found = next((one for one in themes.themes() if one.uid == kept), None)
            if found is not None:
                self._begin(found.id)

        if kept:
            self._context.look(begin)

    def _close_search(self) -> None:
        search, self.search = self.search, None
        if search is not None:
            search.disconnect(self)
            search.close()
            search.deleteLater()

    def set_scope(self, scope: Scope) -> None:
        self.scope = scope
        self.head.show_scope(scope)
        if self._memory is not None:
            self._memory.state.setValue(SCOPE, scope.value)
        if self.judging.theme_id is not None:
            self._begin(self.judging.theme_id)
        self.list.setFocus()

    def _on_found(self, found: FoundReturns) -> None:
        self._found, self._problem = found, None
        self.head.show_doubts(found.doubts)
        self._show_progress()
        if self._memory is not None:
            self._memory.state.setValue(SEARCHED, found.plan.theme.uid)
        self.judging.take(found)

    def _on_failed(self, problem: Problem) -> None:
        self._problem = problem
        self._show()

    def _on_gone(self) -> None:
        """The theme was deleted."""
        self._close_search()
        self.judging.end()
        self._show()

    # --- what is shown --------------------------------------------------------------------------

    def _show(self) -> None:
        judging = self.judging
        ranking = judging.ranking
        scrolled_px = self.list.begin_filling()
        self.model.show(
            ranking.shown,
            judging.judged,
            judging.around,
            hidden=ranking.hidden,
            less_certain=ranking.less_certain if ranking.shows_all else 0,
        )
        self.list.end_filling(self._current_index(), scrolled_px)
        if judging.shown is not None:
            self.head.show_name(judging.shown.name)
        self._show_progress()
        self.place.show()

    def _current_index(self) -> QModelIndex:
        row = self.judging.current
        if isinstance(row, Judged):
            return self.model.index_of_judged(row.passage)
        return self.model.index_of_entry(None if row is None else row.number)

    def _show_progress(self) -> None:
        if self.search is not None:
            missing = 0 if self._found is None else len(self._found.missing)
            self.head.show_progress(self.search.progress, missing)
        self._show_state()

    def _show_state(self) -> None:
        """The chosen place, or what there is instead of one."""
        state = None if self._has_place else self._state_now()
        if state == self._state and (state is None) == (self._views.currentIndex() == 0):
            return
        self._state = state
        if state is None:
            describe(self.list, "")
            if turn_to(self._views, self.detail):
                self.list.setFocus()
            return
        before, self._state_widget = self._state_widget, state_widget(state, self._verbs())
        self._state_card.body.addWidget(self._state_widget)
        self._state_widget.show()
        if before is not None:
            before.hide()
            before.deleteLater()
        shown = self._state_widget
        describe(self.list, dotted(shown.accessibleName(), shown.accessibleDescription()))
        if turn_to(self._views, self._state_card):
            self.list.setFocus()

    @property
    def _has_place(self) -> bool:
        row = self.judging.current
        return row is not None and row.passage in self.judging.around

    def _state_now(self) -> State:
        judging, search = self.judging, self.search
        if self._problem is not None:
            return State(Kind.NO_MARK, problem=self._problem)
        if judging.theme_id is None or search is None:
            return State(Kind.EMPTY)
        if search.is_searching or judging.is_reading:
            return State(Kind.PAUSED if search.progress.is_paused else Kind.SEARCHING)
        if self._found is not None and self._found.is_unheard:
            return State(Kind.UNREADABLE)
        return State(
            Kind.DONE if judging.judged else Kind.NOTHING,
            0 if self._found is None else len(self._found.searched),
            judging.ranking.hidden,
            0 if judging.shown is None else len(judging.shown.confirmed),
            self.scope,
        )

    def _verbs(self) -> StateVerbs:
        navigator = self._context.navigator
        return StateVerbs(
            open_themes=lambda: navigator.open_page("themes"),
            open_music=lambda: navigator.open_page("listen"),
            go_on=self._context.listening_through.go_on,
            search_all=lambda: self.set_scope(Scope.ALL),
            show_all=lambda: self.judging.show_all(True),
            play_life=self._play_life,
            open_theme=self.open_theme,
        )

    def open_theme(self) -> None:
        if self.judging.theme_id is not None:
            self._context.navigator.show(ThemePlace(self.judging.theme_id))

    def _play_life(self) -> None:
        shown = self.judging.shown
        if shown is not None:
            self._context.look(lambda: self.life.play(shown.confirmed))

    def _pause_or_go_on(self) -> None:
        listening = self._context.listening_through
        if self.search is not None and self.search.progress.is_paused:
            listening.go_on()
        else:
            listening.pause()

    # --- keys -----------------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        # Elsewhere these keys may be the program's; here they are about the place.
        is_asked = event.type() == QEvent.Type.ShortcutOverride
        if is_asked and isinstance(event, QKeyEvent) and self._is_own(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._is_own(event):
            self._pass_on(event)
            return
        self.judging.touched()
        key, typed = Qt.Key(event.key()), event.text().casefold()
        if key in _MOVES:
            self.place.move_start(_MOVES[key])
        elif event.isAutoRepeat():
            return
        elif typed in _ANSWERS:
            self.judging.answer(_ANSWERS[typed])
        elif key in _BACK:
            self.judging.take_back()
        elif typed == "x":
            self.place.change_over()
        else:
            self.place.play(is_home=typed == "a")

    def _pass_on(self, event: QKeyEvent) -> None:
        """Enter does what the page offers while there is no place."""
        if self._state is not None and self._state_widget is not None:
            self._state_widget.keyPressEvent(event)
        else:
            super().keyPressEvent(event)

    def _is_own(self, event: QKeyEvent) -> bool:
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if not self._has_place or held & ~Qt.KeyboardModifier.ShiftModifier:
            return False
        typed = event.text().casefold()
        if typed and typed in _PLAIN:
            return not held or typed == "?"
        return not held and Qt.Key(event.key()) in (*_MOVES, *_ENTER, *_BACK)

    # --- making ---------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        self._list_card = Card()
        self._list_card.body.setContentsMargins(SPACE.s, SPACE.s, SPACE.s, SPACE.s)
        self._list_card.body.addWidget(self.list)
        self._views = QStackedWidget()
        self._views.addWidget(self.detail)
        self._views.addWidget(self._state_card)
        across = QHBoxLayout()
        across.setSpacing(SPACE.l)
        across.addWidget(self._list_card)
        across.addWidget(self._views, 1)
        self._whole = QVBoxLayout(self)
        self._whole.setSpacing(SPACE.m)
        self._whole.addWidget(self.head)
        self._whole.addLayout(across, 1)
        self._fit()

    def _wire(self) -> None:
        self.judging.rows_changed.connect(self._show)
        self.judging.gone.connect(self._on_gone)
        spoilers().covering_changed.connect(self._show)
        theme_signals().theme_changed.connect(self._fit)
        self.head.back_requested.connect(self.open_theme)
        self.head.scope_chosen.connect(self.set_scope)
        self.head.pause_requested.connect(self._pause_or_go_on)
        self.list.chosen.connect(self._on_chosen)
        self.list.more_requested.connect(self._toggle_less_certain)
        self.list.play_requested.connect(lambda: self.place.play(is_home=False))

    def _on_chosen(self, row: object) -> None:
        self.judging.touched()
        self.judging.choose(row if isinstance(row, Entry | Judged) else None)
        self.place.show()
        self._show_state()

    def _toggle_less_certain(self) -> None:
        self.judging.show_all(not self.judging.ranking.shows_all)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        is_narrow = self.width() < scaled_px(_WIDE_PX)
        edge = SPACE.l if is_narrow else SPACE.xl
        self._whole.setContentsMargins(edge, SPACE.l, edge, SPACE.l)
        self._list_card.setFixedWidth(scaled_px(_NARROW_LIST_PX if is_narrow else _LIST_PX))
        self.list.cell.has_stills = not is_narrow
        self.head.fit()
        high_px = self.height() - self.head.sizeHint().height() - 3 * SPACE.l
        self.detail.fit(is_narrow=is_narrow, high_px=high_px)

    # --- what is remembered ---------------------------------------------------------------------

    def _kept_scope(self) -> Scope:
        kept = "" if self._memory is None else self._memory.text(SCOPE)
        return Scope(kept) if kept in {scope.value for scope in Scope} else Scope.WORK
