"""What the listener wrote about them, and the way to write more."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.characters.records import Written
from app.core.words import _, dotted, ngettext
from ui.style.theme import colour
from ui.style.tokens import SPACE
from ui.timeline.paint.feeling_colours import line_of
from ui.widgets.buttons import IconButton, LinkButton, QuietButton
from ui.widgets.cards import SectionTitle
from ui.widgets.entry_text import EntryText
from ui.widgets.text import TextLabel, on_button
from ui.words.dates import long_date

_BAR_PX = 3
_LETTERS = 280
_FIRST, _MORE = 4, 16  # entries


def first_words(markdown: str) -> str:
    """The first paragraph that says something, without its marks."""
    text = EntryText()
    text.set_text(markdown)
    lines = (line.replace("\ufffc", "").strip() for line in text.toPlainText().splitlines())
    found = next((line for line in lines if line), "")
    return found if len(found) <= _LETTERS else found[:_LETTERS].rstrip() + "…"


class Quote(QWidget):
    """Signal: opened(int entry id)."""

    opened = Signal(int)

    def __init__(self, one: Written, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ink = one.emotion.colour if one.emotion is not None else ""
        words = TextLabel(first_words(one.text) or one.title, "lead", wrap=True)
        title = one.title if first_words(one.text) else ""
        self.link = LinkButton(on_button(dotted(title, long_date(one.written.day))))
        self.link.clicked.connect(lambda: self.opened.emit(int(one.entry_id)))
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE.m + _BAR_PX, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(words)
        row = QHBoxLayout()
        row.setContentsMargins(-LinkButton.EDGE_PX, 0, 0, 0)
        row.addWidget(self.link)
        row.addStretch(1)
        column.addLayout(row)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour(line_of(self._ink) if self._ink else "outline"))
        is_mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        left = self.width() - _BAR_PX if is_mirrored else 0
        painter.drawRoundedRect(QRectF(left, 0, _BAR_PX, self.height()), 1.5, 1.5)


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
        for button in (self.write, self.ask):
            button.clicked.connect(lambda: self.writing_requested.emit())
        self.more.clicked.connect(self._show_more)
        head = QHBoxLayout()
        head.addWidget(self.title)
        head.addStretch(1)
        head.addWidget(self.write)
        self._column = QVBoxLayout()
        self._column.setSpacing(SPACE.l)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(SPACE.m)
        whole.addLayout(head)
        whole.addLayout(self._column)
        left = Qt.AlignmentFlag.AlignLeft
        for part in (self.more, self.ask, self.covered):
            whole.addWidget(part, 0, left)
        whole.addStretch(1)

    def show_written(
        self, written: Sequence[Written], covered: int, title: str, ask: str, *, can_write: bool
    ) -> None:
        """covered: how many entries are about covered scenes, too. ask: invites to write."""
        self.title.setText(title)
        self.title.setVisible(bool(written) or can_write)
        self.write.setVisible(can_write and bool(written))
        self.ask.setText(ask)
        self.ask.setVisible(can_write and not written)
        self.covered.setText(ngettext("1 entry, covered", "{n} entries, covered", covered))
        self.covered.setVisible(covered > 0)
        if tuple(written) != self._written:
            self._written, self._most = tuple(written), _FIRST
            self._fill()
        self.more.setVisible(len(self._written) > self._most)

    def _show_more(self) -> None:
        self._most += _MORE
        self._fill()

    def _fill(self) -> None:
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.quotes = []
        for one in self._written[: self._most]:
            quote = Quote(one)
            quote.opened.connect(self.opened)
            self.quotes.append(quote)
            self._column.addWidget(quote)
        left = len(self._written) - len(self.quotes)
        self.more.setText(ngettext("Show 1 more", "Show {n} more", max(1, left)))
        self.more.setVisible(left > 0)
