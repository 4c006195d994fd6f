"""The window is to close while an export, a restore or a backup is under way."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QWidget

from app.core.jobs import Progress
from ui.bridge.archive.archiving import ArchiveEnd, ArchiveTask, Archiving
from ui.shell.messages import TELLS_IT_ITSELF
from ui.widgets.question_dialog import QuestionDialog

_MAY_CANCEL = "The window closes by itself as soon as it is. If you cancel it, nothing is changed."
_TOO_LATE = "The window closes by itself as soon as it is. It is too late to cancel it."


class UnderWayQuestion(QuestionDialog):
    """accepted: close, with what is under way cancelled or done; rejected: stay open.

    It closes by itself, and the window with it, when that is done, or was cancelled before; when it
    fails, the window stays and says so. Cancelling is offered only as long as it can be.
    """

    def __init__(self, archiving: Archiving, task: ArchiveTask, window: QWidget) -> None:
        super().__init__(
            f"“{task.name}” isn’t done yet",
            _MAY_CANCEL,
            "Cancel it and close",
            is_danger=True,
            parent=window,
        )
        self.no.setText("Stay open")
        self.setProperty(TELLS_IT_ITSELF, True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if not archiving.can_cancel:
            self._offer_no_cancel()
        archiving.progressed.connect(self._on_progress)
        archiving.ended.connect(self._stay_after_failing)
        # Later: who tells of the end does it before everything goes.
        archiving.ended.connect(self._close_when_over, Qt.ConnectionType.QueuedConnection)

    def leave(self) -> None:
        """The program is asked to end once more: it waits no longer."""
        self.accept()

    @Slot(object)
    def _on_progress(self, progress: Progress) -> None:
        if not progress.can_cancel:
            self._offer_no_cancel()

    def _offer_no_cancel(self) -> None:
        self.yes.setEnabled(False)
        self.say(_TOO_LATE)

    @Slot(object)
    def _stay_after_failing(self, end: ArchiveEnd) -> None:
        """At once: what is said next must not go with this dialog."""
        if end is ArchiveEnd.FAILED:
            self.reject()

    @Slot(object)
    def _close_when_over(self, end: ArchiveEnd) -> None:
        if end is not ArchiveEnd.FAILED:
            self.accept()
