"""The journal page: everything marked and written, newest first, found again and heard again."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.core.ids import EntryId
from app.core.job_pool import Urgency
from app.journal.records import (
    Cursor,
    JournalFilter,
    JournalItem,
    Overview,
    YearOfFeelings,
)
from app.journal.records import JournalPage as Page
from ui.bridge.context import Context
from ui.journal.filter_bar import FilterBar
from ui.journal.freshness import Freshness, Part
from ui.journal.item_verbs import ItemVerbs
from ui.journal.list_model import JournalModel
from ui.journal.list_view import JournalList
from ui.journal.on_this_day import OnThisDay
from ui.journal.words import overview_in_words
from ui.journal.year_panel import YearPanel
from ui.mending.unreadable_note import UnreadableNote
from ui.style.theme import scaled_px
from ui.style.tokens import SPACE
from ui.widgets.buttons import PrimaryButton, ToggleButton
from ui.widgets.dates import today
from ui.widgets.empty_state import EmptyState
from ui.widgets.text import ElidedLabel, TextLabel

PAGE = 50
AT_ONCE = 400  # items that are read again without a job: 25 ms
_LOW_PX = 620
_LIST_PX = 560  # the list is not made narrower than this to show the calendar beside it


class JournalPage(QWidget):
    """Everything marked and written, with its filters and its year."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._journal = context.services.journal
        self._waiting = context.services.waiting_in_journal
        self._held = Overview.of_nothing()
        self._remembered_on = today()
        self._roomy_before = True
        self._reading = 0  # a later reading makes an earlier one's answer stale
        find = context.services.emotions.emotion
        self.verbs = ItemVerbs(context, self)
        self.model = JournalModel(self._read, find, self)
        self.list = JournalList(self.model, find, context.services.pictures.path)
        self.filters = FilterBar(context)
        self.unreadable = UnreadableNote(context)
        self.this_day = OnThisDay(find)
        self.year = YearPanel(find)
        self.calendar_toggle = ToggleButton("Calendar", "calendar-heart")
        self.new_button = PrimaryButton("New entry", "pencil")
        self.summary = ElidedLabel("", "muted")
        self._lay_out()
        self._wire()
        self._freshness = Freshness(context.relay, self, self._refresh)
        self._refresh(frozenset(Part))

    # --- what the window asks -------------------------------------------------------------------

    def focus_search(self) -> None:
        self._show_list()
        self.filters.focus_search()

    def new_entry(self) -> None:
        """Opens an empty entry."""
        self.verbs.new_entry()

    def open_entry(self, entry_id: int) -> None:
        """Nothing happens when it is gone."""
        self.verbs.open_entry(EntryId(entry_id))

    def show_filter(self, wanted: JournalFilter) -> None:
        """Shows what a filter lets through."""
        self.filters.set_wanted(wanted)

    # --- making ---------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        self._left = QWidget()
        column = QVBoxLayout(self._left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE.m)
        column.addWidget(self.unreadable)
        column.addWidget(self.this_day)
        column.addWidget(self.filters)
        column.addWidget(self._make_views(), 1)
        body = QHBoxLayout()
        body.setSpacing(SPACE.xl)
        body.addWidget(self._left, 1)
        body.addWidget(self.year)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(SPACE.xl, SPACE.l, SPACE.l, 0)
        whole.setSpacing(SPACE.m)
        whole.addLayout(self._make_head())
        whole.addLayout(body, 1)

    def _make_head(self) -> QHBoxLayout:
        head = QHBoxLayout()
        head.setSpacing(SPACE.m)
        head.addWidget(TextLabel("Journal", "display"))
        head.addWidget(self.summary, 1)
        head.addWidget(self.calendar_toggle)
        head.addWidget(self.new_button)
        self.new_button.setToolTip("New entry  ·  Ctrl+N")
        self.calendar_toggle.setToolTip("The year in colours")
        return head

    def _make_views(self) -> QStackedWidget:
        self._empty = EmptyState(
            "book-open",
            "Your journal begins here",
            "Play something and press a key when you feel it: 1 to 9 for an emotion, F for a "
            "moment you love. Everything you mark is kept here, day by day.",
        )
        self._empty.add_action("Write an entry", self.new_entry, "pencil")
        self._nothing = EmptyState(
            "search",
            "Nothing fits all of this",
            "Take one of the filters away, or try another word. Words are looked for in notes, "
            "entries, and the names of tracks, scenes and people.",
        )
        self._nothing.add_action("Clear the filters", self.filters.clear_all, "x")
        self._views = QStackedWidget()
        for view in (self.list, self._empty, self._nothing):
            self._views.addWidget(view)
        return self._views

    def _wire(self) -> None:
        verbs, rows = self.verbs, self.list
        rows.hear_requested.connect(verbs.hear)
        rows.show_requested.connect(verbs.show)
        rows.edit_requested.connect(verbs.edit)
        rows.delete_requested.connect(verbs.delete)
        rows.menu_requested.connect(verbs.open_menu)
        rows.pause_requested.connect(self._context.playback.toggle)
        verbs.sounding_changed.connect(rows.set_sounding)
        verbs.sounding_changed.connect(self.this_day.set_sounding)
        verbs.filter_wanted.connect(self.show_filter)
        self.this_day.hear_requested.connect(verbs.hear)
        self.this_day.item_chosen.connect(self._find_in_list)
        self.filters.filter_changed.connect(self._on_filter_changed)
        self.filters.down_pressed.connect(self._go_into_list)
        self.year.day_chosen.connect(self._on_day_chosen)
        self.year.year_wanted.connect(self._show_year)
        self.calendar_toggle.clicked.connect(self._place_calendar)
        self.new_button.clicked.connect(self.new_entry)
        self.calendar_toggle.setChecked(True)

    # --- reading --------------------------------------------------------------------------------

    def _read(self, before: Cursor | None = None, limit: int = PAGE) -> Page | None:
        """With what waits; None when the journal can't be read."""
        found: list[Page] = []
        wanted = self.filters.wanted()
        self._context.look(lambda: found.append(self._journal.page(wanted, before, limit)))
        return self._waiting.page(found[0], wanted, before) if found else None

    def _refresh(self, parts: frozenset[Part]) -> None:
        if Part.NAMES in parts:
            self.filters.refresh_names()
        if Part.LIST in parts:
            self._read_again()
            self._context.look(self._show_this_day)
        if Part.YEAR in parts:
            self._read_year_behind()

    def _read_again(self) -> None:
        """As many items as are loaded now; many of them off the GUI thread."""
        self._reading += 1
        reading, limit = self._reading, max(PAGE, len(self.model.items))
        if limit <= AT_ONCE:
            self._show_page(self._read(None, limit))
            return
        wanted = self.filters.wanted()

        def show(page: Page) -> None:
            if reading == self._reading and wanted == self.filters.wanted():
                self._show_page(self._waiting.page(page, wanted))

        self._context.jobs.run(
            "Read the journal",
            lambda _job: self._journal.page(wanted, None, limit),
            show,
            urgency=Urgency.AWAITED,
        )

    def _show_page(self, page: Page | None) -> None:
        place = self.list.place()
        self.model.show(page or self._as_known())
        self.list.restore(place)
        self._show_view()

    def _as_known(self) -> Page:
        """Where the journal can't be read: what was read before, and what waits now."""
        known = Page(tuple(self.model.items), self.model.next_cursor)
        return self._waiting.page(known, self.filters.wanted())

    def _show_view(self) -> None:
        if self.model.items:
            self._views.setCurrentWidget(self.list)
        elif self.filters.wanted().is_empty:
            self._views.setCurrentWidget(self._empty)
        else:
            self._views.setCurrentWidget(self._nothing)
        self._place_this_day()
        is_bare = not self.model.items and self.filters.wanted().is_empty
        self.filters.setVisible(not is_bare)
        self.calendar_toggle.setVisible(not is_bare)
        self._place_calendar()

    def _show_this_day(self) -> None:
        now = self._remembered_on = today()
        self.this_day.show_items(self._journal.on_this_day(now), now)
        self._place_this_day()

    def _place_this_day(self) -> None:
        """In a low window the results of a filter need the room."""
        is_low = self.height() < scaled_px(_LOW_PX)
        filtered = not self.filters.wanted().is_empty
        self.this_day.setVisible(self.this_day.has_items() and not (is_low and filtered))

    def _read_year_behind(self) -> None:
        """Off the GUI thread: with 100,000 marks it takes 60 ms, and each new mark asks for it."""
        year, journal = self.year.year(), self._journal
        self._show_overview(self._held)

        def show(found: tuple[Overview, YearOfFeelings, list[int]]) -> None:
            if year == self.year.year():
                self._show_overview(found[0])
                self.year.show_year(self._waiting.year(found[1]), found[2])

        self._context.jobs.run(
            "Read the year",
            lambda _job: (journal.overview(), journal.year(year), journal.years()),
            show,
        )

    def _show_year(self, year: int) -> None:
        """A year that the listener turned to."""
        journal, waiting = self._journal, self._waiting
        self._context.look(
            lambda: self.year.show_year(waiting.year(journal.year(year)), journal.years())
        )

    def _show_overview(self, held: Overview) -> None:
        """held: what was read of the journal last."""
        self._held, shown = held, self._waiting.overview(held)
        self.summary.setText(overview_in_words(shown))
        self.filters.set_earliest(shown.first_day)

    # --- filtering ------------------------------------------------------------------------------

    def _on_filter_changed(self, wanted: JournalFilter) -> None:
        self._reading += 1
        page = self._read()
        if page is not None:
            self.model.show(page)
            self.list.scrollToTop()
            self._show_view()
        self.year.show_chosen(wanted.first_day if wanted.first_day == wanted.last_day else None)

    def _on_day_chosen(self, day: date) -> None:
        """The same day again shows every day."""
        wanted = self.filters.wanted()
        chosen = None if wanted.first_day == wanted.last_day == day else day
        self.filters.set_wanted(replace(wanted, first_day=chosen, last_day=chosen))
        if not self._is_roomy():
            self._show_list()

    def _find_in_list(self, item: JournalItem) -> None:
        self.filters.set_wanted(JournalFilter(first_day=item.day, last_day=item.day))
        self.list.select_uid(item.uid)
        self.list.setFocus()

    def _go_into_list(self) -> None:
        self.list.setFocus()
        self.list.select_first()

    # --- room for the calendar ------------------------------------------------------------------

    def _is_roomy(self) -> bool:
        return self.width() >= scaled_px(_LIST_PX) + self.year.width() + 3 * SPACE.xl

    def _show_list(self) -> None:
        if not self._is_roomy():
            self.calendar_toggle.setChecked(False)
            self._place_calendar()

    def _place_calendar(self) -> None:
        """Beside the list, or in its place where there is no room for both."""
        wants = self.calendar_toggle.isChecked() and self.calendar_toggle.isVisibleTo(self)
        has_list = not wants or self._is_roomy()
        # What goes, goes first: both at once would make the window wider.
        parts = [(self.year, wants), (self._left, has_list)]
        for part, is_shown in sorted(parts, key=lambda pair: pair[1]):
            part.setVisible(is_shown)

    def resizeEvent(self, event: QResizeEvent) -> None:
        was_roomy = event.oldSize().width() < 0 or self._roomy_before
        self._roomy_before = self._is_roomy()
        if was_roomy != self._roomy_before:
            self.calendar_toggle.setChecked(self._roomy_before)
        self._place_calendar()

    def showEvent(self, event: QShowEvent) -> None:
        if self._remembered_on != today():
            self._context.look(self._show_this_day)
        self._freshness.catch_up()
