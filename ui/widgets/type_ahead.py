"""A search field with a list of matches, which offers to create what it doesn't find."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeyEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from app.core.blank import is_blank
from app.core.picking import Found, find, offer
from app.core.search_text import terms_of
from app.core.words import Text, _
from ui.style.icons import icon
from ui.style.theme import colour, scaled_px
from ui.style.tokens import SPACE
from ui.widgets.enter_hint import said_about
from ui.widgets.enter_keys import ENTER_KEYS
from ui.widgets.match_row import MATCH, Match, MatchRows
from ui.widgets.search_field import SearchField
from ui.widgets.text import TextLabel
from ui.widgets.undo_key import UndoKey

T = TypeVar("T")

_ROWS_SHOWN = 8
_HANDED_ON = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


Matches = Callable[[str], Sequence[Found[Match]]]


def offering(
    things: Callable[[], Sequence[T]], words: Callable[[T], str], row: Callable[[T], Match]
) -> Matches:
    """The `matches` of a TypeAhead: the things that answer to what is typed, best first.

    words: what a thing is found by. Its name is the label of its row.
    """

    def name(thing: T) -> str:
        return row(thing).label

    return lambda text: [one.shown_as(row(one.thing)) for one in find(things(), text, words, name)]


class TypeAhead(QWidget):
    """A line edit with the list of matches under it; the focus stays in the line. What Enter takes
    is highlighted, and said in words below; see `app/core/picking.py`.

    matches: from the typed text (trimmed, maybe empty) to rows, best first; see `offering`.
    creates: the row that offers to create what is typed, with {name} for it, such as “Create scene
        “{name}””; None if nothing can be created.
    takes_first: whether Enter takes the first row while nothing is typed; otherwise it passes.
    rows_shown: how many, without scrolling.
    keys: values that are chosen by a key of their own, while nothing is typed.
    is_awaited: whether the matches of what is typed are still on their way; `refresh` is called
        once they are there, and Enter waits for that.
    Signals:
        chosen(object): the `value` of the match chosen by Enter or a click.
        chosen_otherwise(object): the same by Ctrl+Enter, where nothing can be created.
        create_requested(str): the typed text, by the row that creates or Ctrl+Enter.
        undo_requested(): Ctrl+Z with no typing left to undo.
        cancelled(): Escape in an empty field.
        passed(): Enter in one, where it takes nothing.
    """

    chosen = Signal(object)
    chosen_otherwise = Signal(object)
    create_requested = Signal(str)
    undo_requested = Signal()
    cancelled = Signal()
    passed = Signal()

    def __init__(
        self,
        matches: Matches,
        placeholder: str,
        creates: Text | None = None,
        *,
        takes_first: bool = True,
        keys: Mapping[str, object] | None = None,
        rows_shown: int = _ROWS_SHOWN,
        is_awaited: Callable[[], bool] = lambda: False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._matches = matches
        self._creates = creates
        self._takes_first = takes_first
        self._keys = dict(keys or {})
        self._rows_shown = rows_shown
        self._asked_for, self._is_moved = "", False
        self._is_awaited = is_awaited
        self._once_there: Callable[[], None] | None = None
        self.line = SearchField(placeholder)
        self.list = QListWidget()
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setAccessibleName(_("{field}: matches", field=placeholder))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.itemClicked.connect(self._take)
        self._rows = MatchRows(self.list)
        self.list.setItemDelegate(self._rows)
        self.hint = TextLabel("", "caption", wrap=True)
        self.line.textChanged.connect(self._on_typed)
        self.line.installEventFilter(self)
        undo = UndoKey(self)
        undo.watch(self.line)
        undo.requested.connect(self.undo_requested)
        self.setFocusProxy(self.line)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE.s)
        column.addWidget(self.line)
        column.addWidget(self.list)
        column.addWidget(self.hint)
        self.refresh()

    def text(self) -> str:
        """Empty while nothing can be seen of it."""
        text = self.line.text().strip()
        return "" if is_blank(text) else text

    def clear(self) -> None:
        """Undo doesn't bring back what was typed: it was taken."""
        self.line.setText("")

    def suggest(self, text: str) -> None:
        """Typed for the listener, who may type over it."""
        self.line.setText(text)
        self.line.selectAll()

    def refresh(self) -> None:
        """Ask for the matches again, for example when something was added. While the same text is
        typed, the row that was moved to stays the one that Enter takes.
        """
        # Row heights come from the stylesheet, which a list gets only when it is polished.
        self.list.ensurePolished()
        text, meant = self.text(), self._moved_to()
        made = offer(self._matches(text), text, may_create=self._creates is not None)
        self._rows.terms = terms_of(text)
        self.list.clear()
        for match in made.first:
            self._add_match(match)
        if made.creates and self._creates is not None:
            self._add_create_row(self._creates.filled(name=text))
        for match in made.similar:
            self._add_match(match, is_similar=True)
        waits = not text and not self._takes_first
        self._asked_for, self._is_moved = text, False
        if not self._move_to(meant):
            self.list.setCurrentRow(-1 if made.meant is None or waits else made.meant)
        self.list.setVisible(self.list.count() > 0)
        self._say_what_enter_does()
        self._fit_height()
        if not self._is_awaited() and (then := self._once_there) is not None:
            self._once_there = None
            then()

    def _on_typed(self) -> None:
        self._once_there = None  # it was meant for what was typed before
        self.refresh()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is not self.line or event.type() != QEvent.Type.KeyPress:
            return False
        assert isinstance(event, QKeyEvent)
        return self._on_key(event)

    def _on_key(self, event: QKeyEvent) -> bool:
        key, text = Qt.Key(event.key()), self.text()
        is_own_key = not text and event.text() in self._keys
        if key in _HANDED_ON:
            self._move(key)
        elif event.isAutoRepeat() and (key in ENTER_KEYS or is_own_key):
            return True  # what is offered next wasn’t meant
        elif key in ENTER_KEYS and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._once_found(self._enter_otherwise)
        elif key in ENTER_KEYS:
            self._once_found(self._enter)
        elif key == Qt.Key.Key_Escape and not text:
            self.cancelled.emit()
        elif is_own_key:
            self.chosen.emit(self._keys[event.text()])
        else:
            return False
        return True

    def _once_found(self, then: Callable[[], None]) -> None:
        if self._is_awaited():
            self._once_there = then
        else:
            then()

    def _enter_otherwise(self) -> None:
        item: QListWidgetItem | None = self.list.currentItem()
        match = None if item is None else item.data(MATCH)
        if self._creates is not None:
            self._create()
        elif isinstance(match, Match):
            self.chosen_otherwise.emit(match.value)

    def _enter(self) -> None:
        item: QListWidgetItem | None = self.list.currentItem()
        if item is not None:
            self._take(item)
        elif not self.text() and not self._takes_first:
            self.passed.emit()

    def _create(self) -> None:
        if self._creates is not None and self.text():
            self.create_requested.emit(self.text())

    def _moved_to(self) -> object:
        """The value of the row that was moved to for this text; None if none was."""
        item: QListWidgetItem | None = self.list.currentItem()
        match = None if item is None else item.data(MATCH)
        is_meant = self._is_moved and self._asked_for == self.text()
        return match.value if is_meant and isinstance(match, Match) else None

    def _move_to(self, value: object) -> bool:
        if value is None:
            return False
        for row in range(self.list.count()):
            match = self.list.item(row).data(MATCH)
            if isinstance(match, Match) and match.value == value:
                self.list.setCurrentRow(row)
                self._is_moved = True
                return True
        return False

    def _move(self, key: Qt.Key) -> None:
        page = self._rows_shown
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_PageUp: -page}.get(key, page)
        last = self.list.count() - 1
        self.list.setCurrentRow(max(0, min(last, self.list.currentRow() + step)))
        self._is_moved = True
        self._say_what_enter_does()
        item: QListWidgetItem | None = self.list.currentItem()
        if item is not None:  # the focus isn't in the list, so no screen reader sees it move
            said = str(item.data(Qt.ItemDataRole.AccessibleTextRole) or item.text())
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.line, said))

    def _take(self, item: QListWidgetItem) -> None:
        match = item.data(MATCH)
        if isinstance(match, Match):
            self.chosen.emit(match.value)
        else:
            self._create()

    def _say_what_enter_does(self) -> None:
        """Below the list, and to screen readers, which are in the line."""
        item: QListWidgetItem | None = self.list.currentItem()
        match = None if item is None else item.data(MATCH)
        words = (match.hint if isinstance(match, Match) else "") or said_about(
            self.text(),
            takes=match.label if isinstance(match, Match) else "",
            creates=item is not None and match is None,
            may_create=self._creates is not None,
            has_rows=self.list.count() > 0,
        )
        self.hint.setText(words)
        self.hint.setVisible(bool(words))
        self.line.setAccessibleDescription(words)

    def _add_match(self, match: Match, *, is_similar: bool = False) -> None:
        detail = f"   {match.detail}" if match.detail else ""
        item = QListWidgetItem(match.label + detail)
        item.setData(MATCH, match)
        if match.spoken:
            item.setData(Qt.ItemDataRole.AccessibleTextRole, match.spoken)
        if match.icon_name:
            item.setIcon(icon(match.icon_name, 16, match.colour_token))
        if is_similar:
            item.setForeground(colour("ink_muted"))
        self.list.addItem(item)

    def _add_create_row(self, words: str) -> None:
        self.list.addItem(QListWidgetItem(icon("plus", 16, "accent_ink"), words))

    def _fit_height(self) -> None:
        side = scaled_px(16)
        self.list.setIconSize(QSize(side, side))
        rows = min(self.list.count(), self._rows_shown)
        row_height = max(self.list.sizeHintForRow(0), 1)
        self.list.setFixedHeight(rows * row_height + 2 * self.list.frameWidth() + 4)
