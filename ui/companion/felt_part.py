"""What was felt at the playhead before, in the companion card."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.core.instant import Instant
from app.core.words import _, ngettext
from app.timeline.records import FeltBefore
from ui.bridge.places import DayPlace
from ui.companion.hold import Hold
from ui.companion.parts import FeltLine, words_left_px
from ui.companion.sections import clear, section
from ui.style.tokens import SPACE
from ui.widgets.buttons import LinkButton

_FEWEST, _MOST = 2, 6  # shown before the others are asked for


class FeltPart(QWidget):
    """The newest; the others too once they are asked for, while any was felt here.

    Signals: those of the card; let_go(): it needn't be held still any longer. Its last line opens
    the years.
    """

    hear_wanted = Signal(object)
    place_wanted = Signal(object)
    years_wanted = Signal()
    let_go = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._hold = Hold(self)
        self._hold.let_go.connect(self.let_go)
        column = section(self, _("Felt here before"))
        self._rows = QVBoxLayout()
        self._rows.setSpacing(SPACE.s)
        self._more = LinkButton("")
        self._more.clicked.connect(self._show_whole)
        self._foot = QHBoxLayout()
        self._foot.addWidget(self._more)
        self._foot.addStretch(1)
        self.years = LinkButton(_("Across the years"), "history")
        self.years.clicked.connect(self.years_wanted)
        self._last = QHBoxLayout()
        self._last.addWidget(self.years)
        self._last.addStretch(1)
        column.addLayout(self._rows)
        column.addLayout(self._foot)
        column.addLayout(self._last)
        self._lines: dict[FeltBefore, FeltLine] = {}
        self._felt: tuple[FeltBefore, ...] = ()
        self._is_whole = False
        self._most = 4

    def show_at_most(self, count: int) -> None:
        """How many there is room for."""
        count = max(_FEWEST, min(_MOST, count))
        if count != self._most:
            self._most = count
            self.show_felt(self._felt)

    @property
    def is_held(self) -> bool:
        return self._hold.is_on

    def show_felt(self, felt: tuple[FeltBefore, ...]) -> None:
        """The same lines stay: one may have the keyboard."""
        self._felt, self._is_whole = felt, self._is_whole and bool(felt)
        shown = felt if self._is_whole else felt[: self._most]
        gone = [item for item in self._lines if item not in set(shown)]
        free = [self._lines.pop(item) for item in gone]
        for place, item in enumerate(shown):
            if item not in self._lines:
                self._lines[item] = self._line(item, free)
            self._put(self._lines[item], place)
        clear(free)
        self.setVisible(bool(felt))
        left = 0 if self._is_whole else max(0, len(felt) - self._most)
        words = ngettext("and once more", "and {n} more times", left)
        if left and words != self._more.text():
            self._more.setText(words)
        self._more.setVisible(left > 0)
        for row in (self._foot, self._last):
            row.setContentsMargins(words_left_px() - LinkButton.EDGE_PX, 0, 0, 0)

    def forget(self) -> None:
        clear(list(self._lines.values()))
        self._lines.clear()

    def _put(self, line: FeltLine, place: int) -> None:
        if self._rows.indexOf(line) != place:
            self._rows.removeWidget(line)
            self._rows.insertWidget(place, line)

    def _line(self, felt: FeltBefore, free: list[FeltLine]) -> FeltLine:
        """free: lines of what isn’t shown any longer, of which one may be taken."""
        taken = next((one for one in free if not one.holds_keyboard), None)
        if taken is not None:
            free.remove(taken)
            taken.show_felt(felt)
            return taken
        line = FeltLine(felt)
        line.clicked.connect(lambda: self.hear_wanted.emit(line.felt.ref))
        line.day.clicked.connect(lambda: self._open_day(line.felt))
        return line

    def _open_day(self, felt: FeltBefore) -> None:
        day = Instant(felt.made_at_ms, felt.made_offset_min).day
        self.place_wanted.emit(DayPlace(day, felt.uid))

    def _show_whole(self) -> None:
        """The focus goes on to the first that joins."""
        had_focus, self._is_whole = self._more.hasFocus(), True
        self.show_felt(self._felt)
        if had_focus:
            self._lines[self._felt[self._most]].setFocus()
