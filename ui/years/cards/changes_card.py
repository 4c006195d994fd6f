"""How feelings changed from before listening to after it, and after which soundtracks."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QBrush

from app.core.words import _, ngettext
from app.journal.records import FeltChange
from app.years.records import Count
from ui.style.patterns import pattern_brush
from ui.style.theme import current_theme
from ui.widgets.cards import Card
from ui.widgets.text import TextLabel
from ui.years.cards.figure_row import FigureRow, Said
from ui.years.words import change_led, change_sentence, name_of, soundtrack_sentence

_MOST_WORKS = 2
_PATTERNS = {FeltChange.CALMER: "", FeltChange.SAME: "diagonal", FeltChange.RESTLESS: "checks"}
_TOKENS = {
    FeltChange.CALMER: "success",
    FeltChange.SAME: "ink_faint",
    FeltChange.RESTLESS: "warn",
}


class ChangesCard(Card):
    """by_work: those soundtracks of which something can be said; without any, all entries together
    say it. Signal: opened(JournalFilter).
    """

    opened = Signal(object)

    def __init__(self, counts: Sequence[Count], by_work: Sequence[Count]) -> None:
        super().__init__(_("Before and after"))
        led = change_led(counts)
        for one in by_work[:_MOST_WORKS]:
            self._say(soundtrack_sentence(one), one)
        if not by_work:
            self._say(change_sentence(counts), led)
        most = max(one.size for one in counts)
        for one in counts:
            row = FigureRow(name_of(one), one.marks, _counted(one), one.size / most, _fill(one))
            row.clicked.connect(lambda _on=False, one=one: self.opened.emit(one.wanted))
            self.body.addWidget(row)
        self.body.addStretch(1)

    def _say(self, sentence: str, counted: Count | None) -> None:
        """What it counts opens; without it, the sentence counts nothing but the rows below."""
        if counted is None:
            self.body.addWidget(TextLabel(sentence, "lead", wrap=True))
            return
        row = Said(sentence, _counted(counted))
        row.clicked.connect(lambda: self.opened.emit(counted.wanted))
        self.body.addWidget(row)


def _counted(one: Count) -> str:
    return ngettext("1 entry", "{n} entries", one.marks)


def _fill(one: Count) -> QBrush:
    return pattern_brush(_PATTERNS[one.key], current_theme().colour(_TOKENS[one.key]), 0.5)
