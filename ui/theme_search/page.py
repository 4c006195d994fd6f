"""The page that judges where a theme may return: found on the left, the chosen one on the right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRect, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.core.aligned_passages import Side
from app.theme_finding.records import Scope
from app.themes.records import Answer
from ui.bridge.places import ThemePlace
from ui.bridge.playback.told_chain import ToldChain
from ui.scenes.place_stills import PlaceStills
from ui.style.theme import scaled_px, theme_signals
from ui.style.tokens import SPACE
from ui.theme_search.asked_search import AskedSearch
from ui.theme_search.candidate_list import CandidateList
from ui.theme_search.candidate_model import CandidateModel
from ui.theme_search.chosen_place import ChosenPlace
from ui.theme_search.detail import DetailCard
from ui.theme_search.head import SearchHead
from ui.theme_search.judging import Judging
from ui.theme_search.keys import Meaning, Press, meaning
from ui.theme_search.ranking import Entry
from ui.theme_search.shown import Judged
from ui.theme_search.states import StateCard, StateVerbs, state_of
from ui.widgets.cards import Card
from ui.widgets.painting import describe
from ui.widgets.turning import turn_to
from ui.words.marks import return_words
from ui.words.spoilers import spoilers

if TYPE_CHECKING:
    from app.core.ids import ThemeId
    from app.theme_finding.records import FoundReturns
    from ui.bridge.context import Context
    from ui.shell.window_memory import WindowMemory

_LIST_PX, _NARROW_LIST_PX = 336, 232
_WIDE_PX = 1000  # of the page


class ThemeSearchPage(QWidget):
    """memory: keeps the scope, and which theme was searched for."""

    def __init__(
        self, context: Context, memory: WindowMemory | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._context = context
        self.search = AskedSearch(context, memory, self)
        self.judging = Judging(context, self)
        self.life = ToldChain(context.playback, self)
        stills = PlaceStills(context, self)
        self.head = SearchHead()
        self.head.show_scope(self.search.scope)
        self.model = CandidateModel(self)
        self.list = CandidateList(self.model, stills)
        self.detail = DetailCard(stills)
        self.place = ChosenPlace(context, self.judging, self.detail, self)
        self.states = StateCard(self._verbs())
        self._lay_out()
        self._wire()
        self._show()

    # --- what the window asks -------------------------------------------------------------------

    def open(self, theme_id: int, occurrence_id: int | None = None) -> None:
        """Searches for a theme. occurrence_id: the mark to search from."""
        self.search.ask(theme_id, occurrence_id)
        self.focus_list()

    def focus_list(self) -> None:
        """Also while there is nothing in it: Enter then does what the page offers instead."""
        self.search.ask_as_before()
        self._take_focus()

    def keep_clear(self) -> list[QRect]:
        """What the keys do, which one presses all the time here."""
        return self.detail.keep_clear(self) if self.detail.isVisible() else []

    # --- searching ------------------------------------------------------------------------------

    def set_scope(self, scope: Scope) -> None:
        self._show_scope(scope)
        self.search.ask_in(scope)
        self.list.setFocus()

    def _show_scope(self, scope: Scope) -> None:
        self._context.look(lambda: self.head.show_scope(scope, has_saga=self.search.has_saga()))

    def _on_begun(self, theme_id: ThemeId) -> None:
        self.place.leave()
        self._show_scope(self.search.scope)
        self.head.show_doubts(())
        self.judging.begin(theme_id)

    def _on_found(self, found: FoundReturns) -> None:
        self.head.show_doubts(found.doubts)
        self._show_progress()
        self.judging.take(found)

    def _on_gone(self) -> None:
        """The theme was deleted."""
        self.head.show_doubts(())
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
        model, row = self.model, judging.current
        current = model.index_of_more() if judging.is_between else model.index_of(row)
        self.list.end_filling(current, scrolled_px)
        self.head.show_name("" if judging.shown is None else judging.shown.name)
        self._show_progress()
        self.place.show()
        self.detail.show_found_since(judging.found_since_yes)

    def _show_progress(self) -> None:
        self.head.show_progress(self.search.progress, self.search.missing)
        self._show_state()

    def _show_state(self) -> None:
        """The chosen place, or what there is instead of one."""
        if self._has_place:
            describe(self.list, "")
            is_moved = turn_to(self._views, self.detail)
        else:
            self.states.show_state(state_of(self.judging, self.search))
            for part in (self.list, self):
                describe(part, self.states.told)
            is_moved = turn_to(self._views, self.states)
        has_list = self.search.theme_id is not None
        if has_list == self._list_card.isHidden():  # without a theme there is nothing to list
            is_moved = is_moved or self.list.hasFocus() or self.hasFocus()
            self._list_card.setVisible(has_list)
        if is_moved:
            self._take_focus()

    def _take_focus(self) -> None:
        """The page does what the list would without one."""
        (self if self._list_card.isHidden() else self.list).setFocus()

    @property
    def _has_place(self) -> bool:
        row = self.judging.current
        return row is not None and row.passage in self.judging.around

    # --- verbs ----------------------------------------------------------------------------------

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
        if self.search.theme_id is None:
            self._context.navigator.open_page("themes")
        else:
            self._context.navigator.show(ThemePlace(self.search.theme_id))

    def _play_life(self) -> None:
        shown = self.judging.shown
        if shown is not None:
            theme, count = shown.life.theme, len(shown.confirmed)
            self._context.look(
                lambda: self.life.play(
                    shown.confirmed, lambda place: return_words(theme, place + 1, count)
                )
            )

    def _pause_or_go_on(self) -> None:
        listening = self._context.listening_through
        (listening.go_on if self.search.progress.is_paused else listening.pause)()

    # --- keys -----------------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        # Elsewhere these keys may be the program's; here they are about the place.
        is_asked = event.type() == QEvent.Type.ShortcutOverride
        if is_asked and isinstance(event, QKeyEvent) and self._means(event) is not None:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        means = self._means(event)
        if event.key() == Qt.Key.Key_Escape:
            self._let_go()
        elif means is not None:
            self.judging.touched()
            self._do(means)
        elif not self._has_place:
            self.states.press(event)  # Enter does what is offered instead
        else:
            super().keyPressEvent(event)

    def _let_go(self) -> None:
        """Escape ends the music first."""
        if self.place.hearing.sounding is not None:
            self.place.hearing.stop()
        elif self.life.place >= 0:
            self.life.stop()
        else:
            self.open_theme()

    def _means(self, event: QKeyEvent) -> Meaning | None:
        return meaning(event) if self._has_place else None

    def _do(self, means: Meaning) -> None:
        if isinstance(means, Answer):
            self.judging.answer(means)
        elif isinstance(means, Side):
            self.place.play(means)
        elif isinstance(means, int):
            self.place.move_start(means)
        elif means is Press.CHANGE_OVER:
            self.place.change_over()
        elif means is Press.TAKE_BACK:
            self.judging.take_back()

    # --- making ---------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        self._list_card = Card()
        self._list_card.body.setContentsMargins(SPACE.s, SPACE.s, SPACE.s, SPACE.s)
        self._list_card.body.addWidget(self.list)
        self._views = QStackedWidget()
        self._views.addWidget(self.detail)
        self._views.addWidget(self.states)
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
        self.search.begun.connect(self._on_begun)
        self.search.found.connect(self._on_found)
        self.search.told.connect(self._show_progress)
        self.search.gone.connect(self._on_gone)
        self.judging.rows_changed.connect(self._show)
        spoilers().covering_changed.connect(self._show)
        theme_signals().theme_changed.connect(self._fit)
        self.head.back_requested.connect(self.open_theme)
        self.head.scope_chosen.connect(self.set_scope)
        self.head.pause_requested.connect(self._pause_or_go_on)
        self.list.chosen.connect(self._on_chosen)
        self.list.more_requested.connect(self._toggle_less_certain)
        self.list.play_requested.connect(lambda: self.place.play(Side.SECOND))

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
