"""Asked when the window is to close while an export, a restore or a backup is running."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QWidget

from app.core.jobs import Progress
from app.core.words import Text, _
from ui.bridge.archive.archiving import ArchiveEnd, ArchiveTask, Archiving
from ui.shell.messages import TELLS_IT_ITSELF
from ui.widgets.question_dialog import QuestionDialog

_MAY_CANCEL = Text("The window closes as soon as it’s done. If you cancel it, nothing is changed.")
_TOO_LATE = Text("The window closes as soon as it’s done. It’s too late to cancel it.")


class UnderWayQuestion(QuestionDialog):
    """accepted: close, once the task is cancelled or done; rejected: stay open.

    It closes by itself, and the window with it, when the task is done or was cancelled before; if
    the task fails, the window stays open and says so. Cancelling is offered only as long as it is
    possible.
    """

    def __init__(self, archiving: Archiving, task: ArchiveTask, window: QWidget) -> None:
        super().__init__(
            # Translators: task is “Export everything”, “Back up”…
            _("“{task}” hasn’t finished yet", task=str(task.name)),
            str(_MAY_CANCEL),
            _("Cancel it and close"),
            is_danger=True,
            parent=window,
        )
        self.no.setText(_("Stay open"))
        self.setProperty(TELLS_IT_ITSELF, True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if not archiving.can_cancel:
            self._offer_no_cancel()
        archiving.progressed.connect(self._on_progress)
        archiving.ended.connect(self._stay_after_failing)
        # Queued: whoever reports the end does so before everything closes.
        archiving.ended.connect(self._close_when_over, Qt.ConnectionType.QueuedConnection)

    def leave(self) -> None:
        """The program is asked a second time to end: it stops waiting."""
        self.accept()

    @Slot(object)
    def _on_progress(self, progress: Progress) -> None:
        if not progress.can_cancel:
            self._offer_no_cancel()

    def _offer_no_cancel(self) -> None:
        self.yes.setEnabled(False)
        self.say(str(_TOO_LATE))

    @Slot(object)
    def _stay_after_failing(self, end: ArchiveEnd) -> None:
        """At once, so that the message that follows isn't lost with this dialog."""
        if end is ArchiveEnd.FAILED:
            self.reject()

    @Slot(object)
    def _close_when_over(self, end: ArchiveEnd) -> None:
        if end is not ArchiveEnd.FAILED:
            self.accept()
