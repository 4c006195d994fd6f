"""A line at the top of a page: some rows can't be shown there; a button leads to them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.core.row_words import rows_in_words
from app.core.words import _
from app.transactions.changes import Change
from app.unreadable.records import MOST, UnreadableRow
from ui.bridge.context import Context
from ui.mending.unreadable_dialog import UnreadableDialog
from ui.style.tokens import SPACE
from ui.widgets.buttons import PushButton
from ui.widgets.cards import Card
from ui.widgets.text import TextLabel

Rows = tuple[UnreadableRow, ...]


class UnreadableNote(QWidget):
    """Hidden while there is nothing to say. Reads off the GUI thread.

    concerns: which rows the page would have shown; by default all.
    """

    def __init__(
        self,
        context: Context,
        concerns: Callable[[UnreadableRow], bool] = lambda _row: True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._concerns = concerns
        self._is_read = False
        self.rows: Rows = ()
        self.look = PushButton(_("Repair…"), "circle-alert")
        self._words = TextLabel(wrap=True)
        self._card = Card()
        self._lay_out()
        self.look.clicked.connect(self.open_dialog)
        context.relay.changed.connect(self._on_change)

    def open_dialog(self) -> UnreadableDialog:
        dialog = UnreadableDialog(self._context, self.rows, self.window())
        dialog.open()
        return dialog

    def words(self) -> str:
        """The text it shows."""
        return self._words.text()

    def tell(self) -> None:
        """Call it when the page may show another track."""
        concerned = [row for row in self.rows if self._concerns(row)]
        self._words.setText(_in_words(concerned))
        self._card.setVisible(bool(concerned))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._is_read:
            self._read()

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(SPACE.m)
        row.addWidget(self._words, 1)
        row.addWidget(self.look)
        self._card.body.addLayout(row)
        # In a low window every line is taken from the lanes.
        self._card.body.setContentsMargins(SPACE.m, SPACE.xs, SPACE.s, SPACE.xs)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._card)
        self._card.hide()

    def _on_change(self, _change: Change) -> None:
        if not self._context.services.unreadable.is_known:
            self._is_read = False
            if self.isVisible():
                self._read()

    def _read(self) -> None:
        self._is_read = True
        unreadable = self._context.services.unreadable
        self._context.jobs.run(
            "Look for what can’t be shown", lambda _job: unreadable.rows(), self._show
        )

    def _show(self, rows: Rows) -> None:
        self.rows = rows
        self.tell()


def _in_words(rows: Sequence[UnreadableRow]) -> str:
    """“2 emotions, 1 track can’t be shown.”; the dialog says why."""
    listed = rows_in_words(Counter(row.table for row in rows))
    if len(rows) >= MOST:
        # Translators: list is such as “2 emotions, 1 track”
        return _("{list} (and maybe more) can’t be shown.", list=listed)
    # Translators: list is such as “2 emotions, 1 track”
    return _("{list} can’t be shown.", list=listed)
