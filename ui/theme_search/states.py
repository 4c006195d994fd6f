"""What is shown instead of a place: that nothing is found yet, or at all, or all is judged."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING

from app.core.words import _, dotted, ngettext
from app.theme_finding.records import Scope
from ui.widgets.cards import Card
from ui.widgets.empty_state import EmptyState

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QWidget

    from app.core.errors import Problem
    from ui.theme_search.asked_search import AskedSearch
    from ui.theme_search.judging import Judging


class Kind(Enum):
    """EMPTY: no theme to search for. NO_MARK: the theme has none. SEARCHING, PAUSED: it isn't over.
    UNREADABLE: the mark itself couldn't be heard. NOTHING: it is over. KNOWN: all that was found is
    marked already. DONE: all is judged. BETWEEN: no place is chosen, and some are to be judged.
    """

    EMPTY = auto()
    NO_MARK = auto()
    SEARCHING = auto()
    PAUSED = auto()
    UNREADABLE = auto()
    NOTHING = auto()
    KNOWN = auto()
    DONE = auto()
    BETWEEN = auto()


@dataclass(frozen=True, slots=True)
class State:
    """tracks: how many were searched. hidden: how many candidates are less certain. confirmed: how
    many returns the theme has. problem: what can't be searched. to_judge: how many are shown.
    """

    kind: Kind
    tracks: int = 0
    hidden: int = 0
    confirmed: int = 0
    scope: Scope = Scope.WORK
    problem: Problem | None = None
    to_judge: int = 0


def state_of(judging: Judging, search: AskedSearch) -> State:
    """While no place is chosen."""
    if search.problem is not None:
        return State(Kind.NO_MARK, problem=search.problem)
    if search.theme_id is None:
        return State(Kind.EMPTY)
    if search.is_searching or judging.is_reading:
        return State(Kind.PAUSED if search.progress.is_paused else Kind.SEARCHING)
    if search.last is not None and search.last.is_unheard:
        return State(Kind.UNREADABLE)
    if judging.is_between and judging.ranking.shown:
        return State(Kind.BETWEEN, to_judge=len(judging.ranking.shown))
    confirmed = 0 if judging.shown is None else len(judging.shown.confirmed)
    over = Kind.KNOWN if confirmed > 1 else Kind.NOTHING
    return State(
        Kind.DONE if judging.judged else over,
        0 if search.last is None else len(search.last.searched),
        judging.ranking.hidden,
        confirmed,
        search.scope,
    )


@dataclass(frozen=True, slots=True)
class StateVerbs:
    """What can be done about it."""

    open_themes: Callable[[], object]
    open_music: Callable[[], object]
    go_on: Callable[[], object]
    search_all: Callable[[], object]
    show_all: Callable[[], object]
    play_life: Callable[[], object]
    open_theme: Callable[[], object]


class StateCard(Card):
    """Shows one state at a time."""

    def __init__(self, verbs: StateVerbs, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._verbs = verbs
        self._state: State | None = None
        self._shown: EmptyState | None = None

    @property
    def told(self) -> str:
        """In words, for whoever doesn't see it."""
        shown = self._shown
        if shown is None:
            return ""
        return dotted(shown.accessibleName(), shown.accessibleDescription())

    def show_state(self, state: State) -> None:
        if state == self._state:
            return
        before = self._shown
        self._state, self._shown = state, _WIDGETS[state.kind](state, self._verbs)
        self.body.addWidget(self._shown)
        self._shown.show()
        if before is not None:
            before.hide()
            before.deleteLater()

    def press(self, event: QKeyEvent) -> None:
        """Enter presses its first button."""
        if self._shown is not None:
            self._shown.keyPressEvent(event)


def _empty(_state: State, verbs: StateVerbs) -> EmptyState:
    shown = EmptyState(
        "search",
        _("Where does it return?"),
        _("Choose a theme, then look where else it returns: in other keys, slower, disguised."),
    )
    shown.add_action(_("Go to the themes"), verbs.open_themes, "music-2")
    return shown


