"""Fields that hand over their text when the listener is done with it."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QLineEdit,
    QPlainTextEdit,
    QSizePolicy,
    QStyle,
    QStyleOptionFrame,
    QWidget,
)

from app.transactions.typed import Typed
from ui.widgets.note_edit import NoteEdit
from ui.widgets.plain_text import text_in, with_plain_ends
from ui.widgets.text import elided


def put_cursor(field: QPlainTextEdit, place: int) -> None:
    """Puts the cursor at a place, or at the end of a text that is shorter."""
    cursor = field.textCursor()
    cursor.setPosition(min(place, len(field.toPlainText())))
    field.setTextCursor(cursor)


class _Typing:
    """The text a field was given to show, and what is typed over it.

    kept: the saved text, shown last. before: the text typing began with; it stays when another text
    arrives while somebody types.
    """

    def __init__(self) -> None:
        self.kept = self.before = ""
        self._committed: str | None = None

    def takes(self, text: str, shown: str, *, is_safe: bool) -> bool:
        """Whether a field that shows `shown` now shows the saved `text`.

        is_safe: nobody is typing in it. What was committed may have been saved since, with changes.
        """
        is_written = shown.strip() == self._committed and text != self.kept
        is_typed = not is_safe and not is_written and shown not in (self.kept, text)
        self.kept = text
        if is_typed:
            return False
        self.begin_anew()
        return True

    def commit(self, text: str, *, is_long: bool = False) -> Typed:
        self._committed = text
        return Typed(text, self.before, is_long=is_long)

    def begin_anew(self) -> None:
        """The field shows the saved text."""
        self.before, self._committed = self.kept, None


class CommitLine(QLineEdit):
    """One line. Enter or leaving the field commits it, Escape reverts it.

    Signal: committed(Typed), trimmed, when it differs from what was last shown. The owner saves it
    and shows the saved text; until then the field commits it again.
    """

    committed = Signal(object)

    def __init__(
        self,
        name: str,
        placeholder: str = "",
        *,
        variant: str = "",
        may_be_empty: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._typing = _Typing()
        self._may_be_empty = may_be_empty
        self.setAccessibleName(name)
        self.setPlaceholderText(placeholder)
        if variant:
            self.setProperty("variant", variant)
        self.returnPressed.connect(self.commit)

    def show_text(self, text: str, *, is_other: bool = False) -> None:
        """Show the saved text, without a signal. What is being typed stays, unless `is_other`: the
        text of something else.
        """
        is_safe = is_other or not self.hasFocus()
        if not self._typing.takes(text, self.text(), is_safe=is_safe) or self.text() == text:
            return
        cursor = self.cursorPosition() if self.hasFocus() else 0
        self.setText(text)
        self.setCursorPosition(min(cursor, len(text)))

    def commit(self) -> None:
        """Hand over what was typed, if it is new."""
        text = self.text().strip()
        if not text and not self._may_be_empty:
            self.revert()
        elif self._typing.kept not in (text, self.text()):
            self.committed.emit(self._typing.commit(text))

    def revert(self) -> None:
        """Show the saved text again: what was typed was refused."""
        self.setText(self._typing.kept)
        self._typing.begin_anew()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text() != self._typing.kept:
            self.revert()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.setCursorPosition(0)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.commit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Without the focus, a text that is too long ends in “…” instead of in half a letter."""
        option = QStyleOptionFrame()
        self.initStyleOption(option)
        element = QStyle.SubElement.SE_LineEditContents
        room = self.style().subElementRect(element, option, self).adjusted(2, 0, -2, 0)
        if self.hasFocus() or self.fontMetrics().horizontalAdvance(self.text()) <= room.width():
            super().paintEvent(event)
            return
        painter = QPainter(self)
        self.style().drawPrimitive(QStyle.PrimitiveElement.PE_PanelLineEdit, option, painter, self)
        shown = elided(self.text(), self.fontMetrics(), room.width())
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)


class CommitText(NoteEdit):
    """Several lines, growing with the text. Enter or leaving it commits, Escape reverts.

    Signals: committed(Typed), as in CommitLine; left(): Enter, the listener has finished writing.
    """

    committed = Signal(object)
    left = Signal()

    def __init__(
        self,
        name: str,
        placeholder: str = "",
        *,
        least_lines: int = 2,
        most_lines: int = 14,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(name, parent)
        self._typing = _Typing()
        self._lines = (least_lines, most_lines)
        self.finished.connect(self._leave)
        self.setPlaceholderText(placeholder)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.document().documentLayout().documentSizeChanged.connect(lambda _size: self._fit())
        self._fit()

    def show_text(self, text: str, *, is_other: bool = False) -> None:
        """As CommitLine.show_text."""
        is_safe, shown = is_other or not self.hasFocus(), text_in(self)
        text = with_plain_ends(text)
        if not self._typing.takes(text, shown, is_safe=is_safe) or shown == text:
            return
        place = self.textCursor().position() if self.hasFocus() else 0
        self.setPlainText(text)
        put_cursor(self, place)

    def commit(self) -> None:
        written = text_in(self)
        text = written.strip()
        if self._typing.kept not in (text, written):
            self.committed.emit(self._typing.commit(text, is_long=True))

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self._fitting_height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_escape = event.key() == Qt.Key.Key_Escape and not self.is_composing
        if is_escape and text_in(self) != self._typing.kept:
            self.setPlainText(self._typing.kept)
            self._typing.begin_anew()
        else:
            super().keyPressEvent(event)

    def _leave(self) -> None:
        self.commit()
        self.left.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.commit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        height = self._fitting_height()
        if height != self.minimumHeight():
            self.setFixedHeight(height)

    def _fitting_height(self) -> int:
        # A plain text document measures its height in lines, wrapped ones included.
        least, most = self._lines
        lines = max(least, min(most, round(self.document().size().height())))
        margins = self.contentsMargins()
        frame = margins.top() + margins.bottom() + 2 * self.document().documentMargin()
        return round(lines * self.fontMetrics().lineSpacing() + frame) + 2
