"""The preview: a table of what is new, what is filled in, what stays and what is left out."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHeaderView, QTableView, QWidget

from app.core.words import _
from ui.story_import.preview_model import STATE, TITLE, AnyIndex, PreviewModel
from ui.story_import.rows import NOT_UNDERSTOOD, STATES, PreviewRow
from ui.style.theme import scaled_px
from ui.widgets.leaves_space import leave_space
from ui.widgets.whole_rows import by_whole_rows

_ICON_AND_PADS_PX = 60
_ICON_PX = 40
_LEAST_TEXTS_PX = 320  # for titles and details; below that, icons lose their words
_TITLE_SHARE = 0.55  # of what the other columns leave
_LEAST_DETAILS_PX = 72


class Preview(QTableView):
    """A row at a time is current; nothing in it can be changed.

    Signal: row_changed(PreviewRow | None), the current one.
    """

    row_changed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model_of_rows = PreviewModel(self)
        self.setModel(self.model_of_rows)
        by_whole_rows(self)
        self.setAccessibleName(_("Preview"))
        leave_space(self)
        self.setWordWrap(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = self.horizontalHeader()
        header.setSectionsClickable(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setStretchLastSection(True)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self._fit()

    def show_rows(self, rows: Sequence[PreviewRow]) -> None:
        """The place in it stays."""
        top, current = self.verticalScrollBar().value(), self.currentIndex().row()
        self.model_of_rows.set_rows(rows)
        if rows:
            row = min(max(current, 0), len(rows) - 1)
            self.setCurrentIndex(self.model_of_rows.index(row, TITLE))
            self.verticalScrollBar().setValue(top)
        self._fit()
        if not rows:
            self.row_changed.emit(None)

    def currentChanged(self, current: AnyIndex, previous: AnyIndex) -> None:
        super().currentChanged(current, previous)
        rows = self.model_of_rows.rows
        self.row_changed.emit(rows[current.row()] if current.isValid() else None)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        metrics = self.fontMetrics()
        self.verticalHeader().setDefaultSectionSize(metrics.height() + scaled_px(14))
        words = [str(text) for text in (*STATES.values(), NOT_UNDERSTOOD)]
        state = max(map(metrics.horizontalAdvance, words)) + scaled_px(_ICON_AND_PADS_PX)
        has_words = self.viewport().width() - state >= scaled_px(_LEAST_TEXTS_PX)
        self.model_of_rows.say_states(has_words)
        state = state if has_words else scaled_px(_ICON_PX)
        room = self.viewport().width() - state
        title = min(round(room * _TITLE_SHARE), room - scaled_px(_LEAST_DETAILS_PX))
        self.setColumnWidth(STATE, state)
        self.setColumnWidth(TITLE, max(title, 1))
