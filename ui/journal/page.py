"""The journal page: everything marked and written, newest first, found again and heard again."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.errors import Problem
from app.journal.records import Cursor, JournalFilter, JournalItem
from app.journal.records import JournalPage as Page
from ui.bridge.context import Context
from ui.journal.list_model import JournalModel
from ui.journal.list_view import JournalList
from ui.style.tokens import SPACE
from ui.widgets.text import TextLabel


class JournalPage(QWidget):
    """Signal: show_on_timeline(int track_id, MarkRef | None, int start_ms)."""

    show_on_timeline = Signal(int, object, int)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._wanted = JournalFilter()
        self.model = JournalModel(self._read, context.services.emotions.emotion, self)
        self.list = JournalList(self.model, context.services.emotions.emotion)
        self.list.hear_requested.connect(self._hear)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE.xl, SPACE.l, SPACE.l, 0)
        head = QHBoxLayout()
        head.addWidget(TextLabel("Journal", "display"))
        column.addLayout(head)
        column.addWidget(self.list, 1)
        self._reload()

    def focus_search(self) -> None:
        self.list.setFocus()

    def new_entry(self) -> None:
        """Opens an empty entry."""

    def _read(self, before: Cursor | None = None) -> Page | None:
        try:
            return self._context.services.journal.page(self._wanted, before)
        except Problem as problem:
            self._context.messages.problem(problem)
            return None

    def _reload(self) -> None:
        page = self._read()
        if page is not None:
            self.model.show(page)

    def _hear(self, item: JournalItem) -> None:
        if item.track is not None and item.span is not None:
            self._context.playback.hear(item.track.id, item.span)
