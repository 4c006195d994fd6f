"""A quiet line on the Library page: how many questions are open, and a button to answer them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.core.words import _, ngettext
from app.transactions.changes import QUESTION, Change
from ui.library.merge_flow import MergeFlow
from ui.style.tokens import SPACE
from ui.widgets.busy_line import BusyLine
from ui.widgets.buttons import QuietButton
from ui.widgets.cards import Card
from ui.widgets.text import ElidedLabel

if TYPE_CHECKING:
    from app.core.jobs import Progress
    from ui.bridge.context import Context


class QuestionsNote(QWidget):
    """Hidden while nothing is asked; the progress of merging is shown here, too.

    Signal: answer_requested().
    """

    answer_requested = Signal()

    def __init__(self, context: Context, flow: MergeFlow, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._is_read = False
        self._read = context.latest_read("Count the open questions")
        self._words = ElidedLabel()
        self.answer = QuietButton(_("Answer…"), "circle-help")
        self.answer.clicked.connect(self.answer_requested)
        self._card = Card()
        self._busy = BusyLine()
        self._lay_out()
        flow.progressed.connect(self._on_progress)
        flow.ended.connect(self._busy.finish)
        self._busy.cancel_requested.connect(flow.cancel)
        context.relay.changed.connect(self._on_change)

    def words(self) -> str:
        """The text it shows; empty while it is hidden."""
        return "" if self._card.isHidden() else self._words.text()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._is_read:
            self._look()

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(SPACE.m)
        row.addWidget(self._words, 1)
        row.addWidget(self.answer)
        self._card.body.addLayout(row)
        self._card.body.setContentsMargins(SPACE.m, SPACE.xs, SPACE.s, SPACE.xs)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._card)
        column.addWidget(self._busy)
        self._card.hide()

    def _on_change(self, change: Change) -> None:
        # A removed track takes its questions with it, which is EVERYTHING; so does a merge.
        if change.touches(QUESTION):
            self._is_read = False
            if self.isVisible():
                self._look()

    def _look(self) -> None:
        self._is_read = True
        self._read.ask(self._context.services.same_tracks.count, self._show)

    def _show(self, count: int | None) -> None:
        if count is None:
            return
        self._words.setText(
            ngettext(
                "1 open question about tracks that may be the same",
                "{n} open questions about tracks that may be the same",
                count,
            )
        )
        self._card.setVisible(count > 0)

    def _on_progress(self, progress: Progress) -> None:
        self._busy.show_progress(
            progress.done, progress.total, progress.label, can_cancel=progress.can_cancel
        )
