"""The year beside the journal: buttons to change it, calendar or table, legend."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.core.words import _
from app.emotions.records import Emotion
from app.journal.records import YearOfFeelings
from ui.emotions.swatch import STEPS, paint_swatch
from ui.journal.words import FindEmotion
from ui.journal.year_calendar import YearCalendar
from ui.journal.year_table import YearTable
from ui.style.theme import scaled_px, theme_signals
from ui.style.tokens import SPACE
from ui.widgets.buttons import IconButton
from ui.widgets.chips import FlowLayout
from ui.widgets.text import TextLabel
from ui.words.dates import today
from ui.words.locale import digits

_LEGEND_MOST = 18


class YearPanel(QFrame):
    """Signals: day_chosen(date); year_wanted(int)."""

    day_chosen = Signal(object)
    year_wanted = Signal(int)

    def __init__(self, find: FindEmotion, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._year = self._wanted = today().year  # wanted: already while it is read
        self._years: Sequence[int] = ()
        self.calendar = YearCalendar(find)
        self.table = YearTable(find)
        self.title = TextLabel(digits(self._year), "title")
        self.earlier = IconButton("chevron-left", _("Previous year"), size=16)
        self.later = IconButton("chevron-right", _("Next year"), size=16)
        self.as_table = IconButton(
            "table-2", _("Show the year as a table"), size=16, checkable=True
        )
        self.legend = _Legend()
        self._stack = QStackedWidget()
        self._lay_out()
        self._wire()

    def year(self) -> int:
        return self._year

    def show_year(self, year: YearOfFeelings, years: Sequence[int]) -> None:
        """years: those with any marks, entries or listens."""
        self._year = self._wanted = year.year
        self._years = years
        self.title.setText(digits(year.year))
        self._offer_years()
        self.calendar.show_year(year)
        self.table.show_year(year)
        self.legend.show_emotions(self.calendar.leading_emotions()[:_LEGEND_MOST])

    def stay(self) -> None:
        """The year that was wanted can't be read."""
        self._wanted = self._year
        self._offer_years()

    def show_chosen(self, day: date | None) -> None:
        self.calendar.show_chosen(day)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(SPACE.xs)
        head.addWidget(self.earlier)
        head.addWidget(self.title)
        head.addWidget(self.later)
        head.addStretch(1)
        head.addWidget(self.as_table)
        inside = QWidget()
        inside.setProperty("surface", "none")
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, SPACE.s, 0)
        column.setSpacing(SPACE.l)
        column.addWidget(self.calendar)
        column.addWidget(self.legend)
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(inside)
        self._scroll = scroll
        self._stack.addWidget(scroll)
        self._stack.addWidget(self.table)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(SPACE.m)
        whole.addLayout(head)
        whole.addWidget(self._stack, 1)
        self._fit()
        theme_signals().theme_changed.connect(self._fit)

    def _fit(self) -> None:
        self.setFixedWidth(self.calendar.sizeHint().width() + SPACE.s + SPACE.l)

    def _wire(self) -> None:
        self.calendar.day_chosen.connect(self.day_chosen)
        self.table.day_chosen.connect(self.day_chosen)
        self.calendar.year_wanted.connect(self._want)
        self.earlier.clicked.connect(lambda: self._want(self._wanted - 1))
        self.later.clicked.connect(lambda: self._want(self._wanted + 1))
        self.as_table.toggled.connect(
            lambda on: self._stack.setCurrentWidget(self.table if on else self._scroll)
        )

    def _want(self, year: int) -> None:
        self._wanted = year
        self._offer_years()
        self.year_wanted.emit(year)

    def _offer_years(self) -> None:
        self.earlier.setEnabled(any(year < self._wanted for year in self._years))
        self.later.setEnabled(any(year > self._wanted for year in self._years))


class _Legend(QWidget):
    """The emotions that lead the year's days, and what the strength of a colour means."""

    def __init__(self) -> None:
        super().__init__()
        self._flow = FlowLayout(self, SPACE.m)
        self._shown: list[tuple[str, str, str]] = []

    def show_emotions(self, emotions: Sequence[Emotion]) -> None:
        shown = [(emotion.name, emotion.colour, emotion.pattern) for emotion in emotions]
        if shown == self._shown:
            return
        self._shown = shown
        self._flow.clear()
        for emotion in emotions:
            self._flow.addWidget(_Named(emotion))
        if emotions:
            self._flow.addWidget(_Strengths(emotions[0]))
        self.updateGeometry()


class _Named(QWidget):
    """A swatch and its emotion."""

    def __init__(self, emotion: Emotion) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE.xs)
        row.addWidget(_Swatches(emotion, (1.0,)))
        row.addWidget(TextLabel(emotion.name, "caption"))


class _Strengths(QWidget):
    """The strengths of a colour, from “few” to “many”."""

    def __init__(self, emotion: Emotion) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE.xs)
        row.addWidget(TextLabel(_("few"), "caption"))
        row.addWidget(_Swatches(emotion, sorted(strength for _, strength in STEPS)))
        row.addWidget(TextLabel(_("many"), "caption"))


class _Swatches(QWidget):
    def __init__(self, emotion: Emotion, strengths: Sequence[float]) -> None:
        super().__init__()
        self._emotion, self._strengths = emotion, strengths
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        side = scaled_px(12)
        return QSize(len(self._strengths) * (side + 2) - 2, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side = scaled_px(12)
        for place, strength in enumerate(self._strengths):
            rect = QRectF(place * (side + 2), 0, side, side)
            emotion = self._emotion
            paint_swatch(painter, rect, emotion.colour, emotion.pattern, strength)
