"""The head of a year: the years beside it, what it was mostly about, how much there is of it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.core.words import _
from app.years.records import FeltDays, Period
from ui.keepsake.opening import KEEPSAKE, KEEPSAKE_ICON
from ui.style.tokens import SPACE
from ui.widgets.buttons import IconButton, LinkButton, PushButton, ToggleButton
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.tab_order import tab_as_they_stand
from ui.widgets.text import TextLabel
from ui.words.dates import today
from ui.words.locale import digits
from ui.years.sentence import SentenceLine
from ui.years.words import (
    FindEmotion,
    Sentence,
    heard_in_words,
    listens_in_words,
    marks_in_words,
    seasons_in_words,
)

_MOST_LINKS = 30


class YearsHead(QWidget):
    """Signals: year_wanted(int | None), None for all years; marks_pressed();
    heard_pressed(); emotion_pressed(Emotion); table_toggled(bool); keepsake_wanted().
    """

    year_wanted = Signal(object)
    marks_pressed = Signal()
    heard_pressed = Signal()
    emotion_pressed = Signal(object)
    table_toggled = Signal(bool)
    keepsake_wanted = Signal()

    def __init__(self, find: FindEmotion, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._find = find
        self._period = Period(today().year)
        self._years: Sequence[int] = ()
        self._neighbours: tuple[int | None, int | None] = (None, None)
        self.earlier = IconButton("chevron-left", _("Previous year"), size=16)
        self.later = IconButton("chevron-right", _("Next year"), size=16)
        self.before, self.after = LinkButton(""), LinkButton("")
        self.title = TextLabel("", "strong")
        self.all_years = LinkButton(_("All years"))
        self.as_table = ToggleButton(_("As a table"), "table-2")
        self.keepsake = PushButton(str(KEEPSAKE), KEEPSAKE_ICON)
        self.sentence = SentenceLine()
        self.seasons = TextLabel("", "muted", wrap=True)
        self.marks = LinkButton("")
        self.heard = LinkButton("")
        self.heard.setToolTip(_("Shows the marks made while listening"))
        self._each_row = QWidget()
        self._each = FlowLayout(self._each_row, SPACE.xs)
        self._lay_out()
        for part in (self.marks, self.heard, self.seasons):
            part.hide()  # until there is something to say
        self._wire()
        self._show_years()

    def show_period(self, period: Period) -> None:
        self._period = period
        self._show_years()

    def show_years(self, years: Sequence[int]) -> None:
        """Those that have anything, the newest first."""
        self._years = years
        self._show_years()

    def show_felt(self, felt: FeltDays) -> None:
        total = felt.total
        said = Sentence(self._period, total, felt.marks, self._find)
        self.sentence.say(said.whole, [self._find(one) for one in said.led])
        led = said.led[0] if len(said.led) == 1 else None
        is_year = self._period.year is not None
        self.seasons.setText(seasons_in_words(felt, led, self._find) if is_year and led else "")
        self.seasons.setVisible(bool(self.seasons.text()))
        self.marks.setText(marks_in_words(felt.marks))
        self.marks.setVisible(bool(felt.marks))
        self.heard.setText(listens_in_words(felt.listens))
        self.heard.setVisible(bool(felt.listens))
        self._order_stops()

    def show_heard(self, listens: int, tracks: int) -> None:
        self.heard.setText(heard_in_words(listens, tracks) if listens else "")
        self.heard.setVisible(bool(listens))

    def _show_years(self) -> None:
        year, known = self._period.year, self._years
        is_one = year is not None
        for part in (self.earlier, self.later, self.title, self.before, self.after):
            part.setVisible(is_one)
        self.all_years.setVisible(is_one and len(known) > 1)
        self._show_each(known if year is None else ())
        if year is None:
            self.title.setVisible(True)
            self.title.setText(_("All years"))
            return
        self.title.setText(digits(year))
        earlier = max((one for one in known if one < year), default=None)
        later = min((one for one in known if one > year), default=None)
        self._neighbours = earlier, later
        for button, link, neighbour in (
            (self.earlier, self.before, earlier),
            (self.later, self.after, later),
        ):
            button.setEnabled(neighbour is not None)
            link.setVisible(neighbour is not None)
            link.setText("" if neighbour is None else digits(neighbour))

    def _show_each(self, years: Sequence[int]) -> None:
        """The way from all years to one."""
        self._each.clear()
        for year in years[:_MOST_LINKS]:
            link = LinkButton(digits(year))
            link.clicked.connect(lambda _on=False, year=year: self.year_wanted.emit(year))
            self._each.addWidget(link)
        self._each_row.setVisible(bool(years))
        self._order_stops()

    def _order_stops(self) -> None:
        years = (self.earlier, self.before, self.after, self.later, self.all_years, self._each_row)
        verbs = (self.as_table, self.keepsake)
        tab_as_they_stand((*years, *verbs, self.sentence, self.marks, self.heard))

    def step(self, by: int) -> None:
        """To the year before (-1) or after (1) that has anything."""
        if self._period.year is None:
            if by < 0 and self._years:
                self.year_wanted.emit(self._years[0])
            return
        to = self._neighbours[0 if by < 0 else 1]
        if to is not None:
            self.year_wanted.emit(to)

    def _wire(self) -> None:
        self.earlier.clicked.connect(lambda: self.step(-1))
        self.before.clicked.connect(lambda: self.step(-1))
        self.later.clicked.connect(lambda: self.step(1))
        self.after.clicked.connect(lambda: self.step(1))
        self.all_years.clicked.connect(lambda: self.year_wanted.emit(None))
        self.as_table.toggled.connect(self.table_toggled)
        self.keepsake.clicked.connect(lambda: self.keepsake_wanted.emit())
        self.marks.clicked.connect(self.marks_pressed)
        self.heard.clicked.connect(self.heard_pressed)
        self.sentence.emotion_pressed.connect(self.emotion_pressed)

    def _lay_out(self) -> None:
        first = QHBoxLayout()
        first.setSpacing(SPACE.xs)
        for part in (self.earlier, self.before, self.title, self.after, self.later, self.all_years):
            first.addWidget(part)
        first.addWidget(self._each_row, 1, Qt.AlignmentFlag.AlignVCenter)
        first.addStretch(1)
        first.addWidget(self.as_table)
        first.addWidget(self.keepsake)
        detail = QWidget()
        beside = FlowLayout(detail, SPACE.s)
        for link in (self.marks, self.heard):
            link.setProperty("flush", True)
        beside.addWidget(self.marks)
        beside.addWidget(self.heard)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE.xs)
        column.addLayout(first)
        column.addWidget(self.sentence)
        column.addWidget(self.seasons)
        column.addWidget(detail)
