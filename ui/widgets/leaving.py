"""Closing dialogs because the program quits, not because the listener answered."""

from __future__ import annotations

from typing import Protocol, runtime_checkable

from PySide6.QtWidgets import QApplication, QDialog


@runtime_checkable
class HoldsTyping(Protocol):
    """A dialog with a text that Cancel would discard."""

    def leave(self) -> None:
        """Saves what was typed and closes; stays open while it can't be saved."""


def leave_all(app: QApplication) -> None:
    """Closes every window, after the dialogs in front of them; what was typed in those is saved.

    A dialog that can't save it yet, because the journal is busy, is waited for. A second call
    closes it without saving.
    """
    while isinstance(dialog := app.activeModalWidget(), QDialog):
        if dialog.property("asked_to_leave"):
            dialog.done(QDialog.DialogCode.Rejected)
        elif isinstance(dialog, HoldsTyping):
            dialog.setProperty("asked_to_leave", True)
            dialog.leave()
            if dialog.isVisible():
                dialog.finished.connect(lambda _result: leave_all(app))
                return
        else:
            dialog.reject()
    app.closeAllWindows()
