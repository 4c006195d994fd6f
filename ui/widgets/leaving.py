"""Dialogs that are put away by the program's end, and not by whoever sits before them."""

from __future__ import annotations

from typing import Protocol, runtime_checkable

from PySide6.QtWidgets import QApplication, QDialog


@runtime_checkable
class HoldsTyping(Protocol):
    """A dialog with words in it that Cancel would throw away."""

    def leave(self) -> None:
        """Keeps what was typed and closes; stays while it can't be kept."""


def leave_all(app: QApplication) -> None:
    """Closes every window, the dialogs before them first; what was typed in them is kept.

    A dialog that can't keep it now, in a journal that is busy, is waited for. Asked again, it goes
    without.
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
