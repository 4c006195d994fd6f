"""Whether a key press now is text input, or belongs to a menu, a popup or a list of choices."""

from __future__ import annotations

from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
)

_TEXTS = (QLineEdit, QPlainTextEdit, QTextEdit)


def is_typing() -> bool:
    """A choice is found by typing its first letters."""
    if QApplication.activePopupWidget() is not None:
        return True
    focus = QApplication.focusWidget()
    if isinstance(focus, QAbstractItemView):
        return focus.state() == QAbstractItemView.State.EditingState
    if isinstance(focus, _TEXTS):
        return not focus.isReadOnly()
    return isinstance(focus, QAbstractSpinBox | QComboBox)