def _no_mark(state: State, verbs: StateVerbs) -> EmptyState:
    problem = state.problem
    title = "" if problem is None else problem.what
    sentence = "" if problem is None else problem.remedy or problem.why
    shown = EmptyState("music-2", title, sentence)
    shown.add_action(_("Go to the music"), verbs.open_music, "audio-lines")
    return shown


def _searching(_state: State, _verbs: StateVerbs) -> EmptyState:
    return EmptyState(
        "headphones",
        _("Listening for it"),
        _("Places where it may return appear here while the music is listened through."),
    )


def _paused(_state: State, verbs: StateVerbs) -> EmptyState:
    shown = EmptyState(
        "pause",
        _("Paused"),
        _("Some of the music hasn’t been listened through, so it can’t be searched yet."),
    )
    shown.add_action(_("Go on"), verbs.go_on, "play")
    return shown


def _unreadable(_state: State, verbs: StateVerbs) -> EmptyState:
    shown = EmptyState(
        "file-x",
        _("This passage couldn’t be listened to"),
        _("Its file is missing or can’t be read. Bring it back, or search from another return."),
    )
    shown.add_action(_("Open the theme"), verbs.open_theme, "music-2")
    return shown


def _nothing(state: State, verbs: StateVerbs) -> EmptyState:
    searched = ngettext("1 track was searched.", "{n} tracks were searched.", state.tracks)
    help_ = _("A longer passage, or one in which the melody stands out, is found more easily.")
    shown = EmptyState("search", _("It wasn’t found anywhere else"), f"{searched} {help_}")
    if state.scope is not Scope.ALL:
        shown.add_action(_("Search all music"), verbs.search_all, "search")
    _add_less_certain(shown, state, verbs)
    return shown


def _known(state: State, verbs: StateVerbs) -> EmptyState:
    sentence = ngettext(
        "1 return of this theme is marked, and no other was found.",
        "All {n} returns of this theme are marked, and no other was found.",
        state.confirmed,
    )
    shown = EmptyState("circle-check", _("Nothing more was found"), sentence)
    shown.add_action(_("Play its life"), verbs.play_life, "play")
    if state.scope is not Scope.ALL:
        shown.add_action(_("Search all music"), verbs.search_all, "search")
    _add_less_certain(shown, state, verbs)
    return shown


def _done(state: State, verbs: StateVerbs) -> EmptyState:
    sentence = ngettext(
        "The theme has 1 confirmed return.",
        "The theme has {n} confirmed returns.",
        state.confirmed,
    )
    shown = EmptyState("circle-check", _("All judged"), sentence)
    shown.add_action(_("Play its life"), verbs.play_life, "play")
    shown.add_action(_("Open the theme"), verbs.open_theme, "music-2")
    _add_less_certain(shown, state, verbs)
    return shown


def _between(state: State, _verbs: StateVerbs) -> EmptyState:
    title = ngettext(
        "1 place is still to be judged", "{n} places are still to be judged", state.to_judge
    )
    return EmptyState("search", title, _("Choose one in the list to hear and to judge it."))


def _add_less_certain(shown: EmptyState, state: State, verbs: StateVerbs) -> None:
    if state.hidden:
        words = ngettext("Show 1 less certain", "Show {n} less certain", state.hidden)
        shown.add_action(words, verbs.show_all)


_WIDGETS: dict[Kind, Callable[[State, StateVerbs], EmptyState]] = {
    Kind.EMPTY: _empty,
    Kind.NO_MARK: _no_mark,
    Kind.SEARCHING: _searching,
    Kind.PAUSED: _paused,
    Kind.UNREADABLE: _unreadable,
    Kind.NOTHING: _nothing,
    Kind.KNOWN: _known,
    Kind.DONE: _done,
    Kind.BETWEEN: _between,
}
