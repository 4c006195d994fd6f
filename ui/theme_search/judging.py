"""What is found, what was answered, and which place is being judged."""

from __future__ import annotations

import itertools
import time
from collections.abc import Callable, Container, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from app.themes.records import Answer, Passage
from app.transactions import changes
from ui.theme_search.ranking import Entry, Ranking
from ui.theme_search.shown import Judged, ShownSearch, read_search

if TYPE_CHECKING:
    from app.core.ids import ThemeId, TrackId
    from app.theme_finding.around import Around
    from app.theme_finding.records import FoundReturns
    from app.themes.records import Candidate
    from app.transactions.changes import Change
    from ui.bridge.context import Context

CALM_MS = 1_000  # after a key, nothing is ranked anew
_KINDS = (
    changes.THEME,
    changes.OCCURRENCE,
    changes.CUE,
    changes.SCENE,
    changes.WORK,
    changes.TRACK,
)


class Judging(QObject):
    """Signals: rows_changed(), also which one is selected; gone(), the theme was deleted."""

    rows_changed = Signal()
    gone = Signal()

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._answers = context.services.themes.answers
        self._reading = context.latest_read("Read what was said about a theme")
        self._numbers = itertools.count(1)
        self.ranking = Ranking(self._numbers)
        self.theme_id: ThemeId | None = None
        self.shown: ShownSearch | None = None
        self.chosen: Judged | None = None  # one that was answered, instead of an entry
        self.is_between = False  # no place is chosen, by the listener
        self._found: tuple[Candidate, ...] = ()
        self._recent: list[tuple[Entry | None, Judged]] = []  # answered here, the latest first
        self._known_around: dict[Passage, Around] = {}
        self._before_yes: frozenset[int] | None = None  # which entries there were
        self._touched_s = 0.0
        self._later = QTimer(self, singleShot=True)
        self._later.timeout.connect(self._read_again)
        context.relay.changed.connect(self._on_change)

    # --- what is shown --------------------------------------------------------------------------

    def begin(self, theme_id: ThemeId) -> None:
        """Another theme, or the same one from another passage or in other music."""
        if theme_id != self.theme_id:
            self._recent.clear()
            self._known_around = {}
            self.shown = None
        self.theme_id = theme_id
        self.ranking, self.chosen, self._found = Ranking(self._numbers), None, ()
        self.is_between, self._before_yes = False, None
        self.rows_changed.emit()
        self._read()

    def end(self) -> None:
        """The theme is gone."""
        self._reading.drop()
        self._later.stop()
        self.theme_id, self.shown, self._found = None, None, ()
        self.ranking, self.chosen = Ranking(self._numbers), None
        self._recent.clear()

    def take(self, found: FoundReturns) -> None:
        self._found = found.candidates
        self._read_again()

    @property
    def around(self) -> Mapping[Passage, Around]:
        """Also of places whose start was moved."""
        return self._known_around

    @property
    def judged(self) -> list[Judged]:
        """Those answered here first, then all that were before."""
        recent = [judged for _entry, judged in self._recent]
        before = () if self.shown is None else self.shown.judged
        known = [one for one in before if not any(_same(one, other) for other in recent)]
        return [*recent, *known]

    @property
    def found_since_yes(self) -> int:
        """How many places weren't there before the last yes."""
        if self._before_yes is None:
            return 0
        return len(self._likely() - self._before_yes)

    @property
    def current(self) -> Entry | Judged | None:
        return self.chosen or self.ranking.current

    @property
    def is_reading(self) -> bool:
        return self._reading.is_under_way or self._later.isActive()

    # --- what the listener does -----------------------------------------------------------------

    def touched(self) -> None:
        """A key was pressed: for a moment, rows stay where they are."""
        self._touched_s = time.monotonic()

    def choose(self, row: Entry | Judged | None) -> None:
        self.is_between = row is None
        self.chosen = row if isinstance(row, Judged) else None
        if isinstance(row, Entry):
            self.ranking.selected = row.number
        elif row is None:
            self.ranking.selected = None

    def show_all(self, are_shown: bool) -> None:
        self.ranking.shows_all = are_shown
        first = next(iter(self.ranking.shown), None)
        if are_shown and self.current is None and first is not None:
            self.choose(first)
        self.rows_changed.emit()

    def move_start(self, entry: Entry, by_ms: int) -> None:
        moved = entry.moved(by_ms)
        self.ranking.replace(moved)
        self._know(entry.passage, moved.passage)
        self.rows_changed.emit()

    def answer(self, answer: Answer) -> None:
        """About what is selected."""
        row, theme_id = self.current, self.theme_id
        if row is None or theme_id is None:
            return
        entry = row if isinstance(row, Entry) else self._entry_of(row)
        candidate = row.candidate
        if candidate is None and entry is not None:
            candidate = entry.candidate
        if candidate is None:
            if answer is not Answer.NO:
                self.take_back()
            return
        verb = self._verb(answer, theme_id, candidate)
        judged = Judged(row.passage, answer, candidate)
        self._context.do(verb, lambda: self._answered(theme_id, row, entry, judged))

    def take_back(self) -> None:
        """The answer about what is selected: it is to be judged again."""
        row, theme_id = self.chosen, self.theme_id
        if row is None or theme_id is None:
            return
        self._context.do(lambda: self._answers.take_back(theme_id, [row.passage]))

    def _verb(
        self, answer: Answer, theme_id: ThemeId, candidate: Candidate
    ) -> Callable[[], object]:
        if answer is Answer.YES:
            return lambda: self._answers.confirm(theme_id, [candidate])
        if answer is Answer.NOT_SURE:
            return lambda: self._answers.leave_open(theme_id, [candidate])
        return lambda: self._answers.reject(theme_id, [candidate])

    def _answered(
        self, theme_id: ThemeId, row: Entry | Judged, entry: Entry | None, judged: Judged
    ) -> None:
        if theme_id != self.theme_id:  # it had to wait, and another theme is shown by now
            return
        self._reading.drop()  # what is being read may not know of it, as if it were taken back
        self._recent = [each for each in self._recent if not _same(each[1], judged)]
        self._recent.insert(0, (entry, judged))
        if judged.answer is Answer.YES:
            self._before_yes = self._likely()
        if isinstance(row, Entry):
            self.ranking.judge(row)
        elif self.chosen is row:
            self.chosen = judged
        self.rows_changed.emit()
        self._read_again()

    def _likely(self) -> frozenset[int]:
        return frozenset(one.number for one in self.ranking.entries if one.is_likely)

    def _entry_of(self, judged: Judged) -> Entry | None:
        return next((entry for entry, one in self._recent if _same(one, judged)), None)

    # --- reading --------------------------------------------------------------------------------

    def _read(self) -> None:
        theme_id = self.theme_id
        if theme_id is None:
            return
        services, found = self._context.services, self._found
        places = [one.passage for one in (*found, *(e.candidate for e in self._entries()))]
        self._reading.ask(
            lambda: read_search(services, theme_id, places), lambda shown: self._show(shown, found)
        )

    def _entries(self) -> list[Entry]:
        recent = [entry for entry, _judged in self._recent if entry is not None]
        return [*self.ranking.entries, *recent]

    def _read_again(self) -> None:
        left_ms = CALM_MS - round(1000 * (time.monotonic() - self._touched_s))
        if left_ms > 0:
            self._later.start(left_ms)
        else:
            self._later.stop()
            self._reading.ask_again(self._read)

    def _show(self, shown: ShownSearch | None, candidates: tuple[Candidate, ...]) -> None:
        """shown: None if the theme is gone, or the listener was told why there is no answer.
        candidates: those that it was read for.
        """
        if shown is None:
            self._look_whether_gone()
            return
        self.shown = shown
        there = {passage.track_id for passage in shown.around}
        around = {**self._known_around, **shown.around}
        self._known_around = {key: one for key, one in around.items() if key.track_id in there}
        back = self._taken_back(shown, there)
        self.ranking.bring_back(back)
        found = [one for one in candidates if one.passage in shown.around]

        def is_open(one: Candidate) -> bool:
            return one.track_id in there and shown.answered.at(one.track_id, one.span) is None

        self.ranking.take(found, is_open)
        if back:
            self.choose(back[0])
        elif self.chosen is not None:
            chosen = self.chosen
            self.chosen = next((one for one in self.judged if _same(one, chosen)), None)
        first = next(iter(self.ranking.shown), None)
        if self.current is None and not self.is_between and first is not None:
            self.choose(first)
        self.rows_changed.emit()

    def _taken_back(self, shown: ShownSearch, there: Container[TrackId]) -> list[Entry]:
        """What was answered here and isn't any more, the latest first. there: the tracks that
        aren't gone.
        """
        back: list[Entry] = []
        still: list[tuple[Entry | None, Judged]] = []
        for entry, judged in self._recent:
            answer = shown.answered.at(*judged.passage)
            if answer is not None:
                still.append((entry, judged._replace(answer=answer)))
            elif entry is not None and entry.candidate.track_id in there:
                back.append(entry)
        self._recent = still
        return back

    def _look_whether_gone(self) -> None:
        themes: tuple[int, ...] = ()

        def look() -> None:
            nonlocal themes
            themes = tuple(one.id for one in self._context.services.themes.themes())

        if self._context.look(look) and self.theme_id not in themes:
            self.gone.emit()

    def _know(self, before: Passage, after: Passage) -> None:
        around = self._known_around.get(before)
        if around is not None:
            self._known_around[after] = around

    # --- news -----------------------------------------------------------------------------------

    def _on_change(self, change: Change) -> None:
        if self.theme_id is None or not change.touches(*_KINDS):
            return
        if change.initiator == changes.HISTORY:
            self._touched_s = 0.0  # whoever undoes wants to see it
        self._read_again()


def _same(one: Judged, other: Judged) -> bool:
    return one.passage.coincides(other.passage)
