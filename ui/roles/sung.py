"""The words of a song, with what was felt at each line: rows to hear."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.core.timecode import format_ms
from app.core.words import _, dotted, ngettext
from ui.companion.parts import icon_label
from ui.style.theme import current_theme, scaled_px, theme_signals
from ui.style.tokens import SPACE
from ui.timeline.paint.feeling_colours import fill_of
from ui.timeline.paint.mark_paint import seen_on
from ui.widgets.buttons import LinkButton
from ui.widgets.cards import Card
from ui.widgets.emptying import empty
from ui.widgets.press_row import PressRow
from ui.widgets.text import TextLabel, plain_tip
from ui.words.lists import comma_list

if TYPE_CHECKING:
    from app.emotions.records import Emotion
    from app.roles.records import SungLine

_FIRST, _MORE = 8, 40
_HEAD_PX, _TIME_PX = 44, 44
_MOST_ICONS = 3


class SungRow(PressRow):
    """Pressed, it plays the line, if its time is known."""

    def __init__(self, line: SungLine, parent: QWidget | None = None) -> None:
        at = "" if line.span is None else format_ms(line.span.start_ms)
        names = [one.name for one in line.felt[:_MOST_ICONS]]
        super().__init__(dotted(line.text, at), parent)
        self.setAccessibleDescription(comma_list(names))
        self.line = line
        time, words = TextLabel(at, "caption"), TextLabel(line.text, wrap=True)
        time.setFixedWidth(scaled_px(_TIME_PX))
        time.setHidden(line.span is None)
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACE.xs, 2, SPACE.xs, 2)
        row.setSpacing(SPACE.s)
        row.addWidget(time)
        row.addWidget(words, 1)
        for emotion in line.felt[:_MOST_ICONS]:
            row.addWidget(_sign(emotion))
        self.let_through(time, words)
        if line.span is None:
            self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            self.setCursor(Qt.CursorShape.ArrowCursor)


class SungCard(Card):
    """Hidden without words. Signal: line_played(SungLine)."""

    line_played = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.setAccessibleName(_("Its words"))
        self._lines: tuple[SungLine, ...] = ()
        self._most = _FIRST
        self.rows: list[SungRow] = []
        self.more = LinkButton("", "chevron-down")
        self.more.clicked.connect(self._show_more)
        self._column = QVBoxLayout()
        self._column.setSpacing(0)
        title = TextLabel(_("Its words"), "title")
        title.setMinimumHeight(scaled_px(_HEAD_PX))
        self.body.setContentsMargins(SPACE.l, 0, SPACE.l, SPACE.l)
        self.body.addWidget(title)
        self.body.addLayout(self._column)
        self.body.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        theme_signals().theme_changed.connect(self._fill)

    def show_lines(self, lines: tuple[SungLine, ...], *, is_other: bool) -> None:
        """is_other: of another track than before."""
        self.setVisible(bool(lines))
        if is_other:
            self._most = _FIRST
        if is_other or lines != self._lines:
            self._lines = lines
            self._fill()

    def _show_more(self) -> None:
        self._most += _MORE
        self._fill()

    def _fill(self) -> None:
        empty(self._column)
        self.rows = []
        for line in self._lines[: self._most]:
            row = SungRow(line)
            if line.span is not None:
                row.clicked.connect(lambda _on=False, line=line: self.line_played.emit(line))
            self.rows.append(row)
            self._column.addWidget(row)
        left = len(self._lines) - len(self.rows)
        self.more.setText(ngettext("Show 1 more", "Show {n} more", max(1, left)))
        self.more.setVisible(left > 0)


def _sign(emotion: Emotion) -> QWidget:
    ink = seen_on(fill_of(emotion.colour), current_theme().raised, 4.5)
    sign = icon_label(emotion.icon, ink)
    sign.setToolTip(plain_tip(emotion.name))
    return sign
