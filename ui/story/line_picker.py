"""Setting a scene's time by its first and its last line."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from app.core.search_text import fold, terms_of
from app.core.timecode import Span, format_ms
from app.core.words import _
from app.spoken_files.line import Line
from ui.style.fonts import tabular
from ui.style.theme import colour, scaled_px
from ui.style.tokens import SPACE
from ui.widgets.buttons import PrimaryButton, PushButton
from ui.widgets.enter_keys import ENTER_KEYS
from ui.widgets.search_field import SearchField
from ui.widgets.text import TextLabel

_BAR_PX = 3
_FIGURE_SPACE = "\N{FIGURE SPACE}"
_LAST_LINE_MS = 4_000  # of one whose end nothing says


class LinePicker(QDialog):
    """lines: of the episode, timed. set_span: called with the scene's time once both are picked
    and it is confirmed. A click, Enter or Space picks: first the first line, then the last one; a
    third pick begins again.
    """

    def __init__(
        self,
        title: str,
        lines: Sequence[Line],
        now: Span | None,
        set_span: Callable[[Span], object],
        parent: QWidget,
    ) -> None:
        super().__init__(parent.window())
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._lines = tuple(line for line in lines if line.start_ms is not None and line.text)
        self._texts = tuple(fold(line.text) for line in self._lines)
        self._set_span = set_span
        self._first: int | None = None
        self._last: int | None = None
        self.search = SearchField(_("Find a line"))
        self.list = _Lines(self._pick)
        self.list.setAccessibleName(_("Lines of the episode"))
        with_hours = any((line.start_ms or 0) >= 3_600_000 for line in self._lines)
        times = [format_ms(line.start_ms or 0, with_hours=with_hours) for line in self._lines]
        longest = max(map(len, times), default=0)
        for time, line in zip(times, self._lines, strict=True):
            place = time.rjust(longest, _FIGURE_SPACE)
            self.list.addItem(QListWidgetItem(f"{place}   {line.text}"))
        self.said = TextLabel("", wrap=True)
        self.set_button = PrimaryButton(_("Set the time"))
        self.set_button.clicked.connect(self._keep)
        cancel = PushButton(_("Cancel"))
        cancel.clicked.connect(self.reject)
        for button in (self.set_button, cancel):
            button.setAutoDefault(False)
        self.search.search_changed.connect(self._filter)
        self.search.down_pressed.connect(self.list.setFocus)
        self._lay_out(title, cancel)
        self._begin(now)
        self._show()

    @property
    def span(self) -> Span | None:
        """From where the first line begins to where the last one ends."""
        if self._first is None or self._last is None:
            return None
        first, last = sorted((self._first, self._last))
        start_ms = self._lines[first].start_ms or 0
        ends = [line.end_ms for line in self._lines[first : last + 1] if line.end_ms is not None]
        end_ms = max(ends, default=(self._lines[last].start_ms or 0) + _LAST_LINE_MS)
        return Span(start_ms, max(start_ms, end_ms))

    def _lay_out(self, title: str, cancel: QWidget) -> None:
        foot = QHBoxLayout()
        foot.setSpacing(SPACE.s)
        foot.addWidget(self.said, 1)
        foot.addWidget(cancel)
        foot.addWidget(self.set_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE.xl, SPACE.l, SPACE.xl, SPACE.l)
        column.setSpacing(SPACE.m)
        column.addWidget(TextLabel(title, "title", wrap=True))
        column.addWidget(self.search)
        column.addWidget(self.list, 1)
        column.addLayout(foot)
        self.resize(scaled_px(620), scaled_px(520))

    def _begin(self, now: Span | None) -> None:
        """At the scene's time, if it has one; nothing is picked yet."""
        at_ms = 0 if now is None else now.start_ms
        later = (n for n, line in enumerate(self._lines) if (line.start_ms or 0) >= at_ms)
        row = next(later, 0)
        self.list.setCurrentRow(row)
        if self._lines:
            self.list.scrollToItem(self.list.item(row), QListWidget.ScrollHint.PositionAtCenter)
        self.list.setFocus()

    def _pick(self, row: int) -> None:
        if self._first is None or self._last is not None:
            self._first, self._last = row, None
        else:
            self._last = row
        self._show()

    def _filter(self, typed: str) -> None:
        terms = terms_of(typed)
        for row, text in enumerate(self._texts):
            item = self.list.item(row)
            item.setHidden(not all(term in text for term in terms))

    def _show(self) -> None:
        picked = [place for place in (self._first, self._last) if place is not None]
        low, high = (min(picked), max(picked)) if picked else (1, 0)
        self.list.show_picked(range(low, high + 1))
        self.said.setText(self._said())
        self.setAccessibleDescription(self.said.text())
        self.set_button.setEnabled(self.span is not None)

    def _said(self) -> str:
        if self._first is None:
            return _("Pick the scene’s first line.")
        if self.span is None:
            return _("Now pick its last line.")
        start, end = format_ms(self.span.start_ms), format_ms(self.span.end_ms)
        # Translators: from and to are times in an episode: “From 12:03 to 13:40”
        return _("From {start} to {end}", start=start, end=end)

    def _keep(self) -> None:
        if self.span is not None:
            self._set_span(self.span)
            self.accept()


class _Lines(QListWidget):
    """Also Enter and Space pick."""

    def __init__(self, pick: Callable[[int], object]) -> None:
        super().__init__()
        self._pick = pick
        self.setFont(tabular(self.font()))
        self._ground = _Ground(self)
        self.setItemDelegate(self._ground)
        self.setUniformItemSizes(True)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.itemClicked.connect(lambda item: pick(self.row(item)))

    def show_picked(self, rows: range) -> None:
        self._ground.rows = rows
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        item = self.currentItem()
        if event.key() in (*ENTER_KEYS, Qt.Key.Key_Space) and item is not None:
            self._pick(self.row(item))
            event.accept()
            return
        super().keyPressEvent(event)


class _Ground(QStyledItemDelegate):
    """Colours the rows from the first to the last that were picked; these two have a bar, too."""

    rows = range(0)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        if index.row() in self.rows:
            rect = QRect(option.rect)
            painter.fillRect(rect, colour("accent_soft"))
            if index.row() in (self.rows[0], self.rows[-1]):
                rect.setWidth(_BAR_PX)
                painter.fillRect(rect, colour("accent"))
        super().paint(painter, option, index)
