"""A year, or all years: the picture over time, and the cards beside and below it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.core.words import _
from app.journal.records import JournalFilter
from app.marks.kinds import KINDS
from app.years.records import FELT, FeltDays, Period
from ui.style.theme import scaled_px
from ui.style.tokens import SPACE
from ui.widgets.fitted import Fitted
from ui.widgets.tab_order import tab_as_they_stand
from ui.words.locale import first_weekday
from ui.years.legend import Legend
from ui.years.picture.axis import months_between, weeks_of
from ui.years.picture.picture import FeltPicture
from ui.years.picture.shown import (
    Pick,
    ShownFelt,
    felt_between,
    felt_most,
    held,
    marked_between,
    marks_between,
    weekday_heads,
    year_cells,
)
from ui.years.picture.strips import YearStrips
from ui.years.words import pick_in_words
from ui.years.year_cards import YearCards

if TYPE_CHECKING:
    from app.emotions.records import Emotion
    from ui.bridge.track.thumbnails import Thumbnails
    from ui.years.words import FindEmotion

_APART_MS = 30
_WIDE_PX, _SIDE_PX = 1040, 284


class YearView(Fitted):
    """Signals: opened, played, each with the JournalFilter; found_nothing(), where there is nothing
    to open.
    """

    opened = Signal(object)
    played = Signal(object)
    found_nothing = Signal()

    def __init__(
        self, find: FindEmotion, covers: Thumbnails, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._find = find
        self._period, self.felt = Period(), FeltDays()
        self._is_wide: bool | None = None
        self._shows_all = False
        self._strips = YearStrips(self._find)
        self._later = QTimer(self, singleShot=True, interval=_APART_MS)
        self._later.timeout.connect(self._show_months)
        self.picture = FeltPicture(
            _("What you felt, by day and week"), self._words_of_days, self._held
        )
        self.over_years = FeltPicture(_("What you felt, by month"), self._words_of, self._held)
        self.legend = Legend()
        self.legend.more_wanted.connect(self.show_all_emotions)
        self.cards = YearCards(find, covers, self)
        self.cards.opened.connect(self.opened)
        for made in (self.cards.below.all_made, self.cards.beside.all_made, self.legend.filled):
            made.connect(self._order_stops)
        for picture in (self.picture, self.over_years):
            picture.opened.connect(lambda pick: self.opened.emit(wanted_of(pick)))
            picture.played.connect(lambda pick: self.played.emit(wanted_of(pick)))
            picture.found_nothing.connect(lambda _pick: self.found_nothing.emit())
        self._lay_out()

    @property
    def is_busy(self) -> bool:
        """Whether something that is known isn’t shown yet."""
        return self.cards.is_busy or self._later.isActive()

    def show_felt(self, period: Period, felt: FeltDays, *, is_all: bool = True) -> None:
        """is_all: whether no more of it comes."""
        is_other = period != self._period
        self._period, self.felt = period, felt
        self.cards.show_felt(period, felt, is_all=is_all)
        total = felt.total
        rows = felt_most(total, self._find, shows_all=self._shows_all)
        self.legend.show_emotions(rows, len(total) - len(rows))
        self.over_years.setVisible(period.year is None and bool(rows))
        self._later.stop()
        if period.year is not None:
            self._show_year(period.year, rows, is_other=is_other)
        elif felt.days:
            self._show_all(rows, is_other=is_other)

    def show_all_emotions(self) -> None:
        self._shows_all = True
        self.show_felt(self._period, self.felt)

    def _show_year(self, year: int, rows: tuple[Emotion, ...], *, is_other: bool) -> None:
        first = first_weekday()
        axis = weeks_of(year, first)
        cells = year_cells(axis, first, self.felt.days, self._find)
        shown = ShownFelt(axis, self.felt.felt, rows, cells, weekday_heads(first))
        self.picture.show_felt(shown, is_other=is_other)

    def _show_all(self, rows: tuple[Emotion, ...], *, is_other: bool) -> None:
        """A row of weeks for each year, the newest on top; below, months from the first to the
        last.
        """
        days, first = self.felt.days, first_weekday()
        strips = self._strips.shown(days, first)
        self.picture.show_felt(strips, is_other=is_other)
        axis = months_between(days[0].day, days[-1].day)
        self._months = ShownFelt(axis, self.felt.felt, rows), is_other
        self._later.start()

    def _show_months(self) -> None:
        """In a frame of their own: year after year comes in, and both pictures take as long."""
        months, is_other = self._months
        self.over_years.show_felt(months, is_other=is_other)

    def _held(self, pick: Pick) -> int:
        marks = marks_between(self.felt.days, pick)
        return held(pick, felt_between(self.felt.felt, pick), marks)

    def _words_of(self, pick: Pick) -> str:
        felt = felt_between(self.felt.felt, pick)
        marks = marks_between(self.felt.days, pick)
        return pick_in_words(pick, felt, self._find, marks)

    def _words_of_days(self, pick: Pick) -> str:
        if self._period.year is not None:
            return self._words_of(pick)
        felt = marked_between(self.felt.days, pick)
        return pick_in_words(pick, felt, self._find, marks_between(self.felt.days, pick))

    def _order_stops(self) -> None:
        """Beside before below: as Tab goes in a narrow window, and down the page in a wide one."""
        beside, below = self.cards.beside.as_they_stand, self.cards.below.as_they_stand
        tab_as_they_stand((self.picture, self.over_years, self.legend, *beside, *below))

    # --- room -----------------------------------------------------------------------------------

    def fit(self) -> None:
        is_wide, beside = self.width() >= scaled_px(_WIDE_PX), self.cards.beside
        if is_wide:
            beside.setFixedWidth(scaled_px(_SIDE_PX))  # another one with another text size
        if is_wide == self._is_wide:
            return
        self._is_wide = is_wide
        self._left.removeWidget(beside)
        self._across.removeWidget(beside)
        if is_wide:
            self._across.addWidget(beside, 0, Qt.AlignmentFlag.AlignTop)
        else:
            beside.setMinimumWidth(0)
            beside.setMaximumWidth((1 << 24) - 1)
            self._left.insertWidget(self._left.indexOf(self.cards.below), beside)

    def _lay_out(self) -> None:
        self._left = QVBoxLayout()
        self._left.setSpacing(SPACE.l)
        self._left.addWidget(self.picture)
        self._left.addWidget(self.over_years)
        self._left.addWidget(self.legend)
        self._left.addWidget(self.cards.below)
        self._left.addStretch(1)
        self._across = QHBoxLayout(self)
        self._across.setContentsMargins(0, 0, 0, 0)
        self._across.setSpacing(SPACE.l)
        self._across.addLayout(self._left, 1)


def wanted_of(pick: Pick) -> JournalFilter:
    """Shows what was felt in those days; without an emotion, every mark."""
    if pick.emotion is None:
        return JournalFilter(kinds=frozenset(KINDS), first_day=pick.first, last_day=pick.last)
    return JournalFilter(
        frozenset({pick.emotion}), first_day=pick.first, last_day=pick.last, counted=FELT
    )
