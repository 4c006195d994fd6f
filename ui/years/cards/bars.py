"""Figures as bars: by work, composer, character, role, track; before and after."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QBrush

from app.core.words import ngettext
from app.journal.records import FeltChange
from app.years.records import Count, Measure
from ui.style.patterns import pattern_brush
from ui.style.theme import current_theme
from ui.widgets.cards import Card
from ui.widgets.text import TextLabel
from ui.years.cards.figure_row import FigureRow
from ui.years.words import change_sentence, marks_in_words, name_of

MOST_ROWS = 5
_PATTERNS = {FeltChange.CALMER: "", FeltChange.SAME: "diagonal", FeltChange.RESTLESS: "checks"}
_TOKENS = {
    FeltChange.CALMER: "success",
    FeltChange.SAME: "ink_faint",
    FeltChange.RESTLESS: "warn",
}


class BarsCard(Card):
    """Of many, the first few; the table has them all. Signal: opened(JournalFilter)."""

    opened = Signal(object)

    def __init__(self, title: str, counts: Sequence[Count]) -> None:
        super().__init__(title)
        most = max(one.size for one in counts)
        if counts[0].measure == Measure.CHANGE:
            self.body.addWidget(TextLabel(change_sentence(counts), "lead", wrap=True))
        for one in counts[:MOST_ROWS]:
            row = FigureRow(name_of(one), one.marks, _counted(one), one.size / most, _fill(one))
            row.clicked.connect(lambda _on=False, wanted=one.wanted: self.opened.emit(wanted))
            self.body.addWidget(row)
        self.body.addStretch(1)


def _counted(one: Count) -> str:
    if one.measure == Measure.CHANGE:
        return ngettext("1 entry", "{n} entries", one.marks)
    return marks_in_words(one.marks)


def _fill(one: Count) -> QBrush | None:
    if one.measure != Measure.CHANGE:
        return None
    shade = current_theme().colour(_TOKENS[one.key])
    return pattern_brush(_PATTERNS[one.key], shade, 0.5)
