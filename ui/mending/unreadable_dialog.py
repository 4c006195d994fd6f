"""Lists rows that can't be shown: what is wrong with each, and what can be done."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.core.words import Text, _
from app.transactions.changes import Change
from app.unreadable.records import UnreadableRow
from ui.bridge.context import Context
from ui.mending.fault_words import fault_in_words, where_in_words
from ui.style.theme import scaled_px
from ui.style.tokens import SPACE
from ui.widgets.buttons import PrimaryButton, PushButton, QuietButton
from ui.widgets.cards import Card
from ui.widgets.emptying import empty
from ui.widgets.text import TextLabel

Rows = tuple[UnreadableRow, ...]
_TITLE = Text("What can’t be shown")
_FRAME = QSize(32, 64)  # what a desktop may put around a window
_INTRO = Text(
    "An earlier version or another program gave these an impossible time or value, so no page can "
    "show them. Repairing gives them the nearest possible one; your text stays exactly as it is, "
    "and Undo brings back what was there."
)


class UnreadableDialog(QDialog):
    """Closes by itself when none are left."""

    def __init__(self, context: Context, rows: Rows, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._is_closed = False  # a verb that waits to be saved may outlive the dialog
        self.rows = rows
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(str(_TITLE))
        room = self.screen().availableSize() - _FRAME
        self.resize(QSize(scaled_px(560), scaled_px(480)).boundedTo(room))
        self.mend_all = PrimaryButton(_("Repair all"), "check")
        self._list = QVBoxLayout()
        self._lay_out()
        self._show(rows)
        context.relay.changed.connect(self._on_change)

    def mend(self, *rows: UnreadableRow) -> None:
        unreadable = self._context.services.unreadable
        self._do(lambda: unreadable.mend(rows), _("Repaired."))

    def remove(self, *rows: UnreadableRow) -> None:
        unreadable = self._context.services.unreadable
        self._do(lambda: unreadable.remove(rows), _("Deleted."))

    def _do(self, verb: Callable[[], object], said: str) -> None:
        def then() -> None:
            self._context.say_done(said)
            self._look_again()

        self._context.do(verb, then)

    def _on_change(self, _change: Change) -> None:
        """An undo brings back what was repaired or deleted here."""
        if not self._context.services.unreadable.is_known:
            self._look_again()

    def _look_again(self) -> None:
        if self._is_closed:
            return
        unreadable = self._context.services.unreadable
        self._context.jobs.run(
            "Look for what can’t be shown", lambda _job: unreadable.rows(), self._show
        )

    def done(self, result: int) -> None:
        self._is_closed = True
        super().done(result)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE.xl, SPACE.xl, SPACE.xl, SPACE.l)
        column.setSpacing(SPACE.m)
        column.addWidget(TextLabel(str(_TITLE), "title", wrap=True))
        column.addWidget(TextLabel(str(_INTRO), wrap=True))
        holder = QWidget()
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setSpacing(SPACE.s)
        outer = QVBoxLayout(holder)
        outer.setContentsMargins(0, 0, SPACE.s, 0)
        outer.addLayout(self._list)
        outer.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidget(holder)
        column.addWidget(scroll, 1)
        buttons = QHBoxLayout()
        close = PushButton(_("Close"))
        close.clicked.connect(self.accept)
        self.mend_all.clicked.connect(lambda: self.mend(*self.rows))
        buttons.addStretch(1)
        buttons.addWidget(close)
        buttons.addWidget(self.mend_all)
        column.addLayout(buttons)

    def _show(self, rows: Rows) -> None:
        if self._is_closed:
            return
        self.rows = rows
        empty(self._list)
        for row in rows:
            self._list.addWidget(self._card(row))
        if not rows:
            self.accept()

    def _card(self, row: UnreadableRow) -> Card:
        card = Card()
        # Translators: what is in the journal, and where: a mark, and its track and time
        where = where_in_words(row)
        name = _("{what} {where}", what=row.what, where=where) if where else row.what
        card.setAccessibleName(name)
        card.body.addWidget(TextLabel(name, "strong", wrap=True))
        if row.words:
            card.body.addWidget(TextLabel(row.words[:400], wrap=True))
        for fault in row.why:
            card.body.addWidget(TextLabel(fault_in_words(fault), "muted", wrap=True))
        verbs = QHBoxLayout()
        verbs.addStretch(1)
        if row.can_go:
            delete = QuietButton(_("Delete"), "trash-2")
            delete.clicked.connect(partial(self.remove, row))
            verbs.addWidget(delete)
        mend = PushButton(_("Repair"), "check")
        mend.clicked.connect(partial(self.mend, row))
        verbs.addWidget(mend)
        card.body.addLayout(verbs)
        return card
