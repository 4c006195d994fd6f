"""The card with what is known how soon."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.core.words import _, ngettext
from ui.first_notes.known_table import KnownTable
from ui.style.tokens import SPACE
from ui.widgets.cards import Card, CardHead
from ui.widgets.text import ElidedLabel

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.first_notes.records import Known


class KnownCard(Card):
    """Signals: those of its table."""

    opened = Signal(object)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.summary = ElidedLabel("", "caption")
        self.table = KnownTable()
        self.table.opened.connect(self.opened)
        self.table.left.connect(self.left)
        self.body.setContentsMargins(SPACE.l, SPACE.s, SPACE.l, SPACE.m)
        self.body.addWidget(CardHead(_("What you know"), self.summary))
        self.body.addWidget(self.table, 1)

    def show_known(self, known: Sequence[Known]) -> None:
        soon = sum(one.is_by_first_second for one in known)
        words = ngettext("1 by its first second", "{n} by their first second", soon)
        self.summary.setText(words if soon else "")
        self.table.show_known(known)
