"""Two views of the track's marks: lanes on a time axis, and a table."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget

from app.core.marks import MarkRef
from app.timeline.records import TrackTimeline
from ui.marks.table.table import LaneTable
from ui.timeline.view import TimelineView


class MarkViews(QStackedWidget):
    """One of the two is in front; what is selected in one is selected in the other.

    Signals: selection_changed(MarkRef | None), the current one; table_shown(bool).
    """

    selection_changed = Signal(object)
    table_shown = Signal(bool)

    def __init__(
        self, timeline: TimelineView, table: LaneTable, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._timeline = timeline
        self._table = table
        self.addWidget(timeline)
        self.addWidget(table)
        timeline.marks.selection_changed.connect(self._on_selection_changed)
        table.selection_changed.connect(
            lambda _ref: timeline.marks.set_selected(table.selected_marks)
        )

    @property
    def is_table(self) -> bool:
        return self.currentWidget() is self._table

    def show_table(self, is_table: bool, timeline: TrackTimeline | None) -> None:
        """timeline: of the track. The focus stays with the marks."""
        if is_table:  # a hidden table isn't updated: that would slow down marking
            self._table.set_timeline(timeline)
            self._table.set_selected(
                self._timeline.marks.selected_marks, self._timeline.marks.selection
            )
        had_keyboard = self.isAncestorOf(QApplication.focusWidget() or self)
        self.setCurrentWidget(self._table if is_table else self._timeline)
        if had_keyboard:
            self.focus_marks()
        self.table_shown.emit(is_table)

    def show_timeline(self, timeline: TrackTimeline | None) -> None:
        self._timeline.marks.set_timeline(timeline)
        if self.is_table:
            self._table.set_timeline(timeline)

    def focus_marks(self) -> None:
        (self._table if self.is_table else self._timeline).setFocus()

    def _on_selection_changed(self, ref: MarkRef | None) -> None:
        self._table.set_selected(self._timeline.marks.selected_marks, ref)
        self.selection_changed.emit(ref)
