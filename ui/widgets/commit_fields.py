"""Fields that hand over what was written when the listener is done with it."""

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

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


def put_cursor(field: QPlainTextEdit, place: int) -> None:
    """Back to where it was, as far as the text reaches."""
    cursor = field.textCursor()
    cursor.setPosition(min(place, len(field.toPlainText())))
    field.setTextCursor(cursor)


class _Typing:
    """What a field was given to show, and what is typed over it.

    before: what the typing began with. It stays when another text comes while somebody types.
    """

    def __init__(self) -> None:
        self.kept = self.before = ""
        self._committed: str | None = None

    def takes(self, text: str, shown: str, *, is_safe: bool) -> bool:
        """Whether a field that shows `shown` shows this text from now on, which is what is kept.

        is_safe: nobody types in it. What was committed may be kept along with another text by now.
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
        """The field shows what is kept."""
        self.before, self._committed = self.kept, None


class CommitLine(QLineEdit):
    """One line. Enter or leaving the field commits it, Escape takes the typing back.

    Signal: committed(Typed), trimmed, when it differs from what was last shown. The owner keeps it
    and shows the kept text; until then the field goes on offering it.
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
        """Show what is kept, without a signal. Typing under way stays, unless `is_other`: the
        text of something else."""
        is_safe = is_other or not self.hasFocus()
        if not self._typing.takes(text, self.text(), is_safe=is_safe) or self.text() == text:
            return
        cursor = self.cursorPosition() if self.hasFocus() else 0
        self.setText(text)
        self.setCursorPosition(min(cursor, len(text)))

    def commit(self) -> None:
        """Hand over what was typed, if it is news."""
        text = self.text().strip()
        if not text and not self._may_be_empty:
            self.revert()
        elif text != self._typing.kept:
            self.committed.emit(self._typing.commit(text))

    def revert(self) -> None:
        """Show what is kept again: the typing was refused."""
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
        """A text too long for a field at rest ends in “…” instead of in half a letter."""
        option = QStyleOptionFrame()
        self.initStyleOption(option)
        element = QStyle.SubElement.SE_LineEditContents
        room = self.style().subElementRect(element, option, self).adjusted(2, 0, -2, 0)
        if self.hasFocus() or self.fontMetrics().horizontalAdvance(self.text()) <= room.width():
            super().paintEvent(event)
            return
        painter = QPainter(self)
        self.style().drawPrimitive(QStyle.PrimitiveElement.PE_PanelLineEdit, option, painter, self)
        shown = self.fontMetrics().elidedText(
            self.text(), Qt.TextElideMode.ElideRight, room.width()
        )
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)


class CommitText(QPlainTextEdit):
    """Some lines, growing with what is written. Leaving it or Ctrl+Enter commits, Escape reverts.

    Signal: committed(str), as in CommitLine.
    """

    committed = Signal(object)

    def __init__(
        self,
        name: str,
        placeholder: str = "",
        *,
        least_lines: int = 2,
        most_lines: int = 14,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._typing = _Typing()
        self._lines = (least_lines, most_lines)
        self.setAccessibleName(name)
        self.setPlaceholderText(placeholder)
        self.setTabChangesFocus(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.document().documentLayout().documentSizeChanged.connect(lambda _size: self._fit())
        self._fit()

    def show_text(self, text: str, *, is_other: bool = False) -> None:
        """As CommitLine.show_text."""
        is_safe, shown = is_other or not self.hasFocus(), self.toPlainText()
        if not self._typing.takes(text, shown, is_safe=is_safe) or shown == text:
            return
        place = self.textCursor().position() if self.hasFocus() else 0
        self.setPlainText(text)
        put_cursor(self, place)

    def commit(self) -> None:
        text = self.toPlainText().strip()
        if text != self._typing.kept:
            self.committed.emit(self._typing.commit(text, is_long=True))

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self._fitting_height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_ctrl = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if event.key() in _ENTER and is_ctrl:
            self.commit()
        elif event.key() == Qt.Key.Key_Escape and self.toPlainText() != self._typing.kept:
            self.setPlainText(self._typing.kept)
            self._typing.begin_anew()
        else:
            super().keyPressEvent(event)

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
        # A plain text document measures its height in lines, wrapped ones counted.
        least, most = self._lines
        lines = max(least, min(most, round(self.document().size().height())))
        margins = self.contentsMargins()
        frame = margins.top() + margins.bottom() + 2 * self.document().documentMargin()
        return round(lines * self.fontMetrics().lineSpacing() + frame) + 2
