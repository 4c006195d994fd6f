"""The page of years: a year in feelings, all years, the life of a work or a track."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from app.core.words import _
from app.keepsake.choosing import of_all, of_year
from app.years.records import FELT, Breakdown, Count, FeltDays, Period, Remarkable
from ui.bridge.places import EntryPlace, YearPlace
from ui.bridge.track.track_covers import track_covers
from ui.keepsake.opening import make_keepsake
from ui.shell.back_link import BackLink
from ui.shell.listen_first import LISTEN, LISTEN_ICON, listen_to_something
from ui.style.theme import scaled_px
from ui.style.tokens import SPACE
from ui.widgets.buttons import QuietButton
from ui.widgets.empty_state import EmptyState
from ui.widgets.own_keys import claims_key
from ui.widgets.text import TextLabel
from ui.widgets.turning import turn_to
from ui.years.cards.returned_card import COVER_PX
from ui.years.figures import lines_of
from ui.years.head import YearsHead
from ui.years.life_part import LifePart
from ui.years.life_view import LifeView
from ui.years.reading import YearsReading
from ui.years.table import FigureTable
from ui.years.verbs import FigureVerbs
from ui.years.year_view import YearView

if TYPE_CHECKING:
    from app.emotions.records import Emotion
    from ui.bridge.context import Context
    from ui.bridge.places import LifePlace

_STEPS = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}
_COVERS = 4  # one a year is seen


class YearsPage(QWidget):
    """Reads off the GUI thread, one thing after another."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        find = context.services.emotions.emotion
        self.verbs = FigureVerbs(context, self)
        self.back = BackLink(context.navigator)
        self.head = YearsHead(find)
        self.year = YearView(find, track_covers(context, scaled_px(COVER_PX), self, _COVERS))
        self.table = FigureTable()
        self.life = LifeView(find)
        self._of_year, self._of_life, self._without = QWidget(), QWidget(), QWidget()
        self._has_years = True  # until it is known
        self.reading = YearsReading(context, self._of_year)
        self._life_part = LifePart(context, self.life)
        self._found: dict[str, Any] = {}
        self.empty = EmptyState(
            "calendar-heart",
            _("No years yet"),
            _("What you feel while listening is gathered here, day by day and year by year."),
        )
        self.empty.add_action(str(LISTEN), lambda: listen_to_something(context), LISTEN_ICON)
        self._views = QStackedWidget()
        self._lay_out()
        self._wire()

    # --- what the window asks -------------------------------------------------------------------

    def open(self, place: YearPlace) -> None:
        self._turn(self._of_year if self._has_years else self._without)
        if place.year is not None and Period(place.year) != self.reading.period:
            self._begin(Period(place.year))
        self.focus_picture()

    def open_year(self, year: int | None) -> None:
        """The focus stays, unless what had it is gone."""
        self._turn(self._of_year)
        self._begin(Period(year))
        focus: QWidget | None = self.window().focusWidget()
        if focus is None or not focus.isVisible():
            self.focus_picture()

    def open_life(self, place: LifePlace) -> None:
        self._turn(self._of_life)
        self._life_part.open(place)
        self.focus_picture()

    def focus_picture(self) -> None:
        """What is shown takes the keyboard."""
        self.back.show_origin()
        view = self._views.currentWidget()
        if view is self._of_year:
            if not self._found:
                self._begin(self.reading.period)
            shown = self.table if self.head.as_table.isChecked() else self.year.picture
            shown.setFocus()
        elif view is self._of_life:
            self.life.focus_felt()
        else:
            self.empty.setFocus()

    @property
    def is_reading(self) -> bool:
        """Also while cards are still to be made."""
        asking = self.reading.is_reading or self._life_part.is_reading
        making = self.year.is_busy or self.life.cards.is_busy
        return asking or making or self.verbs.is_reading

    # --- a year ---------------------------------------------------------------------------------

    def _begin(self, period: Period) -> None:
        if period != self.reading.period:
            self._found = {}
        self.head.show_period(period)
        self.reading.open(period)

    def _on_felt(self, period: Period, felt: FeltDays, is_all: bool) -> None:
        self._found["felt"] = felt
        self.head.show_felt(felt)
        self.year.show_felt(period, felt, is_all=is_all)
        self._show_table()

    def _on_years(self, years: list[int]) -> None:
        self.head.show_years(years)
        self._has_years = bool(years)
        if self._views.currentWidget() is not self._of_life:
            self._turn(self._of_year if years else self._without)

    def _on_breakdown(self, found: Breakdown) -> None:
        self._found["breakdown"] = found
        self.year.cards.show_breakdown(found)
        self._show_table()

    def _on_remarkable(self, found: Remarkable) -> None:
        self._found["remarkable"] = found
        self.head.show_heard(found.listens, found.tracks_heard)
        self.year.cards.show_remarkable(found)
        self._show_table()

    def _on_words(self, found: tuple[Count, ...]) -> None:
        self._found["words"] = found
        self.year.cards.show_words(found)
        self._show_table()

    def _show_table(self) -> None:
        """Only while it is seen: a year has hundreds of figures."""
        if self.head.as_table.isChecked():
            find = self._context.services.emotions.emotion
            self.table.show_lines(lines_of(self.reading.period, self._found, find))

    def _turn_to_table(self, is_table: bool) -> None:
        self._show_table()
        turn_to(self._bodies, self.table if is_table else self._area)

    def _open_emotion(self, emotion: Emotion) -> None:
        wanted = self.reading.period.wanted(emotion_ids=frozenset({emotion.id}), counted=FELT)
        self.verbs.open(wanted)

    def make_keepsake(self) -> None:
        """Of what is shown."""
        year = self.reading.period.year
        make_keepsake(self._context, self, of_all() if year is None else of_year(year))

    # --- keys -----------------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        is_asked = event.type() == QEvent.Type.ShortcutOverride
        if is_asked and self._views.currentWidget() is self._of_year:
            return claims_key(event, _STEPS) or super().event(event)
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _STEPS.get(Qt.Key(event.key()))
        if step is not None and self._views.currentWidget() is self._of_year:
            self.head.step(step)
        else:
            super().keyPressEvent(event)

    # --- making ---------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        self._area = _scrolling(self.year)
        self._bodies = QStackedWidget()
        self._bodies.addWidget(self._area)
        self._bodies.addWidget(self.table)
        column = QVBoxLayout(self._of_year)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE.m)
        column.addWidget(self.head)
        column.addWidget(self._bodies, 1)
        self.to_years = QuietButton(_("The year"), "chart-area")
        life = QVBoxLayout(self._of_life)
        life.setContentsMargins(0, 0, 0, 0)
        life.addWidget(_scrolling(self.life), 1)
        without = QVBoxLayout(self._without)
        without.setContentsMargins(0, 0, 0, SPACE.l)
        without.addWidget(TextLabel(_("Years"), "display"))
        without.addWidget(self.empty, 1)
        for view in (self._of_year, self._of_life, self._without):
            self._views.addWidget(view)
        above = self.back.line()
        above.addWidget(self.to_years)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(SPACE.xl, SPACE.m, SPACE.l, 0)
        whole.setSpacing(SPACE.xs)
        whole.addLayout(above)
        whole.addWidget(self._views, 1)
        self._turn(self._of_year)

    def _wire(self) -> None:
        reading, head = self.reading, self.head
        reading.years_known.connect(self._on_years)
        reading.felt.connect(self._on_felt)
        reading.few.connect(self.year.cards.show_few)
        reading.breakdown.connect(self._on_breakdown)
        reading.remarkable.connect(self._on_remarkable)
        reading.words.connect(self._on_words)
        head.year_wanted.connect(self.open_year)
        head.marks_pressed.connect(lambda: self.verbs.open(reading.period.marks()))
        head.heard_pressed.connect(lambda: self.verbs.open(reading.period.heard()))
        head.emotion_pressed.connect(self._open_emotion)
        head.table_toggled.connect(self._turn_to_table)
        head.keepsake_wanted.connect(self.make_keepsake)
        self.to_years.clicked.connect(lambda: self.open(YearPlace()))
        for view in (self.year, self.life):
            view.found_nothing.connect(self.verbs.say_nothing_there)
        for part in (self.year, self.table, self.life):
            part.opened.connect(self.verbs.open)
        cards, verbs = self.year.cards, self.verbs
        cards.item_opened.connect(verbs.open_item)
        cards.heard.connect(verbs.hear)
        cards.place_heard.connect(verbs.hear_place)
        cards.place_opened.connect(verbs.open_place)
        cards.day_opened.connect(verbs.open_day)
        cards.life_opened.connect(verbs.open_life)
        self.year.played.connect(self.verbs.play)
        self.life.played.connect(self.verbs.play)
        self.life.entry_opened.connect(lambda key: self._context.navigator.show(EntryPlace(key)))

    def _turn(self, view: QWidget) -> None:
        self.to_years.setVisible(view is self._of_life)
        turn_to(self._views, view)


def _scrolling(inside: QWidget) -> QScrollArea:
    inside.setProperty("surface", "none")
    area = QScrollArea()
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidgetResizable(True)
    holder = QWidget()
    holder.setProperty("surface", "none")
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, SPACE.s, SPACE.l)
    column.addWidget(inside)
    area.setWidget(holder)
    return area
