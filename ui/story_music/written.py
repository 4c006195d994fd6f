"""What the listener wrote about them, and the way to write more."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.characters.records import Written
from app.core.words import _, dotted, ngettext
from ui.style.theme import colour
from ui.style.tokens import SPACE
from ui.timeline.paint.feeling_colours import line_of
from ui.widgets.buttons import IconButton, LinkButton, QuietButton
from ui.widgets.cards import SectionTitle
from ui.widgets.emptying import empty
from ui.widgets.entry_text import EntryText
from ui.widgets.painting import draw_focus_ring
from ui.widgets.press_button import PressButton
from ui.widgets.text import TextLabel
from ui.words.dates import long_date

_BAR_PX = 3
HEAD_PX = 32  # of the title rows of both columns
_LETTERS = 280
_FIRST, _MORE = 4, 16  # entries


def first_words(markdown: str) -> str:
    """The first paragraph that says something, without its marks."""
    text = EntryText()
    text.set_text(markdown)
    lines = (line.replace("\ufffc", "").strip() for line in text.toPlainText().splitlines())
    found = next((line for line in lines if line), "")
    return found if len(found) <= _LETTERS else found[:_LETTERS].rstrip() + "…"


class Quote(PressButton):
    """`clicked` opens the entry."""

    def __init__(self, one: Written, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.entry_id = int(one.entry_id)
        self._ink = one.emotion.colour if one.emotion is not None else ""
        said = first_words(one.text)
        words = TextLabel(said or one.title, "lead", wrap=True)
        self.place = TextLabel(dotted(one.title if said else "", long_date(one.written.day)),
                               "caption")  # fmt: skip
        self.setAccessibleName(words.text())
        self.setAccessibleDescription(self.place.text())
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE.l, 2, SPACE.xs, 2)
        column.setSpacing(SPACE.xs)
        column.addWidget(words)
        column.addWidget(self.place)

    def sizeHint(self) -> QSize:
        layout = self.layout()
        return super().sizeHint() if layout is None else layout.sizeHint()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        layout = self.layout()
        return -1 if layout is None else layout.heightForWidth(width)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour(line_of(self._ink) if self._ink else "outline"))
        is_mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        left = self.width() - _BAR_PX if is_mirrored else 0
        painter.drawRoundedRect(QRectF(left, 0, _BAR_PX, self.height()), 1.5, 1.5)
        if self.hasFocus():
            draw_focus_ring(painter, QRectF(self.rect()))


class WrittenList(QWidget):
    """Signals: opened(int entry id); writing_requested()."""

    opened = Signal(int)
    writing_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._written: tuple[Written, ...] = ()
        self._most = _FIRST
        self.quotes: list[Quote] = []
        self.title = SectionTitle("")
        self.write = IconButton("notebook-pen", _("Write about them"), size=18)
        self.ask = QuietButton(_("What do they mean to you?"), "notebook-pen")
        self.covered = TextLabel("", "caption")
        self.more = LinkButton("", "chevron-down")
        for waiting in (self.write, self.ask, self.more):
            waiting.hide()
        for button in (self.write, self.ask):
            button.clicked.connect(lambda: self.writing_requested.emit())
        self.more.clicked.connect(self._show_more)
        head = QHBoxLayout()
        head.addWidget(self.title)
        head.addStrut(HEAD_PX)
        head.addStretch(1)
        head.addWidget(self.write)
        self._column = QVBoxLayout()
        self._column.setSpacing(SPACE.l)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(SPACE.s)
        whole.addLayout(head)
        whole.addLayout(self._column)
        left = Qt.AlignmentFlag.AlignLeft
        for part in (self.more, self.ask, self.covered):
            whole.addWidget(part, 0, left)
        whole.addStretch(1)

    def show_written(
        self,
        written: Sequence[Written],
        covered: int,
        title: str,
        ask: str,
        *,
        can_write: bool,
        is_other: bool,
    ) -> None:
        """covered: how many entries are about covered scenes, too. ask: invites to write.
        is_other: about other characters than before.
        """
        self.title.setText(title)
        self.title.setVisible(bool(written) or can_write)
        self.write.setVisible(can_write and bool(written))
        self.ask.setText(ask)
        self.ask.setVisible(can_write and not written)
        self.covered.setText(ngettext("1 entry, covered", "{n} entries, covered", covered))
        self.covered.setVisible(covered > 0)
        if is_other:
            self._most = _FIRST
        if is_other or tuple(written) != self._written:
            self._written = tuple(written)
            self._fill()
        self.more.setVisible(len(self._written) > self._most)

    def _show_more(self) -> None:
        place = len(self.quotes)
        self._most += _MORE
        self._fill()
        self.quotes[min(place, len(self.quotes) - 1)].setFocus()

    def _fill(self) -> None:
        focused = next((one.entry_id for one in self.quotes if one.hasFocus()), None)
        empty(self._column)
        self.quotes = []
        for one in self._written[: self._most]:
            quote = Quote(one)
            quote.clicked.connect(lambda _on=False, key=quote.entry_id: self.opened.emit(key))
            self.quotes.append(quote)
            self._column.addWidget(quote)
            quote.show()  # at once: what isn't seen yet takes no focus
            if quote.entry_id == focused:
                quote.setFocus()
        left = len(self._written) - len(self.quotes)
        self.more.setText(ngettext("Show 1 more", "Show {n} more", max(1, left)))
        self.more.setVisible(left > 0)
