"""Reads a year, or all of them, off the GUI thread: the picture first, then the rest.

Each answer is shown as it comes, and the next question is asked then.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from app.transactions import changes
from app.years.records import FeltDays, Period
from ui.bridge.news.kept_fresh import KeptFresh
from ui.words.dates import today
from ui.words.spoilers import spoilers

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ui.bridge.context import Context

    Step = tuple[Callable[[], Any], Callable[[Any], None]]

_KINDS = (
    changes.TAG,
    changes.MOMENT,
    changes.CUE,
    changes.OCCURRENCE,
    changes.ENTRY,
    changes.TRACK,
    changes.EMOTION,
    changes.WORK,
    changes.CHARACTER,
    changes.SCENE,
)
FEW = 6  # marks: they are shown themselves


class YearsReading(QObject):
    """Signals, in this order: years_known(list of int); felt(Period, FeltDays, bool whether it is
    all), for all years once for each year, the newest first; few(tuple of JournalItem), where there
    are no more; breakdown(Breakdown); remarkable(Remarkable); words(tuple of Count); ended().
    """

    years_known = Signal(object)
    felt = Signal(object, object, bool)
    few = Signal(object)
    breakdown = Signal(object)
    remarkable = Signal(object)
    words = Signal(object)
    ended = Signal()

    def __init__(self, context: Context, page: QWidget) -> None:
        super().__init__(page)
        self._years = context.services.years
        self._reading = context.latest_read("Look back on a year")
        self._steps: list[Step] = []
        self._so_far = FeltDays()
        self.period = Period(today().year)
        self.fresh = KeptFresh(
            page, context, self._reading, self.ask, _KINDS, when_shown=(changes.LISTEN,)
        )

    @property
    def is_reading(self) -> bool:
        return self.fresh.is_under_way or bool(self._steps)

    def open(self, period: Period) -> None:
        self.period = period
        self.ask()

    def ask(self) -> None:
        self.fresh.note_asked()
        self._so_far = FeltDays()
        years, period = self._years, self.period
        if period.year is None:
            self._steps = [(years.years, self._show_years)]
        else:
            year = period.year
            self._steps = [
                (lambda: years.felt(year), self._show_felt),
                (years.years, self.years_known.emit),
                *self._further(),
            ]
        self._next()

    def _further(self) -> list[Step]:
        years, period, covering = self._years, self.period, spoilers().covering
        return [
            (lambda: years.breakdown(period, covering), self.breakdown.emit),
            (lambda: years.remarkable(period), self.remarkable.emit),
            (lambda: years.words(period), self.words.emit),
        ]

    def _next(self) -> None:
        if not self._steps:
            self.ended.emit()
            return
        question, show = self._steps.pop(0)
        self._reading.ask(question, lambda answer: self._on_answer(answer, show))

    def _on_answer(self, answer: Any, show: Callable[[Any], None]) -> None:
        """None: it can't be read, and the listener was told why."""
        if answer is None:
            self._steps.clear()
            return
        show(answer)
        self._next()

    def _show_felt(self, felt: FeltDays) -> None:
        self.felt.emit(self.period, felt, True)
        if felt.marks and felt.marks <= FEW:
            years, period = self._years, self.period
            self._steps.insert(0, (lambda: years.few(period, FEW), self.few.emit))
        else:
            self.few.emit(())

    def _show_years(self, found: list[int]) -> None:
        """Each year by itself, so that the first one waits for no other."""
        self.years_known.emit(found)
        self.few.emit(())
        if not found:
            self.felt.emit(self.period, FeltDays(), True)
            return
        years = self._years
        for year in found:
            show = self._add_last if year == found[-1] else self._add
            self._steps.append((partial(years.felt_among_others, year), show))
        self._steps += self._further()

    def _add(self, felt: FeltDays) -> None:
        self._so_far = felt.before(self._so_far)
        self.felt.emit(self.period, self._so_far, False)

    def _add_last(self, felt: FeltDays) -> None:
        self._so_far = felt.before(self._so_far)
        self.felt.emit(self.period, self._so_far, True)
