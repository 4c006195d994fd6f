"""The Journal page: all marks and entries, newest first, to search and to hear again."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.core.ids import EntryId
from app.journal.records import EntryDraft, JournalFilter, JournalItem, Overview
from app.keepsake.choosing import of_selection
from ui.bridge.context import Context
from ui.bridge.places import MomentPlace, NewEntry
from ui.bridge.track.thumbnails import Thumbnails
from ui.journal.calendar_place import CalendarPlace
from ui.journal.entry.row_tiles import TILE_PX
from ui.journal.filter_bar import FilterBar
from ui.journal.freshness import Freshness, Part
from ui.journal.head import JournalHead
from ui.journal.hits_line import HitsLine
from ui.journal.item_verbs import ItemVerbs
from ui.journal.list_model import JournalModel
from ui.journal.list_reading import ListReading
from ui.journal.list_view import JournalList
from ui.journal.list_views import ListViews
from ui.journal.on_this_day import OnThisDay
from ui.journal.this_day_reading import ThisDayReading
from ui.journal.year_panel import YearPanel
from ui.journal.year_reading import YearReading
from ui.keepsake.opening import make_keepsake
from ui.mending.unreadable_note import UnreadableNote
from ui.scenes.moment_stills import MomentStills
from ui.style.theme import scaled_px, theme_signals
from ui.style.tokens import SPACE

_LEAST_ROWS_PX, _LEAST_HITS_PX = 240, 360  # of the list beside “On this day”: two rows at least
_LEAST_LIST_PX = 120
_STILL_PX = 120  # of a row's picture: enough for large letters and dense screens


class JournalPage(QWidget):
    """All marks and entries, with filters and the year's calendar. Reads off the GUI thread."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        find = context.services.emotions.emotion
        self.verbs = ItemVerbs(context, self)
        self.model = JournalModel(find, self)
        store, stills = context.services.pictures, MomentStills(context, _STILL_PX, self)
        self.list = JournalList(self.model, find, store.path, stills)
        self.list.use_thumbnails(Thumbnails(store.folder, scaled_px(2 * TILE_PX[0]), self.list))
        self.views = ListViews(context, self.list)
        self.hits = HitsLine(context, self.list)
        self.filters = FilterBar(context)
        self.unreadable = UnreadableNote(context)
        self.this_day = OnThisDay(context)
        self.year = YearPanel(find)
        self.head = JournalHead(context)
        self._left = QWidget()
        self._lay_out()
        self._calendar = CalendarPlace(self, self._left, self.year, self.head.calendar)
        theme_signals().theme_changed.connect(self._fit)  # after the calendar's own
        self._list_reading = ListReading(context, self.model, self.list, self.filters.wanted)
        self._this_day_reading = ThisDayReading(context, self.this_day)
        self._year_reading = YearReading(context, self.year)
        self._wire_readings()
        self._wire_rows()
        self.list.pause_requested.connect(context.playback.toggle)
        self._freshness = Freshness(context.relay, self, self._refresh)
        self._refresh(frozenset(Part))

    # --- what the window asks -------------------------------------------------------------------

    def focus_search(self) -> None:
        self._calendar.show_list()
        self.filters.focus_search()

    def focus_view(self) -> None:
        """The list, or what there is to do while it is empty."""
        view = self.views.currentWidget()
        if view is not None:
            view.setFocus()

    def new_entry(self) -> None:
        self.verbs.entries.new_entry()

    def make_keepsake(self) -> None:
        """Of what is shown."""
        wanted = self.filters.wanted()
        choice = None if wanted.is_empty else of_selection(wanted, self.filters.in_words())
        make_keepsake(self._context, self, choice)

    def begin_entry(self, begun: NewEntry) -> None:
        """Opens an entry that was begun elsewhere."""
        links = () if begun.track_id is None else (begun.track_id,)
        self.verbs.entries.new_entry(
            EntryDraft(
                text=begun.text,
                track_ids=links,
                scene_ids=begun.scene_ids,
                moment_ids=begun.moment_ids,
            ),
            is_letter=begun.is_letter,
        )

    def open_entry(self, entry_id: int) -> None:
        """Nothing happens if it no longer exists."""
        self.verbs.entries.open_entry(EntryId(entry_id))

    @property
    def moment_place(self) -> MomentPlace | None:
        """Of the row that is selected, if it is about some seconds of a track."""
        item = self.list.current_item()
        if item is None or item.track is None or item.span is None:
            return None
        return MomentPlace(item.track.id, item.span, item.uid)

    def show_filter(self, wanted: JournalFilter) -> None:
        """Shows what matches the filter."""
        self.filters.set_wanted(wanted)

    def show_marks(self, wanted: JournalFilter) -> None:
        """What a figure counts, in the list, which takes the focus."""
        self.filters.set_wanted(wanted)
        self._calendar.show_list()
        self._go_into_list()

    def show_day(self, day: date, uid: str) -> None:
        """Only this day, with this mark or entry selected."""
        self.filters.set_wanted(JournalFilter(first_day=day, last_day=day))
        self._calendar.show_list()
        self.list.setFocus()
        self._list_reading.once_they_stand(lambda: self.list.select_uid(uid))

    def _open_day(self, item: JournalItem) -> None:
        self.show_day(item.day, item.uid)

    # --- making ---------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        column = QVBoxLayout(self._left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE.m)
        column.addWidget(self.unreadable)
        column.addWidget(self.this_day)
        column.addWidget(self.filters)
        column.addWidget(self.views, 1)
        self.views.setMinimumHeight(_LEAST_LIST_PX)  # it scrolls: what is above it doesn't
        body = QHBoxLayout()
        body.setSpacing(SPACE.xl)
        body.addWidget(self._left, 1)
        body.addWidget(self.year)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(SPACE.xl, SPACE.l, SPACE.l, 0)
        whole.setSpacing(SPACE.m)
        whole.addWidget(self.head)
        whole.addLayout(body, 1)

    def _wire_readings(self) -> None:
        self.filters.filter_changed.connect(self._on_filter_changed)
        self.filters.down_pressed.connect(self._go_into_list)
        self.views.clear_wanted.connect(self.filters.clear_all)
        self.head.entry_wanted.connect(self.new_entry)
        self.head.keepsake_wanted.connect(self.make_keepsake)
        self.year.day_chosen.connect(self._on_day_chosen)
        self._list_reading.rows_stand.connect(self._show_view)
        self._list_reading.slow_changed.connect(self.head.summary.show_searching)
        self._this_day_reading.shown.connect(self._place_this_day)
        self._year_reading.overview_changed.connect(self._show_overview)

    def _wire_rows(self) -> None:
        verbs, rows = self.verbs, self.list
        rows.hear_requested.connect(verbs.hear)
        rows.show_requested.connect(verbs.show)
        rows.day_requested.connect(self._open_day)
        verbs.day_wanted.connect(self._open_day)
        rows.edit_requested.connect(verbs.edit)
        rows.delete_requested.connect(verbs.delete)
        rows.menu_requested.connect(verbs.open_menu)
        rows.look_requested.connect(verbs.entries.look)
        rows.link_activated.connect(verbs.entries.links.activate)
        verbs.sounding_changed.connect(rows.set_sounding)
        verbs.sounding_changed.connect(self.this_day.set_sounding)
        verbs.filter_wanted.connect(self.show_filter)
        self.this_day.hear_requested.connect(verbs.hear)
        self.this_day.item_chosen.connect(self._find_in_list)
        self.this_day.years_requested.connect(verbs.open_years)

    # --- reading --------------------------------------------------------------------------------

    def _refresh(self, parts: frozenset[Part]) -> None:
        if Part.NAMES in parts:
            self.filters.refresh_names()
        if Part.LIST in parts:
            self._this_day_reading.read_again()  # first: it is above the list
            self._list_reading.read_again()
        if Part.YEAR in parts:
            self._year_reading.read_again()

    def _show_view(self) -> None:
        has_items, is_filtered = bool(self.model.items), not self.filters.wanted().is_empty
        self.views.show_view(has_items=has_items, is_filtered=is_filtered)
        self.hits.count(
            self.filters.wanted(), len(self.model.items), is_all=self.model.next_cursor is None
        )
        self.filters.setVisible(has_items or is_filtered)
        self._place_this_day()
        self.head.show_ways(has_marks=has_items or is_filtered)
        self._calendar.settle()

    def _place_this_day(self) -> None:
        """Folded where the list would have too little room beside it: more is left to what was
        searched for.
        """
        wanted = self.filters.wanted()
        has_begun = len(wanted.text) > 1 or not replace(wanted, text="").is_empty
        others = (self.head, self.unreadable, self.filters)
        above = [self._high(part) for part in others if not part.isHidden()]
        room = self.height() - sum(above) - (len(above) + 2) * SPACE.m
        least = scaled_px(_LEAST_HITS_PX if has_begun else _LEAST_ROWS_PX)
        self.this_day.set_folded(room - self.this_day.whole_px() < least)
        self.this_day.setVisible(self.this_day.has_items())

    def _high(self, part: QWidget) -> int:
        """As high as it is there: by themselves, the filters would stand below each other."""
        wraps = part.hasHeightForWidth()
        return part.heightForWidth(self._left.width()) if wraps else part.sizeHint().height()

    def _show_overview(self, overview: Overview) -> None:
        self.head.summary.show_overview(overview)
        self.hits.show_total(overview.marks + overview.entries)
        self.filters.set_earliest(overview.first_day)
        self.filters.offer_people(is_offered=overview.has_people)

    # --- filtering ------------------------------------------------------------------------------

    def _on_filter_changed(self, wanted: JournalFilter) -> None:
        self._list_reading.search()
        self.year.show_chosen(wanted.first_day if wanted.first_day == wanted.last_day else None)

    def _on_day_chosen(self, day: date) -> None:
        """Choosing the same day again shows every day."""
        wanted = self.filters.wanted()
        chosen = None if wanted.first_day == wanted.last_day == day else day
        self.filters.set_wanted(replace(wanted, first_day=chosen, last_day=chosen))
        self._calendar.show_list()

    def _find_in_list(self, item: JournalItem) -> None:
        self.show_day(item.day, item.uid)

    def _go_into_list(self) -> None:
        self.list.setFocus()
        self._list_reading.once_they_stand(self.list.select_first)

    # --- room -----------------------------------------------------------------------------------

    def _fit(self, _reason: object = None) -> None:
        self._calendar.resized(is_first=False)
        self._place_this_day()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._calendar.resized(is_first=event.oldSize().width() < 0)
        self._place_this_day()

    def showEvent(self, event: QShowEvent) -> None:
        self._this_day_reading.catch_up()
        self._freshness.catch_up()
