"""The filter bar: a search field, a button for each facet, and the active filters as chips."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from app.core.words import _, dotted, pgettext
from app.journal.records import JournalFilter
from ui.bridge.context import Context
from ui.journal.filter_popups import FilterPopups
from ui.journal.filters import FilterNames
from ui.style.theme import scaled_px
from ui.style.tokens import SPACE
from ui.widgets.buttons import LinkButton, ToggleButton
from ui.widgets.chips import FlowLayout, RemovableChip
from ui.widgets.fitted import Fitted
from ui.widgets.search_field import SearchField

_SEARCH_PX = 260
_LEAST_SEARCH_PX = 200  # rather than less, it gets a row to itself


class FilterBar(Fitted):
    """Signals: filter_changed(JournalFilter); down_pressed(), move on to the list."""

    filter_changed = Signal(object)
    down_pressed = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._wanted = JournalFilter()
        self._earliest: date | None = None
        self._names = FilterNames(context.services)
        self._popups = FilterPopups(context, self.wanted, self._take)
        self.search = SearchField(_("Texts, tracks, scenes, characters"))
        self.search.setAccessibleName(_("Search the journal"))
        self.feelings = ToggleButton(_("Emotions"), "smile")
        self.kinds = ToggleButton(_("Kind"), "layout-grid")
        self.story = ToggleButton(_("Story"), "clapperboard")
        self.track = ToggleButton(_("Track"), "music")
        self.people = ToggleButton(_("People"), "users")
        self.people.hide()
        self.days = ToggleButton(_("Dates"), "calendar-days")
        self.clear = LinkButton(pgettext("filters", "Clear"))
        self._facets = (self.feelings, self.kinds, self.story, self.track, self.people, self.days)
        self._chips = QWidget()
        self._lay_out()
        self._wire()
        self._show_parts()

    def wanted(self) -> JournalFilter:
        return self._wanted

    def in_words(self) -> str:
        """What is searched and filtered for; empty without a filter."""
        labels = (part.label for part in self._names.parts(self._wanted))
        return dotted(*labels, self._wanted.text)

    def set_wanted(self, wanted: JournalFilter) -> None:
        """Shows and announces a filter."""
        self._take(wanted)

    def set_earliest(self, day: date | None) -> None:
        """The first day with a mark or entry, where “From” begins."""
        self._earliest = day

    def offer_people(self, *, is_offered: bool) -> None:
        """Only where entries say who listened, too."""
        self.people.setVisible(is_offered or bool(self._wanted.companion))
        self.fit()

    def clear_all(self) -> None:
        self._take(JournalFilter())

    def focus_search(self) -> None:
        self.search.setFocus()
        self.search.selectAll()

    def refresh_names(self) -> None:
        """Something may have been renamed."""
        self._show_parts()

    def fit(self) -> None:
        """The buttons stay in one row as long as they can: the search field is narrower, then
        above them.
        """
        shown = [button for button in self._facets if not button.isHidden()]
        buttons_px = sum(button.sizeHint().width() + SPACE.s for button in shown)
        beside_px = self.width() - buttons_px
        if beside_px >= scaled_px(_LEAST_SEARCH_PX):
            self._row.setDirection(QBoxLayout.Direction.LeftToRight)
            self.search.setFixedWidth(min(beside_px, scaled_px(_SEARCH_PX)))
        else:
            self._row.setDirection(QBoxLayout.Direction.TopToBottom)
            self.search.setMinimumWidth(0)
            self.search.setMaximumWidth(self.width())

    def _lay_out(self) -> None:
        holder = QWidget()
        flow = FlowLayout(holder)
        for button in self._facets:
            flow.addWidget(button)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._row.setSpacing(SPACE.s)
        self._row.addWidget(self.search)
        self._row.addWidget(holder, 1)
        self._chip_flow = FlowLayout(self._chips)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE.s)
        column.addLayout(self._row)
        column.addWidget(self._chips)

    def _wire(self) -> None:
        self.search.search_changed.connect(
            lambda text: self._take(replace(self._wanted, text=text))
        )
        self.search.down_pressed.connect(self.down_pressed)
        self.clear.clicked.connect(self.clear_all)
        popups = self._popups
        for button, opens in (
            (self.feelings, popups.feelings),
            (self.kinds, popups.kinds),
            (self.story, popups.story),
            (self.track, popups.track),
            (self.people, popups.people),
        ):
            button.clicked.connect(lambda _on=False, b=button, opens=opens: opens(b))
            button.clicked.connect(self._show_buttons)
        self.days.clicked.connect(lambda: popups.days(self.days, self._earliest))
        self.days.clicked.connect(self._show_buttons)

    def _take(self, wanted: JournalFilter) -> None:
        if wanted == self._wanted:
            return
        self._wanted = wanted
        if self.search.text().strip() != wanted.text:
            self.search.setText(wanted.text)
        self._show_parts()
        self.filter_changed.emit(wanted)

    def _show_parts(self) -> None:
        flow = self._chip_flow
        while flow.count():
            item = flow.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None and widget is not self.clear:
                widget.hide()
                widget.deleteLater()
        for part in self._names.parts(self._wanted):
            chip = RemovableChip(part.label)
            chip.removed.connect(lambda without=part.without: self._take(without))
            flow.addWidget(chip)
        flow.addWidget(self.clear)
        # Not for what is typed: the field has its own button, and the list stays where it is.
        self._chips.setVisible(flow.count() > 1)
        self.clear.setVisible(flow.count() > 1)
        self._show_buttons()

    def _show_buttons(self) -> None:
        """A facet's button stays down while its filter is active."""
        wanted = self._wanted
        self.feelings.setChecked(bool(wanted.emotion_ids))
        self.kinds.setChecked(bool(wanted.kinds))
        self.story.setChecked(wanted.work_id is not None or wanted.character_id is not None)
        self.track.setChecked(wanted.track_id is not None)
        self.people.setChecked(bool(wanted.companion))
        self.days.setChecked(wanted.first_day is not None or wanted.last_day is not None)
