"""Figures as bars: by work, composer, character, role, track."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal

from app.years.records import Count
from ui.widgets.cards import Card
from ui.years.cards.figure_row import FigureRow
from ui.years.words import marks_in_words, name_of

MOST_ROWS = 5


class BarsCard(Card):
    """Of many, the first few; the table has them all. Signal: opened(JournalFilter)."""

    opened = Signal(object)

    def __init__(self, title: str, counts: Sequence[Count]) -> None:
        super().__init__(title)
        most = max(one.size for one in counts)
        for one in counts[:MOST_ROWS]:
            row = FigureRow(name_of(one), one.marks, marks_in_words(one.marks), one.size / most)
            row.clicked.connect(lambda _on=False, wanted=one.wanted: self.opened.emit(wanted))
            self.body.addWidget(row)
        self.body.addStretch(1)
