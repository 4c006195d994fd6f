"""A field that finds while one types, and offers to create what it does not find."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from ui.style.icons import icon
from ui.style.theme import scaled_px
from ui.style.tokens import SPACE
from ui.widgets.matching import is_same, means, ranked
from ui.widgets.search_field import SearchField

T = TypeVar("T")

_ROWS_SHOWN = 8
_VALUE = Qt.ItemDataRole.UserRole
_CREATES = Qt.ItemDataRole.UserRole + 1
_HANDED_ON = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


@dataclass(frozen=True, slots=True)
class Match:
    """One row of the list. `value` is what `chosen` hands back. words: by which it is found, if
    they are more than label and detail.
    """

    label: str
    value: object
    detail: str = ""
    icon_name: str = ""
    colour_token: str = "ink_muted"
    words: str = ""

    @property
    def found_by(self) -> str:
        return self.words or f"{self.label} {self.detail}"


Matches = Callable[[str], Sequence[Match]]


def offering(
    things: Callable[[], Sequence[T]], words: Callable[[T], str], row: Callable[[T], Match]
) -> Matches:
    """What a TypeAhead asks: the things whose words fit what is typed, best first, as rows."""

    def found(thing: T) -> Match:
        return replace(row(thing), words=words(thing))

    def name(thing: T) -> str:
        return row(thing).label

    return lambda text: [found(thing) for thing in ranked(things(), text, words, name)]


class TypeAhead(QWidget):
    """A line edit with the list of matches under it; the focus stays in the line.

    matches: from the typed text (trimmed, maybe empty) to rows, best first; see `offering`.
    creates: the noun for the “Create ‘…’” row, such as "scene"; empty offers none. The row is
        left out when a match is named exactly like the text.
    Signals:
        chosen(object): the `value` of the match taken by Enter or click.
        create_requested(str): the typed text, when the create row was taken.
        cancelled(): Escape in an empty field.
    """

    chosen = Signal(object)
    create_requested = Signal(str)
    cancelled = Signal()

    def __init__(
        self,
        matches: Matches,
        placeholder: str,
        creates: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._matches = matches
        self._creates = creates
        self.line = SearchField(placeholder)
        self.list = QListWidget()
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setAccessibleName(f"{placeholder}: matches")
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.itemClicked.connect(self._take)
        self.line.textChanged.connect(self.refresh)
        self.line.installEventFilter(self)
        self.setFocusProxy(self.line)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE.s)
        column.addWidget(self.line)
        column.addWidget(self.list)
        self.refresh()

    def text(self) -> str:
        return self.line.text().strip()

    def clear(self) -> None:
        self.line.clear()

    def refresh(self) -> None:
        """Ask for the matches again, as when something was added."""
        # Row heights come from the stylesheet, which reaches a list only when it is polished.
        self.list.ensurePolished()
        text = self.text()
        matches = list(self._matches(text))
        self.list.clear()
        for match in matches:
            self._add_match(match)
        if self._creates and text and not any(is_same(m.label, text) for m in matches):
            self._add_create_row(text)
        self.list.setCurrentRow(self._row_meant(text, matches))
        self.list.setVisible(self.list.count() > 0)
        self._fit_height()

    def _row_meant(self, text: str, matches: Sequence[Match]) -> int:
        """What Enter takes: the very name, else the first row of which words begin as is typed,
        else what creates it. What is only similar is there to be chosen.
        """
        rows = range(len(matches))
        same = [row for row in rows if is_same(matches[row].label, text)]
        meant = [row for row in rows if means(text, matches[row].found_by)]
        return next(iter([*same, *meant]), self.list.count() - 1 if self._creates else 0)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is not self.line or event.type() != QEvent.Type.KeyPress:
            return False
        assert isinstance(event, QKeyEvent)
        return self._on_key(event)

    def _on_key(self, event: QKeyEvent) -> bool:
        key = Qt.Key(event.key())
        if key in _HANDED_ON:
            self._move(key)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._take(self.list.currentItem())
        elif key == Qt.Key.Key_Escape and not self.text():
            self.cancelled.emit()
        else:
            return False
        return True

    def _move(self, key: Qt.Key) -> None:
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_PageUp: -_ROWS_SHOWN}.get(
            key, _ROWS_SHOWN
        )
        last = self.list.count() - 1
        self.list.setCurrentRow(max(0, min(last, self.list.currentRow() + step)))

    def _take(self, item: QListWidgetItem | None) -> None:
        if item is None:
            return
        if item.data(_CREATES):
            self.create_requested.emit(self.text())
        else:
            self.chosen.emit(item.data(_VALUE))

    def _add_match(self, match: Match) -> None:
        detail = f"   {match.detail}" if match.detail else ""
        item = QListWidgetItem(match.label + detail)
        item.setData(_VALUE, match.value)
        if match.icon_name:
            item.setIcon(icon(match.icon_name, 16, match.colour_token))
        self.list.addItem(item)

    def _add_create_row(self, text: str) -> None:
        item = QListWidgetItem(icon("plus", 16, "accent_ink"), f"Create {self._creates} “{text}”")
        item.setData(_CREATES, True)
        self.list.addItem(item)

    def _fit_height(self) -> None:
        side = scaled_px(16)
        self.list.setIconSize(QSize(side, side))
        rows = min(self.list.count(), _ROWS_SHOWN)
        row_height = max(self.list.sizeHintForRow(0), 1)
        self.list.setFixedHeight(rows * row_height + 2 * self.list.frameWidth() + 4)
